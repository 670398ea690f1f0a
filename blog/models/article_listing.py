"""Which articles lists show, in which order, and how they are read."""

from collections.abc import Sequence
from typing import Any

from django.db import models
from wagtail.models import PageQuerySet

from cms.fetching import FETCH_REMEMBERED, along
from cms.languages import in_language_at_hand, is_multilingual, language_at_hand
from cms.request_cache import once_for_each
from cms.statements import objects_where
from cms.visibility import IS_PUBLIC, public_pages, restricted_branches

from .bylines import ArticleAuthor, read_names

# As the index has it.
NEWEST_FIRST = (models.F("published_at").desc(nulls_last=True), "-pk")
RELATED_COUNT = 3
TEXTS = ("body", "references")  # what no list shows

NEWEST_OF_CATEGORIES = f"""
WHERE "page_ptr_id" IN (
    SELECT newest.pk FROM unnest(%s::bigint[]) AS wanted(category)
    CROSS JOIN LATERAL (
        SELECT page_ptr_id AS pk FROM blog_articlepage
        JOIN wagtailcore_page ON wagtailcore_page.id = page_ptr_id
        JOIN wagtailcore_locale ON wagtailcore_locale.id = locale_id
        WHERE category_id = wanted.category AND {IS_PUBLIC}
        AND (%s OR language_code = %s)
        ORDER BY published_at DESC NULLS LAST, page_ptr_id DESC LIMIT %s
    ) AS newest
)
ORDER BY "published_at" DESC NULLS LAST, "page_ptr_id" DESC
"""  # noqa: S608 - constants


class ArticleQuerySet(PageQuerySet):
    """Articles as the site lists them."""

    def for_listing(self) -> "ArticleQuerySet":
        """Published articles, newest first, with all that a card shows."""
        return public_pages(self).for_cards().order_by(*NEWEST_FIRST)

    def for_cards(self) -> "ArticleQuerySet":
        """With their bylines; the text is read only where nothing sums it up."""
        return (
            self.defer(*TEXTS)
            .prefetch_related(along("authors", ArticleAuthor))
            .fetch_mode(FETCH_REMEMBERED)
        )

    def in_category(self, category: Any) -> "ArticleQuerySet":
        """Articles of a category or of one that is part of it."""
        return self.filter(category__in=category.with_parts())

    def by(self, attorney: Any) -> "ArticleQuerySet":
        """Articles that carry the attorney's name."""
        return self.filter(written_by(attorney))

    def newest_of_each(
        self, groups: dict[Any, models.Q], count: int
    ) -> dict[Any, list[Any]]:
        """The newest listed articles of each group, in a fixed number of queries."""
        if not groups:
            return {}
        listed = in_language_at_hand(public_pages(self)).order_by(*NEWEST_FIRST)
        parts = [
            listed.filter(condition).values_list(models.Value(place), "pk")[:count]
            for place, condition in enumerate(groups.values())
        ]
        keys = list(groups)
        rows = parts[0].union(*parts[1:], all=True)
        found = [(keys[place], pk) for place, pk in rows]
        articles = self.for_listing().in_bulk([pk for _, pk in found])
        newest: dict[Any, list[Any]] = {key: [] for key in keys}
        for key, pk in found:
            newest[key].append(articles[pk])
        for members in newest.values():
            members.sort(key=lambda page: (page.published_at, page.pk), reverse=True)
        return newest

    def newest_of_categories(self, pks: list[int]) -> dict[int, list[Any]]:
        """As many listed articles of each category as are related to another one."""
        found = objects_where(
            self.model,
            NEWEST_OF_CATEGORIES,
            [
                pks,
                restricted_branches(),
                not is_multilingual(),
                language_at_hand(),
                RELATED_COUNT + 1,
            ],
            fetch_mode=FETCH_REMEMBERED,
            without=TEXTS,
        )
        newest: dict[int, list[Any]] = {pk: [] for pk in pks}
        for article in found:
            newest[article.category_id].append(article)
        return newest

    def read_bodies(self, article: Any) -> None:
        """Read the bodies of an article and its peers at once.

        Wagtail reads a StreamField that was left out one by one.
        """
        peers = [peer for ref in article._state.peers if (peer := ref()) is not None]
        lacking = {peer.pk: peer for peer in [article, *peers] if not peer.standfirst}
        for found in self.filter(pk__in=lacking).only("body"):
            lacking[found.pk].body = found.body


def written_by(attorney: Any) -> models.Q:
    """That an article names the attorney, by a profile in any language."""
    same: dict[str, Any] = {"attorney": attorney}
    if is_multilingual():
        same = {"attorney__translation_key": attorney.translation_key}
    written = ArticleAuthor.objects.filter(**same).values("article_id")
    return models.Q(pk__in=written)


def read_around(articles: Sequence[Any]) -> None:
    """Read the authors, tags and related articles of all of these at once."""
    if not articles:
        return
    newest = once_for_each(
        f"newest-of-category-{language_at_hand()}",
        {article.category_id for article in articles} - {None},
        type(articles[0]).objects.newest_of_categories,
    )
    related = [other for others in newest.values() for other in others]
    read_names([*articles, *related])
    for article in articles:
        others = [
            other
            for other in newest.get(article.category_id, [])
            if other.pk != article.pk
        ]
        article.__dict__["related_articles"] = others[:RELATED_COUNT]
