"""Who may see what: the one place that decides whether a page or file is public."""

from typing import Any
from urllib.parse import urlsplit

from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Page,
    PageQuerySet,
    PageViewRestriction,
    Site,
)

from cms.languages import of_site
from cms.request_cache import once_per_request


class Restrictions:
    """The restricted branches of the page and collection trees."""

    def __init__(self) -> None:
        self.page_paths = tuple(
            PageViewRestriction.objects.values_list("page__path", flat=True)
        )
        collection_paths = tuple(
            CollectionViewRestriction.objects.values_list("collection__path", flat=True)
        )
        self.collections: frozenset[int] = frozenset()
        if collection_paths:
            self.collections = frozenset(
                pk
                for pk, path in Collection.objects.values_list("pk", "path")
                if path.startswith(collection_paths)
            )


def restrictions() -> Restrictions:
    """The restrictions in force, read once for each request."""
    return once_per_request("restrictions", Restrictions)


def public_pages(pages: PageQuerySet, site: Site | None = None) -> PageQuerySet:
    """The pages that anyone may read, of one site or of all."""
    found = pages.live()
    if site is not None:
        found = found.filter(of_site(site))
    for path in restrictions().page_paths:
        found = found.exclude(path__startswith=path)
    return found


def is_public_page(page: Page | None) -> bool:
    """Whether anyone may read the page: published, and in no restricted branch."""
    return page is not None and page.live and is_unrestricted(page)


def is_unrestricted(page: Page) -> bool:
    """Whether a page lies in no restricted branch."""
    return not page.path.startswith(restrictions().page_paths)


def is_public_file(file: Any) -> bool:
    """Whether anyone may see an image or document, judged by its collection."""
    return file is not None and file.collection_id not in restrictions().collections


def public_page_url(page: Page | None) -> str:
    """The address of a page that anyone may read, otherwise nothing."""
    if page is None or not is_public_page(page):
        return ""
    return page.url or ""


class LeadsToPage:
    """Mixin for what has a `url` that is a page of the site, or nothing."""

    @property
    def url(self) -> str:
        """The address of the page that anyone may read."""
        return ""

    @property
    def path(self) -> str | None:
        """Path of the address, for routers; null where there is no page to open."""
        return urlsplit(self.url).path or None
