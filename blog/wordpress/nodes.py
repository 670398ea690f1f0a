"""The steps between HTML and blocks: what a text consists of, in order."""

from dataclasses import dataclass, field
from html import escape
from typing import Any, Protocol


@dataclass(slots=True)
class Paragraph:
    """Inline rich text."""

    rich: str


@dataclass(slots=True)
class Heading:
    """A heading at the level it had."""

    level: int
    text: str

    @property
    def rich(self) -> str:
        """The heading as bold text, for places that hold no headings."""
        return f"<b>{escape(self.text, quote=False)}</b>"


@dataclass(slots=True)
class ListNode:
    """A list; an item is rich text that may end in lists of its own."""

    tag: str
    items: list[str] = field(default_factory=list)

    @property
    def rich(self) -> str:
        """The list as rich text."""
        items = "".join(f"<li>{item}</li>" for item in self.items)
        return f"<{self.tag}>{items}</{self.tag}>"


@dataclass(slots=True)
class Block:
    """A finished block, by its name and raw value."""

    type: str
    value: Any


Node = Paragraph | Heading | ListNode | Block


class Resolver(Protocol):
    """Finds what a text refers to among the things of this site."""

    def image(self, address: str, attachment_id: int) -> int | None:
        """The key of an image."""

    def attachment(self, attachment_id: int) -> tuple[str, str, str] | None:
        """Address, alternative text and caption of an attachment."""

    def document(self, address: str) -> int | None:
        """The key of a document."""

    def link(self, address: str) -> str:
        """The attributes, escaped, of a link to an address of the old site."""


class Unresolved:
    """Finds nothing: texts keep their addresses."""

    def image(self, address: str, attachment_id: int) -> int | None:
        return None

    def attachment(self, attachment_id: int) -> tuple[str, str, str] | None:
        return None

    def document(self, address: str) -> int | None:
        return None

    def link(self, address: str) -> str:
        return f'href="{escape(address)}"'


def attention_block(reason: str, original: str) -> Block:
    """What only an editor can decide, with the original at hand."""
    return Block("attention", {"reason": reason[:255], "original": original})
