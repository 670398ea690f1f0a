"""The controlled lists of the firm: roles of attorneys, and practice areas."""

from django.db import models
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.admin.widgets import SlugInput
from wagtail.search import index

from cms.translations import as_at_hand
from cms.visibility import LeadsToPage, public_page_url


class AttorneyRole(index.Indexed, models.Model):
    """A position in the firm; holding out as partner or associate must be true."""

    name = models.CharField(
        "name",
        max_length=80,
        unique=True,
        help_text="As shown below the attorney's name, such as “Of Counsel”.",
    )
    sort_weight = models.PositiveSmallIntegerField(
        "order",
        default=50,
        help_text="Lists show low numbers first: 10 for founders, 90 for staff.",
    )
    is_admitted = models.BooleanField(
        "admitted to practice law",
        default=True,
        help_text="Untick for clerks, paralegals and staff; the profile then says so.",
    )

    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]
    panels = [FieldPanel("name"), FieldPanel("sort_weight"), FieldPanel("is_admitted")]

    class Meta:
        verbose_name = "role"
        ordering = ["sort_weight", "name"]

    def __str__(self) -> str:
        return self.name


class PracticeArea(LeadsToPage, index.Indexed, models.Model):
    """A field of law that the firm really handles."""

    name = models.CharField(
        "name",
        max_length=100,
        unique=True,
        help_text="As clients call it, such as “Family law”.",
    )
    slug = models.SlugField(
        "name in addresses",
        max_length=100,
        unique=True,
        help_text="Lower-case words joined by hyphens, such as “family-law”.",
    )
    summary = models.CharField(
        "summary",
        max_length=255,
        blank=True,
        help_text="One sentence for lists.",
    )
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name="page about it",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Profiles link to this page.",
    )

    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]
    panels = [
        TitleFieldPanel("name", classname="", placeholder=False),
        FieldPanel("slug", widget=SlugInput),
        FieldPanel("summary"),
        FieldPanel("page"),
    ]

    class Meta:
        verbose_name = "practice area"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        """The public page about the area, if there is one."""
        return public_page_url(as_at_hand(self.page))
