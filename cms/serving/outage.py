"""What people get while the database is out of reach: a clean 503, soon to retry.

Whoever sent a form gets it back, ready to be sent again.
"""

import json
import sys
from collections.abc import Callable
from typing import Any

import psycopg
from django.conf import settings
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.core.handlers.wsgi import WSGIRequest
from django.db.utils import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.template.loader import render_to_string
from django.views import defaults
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from cms.origins import is_cross_site

RETRY_AFTER = 10  # seconds
PROBLEM = {
    "type": "about:blank",
    "title": "Service unavailable",
    "status": 503,
    "detail": "The database is out of reach. Please try again in a moment.",
}

# Classes of SQLSTATE that say that the server, not the statement, is the trouble:
# connection exception, insufficient resources, operator intervention.
OUTAGE_STATES = ("08", "53", "57P")
OUTAGE_ERRORS = (OperationalError.__name__, InterfaceError.__name__)


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's handler for exceptions: 503 in an outage, otherwise 500."""
    if not is_outage(sys.exception()):
        return defaults.server_error(request)
    return unavailable_response(request)


def is_outage(error: BaseException | None) -> bool:
    """Whether an exception means that the database cannot be reached."""
    if isinstance(error, ValidationError):
        return any(map(tells_outage, error.errors()))
    if not isinstance(error, (OperationalError, InterfaceError)):
        return False
    cause = error.__cause__
    state = cause.sqlstate if isinstance(cause, psycopg.Error) else None
    return state is None or state.startswith(OUTAGE_STATES)


def tells_outage(detail: ErrorDetails) -> bool:
    """Whether a document could not be made because of an outage.

    Of what an attribute raises while it is read, pydantic keeps only the words.
    """
    is_raised = detail["type"] == "get_attribute_error"
    return is_raised and str(detail["ctx"]["error"]).startswith(OUTAGE_ERRORS)


def unavailable_response(request: HttpRequest) -> HttpResponse:
    """The page for people, or the problem document for programs (RFC 9457)."""
    headers = {"Retry-After": str(RETRY_AFTER), "Cache-Control": "no-store"}
    if request.path.startswith("/api/"):
        return HttpResponse(
            json.dumps(PROBLEM),
            content_type="application/problem+json",
            status=503,
            # For scripts of any origin, as every answer of the API.
            headers=headers | {"Access-Control-Allow-Origin": "*"},
        )
    context = {
        "path": request.get_full_path(),
        "is_post": request.method == "POST",
        "fields": fields_sent(request),
    }
    body = render_to_string("503.html", context)
    return HttpResponse(body, status=503, headers=headers)


def fields_sent(request: HttpRequest) -> list[tuple[str, str]]:
    """What a form sent, in its order; nothing if a page cannot send it again.

    That is the case with files. Passwords and what another site made up are not
    written into a page.
    """
    length = request.META.get("CONTENT_LENGTH") or "0"
    is_small = length.isdigit() and int(length) < settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    try:
        if request.method != "POST" or not is_small or is_cross_site(request):
            return []
        if request.FILES or any("password" in name for name in request.POST):
            return []
        return [
            (name, value) for name, values in request.POST.lists() for value in values
        ]
    except (SuspiciousOperation, BadRequest, MultiPartParserError, OSError):
        return []


def unavailable(
    environ: dict[str, Any], start_response: Callable[..., Any]
) -> list[bytes]:
    """The same as a WSGI application, for when Django would only wait."""
    response = unavailable_response(WSGIRequest(environ))
    headers = [*response.items(), ("Content-Length", str(len(response.content)))]
    start_response("503 Service Unavailable", headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [response.content]
