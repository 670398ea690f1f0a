"""The languages of a site: each has pages of its own, at addresses that begin with it.

Those of the main language begin with nothing. The address alone decides, no cookie
and no header: it has one content for everybody.
"""

from collections.abc import Callable
from contextlib import nullcontext, suppress
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver
from django.urls.resolvers import LocalePrefixPattern
from django.utils import translation
from wagtail.coreutils import (
    get_content_languages,
    get_supported_content_language_variant,
)
from wagtail.models import Locale, Page, Site

from cms.request_cache import once_per_request


def is_multilingual() -> bool:
    """Whether the site has pages in more than one language."""
    return settings.WAGTAIL_I18N_ENABLED


def main_language() -> str:
    """The code of the language whose addresses have no beginning of their own."""
    return get_supported_content_language_variant(settings.LANGUAGE_CODE)


def language_at_hand() -> str:
    """The code of the language that is being read: Django's active one, or the main."""
    if not is_multilingual():
        return main_language()
    try:
        return get_supported_content_language_variant(translation.get_language())
    except LookupError:  # such as that of somebody's admin
        return main_language()


def in_language_at_hand(pages: Any) -> Any:
    """Those of the pages that are in the language that is being read."""
    if not is_multilingual():
        return pages
    return pages.filter(locale__language_code=language_at_hand())


def reading_in(language: str | None) -> Any:
    """Within, a language is at hand: the main one, if none is named."""
    language = language or settings.LANGUAGE_CODE
    is_at_hand = language == translation.get_language()
    return nullcontext() if is_at_hand else translation.override(language)


def prefix_of(language: str | None) -> str:
    """What the addresses of a language begin with, such as `es/`."""
    if not is_multilingual():
        return ""
    # A language given up is where nothing is, and not where other pages are.
    with suppress(LookupError):
        language = get_supported_content_language_variant(language)
    return "" if language == main_language() else f"{language}/"


def split(path: str) -> tuple[str, list[str]]:
    """The language of an address of the site, and the parts of the path that follow."""
    parts = [part for part in path.split("/") if part]
    main = main_language()
    is_other = bool(parts) and parts[0] in get_content_languages() and parts[0] != main
    return (parts[0], parts[1:]) if is_other else (main, parts)


def home_pages(site: Site) -> dict[str, Page]:
    """The home page of each language in which the site has one, by its code."""
    if not is_multilingual():
        return {main_language(): site.root_page}
    return once_per_request(f"home-pages-{site.pk}", lambda: read_home_pages(site))


def read_home_pages(site: Site) -> dict[str, Page]:
    """The home pages of a site, in the order of its languages."""
    translations = site.root_page.get_translations(inclusive=True)
    found = {
        page.locale.language_code: page
        for page in translations.select_related("locale")
    }
    return {code: found[code] for code in get_content_languages() if code in found}


def of_site(site: Site) -> Q:
    """That a page belongs to a site, in any of its languages."""
    condition = Q(pk__in=[])
    for home in home_pages(site).values():
        condition |= Q(path__startswith=home.path)
    return condition


def is_of_site(page: Page, site: Site) -> bool:
    """Whether a page belongs to a site, in any of its languages."""
    return page.path.startswith(tuple(home.path for home in home_pages(site).values()))


def make_locales(**kwargs: Any) -> None:
    """Have Wagtail know each language of the settings; those there are stay."""
    for code in get_content_languages():
        Locale.objects.get_or_create(language_code=code)


class LanguagePattern(LocalePrefixPattern):
    """Begins addresses with their language, except those of the main one."""

    @property
    def language_prefix(self) -> str:
        return prefix_of(translation.get_language())


def in_each_language(*patterns: URLPattern | URLResolver) -> URLResolver:
    """Addresses that each language has."""
    return URLResolver(LanguagePattern(), list(patterns))


class LanguageMiddleware:
    """Has each address answered in its language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_multilingual():
            return self.get_response(request)
        language, _ = split(request.path_info)
        with translation.override(language):
            return self.get_response(request)
