"""The page that lists the articles, with its archives and feeds."""

from array import array
from copy import copy

from django.core.paginator import EmptyPage, Page, Paginator
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from taggit.models import Tag
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField
from wagtail.search import index

from blog import feeds
from cms.blocks.groups import INLINE_FEATURES
from cms.languages import in_language_at_hand, language_at_hand
from cms.pages import BasePage, Breadcrumb
from cms.request_cache import once_per_request
from cms.visibility import public_pages
from people.models import AttorneyPage

from .archive import Archive
from .article_listing import ArticleQuerySet
from .article_page import ArticlePage
from .bylines import ArticleAuthor
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
        help_text="From 3 to 60. More than that makes pages slow on phones.",
    )

    search_fields = [*BasePage.search_fields, index.SearchField("introduction")]
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("introduction"),
        FieldPanel("articles_per_page"),
    ]

    summary_field = "introduction"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["blog.ArticlePage"]

    schema_type = "CollectionPage"
    archive: Archive | None = None  # what an address below the page's own shows
    page_number = 1  # of the listing

    class Meta:
        verbose_name = "blog"

    @property
    def search_title_text(self) -> str:
        title = super().search_title_text
        if self.archive:
            title = f"{self.archive.title} – {self.title}"
        return f"{title}, page {self.page_number}" if self.page_number > 1 else title

    @property
    def description_text(self) -> str:
        text = super().description_text
        if self.archive:
            fallback = f"{self.archive.description_fallback} – {self.firm.firm_name}"
            text = self.archive.description or fallback.removesuffix(" – ")
        return f"{text} Page {self.page_number}." if self.page_number > 1 else text

    @property
    def canonical_url(self) -> str:
        """The address of what is shown, whatever else was asked with it."""
        address = super().canonical_url
        if self.archive:
            address += self.archive.route
        return f"{address}?page={self.page_number}" if self.page_number > 1 else address

    @cached_property
    def breadcrumbs(self) -> list[Breadcrumb]:
        """The way to what is shown; an archive lies below the blog."""
        trail = super().breadcrumbs
        if self.archive:
            here = f"{self.url}{self.archive.route}"
            trail = [*trail, Breadcrumb(self.archive.heading, here)]
        return trail

    @property
    def articles(self) -> ArticleQuerySet:
        """The listed articles of this blog."""
        return ArticlePage.objects.for_listing().child_of(self)

    @property
    def categories(self) -> list[Category]:
        """The categories that have published articles here."""
        used = public_pages(ArticlePage.objects.child_of(self)).filter(
            category=models.OuterRef("pk")
        )
        found = Category.objects.filter(models.Exists(used.order_by()))
        return once_per_request(f"categories-of-{self.pk}", lambda: list(found))

    @property
    def category_links(self) -> list[dict[str, str]]:
        """The categories, each with the address of its archive."""
        return [
            {"name": found.name, "slug": found.slug, "url": self.category_url(found)}
            for found in self.categories
        ]

    @property
    def first_articles(self) -> list[ArticlePage]:
        """The articles on the first page of the listing."""
        found = self.archive.articles if self.archive else self.articles
        return list(found[: self.articles_per_page])

    @property
    def feeds(self) -> dict[str, str]:
        """The addresses of the feeds by kind."""
        names = ("rss", "atom", "json_feed")
        return {name: self.url + self.reverse_subpage(name) for name in names}

    def get_route_paths(self) -> list[str]:
        """Every address below the page's own that must survive a move (Wagtail)."""
        articles = ArticlePage.objects.live().child_of(self)
        authors = ArticleAuthor.objects.filter(article__in=articles)
        attorneys = AttorneyPage.objects.filter(pk__in=authors.values("attorney"))
        archives = {
            "category": Category.objects.all(),
            "tag": Tag.objects.filter(
                blog_articletag_items__content_object__in=articles
            ),
            "author": attorneys,
        }
        return [
            *("/", "/feed/", "/feed/atom/", "/feed/json/"),
            *(
                f"/{kind}/{slug}/"
                for kind, subjects in archives.items()
                for slug in subjects.distinct().values_list("slug", flat=True)
            ),
        ]

    @classmethod
    def main(cls) -> "BlogIndexPage | None":
        """The public blog in the language at hand; of several, the first."""
        blogs = in_language_at_hand(public_pages(cls.objects.all()))
        return once_per_request(f"blog-{language_at_hand()}", blogs.first)

    def category_url(self, category: Category) -> str:
        return f"{self.url}category/{category.slug}/"

    def tag_url(self, tag: Tag) -> str:
        return f"{self.url}tag/{tag.slug}/"

    @path("")
    def all_articles(self, request: HttpRequest) -> HttpResponse:
        """Every article, newest first."""
        return self._listing(request)

    @path("category/<slug:slug>/", name="category")
    def category_archive(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The articles of a category."""
        return self._listing(request, self.archive_of("category", slug))

    @path("tag/<slug:slug>/", name="tag")
    def tag_archive(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The articles with a tag."""
        return self._listing(request, self.archive_of("tag", slug))

    @path("author/<slug:slug>/", name="author")
    def author_archive(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The articles of an attorney."""
        return self._listing(request, self.archive_of("author", slug))

    def archive_of(self, kind: str, slug: str) -> Archive:
        """The articles that have a category, tag or author in common.

        Raises:
            Http404: when there is no such category, tag or author.
        """
        if kind == "category":
            category = get_object_or_404(Category, slug=slug)
            found = self.articles.in_category(category)
            return Archive(kind, category, found, self.url)
        if kind == "tag":
            tag = get_object_or_404(Tag, slug=slug)
            found = self.articles.filter(tags=tag)
            return Archive(kind, tag, found, self.url)
        attorney = self.author_with(slug)
        found = ArticlePage.objects.for_listing().by(attorney).child_of(self)
        return Archive(kind, attorney, found, self.url)

    def author_with(self, slug: str) -> AttorneyPage:
        """The attorney of an archive, whose profiles in all languages have its name.

        Raises:
            Http404: when no public profile has it.
        """
        profiles = list(public_pages(AttorneyPage.objects.filter(slug=slug)))
        if not profiles:
            raise Http404
        return min(profiles, key=lambda page: page.locale_id != self.locale_id)

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
        self, request: HttpRequest, archive: Archive | None = None
    ) -> HttpResponse:
        """A page of a listing, as the blog looks there."""
        name = f"{archive.kind}-{archive.slug}" if archive else "all"
        found = archive.articles if archive else self.articles
        known = KnownArticles(found, f"{self.pk}-{name}")
        articles = one_page(known, request, self.articles_per_page)
        if archive is not None and not articles.object_list:
            raise Http404
        shown = copy(self)  # requests share the blog itself: see cms.routing
        shown.archive, shown.page_number = archive, articles.number
        if archive or articles.number > 1:
            shown.translations = []  # of the blog, not of a part of it
        return shown.render(
            request,
            context_overrides={
                "articles": articles,
                "heading": archive.heading if archive else self.title,
                "archive": archive,
                "categories": self.categories,
            },
        )


class KnownArticles:
    """A listing of which the keys are known, so that any page of it costs the same.

    The keys are read once for all requests of a generation: a hundred thousand
    take 0.8 MB, and are read in a tenth of a second.
    """

    def __init__(self, articles: ArticleQuerySet, name: str) -> None:
        self.articles = articles
        self.keys = once_per_request(
            f"keys-of-{name}", lambda: array("q", articles.values_list("pk", flat=True))
        )

    def __len__(self) -> int:
        return len(self.keys)

    def __getitem__(self, place: slice) -> list[ArticlePage]:
        """The articles of one page, in order."""
        keys = self.keys[place]
        found = {page.pk: page for page in self.articles.filter(pk__in=keys)}
        return [found[key] for key in keys if key in found]


def one_page(articles: KnownArticles, request: HttpRequest, size: int) -> Page:
    """The page of a listing that the address asks for.

    Raises:
        Http404: for a page that does not exist, as for any other missing address.
    """
    number = request.GET.get("page", "1")
    if not number.isascii() or not number.isdigit() or number.startswith("0"):
        raise Http404
    try:
        return Paginator(articles, size).page(int(number))  # type: ignore[arg-type]
    except EmptyPage as error:
        raise Http404 from error
