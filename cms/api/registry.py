"""What apps offer to the API: their page types and the schemas of their snippets."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Model, QuerySet
from wagtail.models import Page

from cms.api.reading import Reading
from cms.api.schemas import Schema

if TYPE_CHECKING:
    from cms.api.collections import Collection

Select = Callable[[QuerySet], QuerySet]
OpenRoute = Callable[[Any, str], Any]
Prepare = Callable[[Sequence[Any]], None]
ReadAs = Callable[[Any, Reading], Reading]


def unchanged(queryset: QuerySet) -> QuerySet:
    """The default of a page kind that needs no related objects."""
    return queryset


def nothing(pages: Sequence[Any]) -> None:
    """The default of a page kind that reads nothing for several pages at once."""


def no_routes(page: Any, route: str) -> Any:
    """The default of a page kind that has one address only."""
    return


def as_asked(page: Any, reading: Reading) -> Reading:
    """The default of a page kind whose rich text needs nothing of the page."""
    return reading


@dataclass(frozen=True, slots=True)
class PageKind:
    """A page type as the API knows it.

    `for_cards` names the related objects to read along; `prepare` reads for several
    documents at once what they show of others; `read_as` makes the reading of one
    page's document; `open_route` answers the page as it is at an address below its
    own, such as an archive.
    """

    name: str
    model: type[Page]
    card: type[Schema]
    document: type[Schema]
    for_cards: Select = unchanged
    prepare: Prepare = nothing
    read_as: ReadAs = as_asked
    open_route: OpenRoute = no_routes


@dataclass
class Registry:
    """The page kinds by model, and the schemas of snippets by model."""

    kinds: dict[type[Page], PageKind] = field(default_factory=dict)
    snippets: dict[type[Model], type[Schema]] = field(default_factory=dict)
    collections: list["Collection"] = field(default_factory=list)

    def register_page(self, kind: PageKind) -> PageKind:
        """Offer a page type; the last registration of a model counts."""
        self.kinds[kind.model] = kind
        return kind

    def register_snippet(self, model: type[Model], schema: type[Schema]) -> None:
        """Say how a snippet appears where a block or page shows it."""
        self.snippets[model] = schema

    def register_collection(self, collection: "Collection") -> None:
        """Offer a list."""
        self.collections.append(collection)

    def kind_named(self, name: str) -> PageKind | None:
        """The page kind that clients know by this name."""
        return next((kind for kind in self.kinds.values() if kind.name == name), None)


registry = Registry()
