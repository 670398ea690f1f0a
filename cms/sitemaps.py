"""The sitemap: every public page that search engines may list, by page type."""

from datetime import datetime

from django.contrib.sitemaps import Sitemap, views
from django.http import HttpRequest, HttpResponse
from wagtail.models import PageQuerySet, Site, get_page_models

from cms.pages import BasePage


class PageSitemap(Sitemap):
    """The listed pages of one type."""

    limit = 5_000

    def __init__(self, model: type[BasePage], site: Site) -> None:
        self.model = model
        self.site = site

    def items(self) -> PageQuerySet:
        pages = self.model.objects.live().public().filter(is_indexed=True)
        root = self.site.root_page
        return pages.descendant_of(root, inclusive=True).order_by("path")

    def location(self, item: BasePage) -> str:
        return item.url

    def lastmod(self, item: BasePage) -> datetime | None:
        return item.last_published_at


def page_types() -> dict[str, type[BasePage]]:
    """The page types of the product by the name of their section."""
    return {
        model._meta.model_name: model
        for model in get_page_models()
        if issubclass(model, BasePage)
    }


def sections(request: HttpRequest) -> dict[str, type[Sitemap] | Sitemap]:
    """The sections of the requested site that have pages."""
    site = Site.find_for_request(request)
    maps = {name: PageSitemap(model, site) for name, model in page_types().items()}
    return {name: found for name, found in maps.items() if found.items().exists()}


def sitemap_index(request: HttpRequest) -> HttpResponse:
    """`/sitemap.xml`: where the sections are."""
    return views.index(request, sections(request), sitemap_url_name="sitemap_section")


def sitemap_section(request: HttpRequest, section: str) -> HttpResponse:
    """`/sitemap-<section>.xml`: the addresses of one section."""
    return views.sitemap(request, sections(request), section=section)
