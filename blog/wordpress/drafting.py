"""What all imported pages have in common: title, dates, state, search fields."""

import html
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import unquote

from django.utils.text import slugify

from blog.wordpress.composing import Converted
from blog.wordpress.dates import modified_at, published_at
from blog.wordpress.inline import plain
from blog.wordpress.items import Item

VARIABLE = re.compile(r"%%?([a-z_]+(?:\([^)]*\))?)%%?")
MAX_TITLE = 255
PUBLISHED = ("publish", "private")


@dataclass
class Draft:
    """An item on its way to become a page."""

    item: Item
    converted: Converted
    site_title: str = ""

    def note(self, words: str) -> None:
        """Tell the report, and so the editor, of something."""
        self.converted.notes.append(words)

    @property
    def title(self) -> str:
        """The title, which no page can do without."""
        words = plain(self.item.title) or f"Without title ({self.item.post_id})"
        if len(words) > MAX_TITLE:
            self.note(f"The title was shortened; it was: {words}")
        return words[:MAX_TITLE]

    @property
    def excerpt(self) -> str:
        """The excerpt as plain words."""
        return plain(html.unescape(self.item.excerpt))

    @property
    def is_live(self) -> bool:
        """Whether it is published now."""
        return self.item.status in PUBLISHED

    @property
    def is_scheduled(self) -> bool:
        """Whether WordPress would publish it later."""
        return self.item.status == "future" and published_at(self.item) is not None

    @property
    def published_at(self) -> datetime | None:
        """When it was published, if it was."""
        return published_at(self.item) if self.is_live else None

    @property
    def is_indexed(self) -> bool:
        """Whether search engines may list it."""
        yoast = self.item.meta_value("_yoast_wpseo_meta-robots-noindex")
        return yoast != "1" and "noindex" not in self.item.meta_value(
            "rank_math_robots"
        )

    def search_text(self, yoast: str, rank_math: str) -> str:
        """A text for search engines, with the variables of the plugins filled in."""
        meta = self.item.meta_value
        text = meta(f"_yoast_wpseo_{yoast}") or meta(f"rank_math_{rank_math}")
        known = {
            "title": self.item.title,
            "sitename": self.site_title,
            "excerpt": self.excerpt,
            "sep": "–",
        }
        filled = VARIABLE.sub(lambda match: known.get(match[1], ""), text)
        return plain(html.escape(html.unescape(filled), quote=False)).strip("– ")

    def fill(self, page: Any) -> None:
        """Give a page what every page has."""
        page.title = page.draft_title = self.title
        page.seo_title = self.search_text("title", "title")[:255]
        page.search_description = self.search_text("metadesc", "description")
        page.is_indexed = self.is_indexed
        page.live = self.is_live
        page.has_unpublished_changes = not self.is_live
        page.first_published_at = self.published_at
        page.last_published_at = modified_at(self.item) if self.is_live else None
        page.go_live_at = published_at(self.item) if self.is_scheduled else None

    @property
    def restriction(self) -> dict[str, str] | None:
        """Who alone may read it: those who are logged in, or know the password."""
        if self.item.password:
            return {"restriction_type": "password", "password": self.item.password}
        if self.item.status == "private":
            return {"restriction_type": "login", "password": ""}
        return None


def slug_of(slug: str, title: str, post_id: int) -> str:
    """The name in the address: WordPress's own, else made from the title."""
    wanted = slugify(unquote(slug), allow_unicode=True)
    return (wanted or slugify(title, allow_unicode=True))[:240] or f"entry-{post_id}"
