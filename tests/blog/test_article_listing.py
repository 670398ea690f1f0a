"""The newest articles of categories are the same, however they are read."""

from datetime import UTC, datetime

import pytest
from django.db.models import Q
from wagtail.models import PageViewRestriction

from blog.models import ArticlePage, BlogIndexPage
from blog.models.article_listing import read_around
from cms.request_cache import request_scope
from tests.factories import ArticlePageFactory, BlogIndexPageFactory, CategoryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def categories(home_page):
    categories = [CategoryFactory(name=name) for name in ("Bail", "Trials", "Empty")]
    closed = BlogIndexPageFactory(parent=home_page, slug="closed")
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    for blog in (BlogIndexPageFactory(parent=home_page, slug="open"), closed):
        for number in range(12):
            ArticlePageFactory(
                parent=blog,
                slug=f"{blog.slug}-{number}",
                category=categories[number % 2],
                published_at=datetime(2026, 1, 1 + number // 3, tzinfo=UTC),
                live=number != 9,
            )
    return categories


def test_the_newest_of_categories_are_what_django_finds(categories):
    pks = [category.pk for category in categories]
    expected = ArticlePage.objects.newest_of_each({pk: Q(category=pk) for pk in pks}, 4)

    with request_scope():
        found = ArticlePage.objects.newest_of_categories(pks)

    assert found == expected
    assert [len(articles) for articles in found.values()] == [4, 4, 0]


def test_what_is_related_is_read_for_all_cards_at_once(
    categories, django_assert_num_queries
):
    articles = list(ArticlePage.objects.live().filter(category__in=categories))
    blog = BlogIndexPage.objects.get(slug="open")

    with request_scope(), django_assert_num_queries(4):
        read_around(articles)

        for article in articles:
            assert len(article.related_articles) == 3
            for other in article.related_articles:
                assert other.path.startswith(blog.path)
                assert (other.bylines, other.tag_list) == ([], [])
