"""Blocks that answer questions and name sources."""

from wagtail import blocks

from .groups import SOURCES, TEXT_FEATURES
from .struct import StructBlock


class QuestionBlock(StructBlock):
    """A question and its answer."""

    question = blocks.CharBlock(
        label="Question", help_text="As a client would ask it.", max_length=200
    )
    answer = blocks.RichTextBlock(
        label="Answer",
        help_text="Short is best; link to an article for more.",
        features=TEXT_FEATURES,
    )


class QuestionsBlock(StructBlock):
    """Questions that clients ask, with answers that fold."""

    heading = blocks.CharBlock(
        label="Heading",
        help_text="Stands above the questions. Leave empty for none.",
        required=False,
        max_length=160,
    )
    items = blocks.ListBlock(
        QuestionBlock(),
        label="Questions",
        help_text="Each opens when a visitor chooses it.",
        min_num=1,
    )

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

    text = blocks.CharBlock(
        label="Title of the source",
        help_text="The name of the statute, decision, report or article.",
        max_length=300,
    )
    publisher = blocks.CharBlock(
        label="Publisher",
        help_text="Who published it: a court, a newspaper, an authority.",
        required=False,
        max_length=160,
    )
    url = blocks.URLBlock(
        label="Address",
        help_text=("Where readers find the source. Leave empty if it is not online."),
        required=False,
    )

    class Meta:
        label = "Reference"
        icon = "link"


class ReferencesBlock(StructBlock):
    """A numbered list of sources."""

    items = blocks.ListBlock(
        ReferenceBlock(),
        label="References",
        help_text="Numbered in this order: [1] in a text leads to the first.",
        min_num=1,
    )

    class Meta:
        label = "References"
        description = "A numbered list of the sources that a page rests on."
        icon = "list-ol"
        group = SOURCES
        template = "blocks/references.html"
        preview_value = {
            "items": [{"text": "Rules of Criminal Procedure", "publisher": "The court"}]
        }
