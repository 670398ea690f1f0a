"""Shows a StreamField, or cards of another app, in a schema, fully typed."""

from functools import cached_property
from typing import Annotated, Any, get_args

from django.core.exceptions import ImproperlyConfigured
from pydantic import Field, GetCoreSchemaHandler, create_model
from pydantic_core import CoreSchema, core_schema
from wagtail.fields import StreamField

from cms.api.computed import card_mapping, list_mapping
from cms.api.mapping import Mapping, described
from cms.api.reading import Reading
from cms.api.registry import registry
from cms.api.schemas import reading_of
from cms.api.structures import mapping_of


class StreamOf:
    """Annotates a field of a schema with the StreamField that it shows.

    `body: Annotated[list[Any], StreamOf(ArticlePage, "body")]`
    """

    def __init__(self, model: Any, field_name: str) -> None:
        self.model = model
        self.field_name = field_name

    @cached_property
    def mapping(self) -> Mapping:
        """How the stream appears; asked for when all snippets have their schemas."""
        field: StreamField = self.model._meta.get_field(self.field_name)
        return mapping_of(
            field.stream_block, f"{self.model.__name__}_{self.field_name}"
        )

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return as_read(self.mapping, handler)


class NumberedStreamOf(StreamOf):
    """The same for a stream of one kind of block, whose items are numbered from 1.

    Each item tells its number and its anchor, which is the prefix and the number:
    links in the page's rich text lead to `#<anchor>`.
    """

    def __init__(self, model: Any, field_name: str, prefix: str) -> None:
        super().__init__(model, field_name)
        self.prefix = prefix

    @cached_property
    def mapping(self) -> Mapping:
        """The stream with its numbers."""
        stream = StreamOf(self.model, self.field_name).mapping
        [item] = get_args(stream.type)

        def read(value: Any, reading: Reading) -> list[dict[str, Any]]:
            return [
                found | self.place(number)
                for number, found in enumerate(stream.read(value, reading), start=1)
            ]

        return Mapping(list[self.numbered(item)], read)  # type: ignore[misc] # made at run time

    def place(self, number: int) -> dict[str, Any]:
        """What an item tells of its place."""
        return {"number": number, "anchor": f"{self.prefix}{number}"}

    def numbered(self, item: Any) -> Any:
        """The schema of an item that tells its place."""
        schema = create_model(
            f"Numbered{item.__name__}",
            __base__=item,
            __doc__=item.__doc__,
            number=(Annotated[int, Field(ge=1)], described("Its place, from 1.")),
            anchor=(str, described("Links in rich text lead to `#` and this.")),
        )
        examples = item.model_config["json_schema_extra"].get("examples", [])
        schema.model_config["json_schema_extra"] = {
            "examples": [example | self.place(1) for example in examples]
        }
        return schema


class CardsOf:
    """Annotates a field with the page kind whose cards it shows, by its name.

    So the people app can show articles without importing the blog.
    """

    def __init__(self, kind_name: str) -> None:
        self.kind_name = kind_name

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        kind = registry.kind_named(self.kind_name)
        if kind is None:
            raise ImproperlyConfigured(f"No app offers pages of kind {self.kind_name}.")
        return as_read(list_mapping(card_mapping(kind)), handler)


def as_read(mapping: Mapping, handler: GetCoreSchemaHandler) -> CoreSchema:
    """The schema of what a mapping reads.

    It is of its type already: to look at it again took a tenth of an article's JSON.
    """
    return core_schema.json_or_python_schema(
        json_schema=handler.generate_schema(mapping.type),
        python_schema=core_schema.with_info_plain_validator_function(
            lambda value, info: mapping.read(value, reading_of(info))
        ),
        serialization=core_schema.simple_ser_schema("any"),
    )
