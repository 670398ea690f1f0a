"""Inline HTML written anew as rich text: nothing but what our editor knows.

Every character of the result is written here, from a closed list of elements with
no attribute but a checked address, so nothing that can run is ever stored.
"""

import re
from collections.abc import Callable
from html import escape, unescape

from lxml import etree
from lxml.html import HtmlElement

INLINE_TAGS = {
    "b": "b",
    "strong": "b",
    "i": "i",
    "em": "i",
    "cite": "i",
    "sup": "sup",
    "sub": "sub",
}
HEADING_TAGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
BREAKING_TAGS = {
    *("address", "article", "aside", "body", "center", "dd", "div", "dl", "dt"),
    *("fieldset", "footer", "header", "main", "nav", "p", "section", "summary"),
    *("caption", "tbody", "td", "tfoot", "th", "thead", "tr", "li", "figcaption"),
    *("details", "legend", "optgroup", "option"),
}
# Words on either side of these are apart, as they are of those that break.
APART_TAGS = {"br", "figure", "img", "blockquote", "ul", "ol", "table", "pre", "hr"}
SAFE_ADDRESS = re.compile(
    r"(?:https?:|mailto:|tel:|/|\?|#|[^:/?#\s]+(?:[/?#]|$))", re.I
)
INVISIBLE = re.compile("[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028\u2029\ufeff]+")
OWN_TAG = re.compile(r"<[^>]*>")
EMPTY_PAIR = re.compile(r"<(b|i|sup|sub)>\s*</\1>|<a [^>]*>\s*</a>")

# Gives the attributes of a link, escaped, for an address; "" removes the link.
LinkMaker = Callable[[str], str]


def safe_address(address: str) -> str:
    """The address if a link may have it, otherwise nothing."""
    address = address.strip()
    bare = INVISIBLE.sub("", address)
    return address if SAFE_ADDRESS.match(bare) else ""


def plain(rich: str) -> str:
    """The words of rich text, with single spaces."""
    return " ".join(unescape(OWN_TAG.sub("", rich.replace("<br/>", " "))).split())


def text_of(element: HtmlElement) -> str:
    """The words of an element, with single spaces, as a browser sets them apart."""
    parts: list[str] = []
    for event, node in etree.iterwalk(element, events=("start", "end", "comment")):
        if node.tag in BREAKING_TAGS | HEADING_TAGS | APART_TAGS:
            parts.append(" ")
        if event == "start":
            parts.append(node.text or "")
        elif node is not element:
            parts.append(node.tail or "")
    return " ".join("".join(parts).split())


def tidy(rich: str) -> str:
    """Rich text without empty elements, breaks at its ends and double spaces."""
    rich = re.sub(r"[ \t\r\n\f]+", " ", rich)
    while True:
        shorter = EMPTY_PAIR.sub(" ", rich)
        if shorter == rich:
            break
        rich = shorter
    rich = re.sub(r"\s*<br/>\s*", "<br/>", rich)
    return re.sub(r"^(?:\s|<br/>)+|(?:\s|<br/>)+$", "", rich)


class InlineWriter:
    """Writes text and inline elements; what does not belong inline it hands back."""

    def __init__(self, link: LinkMaker, keeps_lines: bool) -> None:
        self.link = link
        self.keeps_lines = keeps_lines

    def text(self, words: str | None) -> str:
        """Text, with line breaks where classic texts have them."""
        if not words:
            return ""
        written = escape(words, quote=False)
        if self.keeps_lines:
            written = re.sub(r"[ \t]*\r?\n[ \t]*", "<br/>", written)
        return written

    def opening(self, element: HtmlElement) -> tuple[str, str]:
        """What opens and closes an inline element; both empty to leave it out."""
        tag = element.tag
        if tag == "a":
            address = safe_address(element.get("href") or "")
            attributes = self.link(address) if address else ""
            return (f"<a {attributes}>", "</a>") if attributes else ("", "")
        if tag in INLINE_TAGS:
            name = INLINE_TAGS[tag]
            return f"<{name}>", f"</{name}>"
        return "", ""
