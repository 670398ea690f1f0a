"""What the frame around every public page shows."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from wagtail.models import Site

from cms.frame import firm_of, navigation_of
from cms.languages import home_pages, language_at_hand, main_language
from cms.visibility import public_page_url


def site_frame(request: HttpRequest) -> dict[str, Any]:
    """The firm, its menus and the way home, read only where a template uses them."""
    return {
        "home_address": SimpleLazyObject(lambda: home_address(request)),
        # The frame is written once, in the main language.
        "frame_language": ""
        if language_at_hand() == main_language()
        else main_language(),
        "firm": SimpleLazyObject(lambda: firm_of(Site.find_for_request(request))),
        "navigation": SimpleLazyObject(
            lambda: navigation_of(Site.find_for_request(request))
        ),
    }


def home_address(request: HttpRequest) -> str:
    """The public home page of the language at hand, or else that of the site."""
    site = Site.find_for_request(request)
    home = home_pages(site).get(language_at_hand()) if site else None
    return public_page_url(home) or "/"
