"""Models that every app of the site shares."""

from .calls_to_action import CallToAction
from .firm import FirmSettings, OfficeHours, PhoneHours, SocialProfile
from .gone import GoneAddress
from .images import FirmImage, FirmRendition
from .navigation import NavigationSettings
from .preview_links import PreviewLink, PreviewUse

__all__ = [
    "CallToAction",
    "FirmSettings",
    "FirmImage",
    "GoneAddress",
    "NavigationSettings",
    "OfficeHours",
    "PhoneHours",
    "PreviewLink",
    "PreviewUse",
    "FirmRendition",
    "SocialProfile",
]
