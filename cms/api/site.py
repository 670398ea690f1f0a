"""The frame around every page: the firm, its phone line, its address, its menus."""

from typing import Annotated, Any

from django.conf import settings
from pydantic import Field

from cms.api.reading import Reading
from cms.api.schemas import (
    ENTRIES,
    FullAddress,
    LogoImage,
    OwnAddress,
    RichText,
    Schema,
    ShareImage,
    StoredTime,
)
from cms.api.streams import StreamOf
from cms.frame import firm_of, navigation_of
from cms.languages import home_pages
from cms.models import NavigationSettings
from cms.visibility import is_public_page


class Hours(Schema):
    """A span of weekdays with the same hours."""

    first_day: int = Field(ge=0, le=6)
    """0 is Monday."""
    last_day: int = Field(ge=0, le=6)
    """6 is Sunday."""
    opens: StoredTime
    """Local time."""
    closes: StoredTime
    """Local time."""


class PhoneLine(Schema):
    """The one phone line that serves the whole site."""

    number: str = Field(validation_alias="phone_number", examples=["+12125550142"])
    """E.164; empty without a line."""
    display: str = Field(validation_alias="phone_display", examples=["(212) 555-0142"])
    """The number as visitors read it."""
    url: FullAddress = Field(validation_alias="phone_link")
    """The number as a `tel:` address."""
    label: str = Field(validation_alias="phone_label", examples=["Call at any hour"])
    """A line of text beside the number."""
    is_always_open: bool = Field(validation_alias="phone_is_always_open")
    """Answered day and night."""
    hours: Annotated[list[Hours], ENTRIES] = Field(validation_alias="phone_hours")
    """When somebody answers."""
    hours_text: str = Field(validation_alias="phone_hours_text", examples=["24/7"])
    """The same in words."""
    answered_by: str = Field(
        validation_alias="phone_answered_by", examples=["A lawyer of the firm"]
    )
    """Who answers."""


class Address(Schema):
    """Where the office is."""

    lines: list[str] = Field(
        validation_alias="address_lines",
        examples=[["1 Main Street, Suite 2", "Albany, New York 12207"]],
    )
    """As on an envelope."""
    street: str = Field(
        validation_alias="street_address", examples=["1 Main Street, Suite 2"]
    )
    """Street and suite."""
    locality: str = Field(examples=["Albany"])
    """City."""
    region: str = Field(examples=["New York"])
    """State."""
    postal_code: str = Field(examples=["12207"])
    """Postal code."""
    country: str = Field(examples=["US"])
    """ISO 3166-1."""
    latitude: float | None = Field(examples=[42.65])
    """Degrees north."""
    longitude: float | None = Field(examples=[-73.75])
    """Degrees east."""
    directions_url: FullAddress
    """A map."""


class Profile(Schema):
    """The firm's page on another site."""

    name: str = Field(examples=["LinkedIn"])
    """The other site."""
    url: OwnAddress
    """Full address."""


class CallToActionItem(Schema):
    """An invitation to write or call."""

    heading: str = Field(examples=["Talk to us first"])
    """Above the button."""
    text: str = Field(examples=["The first conversation is free."])
    """What happens next."""
    button_text: str = Field(examples=["Schedule a consultation"])
    """What the button says."""
    url: FullAddress
    """What the button opens; null for a button that calls the phone line."""
    path: str | None = Field(examples=["/consultation/"])
    """Path of the address, for routers."""
    shows_phone: bool
    """Whether the phone line stands beside the button."""


class Firm(Schema):
    """What the firm says about itself on every page."""

    name: str = Field(validation_alias="firm_name", examples=["Lowell & Ng"])
    """As visitors know it."""
    legal_name: str = Field(examples=["Lowell & Ng LLP"])
    """As registered."""
    tagline: str = Field(examples=["Criminal defense in Albany, New York"])
    """What the firm does and where."""
    logo: LogoImage
    """At most 640 by 240 pixels."""
    share_image: ShareImage
    """For pages without a picture of their own."""
    email: str = Field(examples=["office@example.com"])
    """E-mail address; empty for none."""
    office_hours: Annotated[list[Hours], ENTRIES]
    """When the office is open."""
    office_hours_text: list[str] = Field(examples=[["Monday to Friday, 9 am to 5 pm"]])
    """The same in words."""
    social_profiles: Annotated[list[Profile], ENTRIES]
    """The firm elsewhere."""
    footer_text: RichText
    """A sentence or two for the foot of each page."""
    disclaimer: RichText
    """The notice at the foot of each page."""
    responsible_attorney: str = Field(examples=["Ada Lowell, 1 Main Street, Albany"])
    """Who is responsible for the site."""
    primary_call_to_action: CallToActionItem | None
    """For the header, and the end of articles and profiles."""


class Navigation(Schema):
    """The menus."""

    header: Annotated[list[Any], StreamOf(NavigationSettings, "header_links")] = Field(
        validation_alias="header_links"
    )
    """The header menu: links, and menus of links."""
    footer: Annotated[list[Any], StreamOf(NavigationSettings, "footer_columns")] = (
        Field(validation_alias="footer_columns")
    )
    """The columns at the foot of each page."""


class SiteFrame(Schema):
    """All that a frame around a page needs."""

    url: OwnAddress = Field(examples=["https://www.example.com/"])
    """The site's own address: what begins with it is a page or file of the site."""
    locale: str = Field(examples=["en-US"])
    """Language of the site (BCP 47)."""
    locales: list[str] = Field(examples=[["en", "es"]])
    """For the parameter `locale`: languages with a home page, the main one first."""
    time_zone: str = Field(examples=["America/New_York"])
    """Time zone of all local times."""
    firm: Firm
    """Who the firm is."""
    phone: PhoneLine
    """How to call."""
    address: Address
    """Where to come."""
    navigation: Navigation
    """What the menus of the frame hold."""


def site_frame(reading: Reading) -> SiteFrame:
    """The frame of the site that is read."""
    firm = firm_of(reading.site)
    language, _, region = settings.LANGUAGE_CODE.partition("-")
    return SiteFrame.model_validate(
        {
            "url": "/",
            "locale": f"{language}-{region.upper()}" if region else language,
            "locales": [
                code
                for code, home in home_pages(reading.site).items()
                if is_public_page(home)
            ],
            "time_zone": settings.TIME_ZONE,
            "firm": firm,
            "phone": firm,
            "address": firm,
            "navigation": navigation_of(reading.site),
        },
        context=reading,
    )
