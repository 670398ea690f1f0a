"""Pages of WordPress become standard pages, in their tree."""

from typing import Any

from wagtail.models import Page, Site

from blog.wordpress.articles import introduction
from blog.wordpress.attorneys import reference_list
from blog.wordpress.drafting import Draft
from blog.wordpress.targets import Surroundings, register
from home.models import StandardPage

MAX_INTRODUCTION = 600


class StandardPageTarget:
    """Makes standard pages below the home page, or below each other."""

    has_tree = True

    def parent(self, site: Site) -> Page:
        return site.root_page

    def new_page(self) -> StandardPage:
        return StandardPage()

    def fill(self, page: Any, draft: Draft, around: Surroundings) -> None:
        page.introduction, body = introduction(draft, MAX_INTRODUCTION)
        page.sections = [*body, *reference_list(draft)]
        page.listing_image_id = around.featured_image(draft.item)


register("pages", StandardPageTarget())
