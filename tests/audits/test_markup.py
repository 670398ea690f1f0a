"""HTML as the Nu validator of the W3C wants it, on each page type and state."""

import json

from tests.audits.pages import PAGES, failure_pages


def test_the_validator_finds_no_error(site, check_markup, tmp_path):
    texts = {name: site.fetch(path).text for name, path in PAGES.items()}
    for name, text in (texts | failure_pages(site)).items():
        (tmp_path / f"{name.replace(' ', '-')}.html").write_text(text)

    report = json.loads(check_markup(tmp_path))

    found = [
        f"{message['url'].rpartition('/')[2]}: {message['message']}"
        f" {message.get('extract', '')!r}"
        for message in report["messages"]
    ]
    assert not found, "\n".join(found)
