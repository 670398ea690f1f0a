"""Numbered references at the end of a text, and the marks that point to them."""

import re
from dataclasses import replace
from html import unescape
from typing import Any

from blog.wordpress.inline import plain
from blog.wordpress.nodes import Heading, ListNode, Node, Paragraph

HEADING = re.compile(
    r"(?:references?|sources?|endnotes?|footnotes?|citations?|bibliography"
    r"|works cited|notes)\s*:?\Z",
    re.IGNORECASE,
)
NUMBER = re.compile(r"\s*(?:<sup>)?\[(\d{1,3})\](?:</sup>)?\s*")
PLAIN_NUMBER = re.compile(r"\s*(?:\[?(\d{1,3})[\].)])\s+")
HREF = re.compile(r'<a href="([^"]*)">')
BARE_ADDRESS = re.compile(r"\s*[\s<(]?(https?://[^\s<>]+?)[>)]?\.?\s*\Z")
MARK = re.compile(r"<sup>\s*(?:<a [^>]*>)?\s*\[?(\d{1,3})\]?\s*(?:</a>)?\s*</sup>")
LINKED_MARK = re.compile(r"<a [^>]*>\s*(?:<sup>)?\s*\[(\d{1,3})\]\s*(?:</sup>)?\s*</a>")
MAX_TEXT = 300


def take_references(nodes: list[Node]) -> tuple[list[Node], list[dict[str, Any]]]:
    """The text without its references, and these; all or none are taken."""
    start = references_start(nodes)
    if start is None:
        return nodes, []
    entries = entries_of(nodes[start:])
    references = [reference(entry) for entry in entries]
    if not references or not all(references):
        return nodes, []
    has_heading = start > 0 and is_heading(nodes[start - 1])
    return nodes[: start - has_heading], [found for found in references if found]


def is_heading(node: Node) -> bool:
    """Whether a node announces references."""
    if isinstance(node, Heading):
        return bool(HEADING.match(node.text.strip()))
    return isinstance(node, Paragraph) and bool(HEADING.match(plain(node.rich)))


def references_start(nodes: list[Node]) -> int | None:
    """Where the references begin, if the text ends in some."""
    for index in range(len(nodes) - 1, -1, -1):
        if is_heading(nodes[index]):
            rest = nodes[index + 1 :]
            is_list = len(rest) == 1 and isinstance(rest[0], ListNode)
            return index + 1 if is_list or numbered_from_one(rest) else None
        if not isinstance(nodes[index], Paragraph | ListNode):
            break
    start = len(nodes)
    while start and is_numbered(nodes[start - 1]):
        start -= 1
    return start if numbered_from_one(nodes[start:]) else None


def is_numbered(node: Node) -> bool:
    """Whether a paragraph begins with a number in brackets."""
    return isinstance(node, Paragraph) and bool(NUMBER.match(node.rich))


def numbered_from_one(nodes: list[Node]) -> bool:
    """Whether these are paragraphs, or lines of them, that count from one."""
    entries = entries_of(nodes)
    numbers = [match and int(match[1]) for match in map(NUMBER.match, entries)]
    return bool(entries) and numbers == list(range(1, len(entries) + 1))


def entries_of(nodes: list[Node]) -> list[str]:
    """The rich text of each reference."""
    entries: list[str] = []
    for node in nodes:
        if isinstance(node, ListNode):
            entries += node.items
        elif isinstance(node, Paragraph):
            entries += re.split(r"<br/>(?=(?:<sup>)?\[\d)", node.rich)
        else:
            return []
    return entries


def reference(entry: str) -> dict[str, Any] | None:
    """A reference; nothing for one that says more than a reference can hold."""
    if "<li>" in entry or "linktype=" in entry:
        return None
    links = HREF.findall(entry)
    rich = NUMBER.sub("", entry, count=1)
    text = PLAIN_NUMBER.sub("", plain(rich), count=1) if rich == entry else plain(rich)
    text = text.replace("↩︎", "").replace("↩", "").strip()
    links = [link for link in links if not link.startswith("#")]
    url = unescape(links[0]) if links else ""
    if bare := BARE_ADDRESS.search(text):
        if url and url.rstrip("/") != bare[1].rstrip("/"):
            return None
        url = bare[1]
        text = text[: bare.start()].rstrip(" :–—-") or url
    if len(links) > 1 or not text or len(text) > MAX_TEXT or not is_web(url):
        return None
    return {"text": text, "publisher": "", "url": url}


def is_web(url: str) -> bool:
    """Whether an address may stand in a reference."""
    return not url or url.startswith(("http://", "https://"))


def mark_citations(node: Node, count: int) -> Node:
    """Marks of existing references in the form that our articles link."""

    def mark(match: re.Match[str]) -> str:
        return f"[{match[1]}]" if 1 <= int(match[1]) <= count else match[0]

    def marked(rich: str) -> str:
        return MARK.sub(mark, LINKED_MARK.sub(mark, rich))

    if isinstance(node, Paragraph):
        return replace(node, rich=marked(node.rich))
    if isinstance(node, ListNode):
        return replace(node, items=[marked(item) for item in node.items])
    return node
