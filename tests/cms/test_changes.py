"""A page is as new as its content, whatever else was done to it."""

import pytest

from tests.factories import (
    ArticlePageFactory,
    AttorneyPageFactory,
    BlogIndexPageFactory,
    PeopleIndexPageFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(home_page):
    blog = BlogIndexPageFactory(parent=home_page, slug="articles")
    page = ArticlePageFactory(
        parent=blog, title="Bail", body=[("paragraph", "<p>What it costs.</p>")]
    )
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def publish(page, **values):
    page.refresh_from_db()
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()
    page.refresh_from_db()


def test_publishing_again_moving_and_describing_are_no_news(article):
    before = article.changed_at

    publish(article)
    publish(article, slug="bail-2", seo_title="Bail in Buffalo", is_indexed=False)

    assert before is not None
    assert article.changed_at == before
    assert article.last_published_at > before


@pytest.mark.parametrize(
    "change", [{"title": "On bail"}, {"body": [("paragraph", "<p>Who pays.</p>")]}]
)
def test_other_words_are_news(article, change):
    before = article.changed_at

    publish(article, **change)

    assert article.changed_at == article.last_published_at > before


def test_another_author_is_news_and_the_same_again_is_not(article, home_page):
    home_page.refresh_from_db()
    people = PeopleIndexPageFactory(parent=home_page, slug="people")
    article.authors.create(attorney=AttorneyPageFactory(parent=people))
    before = article.changed_at

    publish(article)
    with_author = article.changed_at
    publish(article)

    assert with_author > before
    assert article.changed_at == with_author


def test_a_draft_is_no_news(article):
    before = article.changed_at
    article.title = "Not yet"

    article.save_revision()

    article.refresh_from_db()
    assert article.changed_at == before
