"""One address for each page: the scheme, the host and the slash that it has."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.middleware.common import CommonMiddleware
from django.urls import Resolver404, resolve
from wagtail.models import Site

from cms.routing import route

# Staff and programs come by any of the allowed hosts.
ANY_HOST = ("/admin/", "/api/")


class CanonicalHostMiddleware:
    """In production, leads from another host of ours to that of the site, for good.

    Before the redirect to HTTPS, so that visitors need one hop for both.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.host = urlsplit(settings.PUBLIC_URL).hostname

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.PRODUCTION and request.method in ("GET", "HEAD"):
            host = request.get_host().partition(":")[0]
            if host != self.host and not request.path.startswith(ANY_HOST):
                site = Site.find_for_request(request)
                if site is not None and site.hostname != host:
                    address = site.root_url + request.get_full_path()
                    return HttpResponsePermanentRedirect(address)
        return self.get_response(request)


class SlashMiddleware(CommonMiddleware):
    """Adds the slash where a page is; else redirects and 410 see the address first.

    Django would add it to any address, and an old one would take two hops.
    """

    def should_redirect_with_slash(self, request: HttpRequest) -> bool:
        if not super().should_redirect_with_slash(request):
            return False
        path = f"{request.path_info}/"
        try:
            is_page = resolve(path).url_name == "wagtail_serve"
        except Resolver404:
            return True
        return not is_page or route(request, path) is not None
