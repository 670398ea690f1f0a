"""A page on anything: the firm, a practice area, fees, a notice."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from cms.pages import BasePage
from home.blocks import SectionStreamBlock
from home.text_runs import HasTextRuns


class StandardPage(HasTextRuns, BasePage):
    """A page composed of sections, with a title and an introduction."""

    introduction = models.TextField(
        "introduction",
        blank=True,
        max_length=600,
        help_text="One to three sentences below the title.",
    )
    sections = StreamField(
        SectionStreamBlock(),
        verbose_name="sections",
        blank=True,
        help_text="Add sections, drag them into order, and watch the preview.",
    )

    search_fields = [
        *BasePage.search_fields,
        index.SearchField("introduction"),
        index.SearchField("sections"),
    ]
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("introduction"),
        FieldPanel("sections"),
    ]

    kind_label = ""  # visitors need not be told
    summary_field = "introduction"
    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage", "home.ConsultationPage"]

    class Meta:
        verbose_name = "standard page"
