"""The sitemap: every public page that search engines may list, by page type."""

from datetime import datetime
from typing import Any
from urllib.parse import quote, urljoin

from django.conf import settings
from django.contrib.sitemaps import Sitemap, views
from django.core.paginator import Paginator
from django.db.models import Count, F, Max
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import cached_property
from wagtail.models import PageQuerySet, Site, get_page_models

from cms.origins import read_only
from cms.pages import BasePage
from cms.request_cache import once_per_request
from cms.visibility import public_pages, restrictions

# What a page says, not what was done to it: search engines look at it again for this.
CHANGED = Coalesce("changed_at", "last_published_at")


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
            .values_list("url_path", "changed", "picture", "collection", named=True)
        )

    def location(self, item: Any) -> str:
        return quote("/" + item.url_path.removeprefix(self.site.root_page.url_path))

    def lastmod(self, item: Any) -> datetime | None:
        return item.changed

    def get_urls(self, *args: Any, **kwargs: Any) -> list[dict[str, Any]]:
        """The entries, each with the page's picture where everyone may see it."""
        entries = super().get_urls(*args, **kwargs)
        for entry in entries:
            item = entry["item"]
            if item.picture and item.collection not in restrictions().collections:
                address = settings.MEDIA_URL + item.picture
                entry["picture"] = urljoin(entry["location"], address)
        return entries

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
