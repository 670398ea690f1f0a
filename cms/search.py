"""Search over what anyone may read, ranked, with excerpts."""

from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils.html import escape, strip_tags
from django.utils.safestring import SafeString, mark_safe
from modelsearch import index
from wagtail.models import Page, Site
from wagtail.rich_text import RichText

LONGEST_QUERY = 200
EXCERPT_START, EXCERPT_STOP = "\x02", "\x03"
EXCERPT_OPTIONS = (
    f"StartSel={EXCERPT_START}, StopSel={EXCERPT_STOP}, "
    "MaxWords=36, MinWords=18, MaxFragments=1"
)
EXCERPT_SOURCE_LENGTH = 20_000
TITLE_FIELDS = ("title", "seo_title", "search_description", "listing_summary")


@dataclass(frozen=True, slots=True)
class SearchResult:
    """A page that was found, with the passage that matches."""

    page: Page
    excerpt: SafeString

    @property
    def title(self) -> str:
        return self.page.title

    @property
    def url(self) -> str:
        return self.page.url or ""

    @property
    def kind_label(self) -> str:
        """What kind of page it is, in words; empty where that says nothing."""
        model = self.page.cached_content_type.model_class()
        return getattr(model, "kind_label", str(model._meta.verbose_name))


def clean_query(text: str) -> str:
    """What a visitor typed, without control characters, at most 200 characters.

    Nothing is left of a text without a letter or digit: there is nothing to find.
    """
    printable = "".join(c if c.isprintable() else " " for c in text)
    query = " ".join(printable.split())[:LONGEST_QUERY]
    return query if any(c.isalnum() for c in query) else ""


def find_pages(query: str, site: Site) -> Any:
    """The public pages of a site that hold all words of the query, best first."""
    pages = Page.objects.live().public().descendant_of(site.root_page, inclusive=True)
    return pages.search(query, operator="and")


def matching(query: str) -> Any:
    """The keys of all pages that hold all words of the query, as a subquery."""
    query, pages = clean_query(query), Page.objects.order_by("id")
    if not query:
        return pages.none().values("pk")
    found = pages.search(query, operator="and", order_by_relevance=False)
    return found.get_queryset().order_by().values("pk")


def with_excerpts(pages: list[Page], query: str) -> list[SearchResult]:
    """Search results for the pages of one screen, in the order given."""
    found = Page.objects.filter(pk__in=[page.pk for page in pages]).specific()
    by_pk = {page.pk: page for page in found}
    specific = [by_pk[page.pk] for page in pages]
    passages = excerpts([page_text(page) for page in specific], query)
    return [
        SearchResult(page, passage)
        for page, passage in zip(specific, passages, strict=True)
    ]


def page_text(page: Page) -> str:
    """The words of a page, from the fields that its search index holds."""
    parts = []
    for field in type(page).get_search_fields():
        if (
            isinstance(field, index.SearchField)
            and field.field_name not in TITLE_FIELDS
        ):
            parts.append(as_words(field.get_value(page)))
    return " ".join(" ".join(parts).split())[:EXCERPT_SOURCE_LENGTH]


def as_words(value: Any) -> str:
    """Any indexed value as plain words."""
    if isinstance(value, (list, tuple)):
        return " ".join(as_words(part) for part in value)
    if isinstance(value, RichText):
        value = value.source
    return strip_tags(str(value or "").replace("<", " <"))


def excerpts(texts: list[str], query: str) -> list[SafeString]:
    """For each text the passage that matches best, matches in `<mark>`."""
    if not texts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT ts_headline('english', body, plainto_tsquery('english', %s), %s) "
            "FROM unnest(%s::text[]) WITH ORDINALITY AS texts (body, place) "
            "ORDER BY place",
            [query, EXCERPT_OPTIONS, texts],
        )
        return [marked(row[0]) for row in cursor.fetchall()]


def marked(passage: str) -> SafeString:
    """A passage as HTML; only the marks are ours, the rest is escaped."""
    html = str(escape(passage))
    html = html.replace(EXCERPT_START, "<mark>").replace(EXCERPT_STOP, "</mark>")
    return mark_safe(html)  # noqa: S308 - escaped above
