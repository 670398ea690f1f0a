"""The sections that show how others see the firm: press, badges, television."""

from typing import Any

from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from cms.blocks.groups import FIRM, INLINE_FEATURES, MEDIA
from cms.blocks.media import newest_image
from cms.blocks.struct import ChoiceBlock, StructBlock
from cms.visibility import is_public_file

YEAR_RANGE = {"min_value": 1900, "max_value": 2200}


class PressMentionValue(blocks.StructValue):
    """A mention of the firm, with the outlet's logo if it may be shown."""

    @property
    def public_logo(self) -> Any:
        return self["logo"] if is_public_file(self["logo"]) else None


class PressMentionBlock(StructBlock):
    """A mention of the firm in the press; each outlet needs a dated one."""

    outlet = blocks.CharBlock(
        label="Outlet", help_text="The newspaper, station or magazine.", max_length=100
    )
    logo = ImageChooserBlock(
        label="Logo",
        required=False,
        help_text="Only with the outlet's permission. Else its name is set in type.",
    )
    headline = blocks.CharBlock(
        label="Headline",
        help_text="As it was printed or announced. Leave empty for none.",
        required=False,
        max_length=200,
    )
    published_on = blocks.DateBlock(
        label="Date of the mention",
        help_text="Leave empty if it does not matter.",
        required=False,
    )
    url = blocks.URLBlock(
        label="Address of the mention",
        help_text=("Where the piece can be read. Leave empty if it is not online."),
        required=False,
    )

    class Meta:
        value_class = PressMentionValue
        api_shape = "logo"


class PressStripBlock(StructBlock):
    """The outlets that reported on the firm."""

    heading = blocks.CharBlock(
        label="Heading",
        help_text="Stands before the names, such as “As seen on”.",
        max_length=100,
        default="Featured in",
    )
    items = blocks.ListBlock(
        PressMentionBlock(),
        label="Mentions",
        help_text="Shown in this order.",
        min_num=1,
    )

    class Meta:
        label = "Press strip"
        description = "Outlets that reported on the firm: “As seen on”, “Featured in”."
        icon = "clipboard-list"
        group = FIRM
        template = "blocks/press_strip.html"
        preview_value = {
            "heading": "Featured in",
            "items": [{"outlet": "The Morning Ledger"}, {"outlet": "Channel Nine"}],
        }


class BadgeValue(blocks.StructValue):
    """An award of the firm, with its picture if it may be shown."""

    @property
    def public_image(self) -> Any:
        return self["image"] if is_public_file(self["image"]) else None


class BadgeBlock(StructBlock):
    """An award or rating, with the body that grants it and the year."""

    label = blocks.CharBlock(
        label="Name", max_length=100, help_text="The exact name of the award."
    )
    granting_body = blocks.CharBlock(
        label="Granted by",
        help_text="Advertising rules ask for the organization's name.",
        max_length=120,
    )
    year = blocks.IntegerBlock(
        label="Year",
        help_text="The year it was given. Leave empty for a lasting one.",
        required=False,
        **YEAR_RANGE,
    )
    image = ImageChooserBlock(
        label="Badge",
        help_text="The badge itself. Without it, its name is shown in words.",
        required=False,
    )
    url = blocks.URLBlock(
        label="How it is given",
        help_text="The page on which the organization says how it chooses.",
        required=False,
    )

    class Meta:
        value_class = BadgeValue
        api_shape = "logo"


class BadgesBlock(StructBlock):
    """Awards and ratings, each with its source."""

    heading = blocks.CharBlock(
        label="Heading",
        help_text="Stands above the badges. Leave empty for none.",
        required=False,
        max_length=100,
    )
    items = blocks.ListBlock(
        BadgeBlock(), label="Badges", help_text="Shown in this order.", min_num=1
    )

    class Meta:
        label = "Badges"
        description = "Awards and ratings, each with who grants it and when."
        icon = "success"
        group = FIRM
        template = "blocks/badges.html"
        preview_value = {
            "heading": "Recognition",
            "items": [
                {
                    "label": "Trial Lawyer of the Year",
                    "granting_body": "The county bar association",
                    "year": 2025,
                }
            ],
        }


class MediaHighlightValue(blocks.StructValue):
    """A programme the firm was in, with picture and video."""

    @property
    def public_image(self) -> Any:
        return self["image"] if is_public_file(self["image"]) else None


class MediaHighlightBlock(StructBlock):
    """A television show, podcast or film in which the firm appeared."""

    kind = ChoiceBlock(
        label="Kind",
        help_text="Decides the icon and what the link is called.",
        choices=[
            ("television", "Television"),
            ("podcast", "Podcast"),
            ("film", "Film"),
            ("radio", "Radio"),
            ("article", "Article"),
        ],
        default="television",
    )
    eyebrow = blocks.CharBlock(
        label="Line above the heading",
        help_text=(
            "A few small words, such as the name of the station. Leave empty for none."
        ),
        required=False,
        max_length=120,
    )
    heading = blocks.CharBlock(
        label="Heading",
        help_text="The title of the show, episode or film.",
        max_length=160,
    )
    text = blocks.RichTextBlock(
        label="Text",
        help_text="What it is about. Leave empty for none.",
        required=False,
        features=INLINE_FEATURES,
    )
    image = ImageChooserBlock(
        label="Picture",
        help_text="Stands beside the text, or before a video until it starts.",
        required=False,
    )
    url = blocks.URLBlock(
        label="Address",
        required=False,
        help_text="Where to watch, listen or read.",
    )
    link_text = blocks.CharBlock(
        label="Text of the link",
        required=False,
        max_length=80,
        help_text="Such as “Watch the interview”.",
    )

    class Meta:
        label = "Media highlight"
        description = "A show, podcast or film in which the firm appeared."
        icon = "media"
        group = MEDIA
        template = "blocks/media_highlight.html"
        value_class = MediaHighlightValue

    def get_preview_value(self) -> Any:
        return self.normalize(
            {
                "kind": "podcast",
                "eyebrow": "You may have heard us",
                "heading": "On bail, and what it costs a family",
                "text": "<p>A conversation about the first night.</p>",
                "image": newest_image(),
            }
        )
