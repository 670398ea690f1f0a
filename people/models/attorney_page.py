"""The profile of an attorney."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import cached_property
from modelcluster.fields import ParentalManyToManyField
from wagtail import hooks
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    TitleFieldPanel,
)
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.models import PageManager, PagePermissionTester, PageQuerySet
from wagtail.search import index

from cms.appearance import NOT_LISTED
from cms.blocks import TextStreamBlock
from cms.fetching import FETCH_REMEMBERED, as_stored
from cms.models import FirmSettings
from cms.pages import BasePage
from cms.phone import display_number, phone_link, validate_phone_number
from cms.structured_data import Node, pointer, reference
from cms.visibility import is_public_file, public_pages
from people.structured_data import article_node, credential_node
from people.vcard import vcard

# What a profile lists, each read for all profiles at once.
PROFILE_ENTRIES = (
    "practice_areas__page",
    "admissions",
    "education",
    "languages",
    "awards__image",
    "experience",
    "profiles",
)


class AttorneyQuerySet(PageQuerySet):
    """Profiles as the site lists them."""

    def for_listing(self) -> "AttorneyQuerySet":
        """Published profiles in order of role, with all that a card shows."""
        return (
            public_pages(self)
            .filter(left_on__isnull=True)
            .fetch_mode(FETCH_REMEMBERED)
            .order_by("role__sort_weight", "family_name", "given_name", "pk")
        )

    def cards_in_order(self, pks: list[int]) -> list["AttorneyPage"]:
        """The listed profiles with these keys, in the order of the keys."""
        found = {page.pk: page for page in self.for_listing().filter(pk__in=pks)}
        return [found[pk] for pk in pks if pk in found]


class ProfilePermissionTester(PagePermissionTester):
    """Wagtail's rules, and one more: attorneys may edit their own profile."""

    def can_edit(self) -> bool:
        own = self.user.is_active and self.page.account_id == self.user.pk
        return own or super().can_edit()


