import pytest
from django.core.management import call_command
from wagtail.models import Page
from wagtail.search import index
from wagtail.search.models import IndexEntry

from blog.models import ArticleAuthor, ArticlePage, ArticleTag
from blog.samples.writing import delete_samples
from tests.factories import (
    ArticlePageFactory,
    AttorneyPageFactory,
    BlogIndexPageFactory,
    CategoryFactory,
    PeopleIndexPageFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def blog(home_page):
    people = PeopleIndexPageFactory(parent=home_page, slug="people")
    AttorneyPageFactory(parent=people, slug="ada")
    CategoryFactory()
    return BlogIndexPageFactory(parent=home_page, slug="articles")


def make(count):
    call_command("make_articles", count=count, verbosity=0)
    return ArticlePage.objects.order_by("path")


def test_the_tree_is_sound_before_and_after_other_articles(blog):
    ArticlePageFactory(parent=blog, slug="by-hand")
    blog.refresh_from_db()

    made = make(7)
    blog.refresh_from_db()
    ArticlePageFactory(parent=blog, slug="after")

    assert made.count() == 9
    assert not any(Page.find_problems())


def test_an_article_is_shown_found_and_edited_like_any_other(blog, client):
    article = make(2)[1]

    response = client.get(article.url)
    article.title = "Edited"
    article.save_revision().publish()

    assert article.authors.get().attorney.slug == "ada"
    assert article.tags.count() == 2
    for text in (article.standfirst, article.category.name, article.outline[0]["text"]):
        assert text in response.text
    assert "Edited" in client.get(article.url).text
    [found] = client.get("/search/?q=Edited").context["results"].object_list
    assert found.page == article


def test_search_entries_are_those_that_saving_would_make(blog):
    article = make(3)[2]
    names = ("title", "autocomplete", "body", "title_text", "body_text")
    entry = IndexEntry.objects.filter(object_id=str(article.pk))
    [bulk] = entry.values(*names)

    index.insert_or_update_object(ArticlePage.objects.get(pk=article.pk))

    [saved] = entry.values(*names)
    assert bulk == saved


def test_made_again_only_what_is_missing_is_added(blog):
    first = list(make(3).values_list("pk", flat=True))

    again = list(make(5).values_list("pk", flat=True))

    assert again[:3] == first
    assert len(again) == 5


def test_deleted_they_leave_nothing(blog):
    kept = ArticlePageFactory(parent=blog, slug="by-hand")
    edited = make(4)[1]
    edited.save_revision().publish()

    assert delete_samples(blog) == 4

    assert list(ArticlePage.objects.all()) == [kept]
    assert not ArticleAuthor.objects.exists()
    assert not ArticleTag.objects.exists()
    assert not any(Page.find_problems())
    assert set(
        IndexEntry.objects.filter(content_type=kept.content_type).values_list(
            "object_id", flat=True
        )
    ) == {str(kept.pk)}
