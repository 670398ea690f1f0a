"""How answers of the content API travel: methods, validators, encodings, origins."""

import gzip
import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

import brotli
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.response import SimpleTemplateResponse
from django.urls import resolve
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from django.views.decorators.csrf import csrf_exempt

from cms.api.openapi import BASE_PATH
from cms.api.problems import of_status
from cms.previews import keep_secret
from cms.request_cache import SHARED_VALUES

View = Callable[..., HttpResponse]

METHODS = "GET, HEAD, OPTIONS"
SMALLEST_COMPRESSED = 500  # bytes; below, compression gains less than it costs
OUTAGE = 86_400  # seconds that an answer may be reused while the site is down

# Any origin may read, without credentials: what is here is public.
CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Last-Modified",
}
PREFLIGHT = {
    "Allow": METHODS,
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Max-Age": "86400",
}
ENCODERS: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda content: brotli.compress(content, quality=5),
    "gzip": lambda content: gzip.compress(content, compresslevel=6, mtime=0),
}


class ContentApiMiddleware:
    """Answers what is below the API's address without going on to other middleware.

    Sessions, forms, messages, and redirects of old pages mean nothing there.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(BASE_PATH):
            return self.get_response(request)
        match = request.resolver_match = resolve(request.path_info)
        return match.func(request, *match.args, **match.kwargs)


def travels(view: View) -> View:
    """A view of the API as the network sees it."""

    @csrf_exempt
    @wraps(view)
    def served(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers=CORS | PREFLIGHT)
        if request.method not in ("GET", "HEAD"):
            message = f"This address answers {METHODS} only."
            refusal = finished(request, of_status(405, message))
            refusal.headers["Allow"] = METHODS
            return refusal
        # Answers to HEAD are those to GET; the server leaves the content out.
        method, request.method = request.method, "GET"
        response = view(request, *args, **kwargs)
        if isinstance(response, SimpleTemplateResponse):
            response.render()
        request.method = method
        if "preview" in request.GET:
            keep_secret(response)
        return finished(request, response)

    return served


def finished(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The answer with the headers that caches and other origins need."""
    for name, value in CORS.items():
        response.headers[name] = value
    response.headers.setdefault("Cache-Control", cache_control(response.status_code))
    if response.status_code == 200 and SHARED_VALUES in request.META:
        return response  # the page cache does the rest
    patch_vary_headers(response, ["Accept-Encoding"])
    if response.status_code == 200 and "preview" not in request.GET:
        etag = hashlib.blake2b(response.content, digest_size=16).hexdigest()
        encoding = chosen_encoding(request, len(response.content))
        # The same content in another encoding is another representation (RFC 9110).
        response.headers["ETag"] = f'"{etag}-{encoding}"' if encoding else f'"{etag}"'
        if is_known(request, response.headers["ETag"]):
            return not_modified(response)
        if encoding:
            response.content = ENCODERS[encoding](response.content)
            response.headers["Content-Encoding"] = encoding
    response.headers["Content-Length"] = str(len(response.content))
    return response


def cache_control(status: int) -> str:
    """How long an answer may be reused: not at all without asking, unless by a CDN."""
    if status not in (200, 404, 410):
        return "no-store"
    shared = f"public, max-age=0, s-maxage={settings.CDN_MAX_AGE}"
    return f"{shared}, stale-if-error={OUTAGE}" if status == 200 else shared


def is_known(request: HttpRequest, etag: str) -> bool:
    """Whether the client has this answer already (RFC 9110, section 13.1.2)."""
    known = parse_etags(request.headers.get("If-None-Match", ""))
    return "*" in known or any(tag.removeprefix("W/") == etag for tag in known)


def not_modified(response: HttpResponse) -> HttpResponse:
    """The answer to a client that has it already: the headers alone."""
    kept = {
        name: value
        for name, value in response.headers.items()
        if name not in ("Content-Type", "Content-Length")
    }
    found = HttpResponse(status=304, headers=kept)
    del found.headers["Content-Type"]
    return found


def chosen_encoding(request: HttpRequest, length: int) -> str:
    """The best encoding that the client takes; nothing for none."""
    if length < SMALLEST_COMPRESSED:
        return ""
    accepted = accepted_encodings(request.headers.get("Accept-Encoding", ""))
    return next((name for name in ENCODERS if accepted.get(name)), "")


def accepted_encodings(header: str) -> dict[str, bool]:
    """Which encodings a client names, and whether it takes them (RFC 9110, 12.5.3)."""
    found = {}
    for part in header.lower().split(","):
        name, _, parameters = part.partition(";")
        weight = parameters.replace(" ", "").removeprefix("q=")
        found[name.strip()] = weight.strip("0.") != "" or weight == ""
    return found
