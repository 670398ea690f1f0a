"""The firm and its menus, as every page shows them: read once for many pages."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from wagtail.models import Page, Site

from cms.fetching import FETCH_REMEMBERED, by_key
from cms.models import (
    FirmSettings,
    NavigationSettings,
    OfficeHours,
    PhoneHours,
    SocialProfile,
)
from cms.request_cache import once_per_request
from cms.statements import objects_where

FIRM_ENTRIES = {
    "phone_hours": PhoneHours,
    "office_hours": OfficeHours,
    "social_profiles": SocialProfile,
}


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
    firm = read_settings(FirmSettings, site_pk)
    # Where modelcluster looks first, as for a draft: the firm at hand is not saved.
    firm._cluster_related_objects = {
        name: objects_where(
            model,
            'WHERE "firm_id" = %s ORDER BY "sort_order", "id"',
            [firm.pk],
            fetch_mode=FETCH_REMEMBERED,
        )
        for name, model in FIRM_ENTRIES.items()
    }
    return firm


def navigation_of(site: Site | None) -> NavigationSettings:
    """The menus of a site; empty ones without a site."""
    if site is None:
        return NavigationSettings()
    return once_per_request(f"navigation-{site.pk}", lambda: read_navigation(site.pk))


def read_navigation(site_pk: int) -> NavigationSettings:
    """The menus of a site, with all pages that they lead to."""
    menus = read_settings(NavigationSettings, site_pk)
    streams = (menus.header_links, menus.footer_columns)
    by_key(Page, pages_named_in([list(stream.raw_data) for stream in streams]))
    return menus


def read_settings[S: FirmSettings | NavigationSettings](
    model: type[S], site_pk: int
) -> S:
    """The settings of a site; made with the first question for them."""
    found = objects_where(
        model, 'WHERE "site_id" = %s', [site_pk], fetch_mode=FETCH_REMEMBERED
    )
    return found[0] if found else model.for_site(Site.objects.get(pk=site_pk))


def pages_named_in(stored: Any) -> Iterator[int]:
    """The keys of the pages that stored links name, at any depth."""
    if isinstance(stored, list):
        for member in stored:
            yield from pages_named_in(member)
    elif isinstance(stored, dict):
        if isinstance(page := stored.get("page"), int):
            yield page
        for member in stored.values():
            yield from pages_named_in(member)


def firm_for(request: HttpRequest) -> FirmSettings:
    """The firm of the site that a request is for."""
    return firm_of(Site.find_for_request(request))
