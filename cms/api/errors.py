"""Errors that Django itself answers: problems for programs, pages for people."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views import defaults

from cms.api.http import finished
from cms.api.problems import of_status
from cms.serving import outage

PROGRAMS = "/api/"  # whatever is below answers programs


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """A request that Django refuses, such as one for a host that is not ours."""
    if is_for_programs(request):
        return problem(request, 400, "The request is not one that this site answers.")
    return defaults.bad_request(request, exception)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """An address that no view answers."""
    if is_for_programs(request):
        return problem(request, 404, "There is no such address.")
    return defaults.page_not_found(request, exception)


def server_error(request: HttpRequest) -> HttpResponseBase:
    """An exception: 503 while the database is out of reach, otherwise 500."""
    response: Any = outage.server_error(request)
    if not is_for_programs(request):
        return response
    if response.status_code == 500:
        return problem(request, 500, "Something went wrong here. It was written down.")
    return finished(request, response)


def is_for_programs(request: HttpRequest) -> bool:
    """Whether an address is part of an API."""
    return request.path_info.startswith(PROGRAMS)


def problem(request: HttpRequest, status: int, detail: str) -> HttpResponse:
    """A problem as the network sees it."""
    return finished(request, of_status(status, detail))
