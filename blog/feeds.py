"""The newest articles as RSS 2.0, Atom and JSON Feed 1.1."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from uuid import uuid5

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed

from cms.frame import firm_for
from cms.languages import is_multilingual, main_language
from cms.models import FirmSettings

if TYPE_CHECKING:
    from blog.models import ArticlePage, BlogIndexPage

FEED_LENGTH = 30
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# Attributes that hold an address, or with srcset several; and paths within them.
ADDRESSES = re.compile(r'\b(?:href|src|srcset)="[^"]*"')
PATH = re.compile(r'(?<=[" ])/(?!/)')
JSON_FEED_VERSION = "https://jsonfeed.org/version/1.1"


class DatedByContent(SyndicationFeed):
    """A feed that is as old as what it holds; Django dates an empty one to now."""

    def latest_post_date(self) -> datetime:
        if any(item["pubdate"] or item["updateddate"] for item in self.items):
            return super().latest_post_date()
        return self.feed["blog_date"]


class FullTextRss(DatedByContent, Rss201rev2Feed):
    """RSS with the whole article in `content:encoded`."""

    def rss_attributes(self) -> dict[str, str]:
        return {
            **super().rss_attributes(),
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
        }

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content:encoded", item["content"])
        for name in item["author_names"]:
            handler.addQuickElement("dc:creator", name)


class FullTextAtom(DatedByContent, Atom1Feed):
    """Atom with the whole article in `content`."""

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["content"], {"type": "html"})


class RssFeed(Feed):
    """The newest articles of a blog."""

    feed_type: type[SyndicationFeed] = FullTextRss

    def __init__(self, blog: "BlogIndexPage") -> None:
        self.blog = blog

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        self.request = request
        self.firm = firm_for(request)

    def title(self) -> str:
        return feed_title(self.blog, self.firm)

    def link(self) -> str:
        return self.blog.full_url

    def description(self) -> str:
        return self.blog.description_text or self.title()

    subtitle = description

    def feed_extra_kwargs(self, obj: Any) -> dict[str, Any]:
        return {"blog_date": self.blog.modified_at or EPOCH}

    def items(self) -> Iterable["ArticlePage"]:
        return whole_articles(self.blog)

    def item_title(self, item: "ArticlePage") -> str:
        return item.title

    def item_description(self, item: "ArticlePage") -> str:
        return item.summary_text

    def item_link(self, item: "ArticlePage") -> str:
        return item.full_url

    def item_guid(self, item: "ArticlePage") -> str:
        return stable_id(item)

    item_guid_is_permalink = False

    def item_pubdate(self, item: "ArticlePage") -> datetime | None:
        return item.published_at

    def item_updateddate(self, item: "ArticlePage") -> datetime | None:
        return item.modified_at or item.published_at

    def item_author_name(self, item: "ArticlePage") -> str:
        return ", ".join(author_names(item))

    def item_categories(self, item: "ArticlePage") -> list[str]:
        return [item.category.name] if item.category else []

    def item_extra_kwargs(self, item: "ArticlePage") -> dict[str, Any]:
        return {
            "content": full_text(item, self.request),
            "author_names": author_names(item),
        }


class AtomFeed(RssFeed):
    """The same feed as Atom."""

    feed_type = FullTextAtom


def json_feed(blog: "BlogIndexPage", request: HttpRequest) -> HttpResponse:
    """The same feed as JSON Feed 1.1 (jsonfeed.org)."""
    items = [json_item(item, request) for item in whole_articles(blog)]
    feed = {
        "version": JSON_FEED_VERSION,
        "title": feed_title(blog, firm_for(request)),
        "home_page_url": blog.full_url,
        "feed_url": request.build_absolute_uri(),
        "description": blog.description_text,
        "items": items,
    }
    return JsonResponse(
        {name: value for name, value in feed.items() if value != ""},
        content_type="application/feed+json",
    )


def json_item(item: "ArticlePage", request: HttpRequest) -> dict[str, Any]:
    """An article as an item of JSON Feed; empty members are left out."""
    updated = item.modified_at or item.published_at
    members = {
        "id": stable_id(item),
        "url": item.full_url,
        "title": item.title,
        "summary": item.summary_text,
        "content_html": full_text(item, request),
        "date_published": item.published_at and item.published_at.isoformat(),
        "date_modified": updated and updated.isoformat(),
        "authors": [{"name": name} for name in author_names(item)],
        "tags": [item.category.name] if item.category else [],
    }
    return {name: value for name, value in members.items() if value}


def whole_articles(blog: "BlogIndexPage") -> list["ArticlePage"]:
    """The newest articles with their texts."""
    return list(blog.articles.defer(None)[:FEED_LENGTH])


def feed_title(blog: "BlogIndexPage", firm: FirmSettings) -> str:
    """The name of the blog with the name of the firm."""
    return f"{blog.title} – {firm.firm_name}" if firm.firm_name else blog.title


def stable_id(item: "ArticlePage") -> str:
    """An identifier that survives a move or a new slug (RFC 4151 needs no page).

    A translation has another than its original.
    """
    key = item.translation_key
    if is_multilingual() and item.locale.language_code != main_language():
        key = uuid5(key, item.locale.language_code)
    return f"urn:uuid:{key}"


def author_names(item: "ArticlePage") -> list[str]:
    """The byline, in order."""
    return [author.display_name for author in item.bylines]


def full_text(item: "ArticlePage", request: HttpRequest) -> str:
    """The article's text as HTML, with addresses that work outside the site."""
    context = {"page": item, "self": item, "request": request}
    html = str(item.linked_body(context, request)[0])
    root = request.build_absolute_uri("/")
    html = ADDRESSES.sub(lambda found: PATH.sub(root, found[0]), html)
    return html.replace('href="#', f'href="{item.full_url}#')
