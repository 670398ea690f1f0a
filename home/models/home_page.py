"""The home page."""

from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from cms.models import FirmSettings
from cms.pages import BasePage
from cms.structured_data import Node, organization
from home.blocks import SectionStreamBlock
from home.text_runs import HasTextRuns


class HomePage(HasTextRuns, BasePage):
    """The root of a site, composed of sections."""

    sections = StreamField(
        SectionStreamBlock(),
        verbose_name="sections",
        blank=True,
        help_text="Add sections, drag them into order, and watch the preview.",
    )

    search_fields = [*BasePage.search_fields, index.SearchField("sections")]
    content_panels = [*BasePage.content_panels, FieldPanel("sections")]

    kind_label = ""  # visitors need not be told
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "home.StandardPage",
        "home.ConsultationPage",
        "blog.BlogIndexPage",
        "people.PeopleIndexPage",
    ]

    class Meta:
        verbose_name = "home page"

    def organization_node(self, firm: FirmSettings) -> Node:
        """The home page describes the firm in full."""
        return organization(firm, self.root_url)
