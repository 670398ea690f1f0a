"""What the firm says about itself on every page: name, phone line, address, hours."""

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import RichTextField
from wagtail.models import Orderable

from cms.phone import display_number, phone_link, validate_phone_number

from .opening_hours import OpeningHours

INLINE_RICH_TEXT = ["bold", "italic", "link"]


def validate_preview_address(value: str) -> None:
    """Accept a full address with a place for the token.

    Raises:
        ValidationError: when the front end could not be reached, or not be told.
    """
    if not value.startswith(("https://", "http://")) or "{token}" not in value:
        raise ValidationError(
            "Enter a full address with {token} where the front end expects it."
        )


@register_setting(icon="home")
class FirmSettings(ClusterableModel, BaseSiteSetting):
    """The firm's identity and the one phone line that serves the whole site."""

    firm_name = models.CharField(
        "firm name",
        max_length=120,
        blank=True,
        help_text="As visitors know it. Shown in the header, titles and feeds.",
    )
    legal_name = models.CharField(
        "legal name",
        max_length=160,
        blank=True,
        help_text="The registered name, for the footer and search engines.",
    )
    tagline = models.CharField(
        "tagline",
        max_length=160,
        blank=True,
        help_text="A short line on what the firm does and where.",
    )
    logo = models.ForeignKey(
        "cms.FirmImage",
        verbose_name="logo",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="At least 240 pixels wide, PNG or WebP with a transparent ground. "
        "Without one, the firm name is set in type.",
    )
    share_image = models.ForeignKey(
        "cms.FirmImage",
        verbose_name="picture for sharing",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Shown when a page without its own picture is shared, 1200 by 630 "
        "pixels or larger. Without one, a picture is drawn from the page's title.",
    )

    phone_number = models.CharField(
        "phone number",
        max_length=20,
        blank=True,
        validators=[validate_phone_number],
        help_text="With country code, such as +1 212 555 0142. It appears in the call "
        "bar, the footer, all buttons and the data for search engines.",
    )
    phone_vanity = models.CharField(
        "phone number in words",
        max_length=40,
        blank=True,
        help_text="Optional, such as “212-555-LAWS”. Shown instead of the digits.",
    )
    phone_label = models.CharField(
        "line of text beside the number",
        max_length=120,
        blank=True,
        help_text="Such as “Call for a free consultation”.",
    )
    phone_is_always_open = models.BooleanField(
        "answered day and night",
        default=False,
        help_text="Shown as “24/7”. Tick only if somebody always answers.",
    )
    phone_answered_by = models.CharField(
        "who answers",
        max_length=120,
        blank=True,
        help_text="Such as “A lawyer of the firm” or “Our answering service”.",
    )

    email = models.EmailField(
        "e-mail address",
        blank=True,
        help_text="Shown in the footer and in contacts that visitors save.",
    )
    street_address = models.CharField(
        "street and suite",
        max_length=200,
        blank=True,
        help_text="Where clients come, such as “1 Harbor Way, Suite 5”.",
    )
    locality = models.CharField(
        "city", max_length=100, blank=True, help_text="Search engines list firms by it."
    )
    region = models.CharField(
        "state", max_length=100, blank=True, help_text="Its short form, such as CA."
    )
    postal_code = models.CharField(
        "postal code", max_length=20, blank=True, help_text="Such as 94607."
    )
    country = models.CharField(
        "country",
        max_length=2,
        default="US",
        help_text="Two letters, such as US.",
    )
    latitude = models.DecimalField(
        "latitude",
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text="Degrees north, such as 37.80437, for maps of search engines.",
    )
    longitude = models.DecimalField(
        "longitude",
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text="Degrees east; west is negative, such as -122.27080.",
    )
    directions_url = models.URLField(
        "link to a map", blank=True, help_text="Opens from the address in the footer."
    )

    footer_text = RichTextField(
        "footer text",
        blank=True,
        features=INLINE_RICH_TEXT,
        help_text="A sentence or two about the firm.",
    )
    disclaimer = RichTextField(
        "notice at the foot of each page",
        blank=True,
        features=INLINE_RICH_TEXT,
        help_text="For instance the advertising notice your bar asks for.",
    )
    responsible_attorney = models.CharField(
        "attorney responsible for this site",
        max_length=200,
        blank=True,
        help_text="Many bars ask for a name and an address.",
    )
    headless_preview_url = models.CharField(
        "preview address of a headless front end",
        max_length=300,
        blank=True,
        validators=[validate_preview_address],
        help_text="If another program shows the site: where it shows drafts, such as "
        "https://app.example.com/preview?token={token}&path={path}. Editors then find "
        "it among the preview modes.",
    )
    primary_call_to_action = models.ForeignKey(
        "cms.CallToAction",
        verbose_name="call to action in the header",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The button on every page, also below articles and on phones.",
    )

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    MultiFieldPanel(
                        [
                            FieldPanel("firm_name"),
                            FieldPanel("legal_name"),
                            FieldPanel("tagline"),
                            FieldPanel("logo"),
                            FieldPanel("share_image"),
                        ],
                        heading="The firm",
                    ),
                    FieldPanel("primary_call_to_action"),
                    FieldPanel("headless_preview_url"),
                    InlinePanel(
                        "social_profiles", heading="Social profiles", label="Profile"
                    ),
                ],
                heading="Firm",
            ),
            ObjectList(
                [
                    MultiFieldPanel(
                        [
                            FieldPanel("phone_number"),
                            FieldPanel("phone_vanity"),
                            FieldPanel("phone_label"),
                            FieldPanel("phone_is_always_open"),
                            FieldPanel("phone_answered_by"),
                        ],
                        heading="Phone line",
                    ),
                    InlinePanel(
                        "phone_hours",
                        heading="Hours of the phone line",
                        label="Span of days",
                        help_text="Not needed when it is answered day and night.",
                    ),
                ],
                heading="Phone line",
            ),
            ObjectList(
                [
                    MultiFieldPanel(
                        [
                            FieldPanel("email"),
                            FieldPanel("street_address"),
                            FieldRowPanel(
                                [FieldPanel("locality"), FieldPanel("region")]
                            ),
                            FieldRowPanel(
                                [FieldPanel("postal_code"), FieldPanel("country")]
                            ),
                            FieldRowPanel(
                                [FieldPanel("latitude"), FieldPanel("longitude")]
                            ),
                            FieldPanel("directions_url"),
                        ],
                        heading="Address",
                    ),
                    InlinePanel(
                        "office_hours", heading="Office hours", label="Span of days"
                    ),
                ],
                heading="Office",
            ),
            ObjectList(
                [
                    FieldPanel("footer_text"),
                    FieldPanel("disclaimer"),
                    FieldPanel("responsible_attorney"),
                ],
                heading="Footer and notices",
            ),
        ]
    )

    class Meta:
        verbose_name = "firm settings"

    def __str__(self) -> str:
        return self.firm_name or "Firm settings"

    def save(self, *args: object, **kwargs: object) -> None:
        if self.phone_number:
            self.phone_number = phonenumbers.format_number(
                phonenumbers.parse(self.phone_number, None),
                phonenumbers.PhoneNumberFormat.E164,
            )
        super().save(*args, **kwargs)

    @property
    def phone_display(self) -> str:
        """The number as visitors read it."""
        return self.phone_vanity or display_number(self.phone_number)

    @property
    def phone_link(self) -> str:
        """The number as a `tel:` address (RFC 3966), or nothing."""
        return phone_link(self.phone_number)

    @property
    def phone_hours_text(self) -> str:
        """When somebody answers, in words."""
        if self.phone_is_always_open:
            return "24/7"
        return "; ".join(str(hours) for hours in self.phone_hours.all())

    @property
    def office_hours_text(self) -> list[str]:
        """Each span of office hours, in words."""
        return [str(hours) for hours in self.office_hours.all()]

    @property
    def address_lines(self) -> list[str]:
        """The postal address, one line each, empty parts left out."""
        region = " ".join(part for part in (self.region, self.postal_code) if part)
        city = ", ".join(part for part in (self.locality, region) if part)
        return [line for line in (self.street_address, city) if line]


class PhoneHours(OpeningHours):
    """When the phone line is answered."""

    firm = ParentalKey(
        FirmSettings, on_delete=models.CASCADE, related_name="phone_hours"
    )


class OfficeHours(OpeningHours):
    """When the office is open to visitors."""

    firm = ParentalKey(
        FirmSettings, on_delete=models.CASCADE, related_name="office_hours"
    )


class SocialProfile(Orderable):
    """The firm's page on another site."""

    firm = ParentalKey(
        FirmSettings, on_delete=models.CASCADE, related_name="social_profiles"
    )
    name = models.CharField("name", max_length=60, help_text="Such as “LinkedIn”.")
    url = models.URLField("address", help_text="Of the firm's own page there.")

    def __str__(self) -> str:
        return self.name
