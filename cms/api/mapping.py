"""How a value of the CMS appears in JSON: its type, and what makes one."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Annotated, Any, TypeAliasType, get_args

from django.core.exceptions import ImproperlyConfigured
from pydantic import Field, create_model

from cms.api.reading import Reading
from cms.api.schemas import Schema


class UnmappedBlock(ImproperlyConfigured):
    """A block, or a value it computes, that the API has no type for."""


class NotShown(Exception):
    """The value must not be shown, so whatever requires it is left out too."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """The type of a value in JSON, what makes it from Wagtail's, and an example."""

    type: Any
    read: Callable[[Any, Reading], Any]
    example: Any = None

    def read_all(self, values: Iterable[Any], reading: Reading) -> Iterator[Any]:
        """The values that may be shown."""
        for value in values:
            try:
                yield self.read(value, reading)
            except NotShown:
                continue


def optional(mapping: Mapping) -> Mapping:
    """The same, but null where there is nothing to show."""
    return Mapping(
        mapping.type | None,
        lambda value, reading: None if value is None else mapping.read(value, reading),
        mapping.example,
    )


def required(mapping: Mapping) -> Mapping:
    """The same, but never null: without a value, what holds it is not shown."""

    def read(value: Any, reading: Reading) -> Any:
        found = None if value is None else mapping.read(value, reading)
        if found is None:
            raise NotShown
        return found

    return Mapping(without_null(mapping.type), read, mapping.example)


def without_null(kind: Any) -> Any:
    """A type with its null taken away: `Image` for `Image | None`."""
    parts = get_args(kind)
    return parts[0] if type(None) in parts else kind


def camel(name: str) -> str:
    """`press_strip` as `PressStrip`."""
    return "".join(part[:1].upper() + part[1:] for part in name.split("_"))


def one_of(schemas: Iterable[Any], discriminator: str = "type") -> Any:
    """Any of the schemas; the discriminator tells which."""
    found = list(schemas)
    if len(found) == 1:
        return found[0]
    return Annotated[reduce(or_, found), Field(discriminator=discriminator)]


def named(name: str, kind: Any) -> Any:
    """A type with a name of its own in the OpenAPI document."""
    return TypeAliasType(name, kind)


class NamedSchemas:
    """The derived schemas by name; two of one name must be one schema."""

    def __init__(self) -> None:
        self._known: dict[str, type[Schema]] = {}

    def get(
        self, names: list[str], doc: str, fields: dict[str, Any], example: Any = None
    ) -> type[Schema]:
        """The schema of these fields, under the first of the names that is free.

        Raises:
            UnmappedBlock: when other schemas have all the names already.
        """
        extra: Any = {"examples": [example]} if example is not None else {}
        for name in names:
            schema = create_model(name, __base__=Schema, __doc__=doc, **fields)
            schema.model_config["json_schema_extra"] = extra
            known = self._known.setdefault(name, schema)
            if known is schema or same_json(known, schema):
                return known
        raise UnmappedBlock(
            f"Two different blocks would be called {names[-1]} in the API. "
            "Give one of them a class or a name of its own."
        )


def same_json(one: type[Schema], other: type[Schema]) -> bool:
    """Whether two schemas describe the same JSON."""
    return one.model_json_schema(mode="serialization") == other.model_json_schema(
        mode="serialization"
    )


def described(description: str) -> Any:
    """A field of a derived schema."""
    return Field(description=description or None)


named_schemas = NamedSchemas()
