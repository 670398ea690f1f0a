"""Which site a request is for, and where each begins: read at once for all answers."""

from django.core.cache import cache
from django.http import HttpRequest
from django.http.request import split_domain_port
from wagtail.models import Site, SiteRootPath
from wagtail.models.sites import (
    SITE_ROOT_PATHS_CACHE_KEY,
    SITE_ROOT_PATHS_CACHE_VERSION,
)

from cms.fetching import FETCH_REMEMBERED, remember, remember_place
from cms.languages import is_multilingual
from cms.request_cache import once_per_request
from cms.statements import objects_where


def remember_site(request: HttpRequest) -> None:
    """Give the request its site where Wagtail looks for it.

    Raises:
        DisallowedHost: when the host is none of ours.
    """
    host = request.get_host()
    request._wagtail_site = once_per_request(  # type: ignore[attr-defined]
        f"site-{host}", lambda: site_for(request, host)
    )


def site_for(request: HttpRequest, host: str) -> Site | None:
    """The only site that it can be; Wagtail decides between several."""
    name, _ = split_domain_port(host)
    possible = [
        site for site in all_sites() if site.hostname == name or site.is_default_site
    ]
    return possible[0] if len(possible) == 1 else Site.find_for_request(request)


def all_sites() -> list[Site]:
    """Every site; where their pages begin is left where Wagtail looks for it."""

    def read() -> list[Site]:
        sites = objects_where(
            Site,
            "",
            [],
            fetch_mode=FETCH_REMEMBERED,
            along=("root_page__locale",),
        )
        for site in sites:
            remember(remember(site.root_page).locale)
            remember_place(site.root_page)
        if not is_multilingual():
            cache.set(
                SITE_ROOT_PATHS_CACHE_KEY,
                root_paths(sites),
                version=SITE_ROOT_PATHS_CACHE_VERSION,
            )
        return sites

    return once_per_request("sites", read)


def root_paths(sites: list[Site]) -> list[SiteRootPath]:
    """Where the pages of each site begin, the deepest first, as Wagtail orders them."""
    ordered = sorted(sites, key=lambda site: (not site.is_default_site, site.hostname))
    ordered.sort(key=lambda site: site.root_page.url_path, reverse=True)
    return [
        SiteRootPath(
            site.pk,
            site.root_page.url_path,
            site.root_url,
            site.root_page.locale.language_code,
        )
        for site in ordered
    ]
