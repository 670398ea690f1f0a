"""Section blocks that show the firm's people and what clients say."""

from typing import Any

from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from cms.blocks.groups import FIRM
from cms.blocks.struct import StructBlock
from cms.visibility import is_public_page

NEWEST_LIMIT = 12
TEAM_LIMIT = 60


class TestimonialsValue(blocks.StructValue):
    """The testimonials a section shows: those chosen, or the newest."""

    @property
    def testimonials(self) -> list[Any]:
        from people.models import Testimonial

        if self["selection"] == "chosen":
            return [item for item in self["chosen"] if item is not None and item.live]
        return list(Testimonial.objects.newest(self["count"]))


class TestimonialsBlock(StructBlock):
    """What clients say, with the rating they gave."""

    heading = blocks.CharBlock(
        label="Heading", max_length=160, default="What clients say"
    )
    text = blocks.CharBlock(label="Text", required=False, max_length=300)
    selection = blocks.ChoiceBlock(
        label="Which",
        choices=[("newest", "The newest"), ("chosen", "Those I choose")],
        default="newest",
    )
    chosen = blocks.ListBlock(
        SnippetChooserBlock("people.Testimonial", label="Testimonial"),
        label="Chosen testimonials",
        default=[],
    )
    count = blocks.IntegerBlock(
        label="How many of the newest", default=3, min_value=1, max_value=NEWEST_LIMIT
    )

    class Meta:
        label = "Testimonials"
        description = "What clients say, with the rating they gave."
        icon = "openquote"
        group = FIRM
        template = "blocks/testimonials.html"
        value_class = TestimonialsValue
        preview_value = {"heading": "What clients say", "selection": "newest"}


class TeamGridValue(blocks.StructValue):
    """The attorneys a section shows: all in order of role, or those chosen."""

    @property
    def attorneys(self) -> list[Any]:
        from people.models import AttorneyPage

        if self["selection"] == "chosen":
            pages = [page for page in self["chosen"] if is_public_page(page)]
            return AttorneyPage.objects.cards_in_order([page.pk for page in pages])
        attorneys = AttorneyPage.objects.for_listing()
        return list(attorneys[: self["count"] or TEAM_LIMIT])


class TeamGridBlock(StructBlock):
    """The attorneys with portrait, role and a link to each profile."""

    heading = blocks.CharBlock(label="Heading", max_length=160, default="Our attorneys")
    text = blocks.CharBlock(label="Text", required=False, max_length=300)
    selection = blocks.ChoiceBlock(
        label="Who",
        choices=[("everyone", "Everyone, by role"), ("chosen", "Those I choose")],
        default="everyone",
    )
    chosen = blocks.ListBlock(
        blocks.PageChooserBlock(page_type="people.AttorneyPage", label="Attorney"),
        label="Chosen attorneys",
        default=[],
    )
    count = blocks.IntegerBlock(
        label="How many at most", required=False, min_value=1, max_value=TEAM_LIMIT
    )

    class Meta:
        label = "Team"
        description = "Attorneys with portrait, role and a link to each profile."
        icon = "group"
        group = FIRM
        template = "blocks/team_grid.html"
        value_class = TeamGridValue
        preview_value = {"heading": "Our attorneys", "selection": "everyone"}
