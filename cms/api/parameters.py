"""What requests may ask for: known parameters only, each once, each of its type."""

import datetime
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError, to_json
from wagtail.coreutils import (
    get_content_languages,
    get_supported_content_language_variant,
)

from cms.api.problems import RequestProblem

# PostgreSQL stores no null byte, so no text that has one matches anything.
Text = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00]+$")]
Slug = Annotated[str, Field(min_length=1, max_length=255, pattern=r"^[\w-]+$")]
Day = datetime.date


def known_language(code: str) -> str:
    """The language of the site that a client asks for.

    Raises:
        PydanticCustomError: when the site is not in this language.
    """
    try:
        return get_supported_content_language_variant(code.lower(), strict=True)
    except LookupError:
        known = ", ".join(get_content_languages())
        message = "The site has no pages in this language. There are: {known}"
        raise PydanticCustomError("language", message, {"known": known}) from None


Language = Annotated[Text, AfterValidator(known_language)]

MEDIA_TYPE = "application/json; charset=utf-8"


class Parameters(BaseModel):
    """The base of the parameters of all endpoints."""

    model_config = ConfigDict(use_attribute_docstrings=True)


def strict(parameters: type[BaseModel]) -> Callable:
    """Give a view its parameters; refuse unknown and repeated ones."""
    known = parameters.model_fields

    def decorate(view: Callable) -> Callable:
        view.__annotations__["parameters"] = Query[parameters]  # type: ignore[misc,valid-type]

        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            for name, values in request.GET.lists():
                if name not in known:
                    raise RequestProblem(400, unknown(name, list(known)), name[:100])
                if len(values) > 1:
                    raise RequestProblem(400, f"“{name}” is given twice.", name)
            return written(
                view(request, *args, **kwargs), kwargs.get("response") or HttpResponse()
            )

        return checked

    return decorate


def written(found: Any, response: HttpResponse) -> Any:
    """A document as the response that it is; nothing in it is looked at again."""
    if not isinstance(found, BaseModel):
        return found
    response.headers["Content-Type"] = MEDIA_TYPE
    response.content = to_json(found)  # bytes; `model_dump_json` makes a text first
    return response


def unknown(name: str, known: list[str]) -> str:
    """What to say of a parameter that does not exist."""
    return f"There is no parameter “{name[:100]}”. There are: {', '.join(known)}."
