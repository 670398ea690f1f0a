"""Lists of the API: an app declares one, and gets its endpoints.

A list of pages has cards and, with `view=full`, whole documents, and answers single
documents by slug.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.http import http_date
from ninja import Router
from pydantic import Field, create_model
from wagtail.models import Page, Site

from cms.api import documents
from cms.api.mapping import one_of
from cms.api.paging import Key, Keyset, page_address
from cms.api.parameters import Language, Parameters, strict
from cms.api.problems import NotFound, Problem
from cms.api.reading import Reading, RichTextFormat
from cms.api.registry import PageKind
from cms.api.schemas import Address, Schema
from cms.languages import language_at_hand, reading_in
from cms.request_cache import once_per_request
from cms.search import Found
from cms.whole_pages import whole_page

LONGEST_PAGE = 100
USUAL_PAGE = 20
LONGEST_SLUG = 255


class Filters(Parameters):
    """The parameters that choose what a list holds."""

    def apply(self, queryset: QuerySet) -> QuerySet:
        """The part of the list that was asked for."""
        return queryset


class InOneLanguage(Filters):
    """Of a list of pages: they are in one language."""

    locale: Language | None = None
    """Language of the pages (BCP 47); the main language of the site if not given."""


class ListParameters(Parameters):
    """What every list takes."""

    limit: int = Field(USUAL_PAGE, ge=1, le=LONGEST_PAGE)
    """How many items at most."""
    cursor: str | None = Field(None, min_length=1, max_length=500, pattern=r"^[\w:-]+$")
    """Where to go on; part of the addresses in `next` and `previous`."""
    rich_text: RichTextFormat = "html"
    """Format of rich text: HTML for display, or Markdown."""


class ListPage(Schema):
    """A page of a list."""

    count: int = Field(ge=0, examples=[13])
    """How many items the whole list has."""
    next: Address | None
    """Address of the next page; null on the last."""
    previous: Address | None
    """Address of the page before; null on the first."""


@dataclass
class Collection:
    """A list: what it holds, how it is filtered and ordered.

    `orders` names the orders clients may choose; the first is the usual one.
    """

    name: str
    queryset: Callable[[Site], QuerySet]
    orders: dict[str, tuple[Key, ...]]
    description: str
    card: Any = None
    document: Any = None
    filters: type[Filters] = Filters
    kind: PageKind | None = None

    def __post_init__(self) -> None:
        if self.kind is not None:
            self.card, self.document = self.kind.card, self.kind.document

    def add_to(self, router: Router) -> None:
        """Add the endpoints of the list."""
        self._add_list(router)
        if self.kind is not None:
            self._add_document(router, self.kind)

    @property
    def parameters(self) -> Any:
        """The parameters of the list, as one model."""
        usual = next(iter(self.orders))
        fields: dict[str, Any] = {
            "order": (
                Literal[tuple(self.orders)],
                Field(
                    usual, description="Order of the list; with `-`, the newest first."
                ),
            )
        }
        if self.document is not None:
            view = Field("card", description="Cards, or whole documents.")
            fields["view"] = (Literal["card", "full"], view)
        bases = (self.filters, ListParameters)
        return create_model(f"{self.schema_name}Parameters", __base__=bases, **fields)

    @property
    def schema_name(self) -> str:
        """`Articles` for the list `articles`."""
        return self.name.capitalize()

    @property
    def cards_schema(self) -> type[ListPage]:
        """A page of cards."""
        name = f"{self.schema_name}AsCards" if self.document else self.schema_name
        return self._list_schema(name, "card", self.card)

    @property
    def documents_schema(self) -> type[ListPage]:
        """A page of whole documents."""
        return self._list_schema(f"{self.schema_name}InFull", "full", self.document)

    def _list_schema(self, name: str, view: str, item: Any) -> type[ListPage]:
        fields: dict[str, Any] = {
            "items": (list[item], Field(description="The items of this page."))
        }
        if self.document is not None:
            fields["view"] = (Literal[view], Field(description="The view asked for."))
        return create_model(
            name, __base__=ListPage, __doc__="A page of a list.", **fields
        )

    def _add_list(self, router: Router) -> None:
        model, cards_schema = self.parameters, self.cards_schema
        response: Any = cards_schema
        if self.document is not None:
            documents_schema = self.documents_schema
            response = one_of([cards_schema, documents_schema], "view")

        @router.get(
            f"{self.name}/",
            response={200: response, 400: Problem},
            operation_id=f"list_{self.name}",
            tags=[self.schema_name],
            summary=f"List {self.name}",
            description=self.description,
        )
        @strict(model)
        def listing(request: HttpRequest, parameters: Any) -> Any:
            with reading_in(getattr(parameters, "locale", None)):
                return page_of(request, parameters)

        def page_of(request: HttpRequest, parameters: Any) -> Any:
            reading = Reading.of(request, parameters.rich_text)
            found = parameters.apply(self.queryset(reading.site))
            is_full = getattr(parameters, "view", "card") == "full"
            keyset = Keyset(
                self.orders[parameters.order], f"{self.name}:{parameters.order}"
            )
            listed = found if self.document is None else self.places(found, keyset)
            page = keyset.slice(listed, parameters.limit, parameters.cursor)
            schema = documents_schema if is_full else cards_schema
            return schema.model_validate(
                {
                    "view": "full" if is_full else "card",
                    "count": self.count(found, parameters, reading),
                    "next": page_address(request, page.next),
                    "previous": page_address(request, page.previous),
                    "items": self.items(page.items, is_full, reading),
                },
                context=reading,
            )

    def places(self, found: QuerySet, keyset: Keyset) -> QuerySet:
        """Which pages stand where; most of their cards are known without reading."""
        return found.values("pk", "content_type", *(key.name for key in keyset.keys))

    def items(self, found: list[Any], is_full: bool, reading: Reading) -> list[Any]:
        """The items of a page of the list as schemas."""
        if self.document is None:
            return [self.card.model_validate(item, context=reading) for item in found]
        pages = [Found(row["pk"], row["content_type"]) for row in found]
        make = documents.documents if is_full else documents.cards
        return make(pages, reading)

    def count(self, found: QuerySet, parameters: Any, reading: Reading) -> int:
        """How many items the whole list has: counted once for all of its pages."""
        chosen = parameters.model_dump_json(include=set(self.filters.model_fields))
        key = f"count-{self.name}-{reading.site.pk}-{chosen}"
        return once_per_request(key, found.count)

    def _add_document(self, router: Router, kind: PageKind) -> None:
        @router.get(
            f"{self.name}/{{slug}}/",
            response={200: kind.document, 400: Problem, 404: Problem},
            operation_id=f"get_{kind.name}",
            tags=[self.schema_name],
            summary=f"Get one of the {self.name}",
            description="The whole document of the page with the slug.",
        )
        @strict(SlugParameters)
        def document(
            request: HttpRequest,
            response: HttpResponse,
            slug: str,
            parameters: SlugParameters,
        ) -> Any:
            reading = Reading.of(request, parameters.rich_text)
            with reading_in(parameters.locale):
                page = self.with_slug(kind.model, slug, reading)
            [document] = documents.read(kind, [page], reading)
            tell_date(response, document)
            return document

    def with_slug(self, model: type[Page], slug: str, reading: Reading) -> Page:
        """The page with the slug.

        Raises:
            NotFound: when the site has no public page of this kind and slug.
        """
        if "\x00" in slug or len(slug) > LONGEST_SLUG:
            raise NotFound

        def find() -> int:
            pages = self.queryset(reading.site).filter(slug=slug).order_by("pk")
            pk = pages.values_list("pk", flat=True).first()
            if pk is None:  # nothing is remembered of slugs that somebody made up
                raise NotFound
            return pk

        key = f"{self.name}-{reading.site.pk}-{language_at_hand()}-{slug}"
        try:
            return whole_page(model, once_per_request(key, find))
        except model.DoesNotExist:  # or deleted in this moment
            raise NotFound from None


class DocumentParameters(Parameters):
    """What every document takes."""

    rich_text: RichTextFormat = "html"
    """Format of rich text: HTML for display, or Markdown."""


class SlugParameters(DocumentParameters):
    """What a document asked for by its slug takes: two languages may have the same."""

    locale: Language | None = None
    """Language of the page (BCP 47); the main language of the site if not given."""


def tell_date(response: HttpResponse, document: Any) -> None:
    """Say when a document was last published.

    For people only: parts of it may have changed since, so the ETag alone decides
    whether a client has it already.
    """
    if document.last_published_at is not None:
        moment = document.last_published_at.timestamp()
        response.headers["Last-Modified"] = http_date(moment)
