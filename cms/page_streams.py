"""What pages are composed of: their streams, and the texts within."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from wagtail.blocks import StreamBlock, StreamValue
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page


@cache
def stream_fields(model: type[Page]) -> dict[str, StreamBlock]:
    """The streams of a page type by name, each with its block."""
    return {
        field.name: field.stream_block
        for field in model._meta.get_fields()
        if isinstance(field, StreamField)
    }


@cache
def rich_text_fields(model: type[Page]) -> list[str]:
    """The fields of a page type that hold rich text and nothing else."""
    fields = model._meta.get_fields()
    return [field.name for field in fields if isinstance(field, RichTextField)]


def streams_of(page: Page) -> Iterator[StreamValue]:
    """The streams of a page; each is read only when its turn comes."""
    for name in stream_fields(type(page)):  # type: ignore[arg-type]  # classes are hashable
        yield getattr(page, name)


def texts_with_links(page: Page) -> Iterator[str]:
    """Every text of a page that links to something in the CMS."""
    names = rich_text_fields(type(page))  # type: ignore[arg-type]  # the same
    parts: list[Any] = [getattr(page, name) for name in names]
    parts += [list(stream.raw_data) for stream in streams_of(page)]
    # What a list or dictionary holds is put at the end, and is looked at in its turn.
    for part in parts:
        kind = type(part)
        if kind is str:
            if "linktype" in part:
                yield part
        elif kind is dict:
            parts += part.values()
        elif kind is list:
            parts += part


def read_streams(pages: Sequence[Page]) -> None:
    """Read what the blocks of all pages refer to, once for each kind of block."""
    fields = stream_fields(type(pages[0]))  # type: ignore[arg-type]  # the same
    for name, block in fields.items():
        raw = [list(getattr(page, name).raw_data) for page in pages]
        for page, value in zip(pages, block.bulk_to_python(raw), strict=True):
            setattr(page, name, value)
