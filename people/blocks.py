"""Section blocks that show the firm's people and what clients say."""

from typing import TYPE_CHECKING

from django.utils.functional import cached_property
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from cms.blocks.groups import FIRM
from cms.blocks.page import PageChooserBlock
from cms.blocks.struct import ChoiceBlock, StructBlock
from cms.languages import in_language_at_hand, language_at_hand
from cms.request_cache import once_per_request
from cms.translations import as_at_hand_all
from cms.visibility import is_public_page

if TYPE_CHECKING:
    from people.models import AttorneyPage, Testimonial

NEWEST_LIMIT = 12
TEAM_LIMIT = 60


class TestimonialsValue(blocks.StructValue):
    """The testimonials a section shows: those chosen, or the newest."""

    @cached_property
    def testimonials(self) -> list["Testimonial"]:
        """What the section shows."""
        from people.models import Testimonial

        if self["selection"] == "chosen":
            return [item for item in self["chosen"] if item is not None and item.live]
        newest = Testimonial.objects.newest(self["count"])
        return once_per_request(f"testimonials-{self['count']}", lambda: list(newest))

    @property
    def is_shown(self) -> bool:
        return bool(self.testimonials)


class TestimonialsBlock(StructBlock):
    """What clients say, with the rating they gave."""

    heading = blocks.CharBlock(
        label="Heading",
        help_text="Stands above the testimonials.",
        max_length=160,
        default="What clients say",
    )
    text = blocks.CharBlock(
        label="Text",
        help_text=("One or two sentences below the heading. Leave empty for none."),
        required=False,
        max_length=300,
    )
    selection = ChoiceBlock(
        label="Which",
        help_text=(
            "The newest come in by themselves; chosen ones stay until you change them."
        ),
        choices=[("newest", "The newest"), ("chosen", "Those I choose")],
        default="newest",
    )
    chosen = blocks.ListBlock(
        SnippetChooserBlock("people.Testimonial", label="Testimonial"),
        label="Chosen testimonials",
        help_text="Shown in this order. Used only with “Those I choose”.",
        default=[],
    )
    count = blocks.IntegerBlock(
        label="How many of the newest",
        help_text="Used only with “The newest”.",
        default=3,
        min_value=1,
        max_value=NEWEST_LIMIT,
    )

    class Meta:
        label = "Testimonials"
        description = "What clients say, with the rating they gave."
        icon = "openquote"
        group = FIRM
        template = "blocks/testimonials.html"
        value_class = TestimonialsValue
        api_omits = ("selection", "chosen", "count")
        preview_value = {"heading": "What clients say", "selection": "newest"}


class TeamGridValue(blocks.StructValue):
    """The attorneys a section shows: all in order of role, or those chosen."""

    @cached_property
    def attorneys(self) -> list["AttorneyPage"]:
        """Who the section shows."""
        from people.models import AttorneyPage

        if self["selection"] == "chosen":
            chosen = as_at_hand_all(self["chosen"])
            pages = [page for page in chosen if is_public_page(page)]
            return AttorneyPage.objects.cards_in_order([page.pk for page in pages])
        listed = in_language_at_hand(AttorneyPage.objects.for_listing())
        attorneys = listed[: self["count"] or TEAM_LIMIT]
        key = f"team-{self['count']}-{language_at_hand()}"
        return once_per_request(key, lambda: list(attorneys))

    @property
    def is_shown(self) -> bool:
        return bool(self.attorneys)


class TeamGridBlock(StructBlock):
    """The attorneys with portrait, role and a link to each profile."""

    heading = blocks.CharBlock(
        label="Heading",
        help_text="Stands above the portraits.",
        max_length=160,
        default="Our attorneys",
    )
    text = blocks.CharBlock(
        label="Text",
        help_text=("One or two sentences below the heading. Leave empty for none."),
        required=False,
        max_length=300,
    )
    selection = ChoiceBlock(
        label="Who",
        help_text=(
            "Everyone comes in by role; chosen ones stay until you change them."
        ),
        choices=[("everyone", "Everyone, by role"), ("chosen", "Those I choose")],
        default="everyone",
    )
    chosen = blocks.ListBlock(
        PageChooserBlock(page_type="people.AttorneyPage", label="Attorney"),
        label="Chosen attorneys",
        help_text="Shown in this order. Used only with “Those I choose”.",
        default=[],
    )
    count = blocks.IntegerBlock(
        label="How many at most",
        help_text="Leave empty to show all.",
        required=False,
        min_value=1,
        max_value=TEAM_LIMIT,
    )

    class Meta:
        label = "Team"
        description = "Attorneys with portrait, role and a link to each profile."
        icon = "group"
        group = FIRM
        template = "blocks/team_grid.html"
        value_class = TeamGridValue
        api_omits = ("selection", "chosen", "count")
        preview_value = {"heading": "Our attorneys", "selection": "everyone"}
