"""The firm and its menus, as every page shows them: read once for many pages."""

from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from wagtail.models import Page, Site

from cms.fetching import FETCH_REMEMBERED
from cms.models import FirmSettings, NavigationSettings
from cms.request_cache import once_per_request


def firm_of(site: Site | None) -> FirmSettings:
    """The firm of a site, with its hours and profiles; an empty one without a site.

    The admin shows the firm's name too, and it is where a missing site is made.
    """
    if site is None:
        return FirmSettings()
    return once_per_request(f"firm-{site.pk}", lambda: read_firm(site.pk))


def firm_of_page(page: Page) -> FirmSettings:
    """The firm of the site that a page belongs to; an empty one for no site."""
    parts = page.get_url_parts()
    if parts is None:
        return FirmSettings()
    return once_per_request(f"firm-{parts[0]}", lambda: read_firm(parts[0]))


def read_firm(site_pk: int) -> FirmSettings:
    """The firm of a site with all that a page may show of it."""
    known = FirmSettings.objects.filter(site=site_pk).fetch_mode(FETCH_REMEMBERED)
    firm = known.first() or FirmSettings.for_site(Site.objects.get(pk=site_pk))
    prefetch_related_objects([firm], "phone_hours", "office_hours", "social_profiles")
    return firm


def navigation_of(site: Site | None) -> NavigationSettings:
    """The menus of a site; empty ones without a site."""
    if site is None:
        return NavigationSettings()
    return once_per_request(
        f"navigation-{site.pk}", lambda: NavigationSettings.for_site(site)
    )


def firm_for(request: HttpRequest) -> FirmSettings:
    """The firm of the site that a request is for."""
    return firm_of(Site.find_for_request(request))
