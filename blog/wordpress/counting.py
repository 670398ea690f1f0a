"""Words and pictures of a text, before and after, so that a loss is seen."""

import re
from typing import Any

from blog.wordpress.composing import Converted, words_of
from blog.wordpress.shortcodes import TOKEN

WORD = re.compile(r"[^\W_]+")
# The button beside a file says “Download”, and our block for files does so itself.
MARKUP = re.compile(
    r"<!--.*?-->|<(script|style)\b.*?</\1\s*>"
    r"|<a\b[^>]*\bwp-block-file__button\b.*?</a>|<[^>]*>|&\w+;",
    re.S | re.I,
)
PICTURE = re.compile(r"<img\b", re.IGNORECASE)
GALLERY = re.compile(r"\[gallery[^\]]*\bids=[\"']?([\d,\s]+)")


def words_in(source: str) -> int:
    """How many words a text of WordPress shows."""
    text = MARKUP.sub(" ", source)
    if "[" in text:
        text = TOKEN.sub(" ", text)
    return len(WORD.findall(text))


def pictures_in(source: str) -> int:
    """How many pictures a text of WordPress shows."""
    listed = sum(len(re.findall(r"\d+", ids)) for ids in GALLERY.findall(source))
    return len(PICTURE.findall(source)) + listed


def words_out(converted: Converted) -> int:
    """How many words readers see of the page made of it."""
    shown = [block for block in converted.body if block["type"] != "attention"]
    return len(WORD.findall(words_of([*shown, *converted.references])))


def pictures_out(converted: Converted) -> int:
    """How many pictures the page shows."""
    return sum(map(pictures_of, converted.body))


def pictures_of(block: dict[str, Any]) -> int:
    """How many pictures a block shows."""
    if block["type"] == "image":
        return 1
    return len(block["value"]["images"]) if block["type"] == "gallery" else 0
