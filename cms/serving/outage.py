"""What readers get while the database is out of reach: a clean 503, soon to retry."""

import json
import sys
from collections.abc import Callable
from typing import Any

import psycopg
from django.db.utils import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views import defaults

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


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's handler for exceptions: 503 in an outage, otherwise 500."""
    if not is_outage(sys.exception()):
        return defaults.server_error(request)
    body, content_type = unavailable_body(request.path)
    return HttpResponse(
        body,
        content_type=content_type,
        status=503,
        headers={"Retry-After": str(RETRY_AFTER), "Cache-Control": "no-store"},
    )


def is_outage(error: BaseException | None) -> bool:
    """Whether an exception means that the database cannot be reached."""
    if not isinstance(error, (OperationalError, InterfaceError)):
        return False
    cause = error.__cause__
    state = cause.sqlstate if isinstance(cause, psycopg.Error) else None
    return state is None or state.startswith(OUTAGE_STATES)


def unavailable_body(path: str) -> tuple[bytes, str]:
    """The page for people, or the problem document for programs (RFC 9457)."""
    if path.startswith("/api/"):
        return json.dumps(PROBLEM).encode(), "application/problem+json"
    return render_to_string("503.html").encode(), "text/html; charset=utf-8"


def unavailable(
    environ: dict[str, Any], start_response: Callable[..., Any]
) -> list[bytes]:
    """The same as a WSGI application, for when Django would only wait."""
    body, content_type = unavailable_body(environ["PATH_INFO"])
    start_response(
        "503 Service Unavailable",
        [
            ("Content-Type", content_type),
            ("Content-Length", str(len(body))),
            ("Retry-After", str(RETRY_AFTER)),
            ("Cache-Control", "no-store"),
        ],
    )
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]
