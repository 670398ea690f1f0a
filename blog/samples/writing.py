"""Writes and deletes sample articles in bulk: rows are copied into the tables.

The pages are whole: places in the tree, bylines, tags and search entries are what
saving them one by one would make. They have no revisions, which Wagtail makes
when somebody first edits a page, and no entries in the index of references.
"""

import uuid
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import F, Model, QuerySet
from django.utils import timezone
from django.utils.text import slugify
from taggit.models import Tag
from wagtail.models import Page

from blog.models import (
    ArticleAuthor,
    ArticlePage,
    ArticleTag,
    BlogIndexPage,
    Category,
)
from blog.rows import copy_rows, next_keys, values_of
from blog.samples.search_entries import EntryWriter, delete_entries
from blog.samples.texts import SUBJECTS, VARIANTS, WORDS, Variant, variant_of
from people.models import AttorneyPage

SLUG = "sample-article-"
BATCH = 5_000
APART = timedelta(hours=1)  # from one article to the one before
TABLES = (Page, ArticlePage, ArticleAuthor, ArticleTag)

Advance = Callable[[int], None]


def sample_articles(blog: BlogIndexPage) -> QuerySet:
    """The articles of a blog that were made here."""
    return ArticlePage.objects.child_of(blog).filter(slug__startswith=SLUG)


def delete_samples(blog: BlogIndexPage) -> int:
    """Delete the sample articles, and return how many there were.

    Those that somebody edited since are deleted as pages are; the others have
    nothing but the rows that were written here.
    """
    with transaction.atomic():
        edited = sample_articles(blog).filter(latest_revision__isnull=False)
        count = edited.count()
        for article in edited:
            article.delete()
        pks = list(sample_articles(blog).values_list("pk", flat=True))
        delete_entries(pks)
        for model, key in (
            (ArticleTag, "content_object_id"),
            (ArticleAuthor, "article_id"),
            (ArticlePage, "page_ptr_id"),
            (Page, "id"),
        ):
            found = model._base_manager.filter(**{f"{key}__in": pks})
            found._raw_delete(found.db)
        Page.objects.filter(pk=blog.pk).update(numchild=F("numchild") - len(pks))
    return count + len(pks)


