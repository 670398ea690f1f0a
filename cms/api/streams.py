"""Shows a StreamField, or cards of another app, in a schema, fully typed."""

from functools import cached_property
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema
from wagtail.fields import StreamField

from cms.api.computed import card_mapping, list_mapping
from cms.api.mapping import Mapping
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
        mapping = self.mapping
        return core_schema.with_info_before_validator_function(
            lambda value, info: mapping.read(value, reading_of(info)),
            handler.generate_schema(mapping.type),
        )


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
        mapping = list_mapping(card_mapping(kind))
        return core_schema.with_info_before_validator_function(
            lambda pages, info: mapping.read(pages, reading_of(info)),
            handler.generate_schema(mapping.type),
        )
