"""Derives the schema of composed blocks: lists, tables, structs and streams.

Each kind of block has a mapping: the type it has in JSON, and what makes a value of
that type from Wagtail's. A struct is an object of its fields and of what its
StructValue computes: every property with a return annotation is a field of the API.
Blocks may say in their Meta:

- `api_omits`: names that only editors need, such as what a property computes from;
- `api_shape`: the shape (see `cms.images`) of their pictures, instead of "wide";
- `is_public = False`: the block is for editors only and never leaves the admin.

A property `public_<field>` is what the API shows as `<field>`, and a value whose
property `is_shown` is false is left out, as its template leaves it out. So is a
value that lacks a picture, file or page that its block requires.
"""

from typing import Any, Literal

from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock, TypedTable
from wagtail.images.blocks import ImageChooserBlock

from cms.api.blocks import map_chosen, mapping_of
from cms.api.computed import (
    computed_fields,
    is_computed,
    list_mapping,
)
from cms.api.mapping import (
    Mapping,
    NotShown,
    camel,
    described,
    named,
    named_schemas,
    one_of,
)
from cms.api.reading import Reading

EXAMPLE_ID = "6f9b1c0e-2f4f-4b53-9f0c-3a86a1f4a2d1"


@mapping_of.register
def map_list(block: blocks.ListBlock, name: str) -> Mapping:
    """An array."""
    return list_mapping(mapping_of(block.child_block, f"{name}_item"))


@mapping_of.register
def map_table(block: BaseTypedTableBlock, name: str) -> Mapping:
    """Columns, and rows of cells that each tell their type."""
    cells = {
        kind: mapping_of(child, f"{name}_{kind}")
        for kind, child in block.child_blocks.items()
    }
    cell_types = [
        named_schemas.get(
            [f"{camel(kind)}Cell", f"{camel(name)}{camel(kind)}Cell"],
            "A cell of a table.",
            {
                "type": (Literal[kind], described("Kind of cell.")),
                "value": (cell.type | None, described("What the cell holds.")),
            },
        )
        for kind, cell in cells.items()
    ]
    column: Any = named_schemas.get(
        ["TableColumn", f"{camel(name)}Column"],
        "A column of a table.",
        {
            "type": (Literal[tuple(cells)], described("Kind of its cells.")),
            "heading": (str, described("Heading; empty for none.")),
        },
    )
    cell: Any = one_of(cell_types)
    table = named_schemas.get(
        ["Table", camel(name)],
        "Rows and columns.",
        {
            "columns": (list[column], described("From left to right.")),
            "rows": (list[list[cell]], described("From top to bottom.")),
        },
    )

    def read(value: TypedTable, reading: Reading) -> dict[str, Any]:
        kinds = [col["block"].name for col in value.columns] if value else []
        return {
            "columns": [
                {"type": kind, "heading": col["heading"] or ""}
                for kind, col in zip(kinds, value.columns if value else [], strict=True)
            ],
            "rows": [
                [
                    {"type": kind, "value": cells[kind].read(cell, reading)}
                    for kind, cell in zip(kinds, row["values"], strict=False)
                ]
                for row in (value.row_data if value else [])
            ],
        }

    kind = next(iter(cells))
    example = {
        "columns": [{"type": kind, "heading": "Step"}],
        "rows": [[{"type": kind, "value": cells[kind].example}]],
    }
    return Mapping(table, read, example)


@mapping_of.register
def map_struct(block: blocks.StructBlock, name: str) -> Mapping:
    """An object: the block's fields, and what its value computes from them."""
    omitted = getattr(block.meta, "api_omits", ())
    shape = getattr(block.meta, "api_shape", "wide")
    mappings: dict[str, Mapping] = {}
    descriptions: dict[str, str] = {}
    for field, child in block.child_blocks.items():
        if field in omitted:
            continue
        if isinstance(child, ImageChooserBlock):
            mappings[field] = map_chosen(child, f"{name}_{field}", shape)
        else:
            mappings[field] = mapping_of(child, f"{name}_{field}")
        descriptions[field] = field_description(child)
    for field, description, mapping in computed_fields(block):
        mappings[field], descriptions[field] = mapping, description
    example = {
        field: mapping.example for field, mapping in mappings.items()
    } | example_of(block, mappings)
    schema = named_schemas.get(
        schema_names(block, name),
        block_description(block),
        {
            field: (mapping.type, described(descriptions[field]))
            for field, mapping in mappings.items()
        },
        example,
    )
    return Mapping(schema, struct_reader(block, mappings), example)


