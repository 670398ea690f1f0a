"""Nodes put together as the raw values of our stream fields."""

import re
from dataclasses import dataclass, field
from typing import Any

import nh3

from blog.wordpress.converter import read_nodes
from blog.wordpress.inline import plain
from blog.wordpress.nodes import Block, Heading, ListNode, Node, Paragraph, Resolver
from blog.wordpress.references import mark_citations, take_references
from blog.wordpress.stored_blocks import stored_block, stored_items

LEAD_IN = re.compile(
    r"<b>((?:(?!</?b>|<a |<br).)+?)"
    r"(?:\s*:\s*</b>\s*|\s*[–—]\s*</b>\s*|</b>\s*[–—:]\s*|</b>\s+-\s+)(?=\S)(.*)\Z",
    re.DOTALL,
)
EDGE = re.compile(r"</?(?:p|li|ul|ol)>")  # words on either side of it are apart
MAX_LEAD = 160
LOWEST = 4
TAGS = {"a", "b", "i", "sup", "sub", "br", "p", "ul", "ol", "li"}
ATTRIBUTES = {"a": {"href", "linktype", "id"}}

StreamData = list[dict[str, Any]]


@dataclass(slots=True)
class Converted:
    """A text as our pages keep it, and what an editor should know of it."""

    body: StreamData
    references: StreamData = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def needs_attention(self) -> list[str]:
        """The reasons for which an editor has to look."""
        return [
            block["value"]["reason"]
            for block in self.body
            if block["type"] == "attention"
        ]


def convert(source: str, resolver: Resolver) -> Converted:
    """A WordPress text as blocks and references."""
    nodes, notes = read_nodes(source, resolver)
    nodes, references = take_references(nodes)
    if references:
        nodes = [mark_citations(node, len(references)) for node in nodes]
    return Converted(
        stream_data(with_mended_levels(nodes)),
        [stored_block("reference", value) for value in references],
        notes,
    )


def with_mended_levels(nodes: list[Node]) -> list[Node]:
    """Headings that begin at the second level and go down one at a time."""
    given = [node.level for node in nodes if isinstance(node, Heading)]
    if not given:
        return nodes
    highest, before = min(given), 1
    mended: list[Node] = []
    for node in nodes:
        if isinstance(node, Heading):
            level = min(node.level - highest + 2, before + 1, LOWEST)
            before = level
            mended.append(Heading(level, node.text))
        else:
            mended.append(node)
    return mended


def clean(rich: str) -> str:
    """Rich text once more through a sanitizer: a second lock on the same door."""
    return nh3.clean(
        rich,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    ).replace("<br>", "<br/>")


def stream_data(nodes: list[Node]) -> StreamData:
    """The blocks; paragraphs and plain lists that follow each other become one."""
    blocks: StreamData = []
    text: list[str] = []

    def close() -> None:
        if text:
            blocks.append(stored_block("paragraph", clean("".join(text))))
            text.clear()

    for node in nodes:
        if isinstance(node, Paragraph):
            text.append(f"<p>{node.rich}</p>")
        elif isinstance(node, ListNode) and lead_in_list(node) is None:
            text.append(node.rich)
        else:
            close()
            blocks.append(finished(node))
    close()
    return blocks


def finished(node: Node) -> dict[str, Any]:
    """A node that is a block by itself."""
    if isinstance(node, Heading):
        value = {"text": node.text, "level": f"h{node.level}"}
        return stored_block("heading", value)
    if isinstance(node, ListNode):
        return stored_block("lead_in_list", lead_in_list(node))
    assert isinstance(node, Block)  # noqa: S101 - narrows the type
    return stored_block(node.type, node.value)


def lead_in_list(node: ListNode) -> dict[str, Any] | None:
    """The list as one with bold openings, if each of its points has one."""
    items = []
    for item in node.items:
        match = LEAD_IN.match(item)
        if match is None or "<li>" in item or len(plain(match[1])) > MAX_LEAD:
            return None
        text = clean(f"<p>{match[2]}</p>")
        if not plain(text):
            return None
        items.append({"lead": plain(match[1]), "text": text})
    style = "numbered" if node.tag == "ol" else "bullet"
    return {"style": style, "items": stored_items(items)} if items else None


def words_of(blocks: StreamData) -> str:
    """All words of a stream in order, as a reader or its editor sees them."""
    return " ".join(" ".join(texts(block["value"])) for block in blocks)


WORDLESS = {
    *("style", "level", "type", "id", "size", "alignment", "video"),
    *("reason", "source_url"),
}


def texts(value: Any) -> list[str]:
    """The texts within a raw value, in the order in which they are shown."""
    if isinstance(value, str):
        return [plain(EDGE.sub(r" \g<0>", value))]
    if isinstance(value, list):
        return [text for part in value for text in texts(part)]
    if isinstance(value, dict):
        if "columns" in value:
            heads = [column["heading"] for column in value["columns"]]
            return texts(heads) + texts(value["rows"])
        return [
            text
            for name, part in value.items()
            if name not in WORDLESS
            for text in texts(part)
        ]
    return []
