"""From the demo's text files to block values, by walking the block definitions."""

import re
from collections.abc import Callable
from typing import Any

from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.embeds.blocks import EmbedBlock, EmbedValue
from wagtail.images.blocks import ImageChooserBlock
from wagtail.rich_text import RichText
from wagtail.snippets.blocks import SnippetChooserBlock

PAGE_LINK = re.compile(r'<a href="page:([^"]+)">')


class Library:
    """What the texts refer to, by the names they use for it."""

    def __init__(self) -> None:
        self.images: dict[str, Any] = {}
        self.documents: dict[str, Any] = {}
        self.pages: dict[str, Any] = {}
        self.snippets: dict[str, dict[str, Any]] = {}

    def snippet(self, model: Any, name: str) -> Any:
        """A snippet by its model and the name the texts use."""
        return self.snippets[model._meta.model_name][name]

    def linked(self, html: str) -> str:
        """HTML in Wagtail's own form, with `page:/path/` links resolved."""
        return PAGE_LINK.sub(
            lambda match: f'<a linktype="page" id="{self.pages[match[1]].pk}">', html
        )


def compose(block: blocks.Block, data: Any, library: Library) -> Any:
    """The value of a block described by plain data."""
    for kind, composer in COMPOSERS.items():
        if isinstance(block, kind):
            return composer(block, data, library)
    return data


def compose_stream(block: blocks.StreamBlock, data: list, library: Library) -> list:
    """A stream: each item names its block in `type`, its fields stand beside it."""
    return [
        (item["type"], compose(block.child_blocks[item["type"]], item, library))
        for item in data
    ]


def compose_struct(block: blocks.StructBlock, data: dict, library: Library) -> dict:
    """A struct: the fields that the data names."""
    return {
        name: compose(child, data[name], library)
        for name, child in block.child_blocks.items()
        if name in data
    }


def compose_list(block: blocks.ListBlock, data: list, library: Library) -> list:
    """A list of values of one block."""
    return [compose(block.child_block, item, library) for item in data]


def compose_rich_text(block: blocks.Block, data: Any, library: Library) -> RichText:
    """Rich text, given as HTML or as the `text` of a stream item."""
    html = data["text"] if isinstance(data, dict) else data
    return RichText(library.linked(html))


def compose_table(block: TypedTableBlock, data: dict, library: Library) -> Any:
    """A table given as columns and rows of plain values."""
    raw = {
        "columns": [
            {"type": column["type"], "heading": column["heading"]}
            for column in data["columns"]
        ],
        "rows": [{"values": row} for row in data["rows"]],
    }
    return block.to_python(raw)


COMPOSERS: dict[type[blocks.Block], Callable[[Any, Any, Library], Any]] = {
    TypedTableBlock: compose_table,
    blocks.StreamBlock: compose_stream,
    blocks.StructBlock: compose_struct,
    blocks.ListBlock: compose_list,
    blocks.RichTextBlock: compose_rich_text,
    EmbedBlock: lambda block, data, library: EmbedValue(data),
    ImageChooserBlock: lambda block, data, library: library.images[data],
    DocumentChooserBlock: lambda block, data, library: library.documents[data],
    SnippetChooserBlock: lambda block, data, library: library.snippet(
        block.target_model, data
    ),
    blocks.PageChooserBlock: lambda block, data, library: library.pages[data],
    blocks.StaticBlock: lambda block, data, library: None,
}
