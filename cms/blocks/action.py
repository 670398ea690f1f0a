"""The block that invites visitors to write or call."""

from typing import Any

from django.apps import apps
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from cms.visibility import LeadsToPage

from .groups import ACTION
from .struct import StructBlock


class CallToActionValue(LeadsToPage, blocks.StructValue):
    """A call to action with the words that hold in this place."""

    @property
    def heading(self) -> str:
        """The line above the button."""
        return self["own_heading"] or self._snippet_text("heading")

    @property
    def text(self) -> str:
        """What happens next."""
        return self._snippet_text("text")

    @property
    def button_text(self) -> str:
        """What the button says; nothing for one that calls the phone line."""
        if not self.url:
            return ""
        return self["own_button_text"] or self._snippet_text("button_text")

    @property
    def url(self) -> str:
        """The page to open; nothing for a button that calls the phone line."""
        snippet = self["call_to_action"]
        return snippet.url if snippet else ""

    @property
    def shows_phone(self) -> bool:
        """Whether the phone line stands beside the button."""
        snippet = self["call_to_action"]
        return bool(snippet and snippet.shows_phone)

    @property
    def is_shown(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.heading or self.button_text)

    def _snippet_text(self, name: str) -> str:
        snippet = self["call_to_action"]
        return getattr(snippet, name) if snippet else ""


class CallToActionBlock(StructBlock):
    """A placement of a call to action."""

    call_to_action = SnippetChooserBlock(
        "cms.CallToAction",
        label="Call to action",
        help_text=(
            "Its words are kept under Snippets and change wherever it is shown."
        ),
    )
    own_heading = blocks.CharBlock(
        label="Heading here",
        required=False,
        max_length=150,
        help_text="Only if this place needs other words.",
    )
    own_button_text = blocks.CharBlock(
        label="Button text here",
        help_text=("Only if the button should say something else in this place."),
        required=False,
        max_length=60,
    )

    class Meta:
        label = "Call to action"
        description = "An invitation to write or call, edited in one place."
        icon = "pick"
        group = ACTION
        template = "blocks/call_to_action.html"
        value_class = CallToActionValue
        api_omits = ("call_to_action", "own_heading", "own_button_text")

    def get_preview_value(self) -> Any:
        CallToAction = apps.get_model("cms", "CallToAction")
        snippet = CallToAction.objects.first() or CallToAction(
            heading="Talk to a lawyer today", button_text="Schedule a consultation"
        )
        return self.normalize({"call_to_action": snippet})
