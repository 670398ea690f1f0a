"""Who may see what: the one place that decides whether a page or file is public."""

from typing import Any
from urllib.parse import urlsplit

from wagtail.models import Collection, Page, PageQuerySet, Site

from cms.languages import of_site
from cms.request_cache import once_per_request
from cms.statements import rows_of

RESTRICTED = """
SELECT page.path, NULL FROM wagtailcore_pageviewrestriction
JOIN wagtailcore_page AS page ON page.id = page_id
UNION ALL
SELECT NULL, collection.path FROM wagtailcore_collectionviewrestriction
JOIN wagtailcore_collection AS collection ON collection.id = collection_id
"""


class Restrictions:
    """The restricted branches of the page and collection trees."""

    def __init__(self) -> None:
        rows = rows_of("restricted_branches", RESTRICTED, [])
        self.page_paths = tuple(path for path, _ in rows if path is not None)
        collection_paths = tuple(path for _, path in rows if path is not None)
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


# The same in SQL that names its tables, with the patterns of `restricted_branches`.
IS_PUBLIC = (
    '"wagtailcore_page"."live" AND NOT "wagtailcore_page"."path" LIKE ANY(%s::text[])'
)


def restricted_branches() -> list[str]:
    """Patterns of SQL for the places of all pages in restricted branches."""
    return [f"{path}%" for path in restrictions().page_paths]


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
    return once_per_request(f"url-{page.url_path}", lambda: page.url) or ""


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