class SampleWriter:
    """Adds sample articles to a blog."""

    def __init__(self, blog: BlogIndexPage) -> None:
        self.blog = blog
        self.newest = timezone.now().replace(minute=0, second=0, microsecond=0)
        self.tags = {
            word: Tag.objects.get_or_create(slug=slugify(word), defaults={"name": word})
            for word in WORDS
        }
        self.categories = list(Category.objects.all()) or [
            Category.objects.create(name=subject.capitalize(), slug=slugify(subject))
            for subject in SUBJECTS
        ]
        attorneys = AttorneyPage.objects.filter(left_on=None)
        self.attorneys = list(attorneys.live().order_by("pk"))
        self.patterns: dict[int, ArticlePage] = {}

    def write(self, count: int, advance: Advance = lambda made: None) -> None:
        """Add articles until there are `count`; `advance` is told of each batch."""
        taken = sample_articles(self.blog).values_list("slug", flat=True)
        numbers = {int(slug.removeprefix(SLUG)) for slug in taken}
        missing = [number for number in range(count) if number not in numbers]
        with transaction.atomic():
            entries = EntryWriter(self.pattern(number) for number in range(VARIANTS))
            place = self.last_place()
            for start in range(0, len(missing), BATCH):
                batch = missing[start : start + BATCH]
                self.write_batch(batch, place + start, entries)
                advance(len(batch))
        with connection.cursor() as cursor:
            for table in [*(model._meta.db_table for model in TABLES), entries.table]:
                cursor.execute(f'ANALYZE "{table}"')

    def write_batch(self, numbers: list[int], place: int, entries: EntryWriter) -> None:
        """Add the articles with these numbers, below the blog's last child."""
        pks = dict(zip(numbers, next_keys(Page, len(numbers)), strict=True))
        pages = [
            self.page_values(number, pks[number], place + offset)
            for offset, number in enumerate(numbers, start=1)
        ]
        copy_rows(Page, pages)
        copy_rows(ArticlePage, (self.article_values(n, pk) for n, pk in pks.items()))
        copy_rows(ArticleAuthor, self.author_values(pks), with_keys=True)
        copy_rows(ArticleTag, self.tag_values(pks), with_keys=True)
        entries.write(
            (page["id"], number % VARIANTS, page["title"])
            for number, page in zip(numbers, pages, strict=True)
        )
        Page.objects.filter(pk=self.blog.pk).update(
            numchild=F("numchild") + len(numbers)
        )

    def last_place(self) -> int:
        """The place of the blog's last child in the tree; 0 without one."""
        last = self.blog.get_last_child()
        return Page._str2int(last.path[-Page.steplen :]) if last else 0

    def pattern(self, number: int) -> ArticlePage:
        """An article with all that those of one variant have in common."""
        variant = variant_of(number)
        found = self.patterns.get(variant.number)
        if found is None:
            found = ArticlePage(
                title="",
                locale=self.blog.locale,
                content_type=ContentType.objects.get_for_model(ArticlePage),
                depth=self.blog.depth + 1,
                live=True,
                standfirst=variant.standfirst,
                category=self.categories[variant.number % len(self.categories)],
                body=variant.body,
            )
            found.authors = self.bylines(variant)
            found.tags.add(*variant.tags)
            self.patterns[variant.number] = found
        return found

    def bylines(self, variant: Variant) -> list[ArticleAuthor]:
        """One author, or two."""
        if not self.attorneys:
            return [ArticleAuthor(name="The firm", sort_order=0)]
        chosen = [variant.number, variant.number + 1][: 1 + (variant.number % 3 == 0)]
        attorneys = [self.attorneys[place % len(self.attorneys)] for place in chosen]
        return [
            ArticleAuthor(attorney=found, name=found.display_name, sort_order=place)
            for place, found in enumerate(dict.fromkeys(attorneys))
        ]

    def page_values(self, number: int, pk: int, place: int) -> dict[str, Any]:
        """The row of an article in the table that all pages share."""
        slug, title = f"{SLUG}{number}", variant_of(number).title(number)
        moment = self.moment(number)
        return known_values(Page, self.pattern(number)) | {
            "id": pk,
            "title": title,
            "draft_title": title,
            "slug": slug,
            "path": Page._get_path(self.blog.path, self.blog.depth + 1, place),
            "url_path": f"{self.blog.url_path}{slug}/",
            "translation_key": uuid.uuid4(),
            "first_published_at": moment,
            "last_published_at": moment,
        }

    def article_values(self, number: int, pk: int) -> dict[str, Any]:
        """The row of an article in its own table."""
        return known_values(ArticlePage, self.pattern(number)) | {
            "page_ptr_id": pk,
            "published_at": self.moment(number),
        }

    def author_values(self, pks: dict[int, int]) -> Iterator[dict[str, Any]]:
        """The rows of the bylines."""
        for number, pk in pks.items():
            for author in self.pattern(number).authors.all():
                yield known_values(ArticleAuthor, author) | {"article_id": pk}

    def tag_values(self, pks: dict[int, int]) -> Iterator[dict[str, Any]]:
        """The rows of the tags."""
        for number, pk in pks.items():
            for word in dict.fromkeys(variant_of(number).tags):
                tag, _ = self.tags[word]
                yield {"content_object_id": pk, "tag_id": tag.pk}

    def moment(self, number: int) -> datetime:
        """When an article was published: one after the other, back in time."""
        return self.newest - number * APART


def known_values(model: type[Model], instance: Model) -> dict[str, Any]:
    """What is stored of an instance in one table, worked out once for each."""
    known = instance.__dict__.setdefault("_stored_values", {})
    if model not in known:
        known[model] = values_of(model, instance)
    return known[model]
