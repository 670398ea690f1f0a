"""Errors as `application/problem+json` (RFC 9457), with the field that is wrong."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja.errors import ValidationError
from pydantic import Field

from cms.api.schemas import Schema

MEDIA_TYPE = "application/problem+json"


class FieldProblem(Schema):
    """What is wrong with one parameter."""

    field: str = Field(examples=["limit"])
    """Name of the parameter."""
    message: str = Field(examples=["Input should be less than or equal to 100"])
    """What to do about it."""


class Problem(Schema):
    """An error, as RFC 9457 describes it."""

    type: str = "about:blank"
    """Always `about:blank`: the status says what kind of problem it is."""
    title: str = Field(examples=["Bad Request"])
    """The status in words."""
    status: int = Field(examples=[400])
    """The HTTP status."""
    detail: str = Field(examples=["Not valid: limit."])
    """What went wrong, for people."""
    field: str | None = Field(None, examples=["limit"])
    """The parameter that is wrong, if it is one."""
    errors: list[FieldProblem] = []
    """Every parameter that is wrong."""


class RequestProblem(Exception):
    """Ends a request with a problem."""

    def __init__(self, status: int, detail: str, field: str | None = None) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.field = field


class NotFound(RequestProblem):
    """There is nothing at the address, or nothing that anyone may read."""

    def __init__(self, detail: str = "There is nothing here.") -> None:
        super().__init__(404, detail)


def problem_response(problem: Problem) -> HttpResponse:
    """The answer that tells of a problem."""
    return HttpResponse(
        problem.model_dump_json(), status=problem.status, content_type=MEDIA_TYPE
    )


def of_status(status: int, detail: str, field: str | None = None) -> HttpResponse:
    """The answer for a status; with a field, the answer names it."""
    errors = [FieldProblem(field=field, message=detail)] if field else []
    title = HTTPStatus(status).phrase
    return problem_response(
        Problem(title=title, status=status, detail=detail, field=field, errors=errors)
    )


def on_problem(request: HttpRequest, problem: RequestProblem) -> HttpResponse:
    """The answer for a request that ended with a problem."""
    return of_status(problem.status, problem.detail, problem.field)


def on_validation_error(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """The answer for parameters that are not as the OpenAPI document says."""
    errors = [field_problem(entry) for entry in error.errors]
    names = ", ".join(dict.fromkeys(entry.field for entry in errors))
    return problem_response(
        Problem(
            title=HTTPStatus(400).phrase,
            status=400,
            detail=f"Not valid: {names}.",
            field=errors[0].field,
            errors=errors,
        )
    )


def field_problem(entry: dict[str, Any]) -> FieldProblem:
    """One of Pydantic's errors in our words."""
    return FieldProblem(field=str(entry["loc"][-1]), message=entry["msg"])
