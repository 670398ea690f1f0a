"""Prints the demo's documents: one page each, from the texts in documents.toml."""

import tomllib
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

TEXTS = Path(__file__).parents[1] / "documents.toml"
STYLE = """
@page { size: Letter; margin: 0 }
body { margin: 0; padding: 20mm 22mm; color: #14231f;
  font: 12.5pt/1.45 "Liberation Serif", serif }
.firm { color: #7d5514; font-style: italic; margin: 0 }
h1 { font-weight: normal; font-size: 29pt; line-height: 1.1; margin: 2mm 0 5mm }
.rule { border-top: 1.5pt solid #a9792b; width: 28mm; margin-bottom: 7mm }
ul { list-style: none; margin: 0; padding: 0 }
li { padding: 3.4mm 0 3.4mm 10mm; position: relative;
  border-bottom: .5pt solid #d2c8b3 }
li::before { content: ""; position: absolute; left: 0; top: 4.6mm; width: 4mm;
  height: 4mm; border: .9pt solid #4a5a5f }
.notes { margin-top: 10mm; color: #4a5a5f; font-style: italic }
.notes div { border-bottom: .5pt solid #d2c8b3; height: 9mm }
footer { position: fixed; bottom: 14mm; left: 22mm; right: 22mm; color: #4a5a5f;
  font-size: 9pt; border-top: 1.5pt solid #14231f; padding-top: 3mm }
"""


def documents() -> Iterator[tuple[str, str]]:
    """The key and the printable HTML of every document."""
    for document in tomllib.loads(TEXTS.read_text())["documents"]:
        yield document["key"], _page(document)


def _page(document: dict[str, Any]) -> str:
    title, foot = escape(document["title"]), escape(document["foot"])
    lines = "".join(f"<li>{escape(line)}</li>" for line in document["lines"])
    firm = foot.partition(",")[0]
    return (
        f'<!doctype html><html lang="en"><title>{title}</title><style>{STYLE}</style>'
        f"<body><p class=firm>{firm}</p><h1>{title}</h1><div class=rule></div>"
        f"<ul>{lines}</ul><section class=notes>Your questions"
        f"{'<div></div>' * 3}</section><footer>{foot}</footer></body></html>"
    )


def print_page(running: Browser, html: str, target: Path) -> None:
    """Write HTML as a PDF of Letter pages."""
    page = running.new_page()
    page.set_content(html)
    page.pdf(path=target, prefer_css_page_size=True, print_background=True, tagged=True)
    page.close()
