"""What the frame around every public page shows."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from wagtail.models import Site

from cms.frame import firm_of, navigation_of


def site_frame(request: HttpRequest) -> dict[str, Any]:
    """The firm and its menus, read only where a template uses them."""
    return {
        "firm": SimpleLazyObject(lambda: firm_of(Site.find_for_request(request))),
        "navigation": SimpleLazyObject(
            lambda: navigation_of(Site.find_for_request(request))
        ),
    }
