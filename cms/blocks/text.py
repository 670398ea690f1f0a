"""Blocks of words: headings, text, lists, quotations, tables, callouts."""

import re
from collections.abc import Iterable
from functools import lru_cache
from html import unescape
from itertools import chain, count
from typing import Any

from django.utils.text import slugify
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from .groups import INLINE_FEATURES, TEXT, TEXT_FEATURES
from .struct import ChoiceBlock, StructBlock

EDGE = re.compile(r"</(?:p|li)>|<[bh]r\s*/>")  # words on either side are apart
TAG = re.compile(r"<[^>]*>")


class HeadingValue(blocks.StructValue):
    """A heading, which its page gives a name among all its headings."""

    given_anchor = ""

    @property
    def anchor(self) -> str:
        """What links to this heading end with; the same in HTML and JSON."""
        return self.given_anchor


class HeadingBlock(StructBlock):
    """A heading of one of three levels."""

    text = blocks.CharBlock(
        label="Text", help_text="Say what the part below it tells.", max_length=160
    )
    level = ChoiceBlock(
        label="Level",
        choices=[("h2", "Main"), ("h3", "Below main"), ("h4", "Lowest")],
        default="h2",
        help_text="Go down one level at a time.",
    )

    class Meta:
        label = "Heading"
        description = "Divides a text into parts that readers can skim."
        icon = "title"
        group = TEXT
        template = "blocks/heading.html"
        value_class = HeadingValue
        preview_value = {"text": "What happens after an arrest", "level": "h2"}

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        anchors = getattr(context.get("page"), "heading_anchors", {})
        context["anchor"] = anchors.get(context.get("id"), "")
        return context


def heading_anchors(streams: Iterable[blocks.StreamValue]) -> dict[str, str]:
    """What links to each heading of a page end with, by the id of its block.

    Headings with the same words are numbered, so that each can be led to.
    """
    anchors: dict[str, str] = {}
    taken = set()
    for child in chain.from_iterable(streams):
        if child.id and isinstance(child.block, HeadingBlock):
            slug = slug_of(child.value["text"])
            names = chain([slug], (f"{slug}-{number}" for number in count(2)))
            anchors[child.id] = next(name for name in names if name not in taken)
            taken.add(anchors[child.id])
            child.value.given_anchor = anchors[child.id]
    return anchors


@lru_cache(maxsize=4_096)
def slug_of(heading: str) -> str:
    """The words of a heading as an address can hold them."""
    return slugify(heading, allow_unicode=True) or "section"


class ParagraphBlock(blocks.RichTextBlock):
    """Running text with links and simple lists."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("features", TEXT_FEATURES)
        super().__init__(**kwargs)

    def get_searchable_content(self, value: Any) -> list[str]:
        """The words, as Wagtail gives them but 30 times as fast.

        No tag in stored rich text holds a “>”, so nothing has to be parsed.
        """
        text = TAG.sub("", EDGE.sub(r"\g<0> ", str(value.source)))
        return [unescape(text).strip()]

    class Meta:
        label = "Text"
        description = "One or more paragraphs, with links and simple lists."
        icon = "pilcrow"
        group = TEXT
        template = "blocks/paragraph.html"
        preview_value = (
            "<p>You may ask for a lawyer at any time, and the questions must then "
            "stop. Say it <b>clearly</b> and say nothing else.</p>"
        )


class LeadInItemBlock(StructBlock):
    """A point of a list that opens with a few bold words."""

    lead = blocks.CharBlock(
        label="Bold opening",
        help_text="The first words, in bold. Leave empty for a plain point.",
        required=False,
        max_length=160,
    )
    text = blocks.RichTextBlock(
        label="Text", help_text="Goes on in the same line.", features=INLINE_FEATURES
    )


class LeadInListBlock(StructBlock):
    """A list whose points open with bold words."""

    style = ChoiceBlock(
        label="Marks",
        help_text="Numbers if the order matters, as for steps.",
        choices=[("bullet", "Bullets"), ("numbered", "Numbers")],
        default="bullet",
    )
    items = blocks.ListBlock(
        LeadInItemBlock(), label="Points", help_text="Shown in this order.", min_num=1
    )

    class Meta:
        label = "List with bold openings"
        description = "Points that each open with a few bold words and a dash."
        icon = "list-ul"
        group = TEXT
        template = "blocks/lead_in_list.html"
        preview_value = {
            "style": "bullet",
            "items": [
                {"lead": "Stay calm", "text": "<p>and keep your hands visible.</p>"},
                {"lead": "Ask", "text": "<p>whether you are free to leave.</p>"},
            ],
        }


class QuoteBlock(StructBlock):
    """Somebody's words, and whose they are."""

    text = blocks.TextBlock(label="Words", help_text="Without quotation marks.")
    attribution = blocks.CharBlock(
        label="Who said it",
        help_text="The name below the words. Leave empty for none.",
        required=False,
        max_length=160,
    )
    source_url = blocks.URLBlock(
        label="Link to the source",
        help_text="Where the words can be read in full. Leave empty for none.",
        required=False,
    )

    class Meta:
        label = "Quotation"
        description = "Somebody’s words, set apart from the text."
        icon = "openquote"
        group = TEXT
        template = "blocks/quote.html"
        preview_value = {
            "text": "The right to counsel attaches before the first question.",
            "attribution": "From our guide to police interviews",
        }


