"""The structured entries of a profile: admissions, education, awards and the rest."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

EARLIEST_YEAR, LATEST_YEAR = 1900, 2200
YEAR_VALIDATORS = [MinValueValidator(EARLIEST_YEAR), MaxValueValidator(LATEST_YEAR)]


def year_field(help_text: str) -> models.PositiveSmallIntegerField:
    """A calendar year that may be unknown."""
    return models.PositiveSmallIntegerField(
        "year",
        null=True,
        blank=True,
        validators=YEAR_VALIDATORS,
        help_text=f"{help_text} Leave empty if unknown.",
    )


class Admission(Orderable):
    """A bar or court that lets the attorney practise, since when."""

    class Kind(models.TextChoices):
        BAR = "bar", "Bar"
        COURT = "court", "Court"

    class Status(models.TextChoices):
        ACTIVE = "active", "Active"
        INACTIVE = "inactive", "Inactive"
        PENDING = "pending", "Pending"

    attorney = ParentalKey("people.AttorneyPage", related_name="admissions")
    kind = models.CharField(
        "admitted to a",
        max_length=8,
        choices=Kind,
        default=Kind.BAR,
        help_text="A bar admits to practise in a state, a court to appear before it.",
    )
    jurisdiction = models.CharField(
        "jurisdiction or court",
        max_length=160,
        help_text="Such as “New York” or “U.S. District Court, S.D.N.Y.”.",
    )
    jurisdiction_code = models.CharField(
        "code of the jurisdiction",
        max_length=10,
        blank=True,
        help_text="Such as US-NY for New York (ISO 3166-2). "
        "Other programs find attorneys by it.",
    )
    year = year_field("Since when.")
    bar_number = models.CharField(
        "bar number",
        max_length=40,
        blank=True,
        help_text="For the records of the firm; the site does not show it.",
    )
    status = models.CharField(
        "standing",
        max_length=10,
        choices=Status,
        default=Status.ACTIVE,
        help_text="As the record of the bar says today.",
    )

    panels = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("status")]),
        FieldPanel("jurisdiction"),
        FieldRowPanel(
            [
                FieldPanel("jurisdiction_code"),
                FieldPanel("year"),
                FieldPanel("bar_number"),
            ]
        ),
    ]

    def __str__(self) -> str:
        return self.jurisdiction


class Education(Orderable):
    """A degree."""

    attorney = ParentalKey("people.AttorneyPage", related_name="education")
    institution = models.CharField(
        "law school or university",
        max_length=160,
        help_text="The full name, such as “Bay City School of Law”.",
    )
    degree = models.CharField(max_length=120, blank=True, help_text="Such as “J.D.”.")
    year = year_field("When the degree was given.")
    honours = models.CharField(
        "honors", max_length=200, blank=True, help_text="Such as “cum laude”."
    )

    def __str__(self) -> str:
        return self.institution


class SpokenLanguage(Orderable):
    """A language in which the attorney can advise."""

    class Level(models.TextChoices):
        NATIVE = "native", "Native"
        FLUENT = "fluent", "Fluent"
        WORKING = "working", "Working knowledge"
        BASIC = "basic", "Basic"

    attorney = ParentalKey("people.AttorneyPage", related_name="languages")
    name = models.CharField(max_length=60, help_text="Such as “Spanish”.")
    code = models.CharField(
        "language code", max_length=12, help_text="BCP 47, such as es or zh-Hant."
    )
    level = models.CharField(
        "level",
        max_length=10,
        choices=Level,
        default=Level.FLUENT,
        help_text="Shown beside the language; clients rely on it.",
    )

    panels = [FieldRowPanel([FieldPanel(n) for n in ("name", "code", "level")])]

    def __str__(self) -> str:
        return self.name


class Award(Orderable):
    """An award, named exactly, with the body that grants it and the year."""

    attorney = ParentalKey("people.AttorneyPage", related_name="awards")
    name = models.CharField(
        max_length=160, help_text="The exact name, as the granting body writes it."
    )
    granting_body = models.CharField(
        "granted by",
        max_length=160,
        help_text="Shown beside the award; bars ask for it.",
    )
    year = year_field("The year it was given for.")
    url = models.URLField(
        "how it is given",
        blank=True,
        help_text="A page that says by which rules the award is given.",
    )
    image = models.ForeignKey(
        "cms.FirmImage",
        verbose_name="badge",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The picture that the granting body lets winners show.",
    )

    def __str__(self) -> str:
        return self.name


class Experience(Orderable):
    """A matter, an earlier position, a publication or a membership."""

    attorney = ParentalKey("people.AttorneyPage", related_name="experience")
    title = models.CharField(max_length=200)
    text = models.TextField(
        blank=True, help_text="Name a client only with the client's consent."
    )
    year = year_field("When it ended, or began if it goes on.")

    def __str__(self) -> str:
        return self.title


class AttorneyProfile(Orderable):
    """The attorney's page elsewhere, such as the record of the state bar."""

    attorney = ParentalKey("people.AttorneyPage", related_name="profiles")
    name = models.CharField(max_length=60, help_text="Such as “State bar record”.")
    url = models.URLField("address", help_text="Of the attorney's own page there.")

    def __str__(self) -> str:
        return self.name
