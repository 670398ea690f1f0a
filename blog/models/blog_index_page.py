"""The page that lists the articles, with its archives and feeds."""

from typing import Any
from urllib.parse import urljoin

from django.core.paginator import EmptyPage, Page, Paginator
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from taggit.models import Tag
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField
from wagtail.search import index

from blog import feeds
from cms.blocks.groups import INLINE_FEATURES
from cms.pages import BasePage
from people.models import AttorneyPage

from .article_page import ArticlePage, ArticleQuerySet, articles_by
from .category import Category


class BlogIndexPage(RoutablePageMixin, BasePage):
    """All articles, newest first, with archives and feeds."""

    introduction = RichTextField(
        "introduction",
        blank=True,
        features=INLINE_FEATURES,
        help_text="A sentence or two above the list.",
    )
    articles_per_page = models.PositiveSmallIntegerField(
        "articles on a page",
        default=12,
        validators=[MinValueValidator(3), MaxValueValidator(60)],
    )

    search_fields = [*BasePage.search_fields, index.SearchField("introduction")]
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("introduction"),
        FieldPanel("articles_per_page"),
    ]

    parent_page_types = ["home.HomePage"]
    subpage_types = ["blog.ArticlePage"]

    class Meta:
        verbose_name = "blog"

    @property
    def summary_fallback(self) -> str:
        return self.introduction

    @property
    def articles(self) -> ArticleQuerySet:
        """The listed articles of this blog."""
        return ArticlePage.objects.for_listing().child_of(self)

    @property
    def categories(self) -> models.QuerySet[Category]:
        """The categories that have published articles here."""
        used = ArticlePage.objects.live().public().child_of(self)
        return Category.objects.filter(pk__in=used.values("category_id"))

    def category_url(self, category: Category) -> str:
        return f"{self.url}category/{category.slug}/"

    def tag_url(self, tag: Tag) -> str:
        return f"{self.url}tag/{tag.slug}/"

    @path("")
    def all_articles(self, request: HttpRequest) -> HttpResponse:
        """Every article, newest first."""
        return self._listing(request, self.articles, self.title, None)

    @path("category/<slug:slug>/", name="category")
    def category_archive(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The articles of a category."""
        category = get_object_or_404(Category, slug=slug)
        articles = self.articles.in_category(category)
        archive = {"kind": "category", "category": category}
        return self._listing(request, articles, category.name, archive)

    @path("tag/<slug:slug>/", name="tag")
    def tag_archive(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The articles with a tag."""
        tag = get_object_or_404(Tag, slug=slug)
        articles = self.articles.filter(tags=tag)
        archive = {"kind": "tag", "tag": tag}
        return self._listing(request, articles, tag.name.capitalize(), archive)

    @path("author/<slug:slug>/", name="author")
    def author_archive(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The articles of an attorney."""
        attorneys = AttorneyPage.objects.live().public()
        attorney = get_object_or_404(attorneys, slug=slug)
        articles = articles_by(attorney).child_of(self)
        archive = {"kind": "author", "attorney": attorney}
        heading = f"Articles by {attorney.display_name}"
        return self._listing(request, articles, heading, archive)

    @path("feed/", name="rss")
    def rss_feed(self, request: HttpRequest) -> HttpResponse:
        """The newest articles as RSS 2.0."""
        return feeds.RssFeed(self)(request)

    @path("feed/atom/", name="atom")
    def atom_feed(self, request: HttpRequest) -> HttpResponse:
        """The newest articles as Atom."""
        return feeds.AtomFeed(self)(request)

    @path("feed/json/", name="json_feed")
    def json_feed(self, request: HttpRequest) -> HttpResponse:
        """The newest articles as JSON Feed 1.1."""
        return feeds.json_feed(self, request)

    def _listing(
        self,
        request: HttpRequest,
        articles: ArticleQuerySet,
        heading: str,
        archive: dict[str, Any] | None,
    ) -> HttpResponse:
        page_of_articles = one_page(articles, request, self.articles_per_page)
        if archive is not None and not page_of_articles.object_list:
            raise Http404
        return self.render(
            request,
            context_overrides={
                "articles": page_of_articles,
                "heading": heading,
                "archive": archive,
                "categories": self.categories,
                "archive_url": request.path,
                "canonical_url": self._canonical_url(request, page_of_articles.number),
            },
        )

    def _canonical_url(self, request: HttpRequest, number: int) -> str:
        """The one address of a page of a listing, whatever else was asked with it."""
        address = urljoin(self.full_url or "", request.path)
        return f"{address}?page={number}" if number > 1 else address


def one_page(articles: Any, request: HttpRequest, size: int) -> Page:
    """The page of a listing that the address asks for.

    Raises:
        Http404: for a page that does not exist, as for any other missing address.
    """
    number = request.GET.get("page", "1")
    if not number.isascii() or not number.isdigit() or number.startswith("0"):
        raise Http404
    try:
        return Paginator(articles, size).page(int(number))
    except EmptyPage as error:
        raise Http404 from error
