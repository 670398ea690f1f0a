"""Posts to public pages: no cookie, no token, but none from another site."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

SAFE_METHODS = ("GET", "HEAD", "OPTIONS", "TRACE")

View = Callable[..., HttpResponse]


def refuse_cross_site_posts(view: View) -> View:
    """Check the origin of a post in place of Django's token and cookie.

    Browsers name the origin of every cross-site post (Fetch standard, section
    3.2), so a post without any such header does not come from another site.
    """

    @csrf_exempt
    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in SAFE_METHODS and is_cross_site(request):
            return render(request, "403_origin.html", status=403)
        return view(request, *args, **kwargs)

    return checked


def read_only(view: View) -> View:
    """Refuse every method but GET and HEAD, naming these (RFC 9110, section 15.5.6).

    The view never writes, so there is no token to ask for: without this, Django's
    check would answer first, and speak of a missing cookie.
    """
    return csrf_exempt(require_safe(view))


def is_cross_site(request: HttpRequest) -> bool:
    """Whether the request says that it comes from another site."""
    origin = request.headers.get("Origin")
    if origin:
        return origin not in own_origins(request)
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site not in ("same-origin", "none")
    referer = request.headers.get("Referer")
    if referer:
        parts = urlsplit(referer)
        return f"{parts.scheme}://{parts.netloc}" not in own_origins(request)
    return False


def own_origins(request: HttpRequest) -> list[str]:
    """The origins under which the site is reached."""
    here = f"{request.scheme}://{request.get_host()}"
    return [here, *settings.CSRF_TRUSTED_ORIGINS]


def client_address(request: HttpRequest) -> str:
    """The address of the visitor's machine, behind a trusted proxy or without one."""
    if settings.TRUST_PROXY:
        forwarded = request.headers.get("X-Forwarded-For", "")
        if forwarded:
            return forwarded.split(",")[-1].strip()
    return request.META.get("REMOTE_ADDR", "")