class AttorneyPage(RoutablePageMixin, BasePage):
    """Who an attorney is, where admitted, and how to reach them."""

    name_prefix = models.CharField(
        "prefix", max_length=20, blank=True, help_text="Such as “Dr.”."
    )
    given_name = models.CharField(
        "given name", max_length=60, help_text="As the attorney signs, such as “Ada”."
    )
    middle_name = models.CharField(
        "middle name", max_length=60, blank=True, help_text="Or an initial, with dot."
    )
    family_name = models.CharField(
        "family name", max_length=80, help_text="Lists are sorted by it."
    )
    name_suffix = models.CharField(
        "suffix", max_length=20, blank=True, help_text="Such as “Jr.” or “III”."
    )
    post_nominals = models.CharField(
        "letters after the name",
        max_length=60,
        blank=True,
        help_text="Such as “J.D., LL.M.”.",
    )
    pronouns = models.CharField(
        "pronouns",
        max_length=40,
        blank=True,
        help_text="Only as the attorney wishes, such as “she/her”.",
    )
    role = models.ForeignKey(
        "people.AttorneyRole",
        verbose_name="role",
        on_delete=models.PROTECT,
        related_name="attorneys",
        help_text="Roles are kept under Snippets. The role decides the order in lists.",
    )
    portrait = models.ForeignKey(
        "cms.FirmImage",
        verbose_name="portrait",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Upright, at least 640 by 800 pixels. "
        "Set the focal point on the face.",
    )
    introduction = models.TextField(
        "first sentences",
        blank=True,
        help_text="Two or three sentences: what the attorney does, and for whom.",
    )
    biography = StreamField(
        TextStreamBlock(),
        verbose_name="biography",
        blank=True,
        help_text="The profile's text. Degrees and admissions have a tab of their own.",
    )
    practice_areas = ParentalManyToManyField(
        "people.PracticeArea",
        verbose_name="practice areas",
        blank=True,
        related_name="attorneys",
        help_text="Only areas the attorney really handles.",
    )
    phone = models.CharField(
        "direct phone",
        max_length=20,
        blank=True,
        validators=[validate_phone_number],
        help_text="With country code. Leave empty to show the firm's line.",
    )
    email = models.EmailField(
        "e-mail address",
        blank=True,
        help_text="Shown to everyone. Leave empty to show the firm's address.",
    )
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="login of this attorney",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="With the role Attorney, this user may edit this profile.",
    )
    left_on = models.DateField(
        "left the firm on",
        null=True,
        blank=True,
        help_text="The profile leaves all lists; bylines keep the name as text.",
    )

    objects = PageManager.from_queryset(AttorneyQuerySet)()

    search_fields = [
        *BasePage.search_fields,
        index.SearchField("introduction"),
        index.SearchField("biography"),
        index.RelatedFields("practice_areas", [index.SearchField("name")]),
        index.RelatedFields("languages", [index.SearchField("name")]),
        index.RelatedFields("role", [index.SearchField("name")]),
    ]
    content_panels = [
        TitleFieldPanel(
            "title",
            help_text="The name in lists of the admin and in the address. "
            "Visitors read the name below.",
        ),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [FieldPanel("name_prefix"), FieldPanel("given_name")],
                ),
                FieldRowPanel([FieldPanel("middle_name"), FieldPanel("family_name")]),
                FieldRowPanel([FieldPanel("name_suffix"), FieldPanel("post_nominals")]),
                FieldPanel("pronouns"),
            ],
            heading="Name",
        ),
        FieldPanel("role"),
        FieldPanel("portrait"),
        FieldPanel("introduction"),
        FieldPanel("biography"),
        FieldPanel("practice_areas"),
    ]
    credentials_panels = [
        InlinePanel("admissions", heading="Admissions", label="Admission"),
        InlinePanel("education", heading="Education", label="Degree"),
        InlinePanel("languages", heading="Languages", label="Language"),
        InlinePanel("awards", heading="Awards", label="Award"),
        InlinePanel("experience", heading="Experience", label="Entry"),
    ]
    contact_panels = [
        MultiFieldPanel(
            [FieldPanel("phone"), FieldPanel("email")], heading="Direct contact"
        ),
        InlinePanel("profiles", heading="Profiles elsewhere", label="Profile"),
        MultiFieldPanel(
            [FieldPanel("account"), FieldPanel("left_on")], heading="In the firm"
        ),
    ]

    schema_type, shared_type = "ProfilePage", "profile"
    summary_field, main_image_field = "introduction", "portrait"
    parent_page_types = ["people.PeopleIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = "attorney"
        indexes = [
            models.Index(fields=["family_name", "given_name"]),
        ]

    @classmethod
    def tabs(cls) -> dict[str, list[Any]]:
        """Two more tabs than other pages have, for credentials and contact."""
        content, *others = super().tabs().items()
        own = {"Credentials": cls.credentials_panels, "Contact": cls.contact_panels}
        return dict([content]) | own | dict(others)

    def permissions_for_user(self, user: Any) -> ProfilePermissionTester:
        return ProfilePermissionTester(user, self)

    def get_route_paths(self) -> list[str]:
        """The addresses that must survive a move: the page's own and its vCard's."""
        return ["/", "/vcard/"]

    @property
    def display_name(self) -> str:
        """The name as one says it, without titles and letters."""
        parts = [self.given_name, self.middle_name, self.family_name, self.name_suffix]
        return " ".join(part for part in parts if part)

    @property
    def formal_name(self) -> str:
        """The name with prefix and letters, for the head of the profile."""
        name = " ".join(part for part in (self.name_prefix, self.display_name) if part)
        return f"{name}, {self.post_nominals}" if self.post_nominals else name

    @property
    def initials(self) -> str:
        """Two letters that stand in for a missing portrait."""
        return f"{self.given_name[:1]}{self.family_name[:1]}".upper()

    @cached_property
    def articles(self) -> list[Any]:
        """The newest articles by the attorney, from whichever app has articles.

        An app that publishes articles registers the hook `attorney_articles`;
        people must not import it.
        """
        read_articles([self])
        return self.articles

    @property
    def public_portrait(self) -> Any:
        """The portrait, if everyone may see it."""
        return self.portrait if is_public_file(self.portrait) else None

    @property
    def phone_display(self) -> str:
        return display_number(self.phone)

    @property
    def phone_link(self) -> str:
        return phone_link(self.phone)

    @property
    def vcard_url(self) -> str:
        return f"{self.url}vcard/"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        """With all entries of the profile read, so that the template asks nothing."""
        read_entries([self])
        list(self.articles)
        return super().get_context(request, *args, **kwargs)

    @property
    def robots(self) -> str:
        """Whoever has left is no lawyer of the firm for search engines to find."""
        return NOT_LISTED if self.left_on else super().robots

    @property
    def person_id(self) -> str:
        """What the attorney is called in the structured data of every page."""
        return f"{self.canonical_url}#person"

    @classmethod
    def listed_in_sitemap(cls) -> Any:
        return super().listed_in_sitemap().filter(left_on__isnull=True)

    @property
    def shared_facts(self) -> list[tuple[str, str]]:
        return [
            ("profile:first_name", self.given_name),
            ("profile:last_name", self.family_name),
        ]

    def structured_data(self, firm: FirmSettings) -> list[Node]:
        """A profile page about a person, and what the person wrote."""
        page, *others = super().structured_data(firm)
        person = self.person_node(page)
        page |= {
            "dateCreated": page.pop("datePublished"),
            "mainEntity": pointer(person),
            "hasPart": [article_node(found, person) for found in self.articles],
        }
        return [page, *others, person]

    def person_node(self, page: Node) -> Node:
        """The attorney; names and titles each in their own member."""
        in_firm = {
            "jobTitle": self.role.name,
            "worksFor": reference(self.root_url, "organization"),
        }
        return {
            "@type": "Person",
            "@id": self.person_id,
            "name": self.display_name,
            "honorificPrefix": self.name_prefix,
            "honorificSuffix": self.post_nominals,
            **({} if self.left_on else in_firm),
            "url": self.canonical_url,
            "image": page["primaryImageOfPage"],
            "description": self.description_text,
            "telephone": self.phone,
            "email": self.email,
            "knowsAbout": [area.name for area in self.practice_areas.all()],
            "knowsLanguage": [language.code for language in self.languages.all()],
            "alumniOf": [
                {"@type": "EducationalOrganization", "name": entry.institution}
                for entry in self.education.all()
            ],
            "award": [
                f"{award.name}, {award.granting_body}" for award in self.awards.all()
            ],
            "hasCredential": [
                credential_node(admission)
                for admission in self.admissions.all()
                if admission.status == "active"
            ],
            "sameAs": [profile.url for profile in self.profiles.all()],
        }

    @path("vcard/", name="vcard")
    def vcard_view(self, request: HttpRequest) -> HttpResponse:
        """The contact as a file that phones and address books take in.

        Raises:
            Http404: when the attorney has left, and is no contact of the firm.
        """
        if self.left_on:
            raise Http404
        response = HttpResponse(
            vcard(self, request), content_type="text/vcard; charset=utf-8"
        )
        response["Content-Disposition"] = f'attachment; filename="{self.slug}.vcf"'
        return response


def read_entries(attorneys: Sequence[AttorneyPage]) -> None:
    """Read what the profiles list: where admitted, what they speak, and so on."""
    prefetch_related_objects(as_stored(attorneys), *PROFILE_ENTRIES)


def read_articles(attorneys: Sequence[AttorneyPage]) -> None:
    """Read the newest articles by all of these attorneys at once."""
    found = [
        provide(list(attorneys)) for provide in hooks.get_hooks("attorney_articles")
    ]
    for attorney in attorneys:
        attorney.__dict__["articles"] = [
            article for by_key in found for article in by_key.get(attorney.pk, [])
        ]