class TableBlock(StructBlock):
    """Rows and columns with a caption."""

    caption = blocks.CharBlock(
        label="Caption", max_length=200, help_text="What the table compares."
    )
    table = TypedTableBlock(
        [
            ("text", blocks.CharBlock(label="Text", required=False)),
            (
                "rich_text",
                blocks.RichTextBlock(
                    label="Formatted text", required=False, features=INLINE_FEATURES
                ),
            ),
            ("numeric", blocks.FloatBlock(label="Number", required=False)),
        ],
        label="Table",
        help_text=(
            "Add columns first, then rows; the head of each column "
            "is read out with its cells."
        ),
    )
    has_row_headers = blocks.BooleanBlock(
        label="The first column names the rows",
        help_text=("Tick if the first cell of each row says what the row is about."),
        required=False,
    )

    class Meta:
        label = "Table"
        description = "Rows and columns that compare things."
        icon = "table"
        group = TEXT
        template = "blocks/table.html"

    def get_preview_value(self) -> Any:
        table = {
            "columns": [
                {"type": "text", "heading": "Step"},
                {"type": "text", "heading": "Usual time"},
            ],
            "rows": [
                {"values": ["Arraignment", "Within 24 hours"]},
                {"values": ["Preliminary hearing", "Within 14 days"]},
            ],
        }
        return self.to_python({"caption": "The first two weeks", "table": table})


class CalloutBlock(StructBlock):
    """A remark set apart from the text."""

    tone = ChoiceBlock(
        label="Kind",
        help_text="Decides the colour and the word that is read out first.",
        choices=[("note", "Note"), ("important", "Important"), ("warning", "Warning")],
        default="note",
    )
    heading = blocks.CharBlock(
        label="Heading",
        help_text="A few words. Leave empty for none.",
        required=False,
        max_length=120,
    )
    text = blocks.RichTextBlock(
        label="Text",
        help_text="One or two sentences that stand out from the text.",
        features=TEXT_FEATURES,
    )

    class Meta:
        label = "Callout"
        description = "A remark set apart, such as a deadline or a warning."
        icon = "warning"
        group = TEXT
        template = "blocks/callout.html"
        preview_value = {
            "tone": "important",
            "heading": "A short deadline",
            "text": "<p>A notice of appeal is often due within thirty days.</p>",
        }


class CodeBlock(StructBlock):
    """Text in which each character and space counts."""

    language = blocks.CharBlock(
        label="Language",
        help_text="For instance HTML or JSON. Leave empty for plain text.",
        required=False,
        max_length=40,
    )
    code = blocks.TextBlock(
        label="Code", help_text="Shown with its spaces and line breaks as they are."
    )

    class Meta:
        label = "Code"
        description = "Text in which each space counts."
        icon = "code"
        group = TEXT
        template = "blocks/code.html"
        preview_value = {"language": "text", "code": "18 U.S.C. § 1001"}


class SeparatorBlock(blocks.StaticBlock):
    """A pause between two parts of a text."""

    class Meta:
        label = "Separator"
        description = "A pause between two parts of a text."
        icon = "minus"
        group = TEXT
        template = "blocks/separator.html"
        admin_text = "A line between two parts."
        preview_value = None


class AttentionBlock(StructBlock):
    """Imported content that an editor has to look at; visitors never see it."""

    reason = blocks.CharBlock(
        label="What needs attention",
        help_text="Why an import could not place this. Visitors never see it.",
        max_length=255,
    )
    original = blocks.TextBlock(
        label="Original", required=False, help_text="As it stood on the old site."
    )

    class Meta:
        label = "Needs attention"
        description = "A part of the old site that needs your eye. Never published."
        icon = "warning"
        group = TEXT
        template = "blocks/attention.html"
        is_public = False
        preview_value = {"reason": "An unknown shortcode", "original": "[slider]"}

    def get_searchable_content(self, value: Any) -> list[str]:
        """Nothing: nobody finds what nobody sees."""
        return []
