"""The values that blocks compute: properties whose annotation is their type in JSON."""

import datetime
import decimal
import functools
import inspect
import types
from collections.abc import Iterator
from typing import Any, Union, get_args, get_origin, get_type_hints

from django.apps import apps
from django.db.models import Model
from django.utils.functional import cached_property
from wagtail import blocks
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import Page

from cms.api.mapping import Mapping, NotShown, UnmappedBlock, optional, required
from cms.api.reading import Reading
from cms.api.registry import PageKind, registry
from cms.api.schemas import (
    EXAMPLE_DOCUMENT,
    EXAMPLE_IMAGE,
    EXAMPLE_PAGE_LINK,
    Address,
    Document,
    Image,
    PageLink,
    Schema,
    document_of,
    image_of,
    page_link,
)
from cms.visibility import is_public_page

PLAIN_EXAMPLES: dict[type, Any] = {
    str: "",
    int: 1,
    float: 1.5,
    bool: True,
    decimal.Decimal: "1.50",
    datetime.date: "2027-03-31",
    datetime.datetime: "2027-03-31T09:30:00Z",
}
EXAMPLE_ADDRESS = "https://www.example.com/contact/"
RESERVED = ("is_shown",)


def address_mapping() -> Mapping:
    """An address, made full; null for an empty one."""
    return Mapping(
        Address | None,
        lambda value, reading: reading.address(value),
        EXAMPLE_ADDRESS,
    )


def computed_fields(block: blocks.StructBlock) -> Iterator[tuple[str, str, Mapping]]:
    """Name, description and mapping of each value that the block computes.

    Raises:
        UnmappedBlock: for a property without an annotation that says its type.
    """
    omitted = getattr(block.meta, "api_omits", ())
    for name, value in inspect.getmembers(block.meta.value_class, is_computed):
        if hasattr(blocks.StructValue, name):
            continue
        if name.startswith(("_", "public_")) or name in (*RESERVED, *omitted):
            continue
        place = f"{block.meta.value_class.__name__}.{name}"
        doc = inspect.getdoc(value) or ""
        yield name, doc, annotated_mapping(return_type(value, place), name, place)


def is_computed(member: Any) -> bool:
    """Whether a member of a class is a property, computed each time or once."""
    return isinstance(member, property | functools.cached_property | cached_property)


def return_type(value: Any, place: str) -> Any:
    """The annotation of a property, with models found by their names."""
    models = {model.__name__: model for model in apps.get_models()}
    try:
        hints = get_type_hints(
            getattr(value, "fget", None) or value.func, localns=models
        )
    except NameError as error:
        raise UnmappedBlock(
            f"{place} has an annotation that is unknown: {error}."
        ) from None
    return hints.get("return", Any)


def annotated_mapping(annotation: Any, name: str, place: str) -> Mapping:
    """The mapping of a value with this annotation.

    Raises:
        UnmappedBlock: when the annotation does not say what the JSON holds.
    """
    if annotation is str and (name == "url" or name.endswith("_url")):
        return address_mapping()
    if annotation in PLAIN_EXAMPLES:
        example = PLAIN_EXAMPLES[annotation]
        return Mapping(annotation, lambda value, reading: value, example)
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return model_mapping(annotation, place)
    arguments = [part for part in get_args(annotation) if part is not type(None)]
    if get_origin(annotation) in (Union, types.UnionType) and len(arguments) == 1:
        return optional(annotated_mapping(arguments[0], name, place))
    if get_origin(annotation) is list and len(arguments) == 1:
        return list_mapping(required(annotated_mapping(arguments[0], "", place)))
    raise UnmappedBlock(
        f"{place} does not say what it holds in the API. Annotate it with a plain "
        "type, a model the API knows or a list of them, or name it in api_omits."
    )


def list_mapping(item: Mapping) -> Mapping:
    """A list of what the item's mapping shows."""
    return Mapping(
        list[item.type],  # type: ignore[name-defined] # a type made at run time
        lambda values, reading: list(item.read_all(values, reading)),
        [] if item.example is None else [item.example],
    )


def model_mapping(model: type[Model], place: str, shape: str = "wide") -> Mapping:
    """How an object of a model appears.

    Raises:
        UnmappedBlock: when no app has registered a schema for the model.
    """
    if issubclass(model, AbstractImage):
        return Mapping(
            Image | None,
            lambda image, reading: image_of(image, shape, reading),
            EXAMPLE_IMAGE,
        )
    if issubclass(model, AbstractDocument):
        return Mapping(Document | None, document_of, EXAMPLE_DOCUMENT)
    if model in registry.kinds:
        return card_mapping(registry.kinds[model])
    if issubclass(model, Page):
        return Mapping(PageLink | None, page_link, EXAMPLE_PAGE_LINK)
    if model in registry.snippets:
        schema = registry.snippets[model]
        return Mapping(schema, snippet_reader(schema))
    raise UnmappedBlock(
        f"{place} shows a {model._meta.label}, which has no schema in the API. "
        "Register one with registry.register_snippet in the app's api.py."
    )


def card_mapping(kind: PageKind) -> Mapping:
    """The card of a page that anyone may read on the site."""

    def read(page: Any, reading: Reading) -> Schema:
        if not is_public_page(page) or not reading.shows(page):
            raise NotShown
        return kind.card.model_validate(page, context=reading)

    return Mapping(kind.card, read)


def snippet_reader(schema: type[Schema]) -> Any:
    """Makes documents of the snippets that are published."""

    def read(snippet: Any, reading: Reading) -> Schema:
        if not getattr(snippet, "live", True):
            raise NotShown
        return schema.model_validate(snippet, context=reading)

    return read
