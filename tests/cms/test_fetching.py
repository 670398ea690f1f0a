import pytest
from django.contrib.auth import get_user_model

from blog.models import ArticlePage
from cms.fetching import FETCH_REMEMBERED
from cms.models import CallToAction
from cms.request_cache import SharedValues, request_scope
from tests.factories import ArticlePageFactory, BlogIndexPageFactory, CategoryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def articles(home_page):
    blog = BlogIndexPageFactory(parent=home_page)
    category = CategoryFactory(name="Bail")
    owner = get_user_model().objects.create_user("owner")
    for number in range(3):
        ArticlePageFactory(
            parent=blog, slug=f"a-{number}", category=category, owner=owner
        )
    return ArticlePage.objects.order_by("pk").fetch_mode(FETCH_REMEMBERED)


def test_peers_are_read_at_once(articles, django_assert_num_queries):
    with request_scope(), django_assert_num_queries(2):
        assert {article.category.name for article in articles} == {"Bail"}


def test_what_one_request_read_others_of_the_generation_are_given(
    articles, django_assert_num_queries
):
    shared = SharedValues()
    with request_scope(shared):
        category = articles[0].category

    with request_scope(shared), django_assert_num_queries(1):
        assert articles[1].category is category


def test_what_is_not_content_is_not_remembered(articles, django_assert_num_queries):
    shared = SharedValues()
    with request_scope(shared):
        assert articles[0].owner.username == "owner"

    with request_scope(shared), django_assert_num_queries(2):
        assert articles[1].owner.username == "owner"


def test_outside_of_a_request_it_reads_as_usual(articles, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert {article.category.name for article in articles} == {"Bail"}


def test_an_empty_reference_is_nothing(articles):
    with request_scope():
        assert articles[0].hero_image is None


def test_keys_may_be_text_as_wagtails_reports_have_them():
    action = CallToAction.objects.create(name="Call", heading="Call us")

    with request_scope():
        found = CallToAction.objects.in_bulk([str(action.pk), None])

    assert found == {action.pk: action}
