"""The firm's people and what clients say, as the content API shows them."""

import datetime
from collections.abc import Sequence
from typing import Annotated, Any, Literal

from django.db.models import QuerySet
from pydantic import Field
from wagtail.models import Site

from cms.api.collections import Collection, InOneLanguage
from cms.api.pages import PageCard, PageDocument
from cms.api.paging import Key
from cms.api.parameters import Slug, Text
from cms.api.registry import PageKind, registry
from cms.api.schemas import (
    CHOICE_LABEL,
    ENTRIES,
    FullAddress,
    OwnAddress,
    PortraitImage,
    RichText,
    Schema,
    literal,
)
from cms.api.streams import CardsOf, StreamOf
from cms.fetching import FETCH_REMEMBERED
from cms.languages import in_language_at_hand
from cms.search import matching
from cms.visibility import public_pages
from people.models import (
    Admission,
    AttorneyPage,
    AttorneyRole,
    PeopleIndexPage,
    PracticeArea,
    SpokenLanguage,
    Testimonial,
)
from people.models.attorney_page import read_articles, read_entries


class Role(Schema):
    """A position in the firm."""

    name: str = Field(examples=["Partner"])
    """As shown below the name."""
    is_admitted: bool
    """Whether people of this role are admitted to practice law."""


class AttorneyCard(PageCard):
    """An attorney as lists show one."""

    type: Literal["attorney"] = "attorney"
    """Kind of page."""
    name: str = Field(validation_alias="display_name", examples=["Ada Lowell"])
    """The name as one says it."""
    role: Role
    """Position in the firm."""
    portrait: PortraitImage = Field(validation_alias="public_portrait")
    """Cropped to 4:5."""
    introduction: str = Field(
        examples=["Ada Lowell defends people at arraignment and at trial."]
    )
    """Two or three sentences."""


class PracticeAreaLink(Schema):
    """A field of law that the firm handles."""

    name: str = Field(examples=["Family law"])
    """Name of the field."""
    slug: str = Field(examples=["family-law"])
    """For the parameter `practice_area`."""
    url: FullAddress
    """The page about it, if there is a public one."""
    path: str | None = Field(examples=["/practice/family-law/"])
    """Path of the address, for routers."""


class AdmissionEntry(Schema):
    """A bar or court that lets the attorney practise."""

    kind: Annotated[str, literal(Admission.Kind)]
    """What admits."""
    jurisdiction: str = Field(examples=["New York"])
    """Name of the state or court."""
    jurisdiction_code: str = Field(examples=["US-NY"])
    """ISO 3166-2, for the parameter `admitted_in`."""
    year: int | None = Field(examples=[2009])
    """Year of admission."""
    status: Annotated[str, literal(Admission.Status)]
    """Whether the admission holds."""
    status_label: Annotated[str, CHOICE_LABEL] = Field(
        validation_alias="get_status_display", examples=["Active"]
    )
    """The same in words."""


class EducationEntry(Schema):
    """A degree."""

    institution: str = Field(examples=["Harbor School of Law"])
    """University or school."""
    degree: str = Field(examples=["J.D."])
    """Abbreviated."""
    year: int | None = Field(examples=[2008])
    """Year of graduation."""
    honours: str = Field(examples=["cum laude"])
    """Distinctions."""


class LanguageEntry(Schema):
    """A language in which the attorney can advise."""

    name: str = Field(examples=["Spanish"])
    """In words."""
    code: str = Field(examples=["es"])
    """BCP 47, for the parameter `language`."""
    level: Annotated[str, literal(SpokenLanguage.Level)]
    """How well."""
    level_label: Annotated[str, CHOICE_LABEL] = Field(
        validation_alias="get_level_display", examples=["Working knowledge"]
    )
    """The same in words."""


class AwardEntry(Schema):
    """An award."""

    name: str = Field(examples=["Defender of the Year"])
    """The exact name."""
    granting_body: str = Field(examples=["Open Door Law Project"])
    """Who grants it."""
    year: int | None = Field(examples=[2025])
    """Year of the award."""
    url: FullAddress
    """How it is given."""


class ExperienceEntry(Schema):
    """A matter, an earlier position, a publication or a membership."""

    title: str = Field(examples=["Assigned counsel, city court"])
    """What it is."""
    text: str = Field(examples=["More than nine hundred arraignments."])
    """More on it; lines end with a line feed."""
    year: int | None = Field(examples=[2019])
    """When it was."""


class ProfileLink(Schema):
    """A page about somebody on another site."""

    name: str = Field(examples=["State bar record"])
    """What the page is."""
    url: OwnAddress
    """Full address."""


