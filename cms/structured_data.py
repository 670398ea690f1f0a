"""What search engines read of a page: one JSON-LD graph, from the data it shows.

Nodes are plain dictionaries in the words of schema.org; empty members are left
out. The firm is a LegalService (`Attorney` is deprecated), a lawyer a Person.
Nothing here rates the firm: search engines refuse that.
"""

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from cms.models import FirmSettings, OfficeHours, PhoneHours
from cms.visibility import is_public_file

Node = dict[str, Any]

DAYS = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
)
# Characters that could end the script element or a JavaScript string.
ESCAPES = {"<": "\\u003C", ">": "\\u003E", "&": "\\u0026"}


def without_empty(value: Any) -> Any:
    """The value without empty members, which validators refuse."""
    if isinstance(value, dict):
        return {
            name: kept
            for name, member in value.items()
            if (kept := member if isinstance(member, str) else without_empty(member))
        }
    if isinstance(value, list):
        return [member for member in map(without_empty, value) if member]
    return value


def graph(nodes: list[Node]) -> Node:
    """The nodes of a page in one graph."""
    return {"@context": "https://schema.org", "@graph": without_empty(nodes)}


def as_script(nodes: list[Node]) -> SafeString:
    """The graph as it stands in the head of a page."""
    text = json.dumps(graph(nodes), ensure_ascii=False)
    for character, escape in ESCAPES.items():
        text = text.replace(character, escape)
    return mark_safe(  # noqa: S308 - escaped above
        f'<script type="application/ld+json">{text}</script>'
    )


def reference(root_url: str, name: str) -> Node:
    """A pointer to the website or the organization of the site."""
    return {"@id": f"{root_url}#{name}"}


def opening_hours(hours: list[PhoneHours] | list[OfficeHours]) -> list[Node]:
    """Spans of days with their hours."""
    return [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": list(DAYS[span.first_day : span.last_day + 1]),
            "opens": span.opens.strftime("%H:%M"),
            "closes": span.closes.strftime("%H:%M"),
        }
        for span in hours
    ]


def phone_hours(firm: FirmSettings) -> list[Node]:
    """When the phone line is answered; a whole day ends one minute to midnight."""
    if firm.phone_is_always_open:
        return [
            {
                "@type": "OpeningHoursSpecification",
                "dayOfWeek": list(DAYS),
                "opens": "00:00",
                "closes": "23:59",
            }
        ]
    return opening_hours(list(firm.phone_hours.all()))


def pointer(node: Node) -> Node:
    """A member that names another node of the graph; nothing for an empty node."""
    return {"@id": node["@id"]} if node else {}


def image_object(page: Any, url: str, root_url: str) -> Node:
    """The page's picture of something; one drawn from its title shows nothing."""
    image = page.content_image
    if image is None:
        return {}
    picture = image.picture("share")
    return {
        "@type": "ImageObject",
        "@id": f"{url}#primaryimage",
        "url": absolute(root_url, picture.src),
        "caption": picture.alt,
        # Search engines ignore a picture that credits nobody.
        "creditText": image.credit or page.firm.firm_name,
    }


def website(firm: FirmSettings, root_url: str) -> Node:
    """The site as a whole."""
    return {
        "@type": "WebSite",
        "@id": f"{root_url}#website",
        "url": root_url,
        "name": firm.firm_name,
        "publisher": reference(root_url, "organization"),
    }


def short_organization(firm: FirmSettings, root_url: str) -> Node:
    """The firm by name; the home page describes it in full under the same id."""
    return {
        "@type": "Organization",
        "@id": f"{root_url}#organization",
        "url": root_url,
        "name": firm.firm_name,
        "logo": logo_url(firm, root_url),
    }


def logo_url(firm: FirmSettings, root_url: str) -> str:
    """The full address of the firm's logo, if everyone may see it."""
    if not firm.logo or not is_public_file(firm.logo):
        return ""
    logo = firm.logo.picture("logo")
    return absolute(root_url, logo.src) if logo else ""


def organization(firm: FirmSettings, root_url: str) -> Node:
    """The firm with its office and its phone line."""
    return {
        "@type": "LegalService",
        "@id": f"{root_url}#organization",
        "url": root_url,
        "name": firm.firm_name,
        "legalName": firm.legal_name,
        "slogan": firm.tagline,
        "logo": logo_url(firm, root_url),
        "telephone": firm.phone_number,
        "email": firm.email,
        "address": {
            "@type": "PostalAddress",
            "streetAddress": firm.street_address,
            "addressLocality": firm.locality,
            "addressRegion": firm.region,
            "postalCode": firm.postal_code,
            "addressCountry": firm.country,
        }
        if firm.locality
        else {},
        "geo": {
            "@type": "GeoCoordinates",
            "latitude": float(firm.latitude),
            "longitude": float(firm.longitude),
        }
        if firm.latitude is not None and firm.longitude is not None
        else {},
        "openingHoursSpecification": opening_hours(list(firm.office_hours.all())),
        "contactPoint": {
            "@type": "ContactPoint",
            "telephone": firm.phone_number,
            "contactType": "customer service",
            "hoursAvailable": phone_hours(firm),
        }
        if firm.phone_number
        else {},
        "sameAs": [profile.url for profile in firm.social_profiles.all()],
    }


def breadcrumb_list(page: Any, url: str, root_url: str) -> Node:
    """The way from the home page to a page, as the page shows it."""
    steps = page.breadcrumbs
    if len(steps) < 2:
        return {}
    return {
        "@type": "BreadcrumbList",
        "@id": f"{url}#breadcrumb",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": place,
                "name": step.title,
                "item": absolute(root_url, step.url),
            }
            for place, step in enumerate(steps, start=1)
        ],
    }


def absolute(root_url: str, url: str) -> str:
    """An address of the site as other machines need it."""
    return url if "//" in url else root_url.rstrip("/") + url


def moment(value: Any) -> str:
    """A date or a moment with its time zone (ISO 8601)."""
    return value.isoformat() if value else ""
