"""Blocks that answer questions and name sources."""

from wagtail import blocks

from .groups import SOURCES, TEXT_FEATURES
from .struct import StructBlock


class QuestionBlock(StructBlock):
    """A question and its answer."""

    question = blocks.CharBlock(label="Question", max_length=200)
    answer = blocks.RichTextBlock(label="Answer", features=TEXT_FEATURES)


class QuestionsBlock(StructBlock):
    """Questions that clients ask, with answers that fold."""

    heading = blocks.CharBlock(label="Heading", required=False, max_length=160)
    items = blocks.ListBlock(QuestionBlock(), label="Questions", min_num=1)

    class Meta:
        label = "Questions and answers"
        description = "Questions that clients ask, with answers that fold open."
        icon = "help"
        group = SOURCES
        template = "blocks/questions.html"
        preview_value = {
            "heading": "Questions we hear often",
            "items": [
                {
                    "question": "Is the first conversation free?",
                    "answer": "<p>Yes. It takes about half an hour.</p>",
                }
            ],
        }


class ReferenceBlock(StructBlock):
    """A source that the text rests on."""

    text = blocks.CharBlock(label="Title of the source", max_length=300)
    publisher = blocks.CharBlock(label="Publisher", required=False, max_length=160)
    url = blocks.URLBlock(label="Address", required=False)

    class Meta:
        label = "Reference"
        icon = "link"


class ReferencesBlock(StructBlock):
    """A numbered list of sources."""

    items = blocks.ListBlock(ReferenceBlock(), label="References", min_num=1)

    class Meta:
        label = "References"
        description = "A numbered list of the sources that a page rests on."
        icon = "list-ol"
        group = SOURCES
        template = "blocks/references.html"
        preview_value = {
            "items": [{"text": "Rules of Criminal Procedure", "publisher": "The court"}]
        }
