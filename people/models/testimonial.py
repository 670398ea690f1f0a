"""What clients say about the firm."""

import re

from django.contrib.contenttypes.fields import GenericRelation
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.functional import cached_property
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    PublishingPanel,
)
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    WorkflowMixin,
)
from wagtail.search import index

HIGHEST_RATING = 5
RATING_RANGE = f"Enter a number from 1 to {HIGHEST_RATING}, or nothing."
LONGEST_UNFOLDED = 480
LONGEST_OPENING = 340
SENTENCE_END = re.compile(r"[.!?…][”’\"')]*(?=\s)")


class TestimonialQuerySet(models.QuerySet):
    """Testimonials as the site shows them."""

    def newest(self, count: int) -> "TestimonialQuerySet":
        """The published testimonials given last."""
        return self.filter(live=True).order_by(
            models.F("given_on").desc(nulls_last=True), "-pk"
        )[:count]


class Testimonial(
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    index.Indexed,
    models.Model,
):
    """A client's words and rating; both are the client's, never the editor's."""

    heading = models.CharField(
        "heading",
        max_length=160,
        blank=True,
        help_text="The client's own title, or a few words from the quotation.",
    )
    quote = models.TextField(
        "quotation", help_text="The client's words, unchanged. Long ones fold."
    )
    rating = models.PositiveSmallIntegerField(
        "rating given by the client",
        null=True,
        blank=True,
        validators=[
            MinValueValidator(1, RATING_RANGE),
            MaxValueValidator(HIGHEST_RATING, RATING_RANGE),
        ],
        help_text="1 to 5. Leave empty if the client gave none.",
    )
    public_label = models.CharField(
        "shown as",
        max_length=100,
        help_text="How the client agreed to be named, such as “J. M., Oakland”.",
    )
    given_on = models.DateField(
        "date",
        null=True,
        blank=True,
        help_text="When the client gave it. The newest are shown first.",
    )
    source = models.CharField(
        "source",
        max_length=100,
        blank=True,
        help_text="Where it was given, such as “Letter to the firm” or “Google”.",
    )
    source_url = models.URLField(
        "link to the source",
        blank=True,
        help_text="Where readers can find it themselves, if it is public.",
    )
    matter_type = models.CharField(
        "kind of matter", max_length=100, blank=True, help_text="Such as “Family law”."
    )

    revisions = GenericRelation(
        "wagtailcore.Revision", related_query_name="testimonial"
    )
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="testimonial",
        for_concrete_model=False,
    )

    objects = TestimonialQuerySet.as_manager()

    search_fields = [
        index.SearchField("heading"),
        index.SearchField("quote"),
        index.AutocompleteField("heading"),
        index.AutocompleteField("public_label"),
    ]
    panels = [
        MultiFieldPanel(
            [FieldPanel("heading"), FieldPanel("quote"), FieldPanel("rating")],
            heading="What the client said",
        ),
        MultiFieldPanel(
            [
                FieldPanel("public_label"),
                FieldRowPanel([FieldPanel("given_on"), FieldPanel("matter_type")]),
                FieldRowPanel([FieldPanel("source"), FieldPanel("source_url")]),
            ],
            heading="Who, when and where",
        ),
        PublishingPanel(),
    ]

    class Meta:
        verbose_name = "testimonial"
        ordering = [models.F("given_on").desc(nulls_last=True)]

    def __str__(self) -> str:
        return f"{self.heading or self.quote[:60]} ({self.public_label})"

    def get_preview_template(self, request: object, mode_name: str) -> str:
        return "people/testimonial_preview.html"

    @property
    def quote_opening(self) -> str:
        """The part of the quotation that always shows: all of it, unless it is long."""
        return self._parts[0]

    @property
    def quote_rest(self) -> str:
        """The part of a long quotation that folds away."""
        return self._parts[1]

    @cached_property
    def _parts(self) -> tuple[str, str]:
        quote = self.quote.strip()
        if len(quote) <= LONGEST_UNFOLDED:
            return quote, ""
        ends = [match.end() for match in SENTENCE_END.finditer(quote[:LONGEST_OPENING])]
        cut = ends[-1] if ends else quote.rfind(" ", 0, LONGEST_OPENING)
        if cut < 1:
            return quote, ""
        return quote[:cut].strip(), quote[cut:].strip()

    @property
    def stars(self) -> list[bool]:
        """One entry for each of five stars: whether it is filled."""
        return [place < (self.rating or 0) for place in range(HIGHEST_RATING)]
