"""Old addresses lead to new ones, as long as there is something to see there."""

import re
from urllib.parse import urlsplit

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
    QueryDict,
)
from django.utils.encoding import iri_to_uri, uri_to_iri
from wagtail.contrib.redirects.middleware import RedirectMiddleware, get_redirect
from wagtail.contrib.redirects.models import Redirect

from cms.routing import route
from cms.visibility import is_public_page

# How addresses of a WordPress site name things by number: /?p=7. Here the path
# alone leads to a page, so these are looked up before anything is served.
NUMBERED = ("p", "page_id", "cat", "tag", "attachment_id", "feed")

# What WordPress puts behind the address of a page or archive: further pages of a
# list, of a text or of its comments, and feeds. Here none has an address of its own.
TAIL = re.compile(
    r"(?P<rest>.*)/(?:page/\d+|comment-page-\d+|feed(?:/(?:rss2?|rdf|atom))?)/?", re.S
)


class PublicRedirectMiddleware(RedirectMiddleware):
    """Wagtail's redirects, but none to a page that is not published.

    A page renamed to and fro has a redirect from its own address. Once it is
    unpublished, that would lead browsers in a circle.
    """

    def process_request(self, request: HttpRequest) -> HttpResponse | None:
        """Answer for addresses of an old site whose path leads to a page here."""
        redirect = numbered_redirect(request, request.path, request.GET)
        if redirect is not None and leads_somewhere(redirect):
            return HttpResponsePermanentRedirect(redirect.link)
        return None

    def process_response(
        self, request: HttpRequest, response: HttpResponse
    ) -> HttpResponse:
        if response.status_code != 404:
            return response
        redirect = find_redirect(request, request.get_full_path())
        if redirect is None or not leads_somewhere(redirect):
            return self.in_small_letters(request) or response
        if redirect.is_permanent:
            return HttpResponsePermanentRedirect(redirect.link)
        return HttpResponseRedirect(redirect.link)

    def in_small_letters(self, request: HttpRequest) -> HttpResponse | None:
        """Lead to the page that has this address but for capital letters."""
        path = request.path_info.lower()
        if path == request.path_info or route(request, path) is None:
            return None
        query = request.META.get("QUERY_STRING", "")
        address = f"{path.rstrip('/')}/{f'?{query}' if query else ''}"
        return HttpResponsePermanentRedirect(iri_to_uri(address))


def numbered_redirect(
    request: HttpRequest, path: str, query: QueryDict
) -> Redirect | None:
    """The redirect from an address of WordPress that names something by number."""
    for name in NUMBERED if query else ():
        if value := query.get(name, ""):
            address = Redirect.normalise_path(f"{path}?{name}={value}")
            if found := get_redirect(request, address):
                return found
    return None


def find_redirect(request: HttpRequest, address: str) -> Redirect | None:
    """The redirect from an address of the site, with or without its query.

    An address behind another, as WordPress makes them, leads where that one leads.
    """
    path = Redirect.normalise_path(address, decode_unicode=False)
    bare_path = urlsplit(path).path
    found = get_redirect(request, path)
    if found is None and bare_path != path:
        found = get_redirect(request, bare_path)
    return found or redirect_behind(request, bare_path)


def redirect_behind(request: HttpRequest, path: str) -> Redirect | None:
    """Where an address behind that of a page or archive leads: to that.

    The feed and the later pages of the old blog itself may lead elsewhere than it.
    """
    match = TAIL.fullmatch(path)
    if match is None:
        return None
    rest = match["rest"]
    kind = "/feed" if "/feed" in path[len(rest) :] else "/page"
    for address in filter(None, (f"{rest}{kind}", rest)):
        if found := get_redirect(request, address):
            return found
    here = route(request, f"{uri_to_iri(rest)}/") if rest else None
    if here is None or not is_public_page(here.page):
        return None
    return Redirect(old_path=path, redirect_link=iri_to_uri(f"{rest}/"))


def leads_somewhere(redirect: Redirect) -> bool:
    """Whether the redirect has a target that visitors can open."""
    page = redirect.redirect_page
    return bool(redirect.link) and (page is None or page.live)
