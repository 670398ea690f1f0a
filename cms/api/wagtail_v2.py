"""Wagtail's own pages API, for clients written for it, with our documents' fields.

It answers pages only. Rich text is HTML for display, or Markdown on request; the
database form of rich text, with its keys, is never shown.
"""

from typing import Any

from django.db import DataError
from django.http import HttpRequest
from django.urls import URLPattern
from rest_framework.fields import Field
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from wagtail.api import APIField
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.utils import BadRequestError
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.models import Page, PageQuerySet, Site

from cms.api.documents import document_of_draft
from cms.api.http import travels
from cms.api.pages import PageCard
from cms.api.reading import Reading
from cms.api.registry import registry
from cms.visibility import public_pages

# What Wagtail shows by itself, at its own place.
WAGTAILS_FIELDS = {*PageCard.model_fields, "type", "locale", "first_published_at"}


class DocumentField(Field):
    """A field of a page's document, as the content API shows it."""

    def __init__(self, name: str) -> None:
        super().__init__(source="*", read_only=True)
        self.name = name

    def to_representation(self, page: Page) -> Any:
        if not hasattr(page, "document_json"):
            wants_markdown = self.context["_wagtail_rich_text_format"] == "markdown"
            reading = Reading.of(
                self.context["request"], "markdown" if wants_markdown else "html"
            )
            page.document_json = document_of_draft(page, reading).model_dump(
                mode="json"
            )
        return page.document_json[self.name]


class PagesEndpoint(PagesAPIViewSet):
    """The public pages of the requested site."""

    renderer_classes = [JSONRenderer]
    authentication_classes: list[Any] = []
    known_query_parameters = PagesAPIViewSet.known_query_parameters - {"site"}

    @classmethod
    def get_body_fields(cls, model: type[Page]) -> list[APIField]:
        fields = cls._convert_api_fields(cls.body_fields)
        if model in registry.kinds:
            names = registry.kinds[model].document.model_fields.keys() - WAGTAILS_FIELDS
            fields += [
                APIField(name, serializer=DocumentField(name)) for name in sorted(names)
            ]
        return fields

    @classmethod
    def get_available_fields(
        cls, model: type[Page], db_fields_only: bool = False
    ) -> list[str]:
        """Clients filter by what every page has; the content API filters by more."""
        shown = Page if db_fields_only else model
        return super().get_available_fields(shown, db_fields_only)

    def get_base_queryset(self) -> PageQuerySet:
        request = self.request
        return public_pages(Page.objects.order_by("id"), Site.find_for_request(request))

    def initial(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if any("\x00" in part for pair in request.GET.items() for part in pair):
            raise BadRequestError("null bytes match nothing")

    def handle_exception(self, exc: Exception) -> Response:
        if isinstance(exc, DataError | ValueError | OverflowError):
            exc = BadRequestError("a parameter has a value that no page can have")
        return super().handle_exception(exc)


def served(pattern: URLPattern) -> URLPattern:
    """A pattern with its view made fit for the network."""
    pattern.callback = travels(pattern.callback)
    return pattern


def urls() -> tuple[list[URLPattern], str, str]:
    """The addresses of the API."""
    router = WagtailAPIRouter("wagtailapi")
    router.register_endpoint("pages", PagesEndpoint)
    patterns, app_name, namespace = router.urls
    for pattern in patterns:
        for inner in getattr(pattern, "url_patterns", [pattern]):
            served(inner)
    return patterns, app_name, namespace
