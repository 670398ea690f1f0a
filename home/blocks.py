"""The sections that home and standard pages are composed of."""

from typing import Any

from django.apps import apps
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from blog.blocks import LatestArticlesBlock
from cms.blocks import TextStreamBlock
from cms.blocks.groups import ACTION, FIRM, INLINE_FEATURES
from cms.blocks.media import newest_image
from cms.blocks.page import PageChooserBlock
from cms.blocks.struct import StructBlock
from cms.translations import as_at_hand
from cms.visibility import LeadsToPage, is_public_file, public_page_url
from home.recognition_blocks import (
    BadgesBlock,
    MediaHighlightBlock,
    PressStripBlock,
)
from people.blocks import TeamGridBlock, TestimonialsBlock


class HeroValue(LeadsToPage, blocks.StructValue):
    """The opening of a page, with the public picture and button address."""

    @property
    def public_image(self) -> Any:
        return self["image"] if is_public_file(self["image"]) else None

    @property
    def button_text(self) -> str:
        """What the button says; nothing without a page to open."""
        snippet = self["call_to_action"]
        return snippet.button_text if snippet and self.url else ""

    @property
    def url(self) -> str:
        """The page the button opens; nothing for a button that calls."""
        snippet = self["call_to_action"]
        return snippet.url if snippet else ""


class HeroBlock(StructBlock):
    """The opening of a page: a claim, a picture and a way to get in touch."""

    eyebrow = blocks.CharBlock(
        label="Line above the heading",
        help_text="A few small words, such as the city. Leave empty for none.",
        required=False,
        max_length=80,
    )
    heading = blocks.CharBlock(
        label="Heading",
        help_text="The first words of the page: whom you help, and with what.",
        max_length=140,
    )
    text = blocks.RichTextBlock(
        label="Text",
        help_text="One or two sentences. Leave empty for none.",
        required=False,
        features=INLINE_FEATURES,
    )
    image = ImageChooserBlock(
        label="Picture",
        help_text="A calm, wide picture. Leave empty for a plain opening.",
        required=False,
    )
    call_to_action = SnippetChooserBlock(
        "cms.CallToAction",
        label="Call to action",
        help_text="Its button is shown below the text. Leave empty for none.",
        required=False,
    )
    shows_phone = blocks.BooleanBlock(
        label="Show the phone line",
        help_text="The number comes from the firm's settings.",
        required=False,
        default=True,
    )

    class Meta:
        label = "Opening"
        description = "Heading, text, picture and button at the top of a page."
        icon = "home"
        group = ACTION
        template = "blocks/hero.html"
        value_class = HeroValue
        api_omits = ("call_to_action",)

    def get_preview_value(self) -> Any:
        return self.normalize(
            {
                "eyebrow": "Criminal defense",
                "heading": "Clear counsel when it matters most",
                "text": "<p>We answer day and night.</p>",
                "image": newest_image(),
                "call_to_action": apps.get_model("cms", "CallToAction").objects.first(),
                "shows_phone": True,
            }
        )


class CallBarBlock(StructBlock):
    """A bar with the firm's phone line and its hours."""

    text = blocks.CharBlock(
        label="Text",
        max_length=120,
        default="Call for a free consultation",
        help_text="The number and the hours come from the firm settings.",
    )

    class Meta:
        label = "Call bar"
        description = "The phone line with its hours, in one strong line."
        icon = "mobile-alt"
        group = ACTION
        template = "blocks/call_bar.html"
        preview_value = {"text": "Call for a free consultation"}


class ColumnValue(LeadsToPage, blocks.StructValue):
    """A column with the public address of its page."""

    @property
    def url(self) -> str:
        """The page to open, if there is a public one."""
        return public_page_url(as_at_hand(self["page"]))


class ColumnBlock(StructBlock):
    """A short text that may lead to a page."""

    heading = blocks.CharBlock(
        label="Heading",
        help_text="A few words, such as a practice area.",
        max_length=100,
    )
    text = blocks.RichTextBlock(
        label="Text",
        help_text="Two or three sentences. Leave empty for none.",
        required=False,
        features=INLINE_FEATURES,
    )
    page = PageChooserBlock(
        label="Page to open",
        help_text="The heading leads there. Leave empty for no link.",
        required=False,
    )

    class Meta:
        value_class = ColumnValue
        api_omits = ("page",)


class ColumnsBlock(StructBlock):
    """Short texts side by side, such as practice areas."""

    heading = blocks.CharBlock(
        label="Heading",
        help_text="Stands above the columns. Leave empty for none.",
        required=False,
        max_length=160,
    )
    text = blocks.CharBlock(
        label="Text",
        help_text=("One or two sentences below the heading. Leave empty for none."),
        required=False,
        max_length=300,
    )
    columns = blocks.ListBlock(
        ColumnBlock(),
        label="Columns",
        help_text="Side by side on wide screens, below each other on phones.",
        min_num=1,
    )

    class Meta:
        label = "Columns"
        description = "Short texts side by side, such as practice areas."
        icon = "grip"
        group = FIRM
        template = "blocks/columns.html"
        preview_value = {
            "heading": "What we do",
            "columns": [
                {"heading": "Investigations", "text": "<p>Before any charge.</p>"},
                {"heading": "Trials", "text": "<p>In state and federal court.</p>"},
            ],
        }


class SectionStreamBlock(TextStreamBlock):
    """Everything a page can be composed of: sections, and the blocks of a text."""

    hero = HeroBlock()
    call_bar = CallBarBlock()
    press_strip = PressStripBlock()
    badges = BadgesBlock()
    media_highlight = MediaHighlightBlock()
    testimonials = TestimonialsBlock()
    team_grid = TeamGridBlock()
    latest_articles = LatestArticlesBlock()
    columns = ColumnsBlock()
