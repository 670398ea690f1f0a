"""The same page in other languages: for search engines, for visitors, for links."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from wagtail.coreutils import get_content_languages
from wagtail.models import Page

from cms.fetching import FETCH_REMEMBERED
from cms.languages import is_multilingual, language_at_hand, main_language
from cms.request_cache import once_for_each
from cms.visibility import public_pages


def read_translations(pages: Sequence[Any]) -> None:
    """Tell pages of one type which public translations they have, for all at once.

    Nothing is read for a site with one language. An alias translates nothing.
    """
    lacking = [page for page in pages if "translations" not in page.__dict__]
    found: dict[UUID, list[Any]] = defaultdict(list)
    if lacking and is_multilingual():
        originals = type(lacking[0])._default_manager.filter(
            translation_key__in=[page.translation_key for page in lacking],
            locale__language_code__in=get_content_languages(),
            alias_of=None,
        )
        read = public_pages(originals).defer_streamfields().select_related("locale")
        for page in main_language_first(read):
            found[page.translation_key].append(page)
    for page in lacking:
        page.__dict__["translations"] = [
            other
            for other in found[page.translation_key]
            if other.locale_id != page.locale_id and other.url
        ]


def alternates(addresses: dict[str, str]) -> list[tuple[str, str]]:
    """What search engines are told of the addresses of a page by language (hreflang).

    Nothing for a page in one language. Who reads none of them is sent to the main one.
    """
    if len(addresses) < 2:
        return []
    order = get_content_languages()
    found = [(code, addresses[code]) for code in order if code in addresses]
    main = addresses.get(main_language())
    return [*found, ("x-default", main)] if main else found


def main_language_first(pages: Any) -> list[Any]:
    """Pages in the order in which the settings name their languages."""
    order = list(get_content_languages())
    return sorted(pages, key=lambda page: order.index(page.locale.language_code))


def as_at_hand(page: Any) -> Any:
    """The page that a link leads to: of menus and texts written for another language.

    Who reads a language other than the main one is led to the translation, once
    that is public.
    """
    return as_at_hand_all([page], type(page) if page else Page)[0]


def as_at_hand_all(pages: Sequence[Any], model: type[Page] = Page) -> list[Any]:
    """The same for several pages, in one query for what is not remembered.

    Translations are read as pages of the model.
    """
    language = language_at_hand()
    if language == main_language():
        return list(pages)

    def read(keys: list[UUID]) -> dict[UUID, Any]:
        originals = model._default_manager.filter(translation_key__in=keys)
        translations = public_pages(originals).filter(locale__language_code=language)
        known = translations.fetch_mode(FETCH_REMEMBERED)
        return dict.fromkeys(keys) | {page.translation_key: page for page in known}

    keys = [page.translation_key for page in pages if page is not None]
    found = once_for_each(f"{model.__name__}-{language}", keys, read)
    return [page and (found[page.translation_key] or page) for page in pages]
