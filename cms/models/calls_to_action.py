"""The reusable invitation to write or call."""

from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.search import index
from wagtail.snippets.models import register_snippet

from cms.fetching import RememberedQuerySet
from cms.translations import as_at_hand
from cms.visibility import LeadsToPage, public_page_url


@register_snippet
class CallToAction(LeadsToPage, index.Indexed, models.Model):
    """One invitation, placed on many pages and edited in one place."""

    name = models.CharField(
        "name",
        max_length=100,
        help_text="How you find it in the admin. Visitors do not see it.",
    )
    heading = models.CharField(
        "heading", max_length=150, help_text="The line above the button."
    )
    text = models.CharField(
        "text",
        max_length=300,
        blank=True,
        help_text="One or two sentences that say what happens next.",
    )
    button_text = models.CharField(
        "button text",
        max_length=60,
        default="Schedule a consultation",
        help_text="Say what the button does, such as “Schedule a consultation”.",
    )
    target_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name="page to open",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Usually the consultation form. Leave empty for a button that calls.",
    )
    shows_phone = models.BooleanField(
        "show the phone line beside the button",
        default=True,
        help_text="The number comes from the firm settings.",
    )

    objects = RememberedQuerySet.as_manager()

    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]
    panels = [
        FieldPanel("name"),
        MultiFieldPanel(
            [FieldPanel("heading"), FieldPanel("text")], heading="What visitors read"
        ),
        MultiFieldPanel(
            [
                FieldPanel("button_text"),
                FieldPanel("target_page"),
                FieldPanel("shows_phone"),
            ],
            heading="Button",
        ),
    ]

    class Meta:
        verbose_name = "call to action"
        verbose_name_plural = "calls to action"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        """The page that the button opens; nothing for a button that calls."""
        return public_page_url(as_at_hand(self.target_page))
