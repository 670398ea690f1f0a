"""What items become: each app offers the page types that it can make.

An app registers its targets when it is ready, so that importing needs to know
none of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from wagtail.models import Page, Site

from blog.models import Category
from blog.wordpress.drafting import Draft
from blog.wordpress.items import Item


@dataclass
class Surroundings:
    """What pages refer to, made before the first of them is written."""

    site: Site
    categories: dict[str, Category] = field(default_factory=dict)
    tags: dict[str, Any] = field(default_factory=dict)
    bylines: dict[str, tuple[int | None, str]] = field(default_factory=dict)
    images: Mapping[int, int] = field(default_factory=dict)

    def featured_image(self, item: Item) -> int | None:
        """The image that stands for the item, if it was imported."""
        number = item.meta_value("_thumbnail_id")
        return self.images.get(int(number)) if number.isdecimal() else None


class Target(Protocol):
    """A kind of page that items become."""

    has_tree: bool

    def parent(self, site: Site) -> Page:
        """The page below which such pages are kept; made if it is missing."""

    def new_page(self) -> Any:
        """An empty page of the type."""

    def fill(self, page: Any, draft: Draft, around: Surroundings) -> None:
        """Give a page what only its type has."""


TARGETS: dict[str, Target] = {}


def register(name: str, target: Target) -> None:
    """Offer a kind of page under a name that `--map` can use."""
    TARGETS[name] = target


def child_page(parent: Page, model: type[Any], title: str, slug: str) -> Page:
    """The first page of a type on a site; made below its home if there is none."""
    found = model.objects.descendant_of(parent).order_by("-live", "pk").first()
    if found is not None:
        return found
    taken = parent.get_children().filter(slug=slug).exists()
    page = model(title=title, slug=f"{slug}-2" if taken else slug)
    parent.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page
