"""Which responses everybody may read and keep: decided where they are made.

A view says that it answers with public content; the middleware, which sees the
finished response, grants it only where nothing personal went into it.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import has_vary_header

View = Callable[..., HttpResponse]

# While the origin cannot answer, a CDN may go on with what it has (RFC 5861).
STALE_IF_ERROR = 86_400
PRIVATE = "private, no-store"


def public_content(view: View) -> View:
    """Mark what the view answers as content that is the same for everybody."""

    @wraps(view)
    def marked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.is_public_content = True  # type: ignore[attr-defined]
        return response

    return marked


class PublicContentMiddleware:
    """Says in Cache-Control who may keep a response."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.public = (
            f"public, max-age=0, s-maxage={settings.CDN_MAX_AGE}, "
            f"stale-if-error={STALE_IF_ERROR}"
        )

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if getattr(response, "is_public_content", False):
            is_public = may_be_kept(request, response)
            value = self.public if is_public else PRIVATE
            response.headers.setdefault("Cache-Control", value)
        return response


def may_be_kept(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether nothing but the address went into a response (RFC 9111, section 3)."""
    return (
        request.method in ("GET", "HEAD")
        and response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not has_vary_header(response, "Cookie")  # the session was looked at
        and "Authorization" not in request.headers
        and "preview" not in request.GET
    )
