"""What the frame around every public page shows."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from cms.models import FirmSettings, NavigationSettings


def site_frame(request: HttpRequest) -> dict[str, Any]:
    """The firm and its menus, read only where a template uses them."""
    return {
        "firm": SimpleLazyObject(lambda: FirmSettings.for_request(request)),
        "navigation": SimpleLazyObject(lambda: NavigationSettings.for_request(request)),
    }
