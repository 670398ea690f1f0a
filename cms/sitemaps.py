"""The sitemap: every public page that search engines may list, by page type."""

from collections import defaultdict
from datetime import datetime
from typing import Any
from urllib.parse import quote, urljoin
from uuid import UUID

from django.conf import settings
from django.contrib.sitemaps import Sitemap, views
from django.core.paginator import Paginator
from django.db.models import Count, F, Max
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import cached_property
from wagtail.models import PageQuerySet, Site, get_page_models

from cms.languages import home_pages, is_multilingual, prefix_of
from cms.origins import read_only
from cms.pages import BasePage
from cms.request_cache import once_per_request
from cms.translations import alternates
from cms.visibility import public_pages, restrictions

# What a page says, not what was done to it: search engines look at it again for this.
CHANGED = Coalesce("changed_at", "last_published_at")

# Where a page is, and what it is a translation of.
PLACE = ("path", "url_path", "translation_key")


class CountedPaginator(Paginator):
    """Pages of a list whose length is known already."""

    def __init__(self, items: Any, size: int, count: int) -> None:
        super().__init__(items, size)
        self.count = count


class PageSitemap(Sitemap):
    """The listed pages of one type: addresses and dates, no whole pages."""

    limit = 5_000

    def __init__(self, model: type[BasePage], site: Site) -> None:
        self.model = model
        self.site = site

    @property
    def pages(self) -> PageQuerySet:
        """The public pages that search engines may list."""
        return public_pages(self.model.listed_in_sitemap(), self.site)

    @cached_property
    def summary(self) -> dict[str, Any]:
        """How many pages there are, and when what one says last changed."""
        return once_per_request(
            f"sitemap-{self.model._meta.label}-{self.site.pk}",
            lambda: self.pages.aggregate(count=Count("pk"), latest=Max(CHANGED)),
        )

    @property
    def paginator(self) -> CountedPaginator:
        return CountedPaginator(self.items(), self.limit, self.summary["count"])

    def items(self) -> Any:
        picture = self.model.main_image_field or "share_image"
        return (
            self.pages.order_by("path")
            .annotate(
                changed=CHANGED,
                picture=F(f"{picture}__ready__share__0__file"),
                collection=F(f"{picture}__collection"),
            )
            .values_list(*PLACE, "changed", "picture", "collection", named=True)
        )

    def location(self, item: Any) -> str:
        return self.place(item)[1]

    def place(self, item: Any) -> tuple[str, str]:
        """The language of a page, and the path of its address."""
        language, home = next(
            (code, home)
            for code, home in home_pages(self.site).items()
            if item.path.startswith(home.path)
        )
        below = item.url_path.removeprefix(home.url_path)
        return language, quote(f"/{prefix_of(language)}{below}")

    def lastmod(self, item: Any) -> datetime | None:
        return item.changed

    def get_urls(self, *args: Any, **kwargs: Any) -> list[dict[str, Any]]:
        """The entries with their languages, and with pictures that everyone may see."""
        entries = super().get_urls(*args, **kwargs)
        places = self.translated_places([entry["item"] for entry in entries])
        for entry in entries:
            item = entry["item"]
            entry["alternates"] = [
                (language, urljoin(entry["location"], path))
                for language, path in places.get(item.translation_key, ())
            ]
            if item.picture and item.collection not in restrictions().collections:
                address = settings.MEDIA_URL + item.picture
                entry["picture"] = urljoin(entry["location"], address)
        return entries

    def translated_places(self, items: list[Any]) -> dict[UUID, list[tuple[str, str]]]:
        """The languages of pages that are listed in several, and where each is."""
        if not is_multilingual():
            return {}
        keys = [item.translation_key for item in items]
        found: dict[UUID, dict[str, str]] = defaultdict(dict)
        for page in self.pages.filter(translation_key__in=keys).only(*PLACE):
            language, path = self.place(page)
            found[page.translation_key][language] = path
        return {key: alternates(paths) for key, paths in found.items()}

    def get_latest_lastmod(self) -> datetime | None:
        return self.summary["latest"]


def page_types() -> dict[str, type[BasePage]]:
    """The page types of the product by the name of their section."""
    return {
        model._meta.model_name: model
        for model in get_page_models()
        if issubclass(model, BasePage)
    }


def sections(request: HttpRequest) -> dict[str, type[Sitemap] | Sitemap]:
    """The sections of the requested site."""
    site = Site.find_for_request(request)
    return {name: PageSitemap(model, site) for name, model in page_types().items()}


@read_only
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """`/sitemap.xml`: where the sections are that have pages."""
    filled = {
        name: section
        for name, section in sections(request).items()
        if section.summary["count"]  # type: ignore[union-attr]
    }
    return views.index(request, filled, sitemap_url_name="sitemap_section")


@read_only
def sitemap_section(request: HttpRequest, section: str) -> HttpResponse:
    """`/sitemap-<section>.xml`: the addresses of one section.

    Raises:
        Http404: when there is no such section, or it has no pages.
    """
    found = sections(request).get(section)
    if found is None or not found.summary["count"]:  # type: ignore[union-attr]
        raise Http404
    return views.sitemap(
        request, {section: found}, section=section, template_name="cms/sitemap.xml"
    )
