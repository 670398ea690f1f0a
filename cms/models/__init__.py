"""Models that every app of the site shares."""

from .calls_to_action import CallToAction
from .firm import FirmSettings, OfficeHours, PhoneHours, SocialProfile
from .images import FirmImage, FirmRendition
from .navigation import NavigationSettings

__all__ = [
    "CallToAction",
    "FirmSettings",
    "FirmImage",
    "NavigationSettings",
    "OfficeHours",
    "PhoneHours",
    "FirmRendition",
    "SocialProfile",
]
