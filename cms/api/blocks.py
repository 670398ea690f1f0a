"""The kinds of blocks that hold one value, and what each is in JSON.

What is composed of other blocks is in `cms.api.structures`. Apps add kinds of blocks
with `@mapping_of.register`; a kind without a mapping stops the start.
"""

import datetime
import decimal
from functools import singledispatch
from typing import Any, Literal

from pydantic import ConfigDict, TypeAdapter, ValidationError
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.embeds.blocks import EmbedBlock
from wagtail.images.blocks import ImageChooserBlock

from cms.api.computed import (
    PLAIN_EXAMPLES as EXAMPLES,
)
from cms.api.computed import (
    address_mapping,
    model_mapping,
)
from cms.api.mapping import (
    Mapping,
    UnmappedBlock,
    optional,
    required,
)
from cms.api.reading import Reading
from cms.api.schemas import Address, ClockTime, DisplayText, clock_time

ENTRY_TYPES: dict[type[blocks.Block], Any] = {
    blocks.IntegerBlock: int,
    blocks.FloatBlock: float,
    blocks.DecimalBlock: decimal.Decimal,
    blocks.DateBlock: datetime.date,
    blocks.DateTimeBlock: datetime.datetime,
}


@singledispatch
def mapping_of(block: blocks.Block, name: str) -> Mapping:
    """The mapping of a block; `name` says where it stands.

    Apps add kinds of blocks with `@mapping_of.register`.

    Raises:
        UnmappedBlock: for a kind of block that has no mapping.
    """
    raise UnmappedBlock(
        f"The content API has no type for {type(block).__name__} at “{name}”. "
        "Register one with mapping_of.register, see cms/api/blocks.py."
    )


def by_requirement(mapping: Mapping, block: blocks.Block) -> Mapping:
    """Null where nothing is shown, or never null where the block requires a value."""
    return required(mapping) if block.required else optional(mapping)


@mapping_of.register(blocks.CharBlock)
@mapping_of.register(blocks.TextBlock)
@mapping_of.register(blocks.EmailBlock)
@mapping_of.register(blocks.RegexBlock)
def map_text(block: blocks.Block, name: str) -> Mapping:
    """Text; empty where nobody wrote any."""
    return Mapping(str, lambda value, reading: str(value or ""), "")


@mapping_of.register
def map_rich_text(block: blocks.RichTextBlock, name: str) -> Mapping:
    """Rich text, ready for display."""
    return Mapping(
        DisplayText,
        lambda value, reading: reading.text(getattr(value, "source", value) or ""),
        "",
    )


@mapping_of.register
def map_choice(block: blocks.ChoiceBlock, name: str) -> Mapping:
    """One of the choices; a stored value that is none of them becomes the default."""
    choices = [value for value, label in flat(block.field.choices) if value != ""]
    if not block.required:
        choices.append("")
    default = block.get_default() if block.get_default() in choices else choices[-1]
    return Mapping(
        Literal[tuple(choices)],
        lambda value, reading: value if value in choices else default,
        default,
    )


def flat(choices: Any) -> list[tuple[Any, Any]]:
    """The choices without their groups."""
    return [
        choice
        for value, label in choices
        for choice in (
            flat(label) if isinstance(label, (list, tuple)) else [(value, label)]
        )
    ]


@mapping_of.register
def map_boolean(block: blocks.BooleanBlock, name: str) -> Mapping:
    """True or false."""
    return Mapping(bool, lambda value, reading: bool(value), True)


@mapping_of.register(blocks.IntegerBlock)
@mapping_of.register(blocks.FloatBlock)
@mapping_of.register(blocks.DecimalBlock)
@mapping_of.register(blocks.DateBlock)
@mapping_of.register(blocks.DateTimeBlock)
def map_entry(block: blocks.Block, name: str) -> Mapping:
    """A number, a date or a moment; nothing for what cannot be read as one.

    Wagtail hands numbers on as they are stored, such as a text by an import.
    """
    entry = next(kind for base, kind in ENTRY_TYPES.items() if isinstance(block, base))
    adapter = TypeAdapter(entry, config=ConfigDict(allow_inf_nan=False))

    def read(value: Any, reading: Reading) -> Any:
        try:
            return adapter.validate_python(value)
        except ValidationError:
            return None

    return by_requirement(Mapping(entry, read, EXAMPLES[entry]), block)


@mapping_of.register
def map_time(block: blocks.TimeBlock, name: str) -> Mapping:
    """A time of day."""
    mapping = Mapping(ClockTime, lambda value, reading: clock_time(value), "09:30")
    return by_requirement(mapping, block)


@mapping_of.register
def map_address(block: blocks.URLBlock, name: str) -> Mapping:
    """An address."""
    if block.required:
        return required(
            Mapping(Address, address_mapping().read, "https://example.com/")
        )
    return address_mapping()


@mapping_of.register
def map_embed(block: EmbedBlock, name: str) -> Mapping:
    """The address of what is embedded; nothing is fetched from there."""
    mapping = address_mapping()
    return Mapping(
        mapping.type,
        lambda value, reading: mapping.read(getattr(value, "url", None), reading),
        mapping.example,
    )


@mapping_of.register(ImageChooserBlock)
@mapping_of.register(DocumentChooserBlock)
@mapping_of.register(blocks.ChooserBlock)
def map_chosen(block: blocks.ChooserBlock, name: str, shape: str = "wide") -> Mapping:
    """What an editor chose: an image, a document, a snippet or a page."""
    mapping = model_mapping(block.model_class, name, shape)
    # Not `block.required`: that makes the form field, which needs the whole admin.
    return required(mapping) if block._required else optional(mapping)


@mapping_of.register
def map_static(block: blocks.StaticBlock, name: str) -> Mapping:
    """A block without content."""
    return Mapping(None, lambda value, reading: None)
