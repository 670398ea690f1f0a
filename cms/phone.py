"""Phone numbers: checked, shown to readers, and linked."""

from functools import lru_cache

import phonenumbers
from django.core.exceptions import ValidationError

HOME_COUNTRY_CODE = 1


def validate_phone_number(value: str) -> None:
    """Accept a number that can be dialled from anywhere (E.164).

    Raises:
        ValidationError: when the country code is missing or the length is wrong.
    """
    try:
        number = phonenumbers.parse(value, None)
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise ValidationError(
            "Enter the number with its country code, such as +1 212 555 0142."
        )


@lru_cache
def display_number(value: str) -> str:
    """A stored number as people write it; an unreadable one unchanged."""
    try:
        number = phonenumbers.parse(value, None)
    except phonenumbers.NumberParseException:
        return value
    if number.country_code == HOME_COUNTRY_CODE:
        style = phonenumbers.PhoneNumberFormat.NATIONAL
    else:
        style = phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, style)


@lru_cache
def phone_link(value: str) -> str:
    """The `tel:` address of a number (RFC 3966), or nothing for nothing."""
    try:
        number = phonenumbers.parse(value, None)
    except phonenumbers.NumberParseException:
        return ""
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return f"tel:{e164}"
