"""Makes the cards and documents of pages, in a fixed number of queries for many."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page

from cms.api.pages import known_cards
from cms.api.problems import NotFound
from cms.api.reading import Reading
from cms.api.registry import PageKind, registry
from cms.api.schemas import Schema
from cms.fetching import FETCH_REMEMBERED, by_path, places_above
from cms.languages import reading_in
from cms.page_streams import read_streams, texts_with_links
from cms.rich_text import remember_links
from cms.search import Found
from cms.translations import read_translations


def kind_of(page: Page | Found) -> PageKind:
    """The kind of a page.

    Raises:
        NotFound: for a page whose type is not part of the API.
    """
    model: Any = ContentType.objects.get_for_id(page.content_type_id).model_class()
    kind = registry.kinds.get(model)
    if kind is None:
        raise NotFound
    return kind


def cards(pages: Sequence[Page | Found], reading: Reading) -> list[Schema]:
    """The cards of pages, in their order; only those not made yet are read."""
    made = known_cards([page.pk for page in pages], reading)
    for kind, pks in by_kind(page for page in pages if page.pk not in made):
        for page in kind.for_cards(specific(kind, pks)):
            made[page.pk] = kind.card.model_validate(page, context=reading)
    return [made[page.pk] for page in pages if page.pk in made]


def documents(pages: Sequence[Page | Found], reading: Reading) -> list[Schema]:
    """The documents of pages, in their order."""
    made: dict[int, Schema] = {}
    for kind, pks in by_kind(pages):
        found = list(specific(kind, pks))
        for page, document in zip(found, read(kind, found, reading), strict=True):
            made[page.pk] = document
    return [made[page.pk] for page in pages if page.pk in made]


def document_of_draft(draft: Page, reading: Reading) -> Schema:
    """The document of a page that is not as it is published."""
    [document] = read(kind_of(draft), [draft], reading)
    return document


def read(kind: PageKind, pages: Sequence[Page], reading: Reading) -> list[Schema]:
    """The documents of pages of one kind and language."""
    if not pages:
        return []
    with reading_in(pages[0].locale.language_code):
        return read_in_language(kind, pages, reading)


def read_in_language(
    kind: PageKind, pages: Sequence[Page], reading: Reading
) -> list[Schema]:
    """The same, while the language of the pages is at hand."""
    remember_links(text for page in pages for text in texts_with_links(page))
    read_streams(pages)
    read_ancestors(pages)
    read_translations(pages)
    for page in pages:
        _ = page.heading_anchors  # names the headings of its streams
    kind.prepare(pages)
    return [
        kind.document.model_validate(page, context=kind.read_as(page, reading))
        for page in pages
    ]


def by_kind(pages: Iterable[Page | Found]) -> Iterator[tuple[PageKind, list[int]]]:
    """The keys of the pages, sorted by kind."""
    types: dict[int, list[Page | Found]] = defaultdict(list)
    for page in pages:
        types[page.content_type_id].append(page)
    for found in types.values():
        yield kind_of(found[0]), [page.pk for page in found]


def specific(kind: PageKind, pks: list[int]) -> Any:
    """The pages of a kind; what one of them lacks is read for all at once."""
    pages = kind.model._default_manager.filter(pk__in=pks)
    return pages.fetch_mode(FETCH_REMEMBERED)


def read_ancestors(pages: Sequence[Page]) -> None:
    """Read the pages above all pages at once."""
    by_path(place for page in pages for place in places_above(page.path))
