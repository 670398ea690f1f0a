"""The endpoints that no app owns: addresses, pages, the site's frame, search.

Import this only when every app has offered its page kinds: the types of its answers
are unions of them.
"""

from typing import Any, Literal

from django.db.models import QuerySet, Subquery
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.encoding import uri_to_iri
from ninja import Router
from pydantic import Field
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from cms.api import documents
from cms.api.collections import (
    Collection,
    DocumentParameters,
    InOneLanguage,
    ListPage,
    tell_date,
)
from cms.api.mapping import named, one_of
from cms.api.paging import Key, Offsets, page_address
from cms.api.parameters import Language, Parameters, Text, strict
from cms.api.problems import NotFound, Problem, RequestProblem
from cms.api.reading import Reading
from cms.api.registry import registry
from cms.api.schemas import Address, Schema
from cms.api.site import SiteFrame, site_frame
from cms.gone import is_gone
from cms.languages import in_language_at_hand, reading_in
from cms.previews import used_link
from cms.redirects import find_redirect, numbered_redirect
from cms.routing import places_on_the_way
from cms.search import (
    MOST_RANKED,
    Found,
    clean_query,
    find_pages,
    matching,
    whole_pages,
    with_excerpts,
)
from cms.visibility import is_public_page, public_pages

LONGEST_PATH = 1_000
LARGEST_ID = 2**31 - 1

_kinds = tuple(registry.kinds.values())
Card = named("Card", one_of(kind.card for kind in _kinds))
Document = named("Page", one_of(kind.document for kind in _kinds))
KindName = Literal[tuple(kind.name for kind in _kinds)]  # type: ignore[valid-type]

router = Router()


class ResolvedPage(Schema):
    """The address is a page's."""

    kind: Literal["page"] = "page"
    """What is at the address."""
    page: Document  # type: ignore[valid-type] # made at run time
    """The whole page."""


class ResolvedRedirect(Schema):
    """The address leads to another."""

    kind: Literal["redirect"] = "redirect"
    """What is at the address."""
    location: Address
    """Full address to go to."""
    permanent: bool
    """Whether the old address is to be forgotten (301), or not (302)."""


class DraftParameters(DocumentParameters):
    """What an endpoint takes that can show a draft."""

    preview: str | None = Field(
        None, min_length=1, max_length=200, pattern=r"^[\w:-]+$"
    )
    """Token of a preview link: the answer is the latest draft of its page."""


class ResolveParameters(DraftParameters):
    """What `resolve/` takes."""

    path: str = Field(
        min_length=1, max_length=LONGEST_PATH, pattern=r"^/[^\x00]*$", examples=["/"]
    )
    """Path of an address of the site, as `/blog/what-to-bring/`."""


class PageFilters(InOneLanguage):
    """Which pages to list."""

    type: KindName | None = None  # type: ignore[valid-type] # made at run time
    """Kind of page."""
    parent: int | None = Field(None, ge=1, le=LARGEST_ID)
    """Id of the page right above."""
    search: Text | None = None
    """Words that the page holds."""

    def apply(self, queryset: QuerySet) -> QuerySet:
        if self.type:
            kind = registry.kind_named(self.type)
            queryset = queryset.type(kind.model) if kind else queryset.none()
        if self.parent:
            parents = Page.objects.filter(pk=self.parent)
            queryset = queryset.filter(
                path__startswith=Subquery(parents.values("path")),
                depth=Subquery(parents.values("depth")) + 1,
            )
        if self.search:
            queryset = queryset.filter(pk__in=matching(self.search))
        return queryset


def site_pages(site: Site) -> QuerySet:
    """The public pages of a site that the API has a kind for."""
    return public_pages(Page.objects.type(*registry.kinds), site)


registry.register_collection(
    Collection(
        name="pages",
        description="All pages of the site.",
        queryset=lambda site: in_language_at_hand(site_pages(site)),
        orders={
            "tree": (Key("path"),),
            "title": (Key("title"), Key("pk")),
            "-last_published_at": (
                Key("last_published_at", descending=True, is_nullable=True),
                Key("pk", descending=True),
            ),
            "-first_published_at": (
                Key("first_published_at", descending=True, is_nullable=True),
                Key("pk", descending=True),
            ),
        },
        filters=PageFilters,
        card=Card,
        document=Document,
    )
)


@router.get(
    "resolve/",
    response={
        200: one_of([ResolvedPage, ResolvedRedirect], "kind"),
        400: Problem,
        403: Problem,
        404: Problem,
        410: Problem,
    },
    operation_id="resolve",
    tags=["Site"],
    summary="Answer an address of the site",
)
@strict(ResolveParameters)
def resolve(
    request: HttpRequest, response: HttpResponse, parameters: ResolveParameters
) -> Any:
    """One call for a router: the page at a path, or where the path leads."""
    reading = Reading.of(request, parameters.rich_text)
    if parameters.preview:
        page = shared_draft(request, reading, parameters.preview)
        if page.path != slashed(parameters.path):
            raise no_preview()
        return ResolvedPage(page=page)
    path, _, query = parameters.path.partition("#")[0].partition("?")
    redirect = numbered_redirect(request, path, QueryDict(query))
    page = None if redirect else page_at(path, reading)
    if page is not None:
        tell_date(response, page)
        return ResolvedPage(page=page)
    redirect = redirect or find_redirect(request, parameters.path)
    if redirect is not None and is_public_target(redirect):
        location = reading.address(redirect.link) or reading.origin
        return ResolvedRedirect(location=location, permanent=redirect.is_permanent)
    if is_gone(request, uri_to_iri(path)):
        raise RequestProblem(410, "The page at this address was deleted.")
    raise NotFound("There is no public page at this address.")


