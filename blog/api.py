"""The blog as the content API shows it: articles, their categories, the index."""

import datetime
from dataclasses import replace
from typing import Annotated, Any, Literal

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404
from pydantic import Field, model_validator
from wagtail.models import Site

from blog.citations import Citations
from blog.models import ArticlePage, BlogIndexPage, Category
from blog.models.article_listing import read_around
from blog.models.bylines import ArticleAuthor
from cms.api.collections import Collection, InOneLanguage
from cms.api.pages import PageCard, PageDocument
from cms.api.paging import Key
from cms.api.parameters import Slug, Text
from cms.api.reading import Reading
from cms.api.registry import PageKind, registry
from cms.api.schemas import (
    FullAddress,
    LinkPath,
    OwnAddress,
    PagePath,
    RichText,
    Schema,
    WideImage,
)
from cms.api.streams import NumberedStreamOf, StreamOf
from cms.languages import in_language_at_hand
from cms.search import matching
from cms.visibility import public_pages
from people.api import AttorneyCard


class CategoryLink(Schema):
    """The subject of an article."""

    name: str = Field(examples=["Bail hearings"])
    """Name of the category."""
    slug: str = Field(examples=["bail-hearings"])
    """For the parameter `category`."""
    url: FullAddress
    """The page that lists its articles."""
    path: LinkPath = Field(validation_alias="url")
    """Path of the address; `resolve/` answers it."""


class CategoryItem(Schema):
    """A subject that articles are sorted by."""

    name: str = Field(examples=["Bail hearings"])
    """Name of the category."""
    slug: str = Field(examples=["bail-hearings"])
    """For the parameter `category` of `articles/`."""
    description: str = Field(
        examples=["What a judge weighs, and what a family can bring."]
    )
    """A sentence on it."""
    url: FullAddress
    """The page that lists its articles."""
    path: LinkPath = Field(validation_alias="url")
    """Path of the address; `resolve/` answers it."""
    parent: str | None = Field(
        validation_alias="parent_slug", examples=["criminal-defense"]
    )
    """Slug of the wider subject."""


class TagLink(Schema):
    """A word that ties articles together."""

    name: str = Field(examples=["bail"])
    """The word."""
    slug: str = Field(examples=["bail"])
    """For the parameter `tag`."""
    url: FullAddress
    """The page that lists the articles with the tag."""
    path: LinkPath = Field(validation_alias="url")
    """Path of the address; `resolve/` answers it."""


class Author(Schema):
    """A name in the byline."""

    name: str = Field(validation_alias="display_name", examples=["Ada Lowell"])
    """The author's name."""
    attorney: AttorneyCard | None = Field(validation_alias="public_attorney")
    """The author's profile, if there is a public one."""


class Reviewer(Schema):
    """Who checked that an article is right."""

    name: str = Field(examples=["Ada Lowell"])
    """The reviewer's name."""
    attorney: AttorneyCard | None
    """The reviewer's profile, if there is a public one."""


class ArticleCard(PageCard):
    """An article as lists show it."""

    type: Literal["article"] = "article"
    """Kind of page."""
    category: CategoryLink | None = Field(validation_alias="category_link")
    """Subject of the article."""
    byline: str = Field(
        validation_alias="byline_text", examples=["A. Lowell and B. Ng"]
    )
    """The authors' names as one phrase."""
    published_at: datetime.datetime | None
    """Date for readers."""


class Article(PageDocument):
    """An article by the firm's attorneys."""

    type: Literal["article"] = "article"
    """Kind of page."""
    standfirst: str = Field(
        examples=["The first hearing is short. What you carry decides a lot."]
    )
    """One or two sentences below the title."""
    category: CategoryLink | None = Field(validation_alias="category_link")
    """Subject of the article."""
    tags: list[TagLink] = Field(validation_alias="tag_links")
    """Words that tie articles together."""
    authors: list[Author] = Field(validation_alias="bylines")
    """The byline, in order."""
    published_at: datetime.datetime | None
    """Date for readers; null for a draft that never went live."""
    reviewer: Reviewer | None = Field(validation_alias="review")
    """Who checked the article."""
    last_reviewed_on: datetime.date | None
    """The day the reviewer last confirmed the article."""
    reading_minutes: int = Field(ge=1, examples=[5])
    """How long an adult reads the body."""
    hero_image: WideImage = Field(validation_alias="public_hero_image")
    """The main picture."""
    hero_caption: str = Field(examples=["The courthouse at seven in the morning."])
    """Caption of the main picture; empty without one."""
    body: Annotated[list[Any], StreamOf(ArticlePage, "body")]
    """The text. In its rich text, marks such as `[1]` are links to `#ref-1`."""
    references: Annotated[
        list[Any], NumberedStreamOf(ArticlePage, "references", "ref-")
    ]
    """The sources, each with the number of its marks and the anchor they lead to."""
    related: list[ArticleCard] = Field(validation_alias="related_articles")
    """The newest other articles of the category."""

    @model_validator(mode="after")
    def caption_of_what_is_shown(self) -> "Article":
        """A caption without its picture is not shown."""
        if self.hero_image is None:
            self.hero_caption = ""
        return self


