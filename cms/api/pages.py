"""What the cards and documents of all page types have in common."""

import datetime
from collections.abc import Iterable
from typing import Annotated, Any, Self

from django.urls import reverse
from pydantic import (
    AliasPath,
    BeforeValidator,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    ValidationInfo,
    field_validator,
    model_validator,
)
from wagtail.models import Page

from cms.api.reading import Reading
from cms.api.schemas import (
    CardImage,
    OwnAddress,
    PagePath,
    Schema,
    ShareImage,
    reading_of,
)
from cms.frame import firm_of
from cms.languages import language_at_hand
from cms.request_cache import once_per_request, remembered
from cms.structured_data import graph

StructuredData = Annotated[
    dict[str, Any],
    BeforeValidator(lambda nodes, info: graph(nodes(firm_of(reading_of(info).site)))),
]


class Breadcrumb(Schema):
    """A step on the way from the home page to a page."""

    title: str = Field(examples=["Articles"])
    """Title of the page."""
    url: OwnAddress
    """Full address."""
    path: PagePath = Field(validation_alias="url")
    """Path of the address."""


class Translation(Schema):
    """The same page in another language."""

    locale: str = Field(
        validation_alias=AliasPath("locale", "language_code"), examples=["es"]
    )
    """Language of that page (BCP 47)."""
    title: str = Field(examples=["Qué llevar a la audiencia"])
    """Its title."""
    url: OwnAddress
    """Its full address."""
    path: PagePath = Field(validation_alias="url")
    """Path of the address; `resolve/` answers it."""
    document: OwnAddress = Field(
        validation_alias="pk",
        examples=["https://www.example.com/api/content/v1/pages/34/"],
    )
    """Where its document is."""
    is_indexed: bool
    """Whether search engines may list it, and be told of it (hreflang)."""

    @field_validator("document", mode="before")
    @classmethod
    def address_of_document(cls, pk: int) -> str:
        """The path of the document of a page with this key."""
        return reverse("content_page", args=[pk])


class PageCard(Schema):
    """Enough of a page to draw it in a list, made once for all that show it.

    So it depends on the page, the language and the origin alone, and holds no rich
    text.
    """

    id: int = Field(examples=[12])
    """Identifies the page in `pages/{id}/`; stays the same when the page moves."""
    title: str = Field(examples=["What to bring to bail court"])
    """Title of the page."""
    slug: str = Field(examples=["what-to-bring"])
    """The last part of the path: the name that its address ends with."""
    url: OwnAddress
    """Full address of the page."""
    path: PagePath = Field(validation_alias="url")
    """Path of the address; `resolve/` answers it."""
    summary: str = Field(
        validation_alias="summary_text",
        examples=["A list to take along, and what to leave at home."],
    )
    """A sentence or two, without markup."""
    image: CardImage = Field(validation_alias="list_image")
    """The picture for lists, cropped to 3:2."""

    @model_validator(mode="wrap")
    @classmethod
    def made_once(
        cls, page: Any, make: ModelWrapValidatorHandler[Self], info: ValidationInfo
    ) -> Self:
        """The card of a page as it is remembered."""
        if not isinstance(page, Page):
            return make(page)
        key = card_key(page.pk, reading_of(info))
        return once_per_request(key, lambda: make(page))


def card_key(pk: int, reading: Reading) -> str:
    """What the card of a page is remembered by."""
    return f"card-{pk}-{language_at_hand()}-{reading.origin}"


def known_cards(pks: Iterable[int], reading: Reading) -> dict[int, Schema]:
    """The cards that are remembered, of those of the pages with these keys."""
    values = remembered() or {}
    found = {pk: values.get(card_key(pk, reading)) for pk in pks}
    return {pk: card for pk, card in found.items() if card is not None}


class PageDocument(Schema):
    """All that a visitor can read on a page, and what search engines are told."""

    # A page may show cards of kinds that another app offers later.
    model_config = ConfigDict(defer_build=True)

    id: int = Field(examples=[12])
    """Identifies the page in `pages/{id}/`; stays the same when the page moves."""
    title: str = Field(examples=["What to bring to bail court"])
    """Title of the page."""
    slug: str = Field(examples=["what-to-bring"])
    """The last part of the path: the name that its address ends with."""
    url: OwnAddress
    """Full address of the page."""
    path: PagePath = Field(validation_alias="url")
    """Path of the address; `resolve/` answers it."""
    locale: str = Field(
        validation_alias=AliasPath("locale", "language_code"), examples=["en"]
    )
    """Language of the page (BCP 47)."""
    translations: list[Translation]
    """The public pages that say the same in the other languages of the site."""
    search_title: str = Field(
        validation_alias="search_title_text",
        examples=["What to bring to bail court | Lowell & Ng"],
    )
    """The title for search engines and browser tabs."""
    description: str = Field(
        validation_alias="description_text",
        examples=["A list of papers for the first hearing, and what to leave at home."],
    )
    """The description for search engines and for sharing."""
    share_image: ShareImage = Field(validation_alias="sharing_image")
    """The picture for sharing, 1200 by 630 pixels."""
    is_indexed: bool
    """Whether search engines may list the page."""
    breadcrumbs: list[Breadcrumb]
    """The pages from the home page down to this one."""
    first_published_at: datetime.datetime | None
    """When the page first went live; null for a draft that never did."""
    last_published_at: datetime.datetime | None
    """When the page was last published."""
    structured_data: StructuredData
    """What search engines read of the page: a JSON-LD graph of schema.org."""


def kind(name: str) -> Any:
    """The field `type` of a page kind."""
    return Field(name, description="Kind of page.")
