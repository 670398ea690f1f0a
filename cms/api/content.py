"""The content API as one object: all endpoints, their document, their errors."""

import json
from functools import cache

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.renderers import JSONRenderer

from cms.api import endpoints, problems
from cms.api.openapi import openapi_document
from cms.api.registry import registry

DESCRIPTION = """
The pages of the site as typed JSON. Everything that a visitor can read on a page is
in its document, and nothing else. All answers are public: there is nothing to sign in
to, and nothing to change.
"""


class CompactRenderer(JSONRenderer):
    """JSON as UTF-8, without spaces."""

    json_dumps_params = {"ensure_ascii": False, "separators": (",", ":")}


@cache
def content_api() -> NinjaAPI:
    """The API, made when every app has offered what it has.

    Raises:
        UnmappedBlock: when a block has no type in the API.
    """
    api = NinjaAPI(
        title="Counsel content API",
        version="1",
        description=DESCRIPTION.strip(),
        urls_namespace="content",
        renderer=CompactRenderer(),
        openapi_url=None,
        docs_url=None,
    )
    api.add_router("", endpoints.router)
    for collection in registry.collections:
        collection.add_to(endpoints.router)
    api.exception_handler(problems.RequestProblem)(problems.on_problem)
    api.exception_handler(ValidationError)(problems.on_validation_error)
    return api


def openapi_json(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document of the API."""
    return HttpResponse(openapi_text(), content_type="application/json")


@cache
def openapi_text() -> str:
    """The OpenAPI document as text; it is the same as long as the process lives."""
    return json.dumps(openapi_document(content_api()), ensure_ascii=False)