def shared_draft(request: HttpRequest, reading: Reading, token: str) -> Any:
    """The latest draft of the page that a preview link is bound to.

    Raises:
        RequestProblem: 403 for a link that does not work.
    """
    link = used_link(request, token, "JSON")
    if link is None:
        raise no_preview()
    return documents.document_of_draft(link.draft, reading)


def no_preview() -> RequestProblem:
    """The problem of a preview link that does not work for what was asked."""
    return RequestProblem(403, "This preview link does not work here.", "preview")


def slashed(path: str) -> str:
    """A path with the slash that the addresses of pages end with."""
    return path if path.endswith("/") else f"{path}/"


def is_public_target(redirect: Redirect) -> bool:
    """Whether a redirect leads somewhere that anyone may go."""
    if redirect.redirect_page is not None:
        return is_public_page(redirect.redirect_page)
    return bool(redirect.redirect_link)


def page_at(path: str, reading: Reading) -> Schema | None:
    """The document at a path of the site, if anyone may read it."""
    places = places_on_the_way(reading.site, uri_to_iri(path))
    pages = public_pages(Page.objects.filter(url_path__in=places), reading.site)
    page = pages.order_by("-depth").first()
    if page is None:
        return None
    rest = places[page.url_path]
    if not rest:
        made = documents.documents([page], reading)
        return made[0] if made else None  # it was deleted in this moment
    kind = documents.kind_of(page)
    found = kind.open_route(page.specific, "/".join(rest))
    return documents.document_of_draft(found, reading) if found else None


@router.get(
    "pages/{int:id}/",
    response={200: Document, 400: Problem, 403: Problem, 404: Problem},
    operation_id="get_page",
    url_name="content_page",
    tags=["Pages"],
    summary="Get a page",
)
@strict(DraftParameters)
def page(
    request: HttpRequest, response: HttpResponse, id: int, parameters: DraftParameters
) -> Any:
    """Any page by its id."""
    reading = Reading.of(request, parameters.rich_text)
    if parameters.preview:
        draft = shared_draft(request, reading, parameters.preview)
        if draft.id != id:
            raise no_preview()
        return draft
    found = site_pages(reading.site).filter(pk=id).first()
    if found is None:
        raise NotFound
    made = documents.documents([found], reading)
    if not made:  # it was deleted in this moment
        raise NotFound
    tell_date(response, made[0])
    return made[0]


@router.get(
    "site/",
    response={200: SiteFrame, 400: Problem},
    operation_id="get_site",
    tags=["Site"],
    summary="Get the frame around every page",
)
@strict(DocumentParameters)
def site(request: HttpRequest, parameters: DocumentParameters) -> Any:
    """The firm, its phone line, its address and the menus."""
    return site_frame(Reading.of(request, parameters.rich_text))


class SearchParameters(Parameters):
    """What `search/` takes."""

    q: Text
    """What to look for; pages must hold every word."""
    locale: Language | None = None
    """Language of the pages (BCP 47); the main language of the site if not given."""
    limit: int = Field(10, ge=1, le=100)
    """How many results at most; without it as many as the site's own search shows."""
    cursor: str | None = Field(None, min_length=1, max_length=500, pattern=r"^[\w:-]+$")
    """Where to go on; part of the addresses in `next` and `previous`."""


class SearchHit(Schema):
    """A page that was found."""

    excerpt: str = Field(
        json_schema_extra={"contentMediaType": "text/html"},
        examples=["What a judge weighs when <mark>bail</mark> is set"],
    )
    """The passage that matches best, matches in `<mark>`."""
    page: Card  # type: ignore[valid-type] # made at run time
    """The page."""


class SearchResults(ListPage):
    """Pages that match, the best first."""

    count: int = Field(ge=0, le=MOST_RANKED, examples=[5])
    """How many pages were found; of very many, the first 500 are ranked."""
    items: list[SearchHit]
    """The results."""


@router.get(
    "search/",
    response={200: SearchResults, 400: Problem},
    operation_id="search",
    tags=["Site"],
    summary="Search the site",
)
@strict(SearchParameters)
def search(request: HttpRequest, parameters: SearchParameters) -> Any:
    """Published pages that match, ranked, each with the passage that matches."""
    with reading_in(parameters.locale):
        return search_results(request, parameters)


def search_results(request: HttpRequest, parameters: SearchParameters) -> Any:
    """The same, while the language that was asked for is at hand."""
    reading = Reading.of(request)
    query = clean_query(parameters.q)
    paging = Offsets("search")
    start = paging.read(parameters.cursor)
    found = find_pages(query, reading.site, registry.kinds) if query else []
    count = len(found)
    stop = start + parameters.limit
    return SearchResults.model_validate(
        {
            "count": count,
            "next": page_address(request, paging.write(stop, count)),
            "previous": page_address(
                request, paging.write_back(start, parameters.limit)
            ),
            "items": search_hits(found[start:stop], query, reading),
        }
    )


def search_hits(found: list[Found], query: str, reading: Reading) -> list[SearchHit]:
    """The results of one page."""
    pages = whole_pages(found, read_with_cards)
    excerpts = [str(result.excerpt) for result in with_excerpts(pages, query)]
    return [
        SearchHit(
            excerpt=excerpt,
            page=documents.kind_of(page).card.model_validate(page, context=reading),
        )
        for excerpt, page in zip(excerpts, pages, strict=True)
    ]


def read_with_cards(pages: QuerySet) -> QuerySet:
    """Pages of one kind with what their cards show."""
    return registry.kinds[pages.model].for_cards(pages)
