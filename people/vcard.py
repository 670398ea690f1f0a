"""Contacts as vCard 4.0 (RFC 6350)."""

import re
from typing import TYPE_CHECKING

from django.http import HttpRequest

from cms.frame import firm_for

if TYPE_CHECKING:
    from people.models import AttorneyPage

LONGEST_LINE = 75


def vcard(attorney: "AttorneyPage", request: HttpRequest) -> str:
    """The attorney's contact, with the firm's address and phone line."""
    firm = firm_for(request)
    lines = [
        "BEGIN:VCARD",
        "VERSION:4.0",
        "KIND:individual",
        f"FN:{escape(attorney.display_name)}",
        compound(
            "N",
            attorney.family_name,
            attorney.given_name,
            attorney.middle_name,
            attorney.name_prefix,
            " ".join(filter(None, (attorney.name_suffix, attorney.post_nominals))),
        ),
        f"TITLE:{escape(attorney.role.name)}",
    ]
    if firm.firm_name:
        lines.append(f"ORG:{escape(firm.firm_name)}")
    phone = attorney.phone_link or firm.phone_link
    if phone:
        lines.append(f"TEL;VALUE=uri;TYPE=work,voice:{phone}")
    if attorney.email or firm.email:
        lines.append(f"EMAIL;TYPE=work:{escape(attorney.email or firm.email)}")
    if firm.address_lines:
        street, city = firm.street_address, firm.locality
        address = (street, city, firm.region, firm.postal_code, firm.country)
        lines.append(compound("ADR;TYPE=work", "", "", *address))
    lines += [
        f"LANG;PREF={place}:{language.code}"
        for place, language in enumerate(attorney.languages.all(), start=1)
    ]
    lines += [f"URL:{attorney.full_url}", f"SOURCE:{attorney.full_url}vcard/"]
    if attorney.latest_revision_created_at:
        stamp = attorney.latest_revision_created_at.strftime("%Y%m%dT%H%M%SZ")
        lines.append(f"REV:{stamp}")
    lines.append("END:VCARD")
    return "".join(fold(line) for line in lines)


def escape(value: str) -> str:
    """A text value with the characters escaped that would end it (section 3.4)."""
    for character in ("\\", ",", ";"):
        value = value.replace(character, "\\" + character)
    return re.sub(r"\r\n?|\n", r"\\n", value)


def compound(name: str, *parts: str) -> str:
    """A property whose value has parts, such as a name or an address."""
    return f"{name}:" + ";".join(escape(part) for part in parts)


def fold(line: str) -> str:
    """A line in pieces of at most 75 octets (section 3.2), ended by CRLF."""
    pieces, current = [], ""
    for character in line:
        if len((current + character).encode()) > LONGEST_LINE:
            pieces.append(current)
            current = " "
        current += character
    return "\r\n".join([*pieces, current]) + "\r\n"
