"""How rich text reads: links only to what everyone may open, in HTML as in JSON."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Model
from django.utils.html import escape
from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.rich_text import LinkHandler, expand_db_html
from wagtail.rich_text.pages import PageLinkHandler
from wagtail.rich_text.rewriters import FIND_A_TAG, extract_attrs

from cms.fetching import by_key
from cms.request_cache import once_for_each
from cms.translations import as_at_hand_all
from cms.visibility import is_public_file, public_page_url

DEAD_LINK = re.compile(r"<a>(.*?)</a>", re.DOTALL)


def rich_text_html(source: str) -> str:
    """Rich text as stored, turned into the HTML that readers get."""
    if "<a" not in source and "<embed" not in source:  # nothing else is rewritten
        return source
    return without_dead_links(expand_db_html(source))


def without_dead_links(html: str) -> str:
    """The HTML with links that lead nowhere reduced to their text."""
    return DEAD_LINK.sub(r"\1", html)


class PublicLinks(LinkHandler):
    """Links to what everyone may open; `<a>` for the rest, reduced to text later.

    Targets are remembered for the length of the request, so that a page with many
    texts reads them once when `remember_links` was told of all its texts.
    """

    address: Callable[[Any], str]

    @classmethod
    def get_many(cls, attrs_list: list[dict]) -> list[Model | None]:
        ids = [attrs.get("id", "") for attrs in attrs_list]
        keys = [pk for pk in ids if pk.isdecimal() and len(pk) < 10]
        found = once_for_each(f"link-{cls.identifier}", keys, cls.read)
        return cls.shown([found.get(pk) for pk in ids])

    @classmethod
    def read(cls, keys: list[str]) -> dict[str, Model | None]:
        """The targets with these keys; nothing for those that are gone."""
        found = by_key(cls.get_model(), map(int, keys))
        return {pk: found.get(int(pk)) for pk in keys}

    @staticmethod
    def shown(targets: list[Any]) -> list[Any]:
        """What the links lead to."""
        return targets

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        addresses = [
            cls.address(target) if target else "" for target in cls.get_many(attrs_list)
        ]
        return [
            f'<a href="{escape(found)}">' if found else "<a>" for found in addresses
        ]


class PublicPageLinks(PublicLinks, PageLinkHandler):
    """Links to pages that anyone may read."""

    address = staticmethod(public_page_url)
    shown = staticmethod(as_at_hand_all)  # type: ignore[assignment]


class PublicDocumentLinks(PublicLinks, DocumentLinkHandler):
    """Links to documents that anyone may open."""

    @staticmethod
    def address(target: Any) -> str:
        return target.url if is_public_file(target) else ""


def remember_links(texts: Iterable[str]) -> None:
    """Read the targets of all links of the texts, in one query for each kind."""
    tags = [extract_attrs(tag) for text in texts for tag in FIND_A_TAG.findall(text)]
    for handler in (PublicPageLinks, PublicDocumentLinks):
        handler.get_many(
            [tag for tag in tags if tag.get("linktype") == handler.identifier]
        )
