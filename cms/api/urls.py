"""The addresses of the content API."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, re_path
from django.views.decorators.http import require_safe

from cms.api.content import content_api, openapi_json
from cms.api.http import travels
from cms.api.problems import of_status


def nothing_here(request: HttpRequest) -> HttpResponse:
    """Answers every address that the API does not have."""
    if not request.path.endswith("/"):
        query = request.META.get("QUERY_STRING", "")
        return HttpResponseRedirect(f"{request.path}/{'?' if query else ''}{query}")
    return of_status(404, "There is no such address. See openapi.json.")


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """A page that explains each endpoint and lets one try it."""
    return render(request, "cms/api_docs.html")


def served(pattern: Any) -> URLPattern:
    """A pattern with its view made fit for the network."""
    pattern.callback = travels(pattern.callback)
    return pattern


urlpatterns = [
    path("openapi.json", travels(openapi_json), name="content_openapi"),
    path("docs/", docs, name="content_docs"),
    *map(served, content_api().urls[0][:-1]),  # the last is Ninja's own root
    re_path("", travels(nothing_here)),
]