def struct_reader(block: blocks.StructBlock, mappings: dict[str, Mapping]) -> Any:
    """Reads the fields and computed values of a struct."""
    readers = [
        (field, computed_name(block.meta.value_class, field), mapping.read)
        for field, mapping in mappings.items()
    ]

    def read(value: Any, reading: Reading) -> dict[str, Any]:
        if value is None or not getattr(value, "is_shown", True):
            raise NotShown
        return {
            field: show(getattr(value, name) if name else value.get(field), reading)
            for field, name, show in readers
        }

    return read


def computed_name(value_class: type, field: str) -> str | None:
    """The property that the API shows as a field; None for what the editor wrote."""
    names = (f"public_{field}", field)
    computed = (name for name in names if is_computed(getattr(value_class, name, None)))
    return next(computed, None)


@mapping_of.register
def map_stream(block: blocks.StreamBlock, name: str) -> Mapping:
    """An array of blocks that each tell their type and their stable id."""
    public = {
        kind: mapping_of(child, kind)
        for kind, child in block.child_blocks.items()
        if getattr(child.meta, "is_public", True)
    }
    items = [
        item_schema(kind, block.child_blocks[kind], mapping, name)
        for kind, mapping in public.items()
    ]
    item = one_of(items)
    if len(items) > 1:
        item = named(stream_name(block, name), item)

    def read(value: Any, reading: Reading) -> list[dict[str, Any]]:
        shown = []
        for place, child in enumerate(value):
            kind = child.block_type
            if kind not in public:
                continue
            try:
                found = public[kind].read(child.value, reading)
            except NotShown:
                continue
            block_id = child.id or f"{kind}-{place}"
            shown.append({"type": kind, "id": block_id, "value": found})
        return shown

    return Mapping(list[item], read)  # type: ignore[valid-type] # made at run time


def item_schema(kind: str, block: blocks.Block, mapping: Mapping, parent: str) -> Any:
    """The schema of a block in a stream."""
    example = None
    if mapping.example is not None:
        value = example_value(block, mapping)
        example = {"type": kind, "id": EXAMPLE_ID, "value": value}
    return named_schemas.get(
        [f"{camel(kind)}Block", f"{camel(parent)}{camel(kind)}Block"],
        block_description(block),
        {
            "type": (Literal[kind], described("Kind of block.")),
            "id": (str, described("Stays the same as long as the block exists.")),
            "value": (mapping.type, described("What the block holds.")),
        },
        example,
    )


def example_value(block: blocks.Block, mapping: Mapping) -> Any:
    """The block's static preview value, where its JSON is the value itself."""
    preview = getattr(block.meta, "preview_value", None)
    return preview if isinstance(preview, str) else mapping.example


def example_of(block: blocks.StructBlock, mappings: dict[str, Mapping]) -> dict:
    """The fields that the block's preview value gives an example of."""
    preview = getattr(block.meta, "preview_value", None)
    if not isinstance(preview, dict):
        return {}
    return {
        field: completed(value, block.child_blocks[field], mappings[field])
        for field, value in preview.items()
        if field in mappings and field in block.child_blocks and value is not None
    }


def completed(value: Any, block: blocks.Block, mapping: Mapping) -> Any:
    """A part of a preview value with the fields that it leaves out."""
    if isinstance(block, blocks.ListBlock) and mapping.example:
        item = mapping.example[0]
        return [item | part if isinstance(part, dict) else part for part in value]
    return value


def schema_names(block: blocks.StructBlock, name: str) -> list[str]:
    """What the schema of a struct may be called: by its class, or by its place."""
    class_name = type(block).__name__.removesuffix("Block")
    by_place = f"{camel(name)}Value"
    if type(block).__module__.startswith("wagtail.") or class_name == "Struct":
        return [by_place]
    return [f"{class_name}Value", by_place]


def stream_name(block: blocks.StreamBlock, name: str) -> str:
    """What one block of a stream is called: `TextBlock` for a TextStreamBlock."""
    class_name = type(block).__name__.removesuffix("StreamBlock")
    return f"{class_name or camel(name)}Block"


def block_description(block: blocks.Block) -> str:
    """What editors are told of the block, or the first line of its docstring."""
    said = getattr(block.meta, "description", "") or (type(block).__doc__ or "")
    return said.strip().split("\n")[0]


def field_description(block: blocks.Block) -> str:
    """The label of a field, and what editors are told of it."""
    parts = (block.label, getattr(block.meta, "help_text", ""))
    return ". ".join(str(part).rstrip(".") for part in parts if part) + "."
