"""What the frame around every public page shows."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.models import Site

from cms.models import FirmSettings, NavigationSettings


def site_frame(request: HttpRequest) -> dict[str, Any]:
    """The firm and its menus, read only where a template uses them."""
    return {
        "firm": SimpleLazyObject(lambda: of_site(FirmSettings, request)),
        "navigation": SimpleLazyObject(lambda: of_site(NavigationSettings, request)),
    }


def of_site(settings: type[BaseSiteSetting], request: HttpRequest) -> Any:
    """The settings of the site asked for; empty ones where there is no site.

    The admin shows the firm's name too, and it is where a missing site is made.
    """
    if Site.find_for_request(request) is None:
        return settings()
    return settings.for_request(request)
