"""The text blocks that articles, profiles and pages share.

One class, one template (`templates/blocks/<name>.html`), one preview value: that
is all a block needs. Computed values live on the block's StructValue, so that
templates and the content API give the same answer.
"""

from typing import Any

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from wagtail import blocks

from .action import CallToActionBlock
from .media import DocumentBlock, GalleryBlock, ImageBlock, VideoBlock
from .sources import QuestionsBlock, ReferenceBlock, ReferencesBlock
from .text import (
    AttentionBlock,
    CalloutBlock,
    CodeBlock,
    HeadingBlock,
    LeadInListBlock,
    ParagraphBlock,
    QuoteBlock,
    SeparatorBlock,
    TableBlock,
)

__all__ = ["ReferenceBlock", "TextStreamBlock"]


class TextStreamBlock(blocks.StreamBlock):
    """The blocks of a text."""

    heading = HeadingBlock()
    paragraph = ParagraphBlock()
    lead_in_list = LeadInListBlock()
    image = ImageBlock()
    gallery = GalleryBlock()
    quote = QuoteBlock()
    table = TableBlock()
    video = VideoBlock()
    document = DocumentBlock()
    questions = QuestionsBlock()
    callout = CalloutBlock()
    call_to_action = CallToActionBlock()
    references = ReferencesBlock()
    code = CodeBlock()
    separator = SeparatorBlock()
    attention = AttentionBlock()

    def render_basic(self, value: Any, context: Any = None) -> SafeString:
        """Each block in an element that stylesheets can know by its kind."""
        shown = (
            f'<div class="w-block-{child.block_type} block-{child.block_type}">'
            f"{conditional_escape(child.render(context=context))}</div>"
            for child in value
        )
        return mark_safe("\n".join(shown))  # noqa: S308 - escaped above

    class Meta:
        required = False
