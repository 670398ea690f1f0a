"""The page that lists the attorneys."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from cms.blocks.groups import INLINE_FEATURES
from cms.pages import BasePage

from .attorney_page import AttorneyPage


class PeopleIndexPage(BasePage):
    """All attorneys of the firm, in order of role."""

    introduction = RichTextField(
        "introduction",
        blank=True,
        features=INLINE_FEATURES,
        help_text="A sentence or two above the list.",
    )

    search_fields = [*BasePage.search_fields, index.SearchField("introduction")]
    content_panels = [*BasePage.content_panels, FieldPanel("introduction")]

    schema_type = "CollectionPage"
    summary_field = "introduction"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["people.AttorneyPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = "people page"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        context = super().get_context(request, *args, **kwargs)
        context["attorneys"] = list(self.attorneys)
        return context

    @property
    def attorneys(self) -> Any:
        """The listed attorneys of this page."""
        return AttorneyPage.objects.for_listing().child_of(self)