class Attorney(PageDocument):
    """The profile of an attorney."""

    type: Literal["attorney"] = "attorney"
    """Kind of page."""
    name: str = Field(validation_alias="display_name", examples=["Ada Lowell"])
    """The name as one says it."""
    name_prefix: str = Field(examples=["Dr."])
    """Before the name."""
    post_nominals: str = Field(examples=["J.D., LL.M."])
    """After the name."""
    pronouns: str = Field(examples=["she/her"])
    """The attorney's pronouns."""
    role: Role
    """Position in the firm."""
    portrait: PortraitImage = Field(validation_alias="public_portrait")
    """Cropped to 4:5."""
    introduction: str = Field(
        examples=["Ada Lowell defends people at arraignment and at trial."]
    )
    """Two or three sentences; lines end with a line feed."""
    biography: Annotated[list[Any], StreamOf(AttorneyPage, "biography")]
    """The text of the profile."""
    practice_areas: Annotated[list[PracticeAreaLink], ENTRIES]
    """What the attorney handles."""
    admissions: Annotated[list[AdmissionEntry], ENTRIES]
    """Bars and courts."""
    education: Annotated[list[EducationEntry], ENTRIES]
    """Degrees."""
    languages: Annotated[list[LanguageEntry], ENTRIES]
    """Languages of advice."""
    awards: Annotated[list[AwardEntry], ENTRIES]
    """Awards with their sources."""
    experience: Annotated[list[ExperienceEntry], ENTRIES]
    """Matters, positions, publications."""
    phone: str = Field(validation_alias="phone_display", examples=["(212) 555-0142"])
    """Direct line for people to read; empty where the firm's line holds."""
    phone_url: FullAddress = Field(validation_alias="phone_link")
    """Direct line as a `tel:` address."""
    email: str = Field(examples=["ada.lowell@example.com"])
    """E-mail address; empty for none."""
    profiles: Annotated[list[ProfileLink], ENTRIES]
    """The attorney elsewhere."""
    vcard_url: OwnAddress
    """The contact as a file for address books."""
    articles: Annotated[list[Any], CardsOf("article")]
    """The newest articles by the attorney."""


class PeopleIndex(PageDocument):
    """The page that lists the attorneys."""

    type: Literal["people_index"] = "people_index"
    """Kind of page."""
    introduction: RichText
    """Above the list."""
    attorneys: list[AttorneyCard]
    """All attorneys in order of role."""


class PeopleIndexCard(PageCard):
    """The page that lists the attorneys, as lists show it."""

    type: Literal["people_index"] = "people_index"
    """Kind of page."""


class TestimonialItem(Schema):
    """What a client said of the firm."""

    id: int = Field(validation_alias="pk", examples=[5])
    """Stays the same as long as the testimonial exists."""
    heading: str = Field(examples=["She listened"])
    """The client's title, or a few words from the quotation."""
    quote: str = Field(examples=["I called at midnight, and somebody answered."])
    """The client's words; lines end with a line feed."""
    rating: int | None = Field(ge=1, le=5, examples=[5])
    """1 to 5, given by the client; null if none was given."""
    public_label: str = Field(examples=["J. M., Oakland"])
    """How the client agreed to be named."""
    given_on: datetime.date | None
    """When it was given."""
    source: str = Field(examples=["Letter to the firm"])
    """Where it was given."""
    source_url: FullAddress
    """The source, if it can be read."""
    matter_type: str = Field(examples=["Family law"])
    """Kind of matter."""


def attorney_cards(pages: QuerySet) -> QuerySet:
    """What cards of attorneys show."""
    return pages.fetch_mode(FETCH_REMEMBERED)


def read_profiles(attorneys: Sequence[AttorneyPage]) -> None:
    """Read what profiles show: their entries, and what the attorneys wrote."""
    read_entries(attorneys)
    read_articles(attorneys)


class AttorneyFilters(InOneLanguage):
    """Which attorneys to list."""

    role: Text | None = None
    """Name of a role."""
    practice_area: Slug | None = None
    """Slug of a practice area."""
    language: Text | None = None
    """Code of a language of advice (BCP 47)."""
    admitted_in: Text | None = None
    """Code of a jurisdiction (ISO 3166-2)."""
    search: Text | None = None
    """Words that the profile holds."""

    def apply(self, queryset: QuerySet) -> QuerySet:
        if self.role:
            queryset = queryset.filter(role__name__iexact=self.role)
        if self.practice_area:
            queryset = queryset.filter(practice_areas__slug=self.practice_area)
        if self.language:
            speakers = SpokenLanguage.objects.filter(code__iexact=self.language)
            queryset = queryset.filter(pk__in=speakers.values("attorney"))
        if self.admitted_in:
            admitted = Admission.objects.filter(
                jurisdiction_code__iexact=self.admitted_in,
                status=Admission.Status.ACTIVE,
            )
            queryset = queryset.filter(pk__in=admitted.values("attorney"))
        if self.search:
            queryset = queryset.filter(pk__in=matching(self.search))
        return queryset


def listed_attorneys(site: Site) -> QuerySet:
    """The attorneys of the firm on one site, in the language at hand."""
    present = AttorneyPage.objects.filter(left_on=None)
    return in_language_at_hand(public_pages(present, site))


def shown_testimonials(site: Site) -> QuerySet:
    """What clients say, as pages show it."""
    return Testimonial.objects.filter(live=True)


ATTORNEYS = registry.register_page(
    PageKind(
        "attorney",
        AttorneyPage,
        card=AttorneyCard,
        document=Attorney,
        for_cards=attorney_cards,
        prepare=read_profiles,
    )
)
registry.register_page(
    PageKind(
        "people_index", PeopleIndexPage, card=PeopleIndexCard, document=PeopleIndex
    )
)
registry.register_snippet(AttorneyRole, Role)
registry.register_snippet(PracticeArea, PracticeAreaLink)
registry.register_snippet(Testimonial, TestimonialItem)
registry.register_collection(
    Collection(
        name="attorneys",
        description="The attorneys of the firm, in order of role and name.",
        queryset=listed_attorneys,
        orders={
            "role": (
                Key("role__sort_weight"),
                Key("family_name"),
                Key("given_name"),
                Key("pk"),
            ),
            "name": (Key("family_name"), Key("given_name"), Key("pk")),
        },
        filters=AttorneyFilters,
        kind=ATTORNEYS,
    )
)
registry.register_collection(
    Collection(
        name="testimonials",
        description="What clients say, the newest first.",
        queryset=shown_testimonials,
        orders={
            "-given_on": (
                Key("given_on", descending=True, is_nullable=True),
                Key("pk", descending=True),
            )
        },
        card=TestimonialItem,
    )
)
