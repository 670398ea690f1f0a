"""The pages that are neither people nor articles, as the content API shows them."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from django.db.models import prefetch_related_objects
from pydantic import Field

from cms.api.pages import PageCard, PageDocument
from cms.api.registry import PageKind, registry
from cms.api.schemas import ENTRIES, RichText, Schema
from cms.api.streams import StreamOf
from cms.fetching import as_stored
from home.models import ConsultationPage, HomePage, StandardPage

AnswerKind = Literal[
    "singleline",
    "multiline",
    "email",
    "phone",
    "date",
    "number",
    "dropdown",
    "radio",
    "checkboxes",
    "checkbox",
]


class Home(PageDocument):
    """The home page."""

    type: Literal["home"] = "home"
    """Kind of page."""
    sections: Annotated[list[Any], StreamOf(HomePage, "sections")]
    """What the page is composed of."""


class HomeCard(PageCard):
    """The home page as lists show it."""

    type: Literal["home"] = "home"
    """Kind of page."""


class Standard(PageDocument):
    """A page on anything: the firm, a practice area, fees, a notice."""

    type: Literal["standard"] = "standard"
    """Kind of page."""
    introduction: str = Field(examples=["What the first conversation costs: nothing."])
    """One to three sentences below the title; lines end with a line feed."""
    sections: Annotated[list[Any], StreamOf(StandardPage, "sections")]
    """What the page is composed of."""


class StandardCard(PageCard):
    """A standard page as lists show it."""

    type: Literal["standard"] = "standard"
    """Kind of page."""


class Question(Schema):
    """A question of a consultation form."""

    name: str = Field(validation_alias="clean_name", examples=["your_name"])
    """Name of the answer in what the form sends."""
    label: str = Field(examples=["Your name"])
    """The question."""
    kind: AnswerKind = Field(validation_alias="field_type")
    """What kind of answer it takes."""
    is_required: bool = Field(validation_alias="required")
    """Whether it must be answered."""
    help_text: str = Field(examples=["As it stands on your passport."])
    """A hint below the question."""
    options: list[str]
    """What there is to choose from, for kinds that choose."""
    default: str = Field(validation_alias="default_value", examples=[""])
    """The answer before the visitor gives one."""
    autofill: str = Field(examples=["name"])
    """The `autocomplete` of the field; empty for none."""


class Consultation(PageDocument):
    """A form for requests; visitors fill it in at `url`, for the API takes nothing."""

    type: Literal["consultation"] = "consultation"
    """Kind of page."""
    introduction: RichText
    """What happens after the form is sent."""
    questions: Annotated[list[Question], ENTRIES] = Field(
        validation_alias="form_fields"
    )
    """The questions, in order."""
    warning_text: str = Field(
        examples=["Sending this form does not make you a client."]
    )
    """To be shown beside the button; lines end with a line feed."""
    consent_label: str = Field(examples=["I have read this and agree."])
    """Text beside the box that must be ticked."""
    button_text: str = Field(examples=["Send the request"])
    """Text of the button."""
    thank_you_text: RichText
    """To be shown after sending."""


class ConsultationCard(PageCard):
    """A consultation form as lists show it."""

    type: Literal["consultation"] = "consultation"
    """Kind of page."""


def read_questions(pages: Sequence[ConsultationPage]) -> None:
    """Read the questions of the forms."""
    prefetch_related_objects(as_stored(pages), "form_fields")


registry.register_page(PageKind("home", HomePage, card=HomeCard, document=Home))
registry.register_page(
    PageKind("standard", StandardPage, card=StandardCard, document=Standard)
)
registry.register_page(
    PageKind(
        "consultation",
        ConsultationPage,
        card=ConsultationCard,
        document=Consultation,
        prepare=read_questions,
    )
)
