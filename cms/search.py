"""Search over what anyone may read, ranked, with excerpts."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.utils.html import escape, strip_tags
from django.utils.safestring import SafeString, mark_safe
from modelsearch import index
from modelsearch.backends.database.postgres.weights import get_sql_weights
from wagtail.models import Page, Site, get_page_models
from wagtail.rich_text import RichText

from cms.fetching import FETCH_REMEMBERED
from cms.languages import home_pages, language_at_hand
from cms.visibility import restricted_branches

LONGEST_QUERY = 200
EXCERPT_START, EXCERPT_STOP = "\x02", "\x03"
EXCERPT_OPTIONS = (
    f"StartSel={EXCERPT_START}, StopSel={EXCERPT_STOP}, "
    "MaxWords=36, MinWords=18, MaxFragments=1"
)
EXCERPT_SOURCE_LENGTH = 20_000
TITLE_FIELDS = ("title", "seo_title", "search_description", "listing_summary")

MOST_RANKED = 500
MOST_WEIGHED = 100

# As Wagtail ranks, over candidates that the index of words gives. To weigh the words
# of a text it has to be unpacked, so that is done for the best by title alone.
FIND = """
WITH words AS (SELECT plainto_tsquery('english', %(query)s) AS query),
in_title AS MATERIALIZED (
    SELECT id, object_id, body,
        ts_rank(%(weights)s::real[], title, query) * title_norm AS rank
    FROM wagtailsearch_indexentry, words
    WHERE title @@ query AND content_type_id = ANY(%(types)s)
    LIMIT %(ranked)s
),
anywhere AS MATERIALIZED (
    SELECT id, object_id, body, 0 AS rank
    FROM wagtailsearch_indexentry, words
    WHERE (title || body) @@ query AND content_type_id = ANY(%(types)s)
    LIMIT %(ranked)s
),
candidates AS (
    SELECT * FROM in_title
    UNION ALL
    SELECT * FROM anywhere WHERE id NOT IN (SELECT id FROM in_title)
    LIMIT %(ranked)s
),
public AS (
    SELECT page.id, content_type_id, rank, body,
        row_number() OVER (ORDER BY rank DESC, page.id DESC) AS place
    FROM candidates JOIN wagtailcore_page AS page ON page.id = object_id::integer
    WHERE page.live AND page.path LIKE %(root)s
    AND NOT page.path LIKE ANY(%(restricted)s::text[])
)
SELECT id, content_type_id
FROM public, words
ORDER BY rank + CASE
    WHEN place <= %(weighed)s THEN ts_rank(%(weights)s::real[], body, query) ELSE 0
END DESC, id DESC
"""


class Found(NamedTuple):
    """A page that was found: its key, and that of its type."""

    pk: int
    content_type_id: int

    @property
    def model(self) -> type[Page]:
        """The type of the page."""
        found = ContentType.objects.get_for_id(self.content_type_id).model_class()
        return found or Page


ReadAlong = Callable[[Any], Any]


def unchanged(pages: Any) -> Any:
    """Read nothing along."""
    return pages


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


def find_pages(
    query: str, site: Site, models: Iterable[type[Page]] | None = None
) -> list[Found]:
    """The public pages of a site that hold all words of the query, best first.

    Of several languages, those in the one that is being read.

    Of very many, at most MOST_RANKED are ranked, those first that have the words in
    their title, and the words in the text count for the first MOST_WEIGHED of these:
    what a frequent word costs does not grow with the site.
    """
    home = home_pages(site).get(language_at_hand())
    if home is None:
        return []
    parameters = {
        "query": query,
        "types": type_keys(get_page_models() if models is None else models),
        "weights": get_sql_weights(),
        "ranked": MOST_RANKED,
        "weighed": MOST_WEIGHED,
        "root": f"{home.path}%",
        "restricted": restricted_branches(),
    }
    with connection.cursor() as cursor:
        cursor.execute(FIND, parameters)
        return list(map(Found._make, cursor.fetchall()))


def type_keys(models: Iterable[type[Page]]) -> list[int]:
    """The keys of the content types of page types."""
    types = ContentType.objects.get_for_models(*models)
    return [content_type.pk for content_type in types.values()]


def matching(query: str) -> Any:
    """The keys of all pages that hold all words of the query, as a subquery."""
    query, pages = clean_query(query), Page.objects.order_by("id")
    if not query:
        return pages.none().values("pk")
    found = pages.search(query, operator="and", order_by_relevance=False)
    return found.get_queryset().order_by().values("pk")


def whole_pages(pages: list[Found], read_along: ReadAlong = unchanged) -> list[Page]:
    """The pages with all of their fields, in the order given: a query for each type."""
    types: dict[type[Page], list[int]] = {}
    for page in pages:
        types.setdefault(page.model, []).append(page.pk)
    found = {
        page.pk: page
        for model, pks in types.items()
        for page in read_along(model._default_manager.filter(pk__in=pks))
        .defer(None)
        .fetch_mode(FETCH_REMEMBERED)
    }
    return [found[page.pk] for page in pages if page.pk in found]


def with_excerpts(pages: list[Page], query: str) -> list[SearchResult]:
    """Search results for the whole pages of one screen, in the order given."""
    passages = excerpts([page_text(page) for page in pages], query)
    return [
        SearchResult(page, passage)
        for page, passage in zip(pages, passages, strict=True)
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
        passages = [row[0] for row in cursor.fetchall()]
    return [
        marked(passage, text) for passage, text in zip(passages, texts, strict=True)
    ]


def marked(passage: str, text: str) -> SafeString:
    """A passage of a text as HTML; only marks and dots are ours, the rest is escaped.

    Dots stand where the text goes on.
    """
    words = passage.replace(EXCERPT_START, "").replace(EXCERPT_STOP, "").strip()
    before = "" if text.startswith(words) else "… "
    after = "" if text.endswith(words) else " …"
    html = f"{before}{escape(passage.strip())}{after}"
    html = html.replace(EXCERPT_START, "<mark>").replace(EXCERPT_STOP, "</mark>")
    return mark_safe(html)  # noqa: S308 - escaped above
