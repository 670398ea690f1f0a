"""Finds the page at an address in two queries at most, however deep it lies."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult

from cms.appearance import NOT_LISTED
from cms.fetching import remember_place
from cms.languages import home_pages, split
from cms.request_cache import once_for_each, once_per_request
from cms.statements import rows_of
from cms.whole_pages import whole_page

View = Callable[..., HttpResponse]

AT_PLACES = """
SELECT url_path, id, content_type_id FROM wagtailcore_page WHERE url_path = ANY($1)
"""


def routed(view: View) -> View:
    """Find the page, and leave it where Wagtail looks before it searches itself."""

    @wraps(view)
    def found(request: HttpRequest, path: str) -> HttpResponse:
        if not hasattr(request, "_wagtail_route_for_request"):
            try:
                result = route(request, request.path_info)
            except ObjectDoesNotExist:  # it was deleted in this moment
                result = None
            request._wagtail_route_for_request = result  # type: ignore[attr-defined]
        response = view(request, path)
        result = request._wagtail_route_for_request  # type: ignore[attr-defined]
        if result is not None and getattr(result.page, "robots", "") == NOT_LISTED:
            response.headers.setdefault("X-Robots-Tag", NOT_LISTED)
        return response

    return found


def route(request: HttpRequest, path: str) -> RouteResult | None:
    """The live page at a path, as asking each page on the way for the next finds it.

    A page with addresses of its own below it comes before the pages there.
    """
    site = Site.find_for_request(request)
    if site is None or "\x00" in path:
        return None
    places = places_on_the_way(site, path)
    for pk, type_id, url_path in pages_at(places):
        rest = places[url_path]
        model = ContentType.objects.get_for_id(type_id).model_class() or Page
        if issubclass(model, RoutablePageMixin):
            page = page_on_the_way(model, pk) if rest else whole_page(model, pk)
            if result := own_route(page, request, rest):
                return result
        elif not rest:
            page = whole_page(model, pk)
            return RouteResult(page) if page.live else None
    return None


def places_on_the_way(site: Site, path: str) -> dict[str, list[str]]:
    """Where in the tree pages may lie on the way, and what is left of the path.

    Nowhere, where the site has no pages in the language of the path.
    """
    language, parts = split(path)
    home = home_pages(site).get(language)
    if home is None:
        return {}
    return {
        f"{home.url_path}{''.join(f'{part}/' for part in parts[:count])}": parts[count:]
        for count in range(len(parts) + 1)
    }


def pages_at(places: dict[str, list[str]]) -> list[tuple[int, int, str]]:
    """The pages at these places, from the top: key, key of the type and place.

    Only those found are remembered: other places anybody can make up.
    """
    found = once_for_each("place", places, read_places)
    return [(*found[place], place) for place in places if place in found]


def read_places(url_paths: list[str]) -> dict[str, tuple[int, int]]:
    """The key of the page at each place, and that of its type."""
    rows = rows_of("pages_at_places", AT_PLACES, [url_paths])
    return {place: (pk, type_id) for place, pk, type_id in rows}


def own_route(page: Any, request: HttpRequest, rest: list[str]) -> RouteResult | None:
    """What a page with several addresses has at one of them."""
    if not page.live:
        return None
    path = "".join(f"/{part}" for part in rest) + "/"
    try:
        match = page.resolve_subpage(path)
    except Http404:
        return None
    request.routable_resolver_match = match  # type: ignore[attr-defined]
    return RouteResult(page, tuple(match))


def page_on_the_way(model: type[Page], pk: int) -> Page:
    """A page above; requests share it, so it is not to be changed."""

    def read() -> Page:
        page = whole_page(model, pk)
        remember_place(page)
        return page

    return once_per_request(f"on-the-way-{pk}", read)
