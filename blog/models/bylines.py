"""Who wrote an article, and what it is tagged with."""

from collections.abc import Sequence
from typing import Any

from django.db import models
from modelcluster.fields import ParentalKey
from taggit.models import Tag, TaggedItemBase
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.models import Orderable

from cms.fetching import FETCH_REMEMBERED, as_stored
from cms.languages import is_multilingual
from cms.request_cache import once_for_each
from cms.statements import objects_where
from cms.structured_data import Node
from cms.translations import as_at_hand, as_at_hand_all
from cms.visibility import is_public_page
from people.models import AttorneyPage


def read_names(articles: Sequence[Any]) -> None:
    """Read the authors and tags of all of these articles at once.

    They are remembered without the article, which would keep its text in memory.
    """
    stored = as_stored(articles)
    known = once_for_each("names", [article.pk for article in stored], names_of)
    for article in stored:
        authors, tags = known[article.pk]
        article.__dict__.update(bylines=authors, tag_list=tags)


def names_of(pks: list[int]) -> dict[int, tuple[list["ArticleAuthor"], list[Tag]]]:
    """The authors and tags of articles, in order, by the articles' keys."""
    found: dict[int, Any] = {pk: ([], []) for pk in pks}
    authors = objects_where(
        ArticleAuthor,
        'WHERE "article_id" = ANY(%s) ORDER BY "sort_order", "id"',
        [pks],
        fetch_mode=FETCH_REMEMBERED,
    )
    for author in authors:
        found[author.article_id][0].append(author)
    if is_multilingual():
        as_at_hand_all([author.attorney for author in authors], AttorneyPage)
    tagged = objects_where(
        ArticleTag,
        'WHERE "content_object_id" = ANY(%s) ORDER BY "blog_articletag"."id"',
        [pks],
        fetch_mode=FETCH_REMEMBERED,
        along=("tag",),
    )
    for item in tagged:
        found[item.content_object_id][1].append(item.tag)
    return found


class ArticleTag(TaggedItemBase):
    """A tag on an article."""

    content_object = ParentalKey(
        "blog.ArticlePage", on_delete=models.CASCADE, related_name="tagged_items"
    )


class ArticleAuthor(Orderable):
    """A name in the byline: an attorney of the firm, or anybody else."""

    article = ParentalKey("blog.ArticlePage", related_name="authors")
    attorney = models.ForeignKey(
        "people.AttorneyPage",
        verbose_name="attorney",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The byline links to the profile.",
    )
    name = models.CharField(
        "name",
        max_length=160,
        blank=True,
        help_text="For an author without a profile. For an attorney it is filled in, "
        "and stays as plain text after the attorney has left.",
    )

    panels = [PageChooserPanel("attorney"), FieldPanel("name")]

    def __str__(self) -> str:
        return self.display_name

    def clean(self) -> None:
        super().clean()
        self.keep_name()

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.keep_name()
        super().save(*args, **kwargs)

    def keep_name(self) -> None:
        """Write the attorney's name down, in drafts too, where nothing is saved."""
        if self.attorney is not None:
            self.name = self.attorney.display_name

    @property
    def public_attorney(self) -> Any:
        """The attorney with a profile that anyone may read, otherwise nobody."""
        attorney = as_at_hand(self.attorney)
        if attorney is None or attorney.left_on:
            return None
        return attorney if is_public_page(attorney) else None

    @property
    def display_name(self) -> str:
        return self.attorney.display_name if self.attorney else self.name


def author_node(attorney: Any, name: str) -> Node:
    """A person in a byline, with the profile where there is a public one."""
    if not name:
        return {}
    node = {"@type": "Person", "name": name}
    if attorney:
        node |= {"@id": attorney.person_id, "url": attorney.canonical_url}
    return node