class Feeds(Schema):
    """The newest articles for readers and machines that subscribe."""

    rss: OwnAddress
    """RSS 2.0."""
    atom: OwnAddress
    """Atom."""
    json_feed: OwnAddress
    """JSON Feed 1.1."""


class Archive(Schema):
    """The part of the blog that a listing shows."""

    kind: Literal["category", "tag", "author"]
    """What the articles have in common."""
    name: str = Field(examples=["Bail hearings"])
    """Of the category, tag or author."""
    heading: str = Field(examples=["Bail hearings"])
    """Heading of the listing."""
    slug: str = Field(examples=["bail-hearings"])
    """For the parameter of this kind."""
    url: OwnAddress
    """Full address of the listing."""
    path: PagePath = Field(validation_alias="url")
    """Path of the address."""
    description: str = Field(
        examples=["What a judge weighs, and what a family can bring."]
    )
    """A sentence on it."""


class BlogIndex(PageDocument):
    """The page that lists the articles, or one of its archives."""

    type: Literal["blog_index"] = "blog_index"
    """Kind of page."""
    introduction: RichText
    """Above the list of all articles."""
    archive: Archive | None = None
    """The archive that the address asked for; null for all articles."""
    categories: list[CategoryLink] = Field(validation_alias="category_links")
    """The categories that have articles."""
    articles: list[ArticleCard] = Field(validation_alias="first_articles")
    """The newest articles; `articles/` has the rest."""
    feeds: Feeds
    """Where to subscribe."""


class BlogIndexCard(PageCard):
    """The page that lists the articles, as lists show it."""

    type: Literal["blog_index"] = "blog_index"
    """Kind of page."""


def article_cards(pages: Any) -> QuerySet:
    """What cards of articles show."""
    return pages.for_cards()


def with_citations(article: ArticlePage, reading: Reading) -> Reading:
    """The reading of an article: marks in its rich text lead to its references."""
    return replace(reading, finish=Citations(len(article.references)).link)


class ArticleFilters(InOneLanguage):
    """Which articles to list."""

    category: Slug | None = None
    """Slug of a category; articles of its parts are included."""
    tag: Slug | None = None
    """Slug of a tag."""
    author: Slug | None = None
    """Slug of the profile of an author."""
    published_after: datetime.date | None = None
    """The day from which on, as 2027-03-31."""
    published_before: datetime.date | None = None
    """The day up to which, as 2027-03-31."""
    search: Text | None = None
    """Words that the article holds."""

    def apply(self, queryset: QuerySet) -> QuerySet:
        if self.category:
            queryset = queryset.filter(category__in=Category.keys_within(self.category))
        if self.tag:
            queryset = queryset.filter(tags__slug=self.tag)
        if self.author:
            written = ArticleAuthor.objects.filter(attorney__slug=self.author)
            queryset = queryset.filter(pk__in=written.values("article_id"))
        if self.published_after:
            queryset = queryset.filter(published_at__date__gte=self.published_after)
        if self.published_before:
            queryset = queryset.filter(published_at__date__lte=self.published_before)
        if self.search:
            queryset = queryset.filter(pk__in=matching(self.search))
        return queryset


def listed_articles(site: Site) -> QuerySet:
    """The published articles of one site, in the language at hand."""
    dated = ArticlePage.objects.filter(published_at__isnull=False)
    return in_language_at_hand(public_pages(dated, site))


def used_categories(site: Site) -> QuerySet:
    """The categories that have published articles on one site, in the language."""
    used = listed_articles(site).filter(category=OuterRef("pk"))
    return Category.objects.filter(Exists(used)).select_related("parent")


def open_archive(page: BlogIndexPage, route: str) -> BlogIndexPage | None:
    """The blog as it is at the address of one of its archives."""
    kind, _, slug = route.strip("/").partition("/")
    if kind not in ("category", "tag", "author") or not slug or "/" in slug:
        return None
    try:
        page.archive = page.archive_of(kind, slug)
    except Http404:
        return None
    page.translations = []  # of the blog, not of its archives
    return page if page.first_articles else None


ARTICLES = registry.register_page(
    PageKind(
        "article",
        ArticlePage,
        card=ArticleCard,
        document=Article,
        for_cards=article_cards,
        prepare=read_around,
        read_as=with_citations,
    )
)
registry.register_page(
    PageKind(
        "blog_index",
        BlogIndexPage,
        card=BlogIndexCard,
        document=BlogIndex,
        open_route=open_archive,
    )
)
registry.register_snippet(Category, CategoryItem)
registry.register_collection(
    Collection(
        name="articles",
        description="The published articles, the newest first.",
        queryset=listed_articles,
        orders={
            "-published_at": (
                Key("published_at", descending=True),
                Key("pk", descending=True),
            ),
            "published_at": (Key("published_at"), Key("pk")),
            "title": (Key("title"), Key("pk")),
        },
        filters=ArticleFilters,
        kind=ARTICLES,
    )
)
registry.register_collection(
    Collection(
        name="categories",
        description="The categories that have published articles.",
        queryset=used_categories,
        orders={"name": (Key("name"), Key("pk"))},
        filters=InOneLanguage,
        card=CategoryItem,
    )
)
