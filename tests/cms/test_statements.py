"""What is read in SQL worked out once is what Django reads."""

import pytest
from django.db import (
    DataError,
    NotSupportedError,
    OperationalError,
    connection,
    transaction,
)
from django.utils import timezone

from blog.models import ArticlePage, Category
from cms.fetching import FETCH_REMEMBERED, by_key, by_path
from cms.request_cache import request_scope
from cms.statements import numbered, objects_where, rows_of
from tests.factories import ArticlePageFactory, BlogIndexPageFactory, CategoryFactory
from tests.prepared_database import end_session

pytestmark = pytest.mark.django_db

SLUGS = "SELECT slug FROM wagtailcore_page ORDER BY slug"
ALL = "SELECT * FROM visits"


@pytest.fixture
def articles(home_page):
    blog = BlogIndexPageFactory(parent=home_page)
    part = CategoryFactory(name="Hearings", parent=CategoryFactory(name="Bail"))
    for number in range(3):
        ArticlePageFactory(parent=blog, slug=f"a-{number}", category=part)
    return list(ArticlePage.objects.order_by("slug"))


def test_the_condition_chooses_and_orders(articles):
    found = objects_where(
        ArticlePage,
        'WHERE "slug" = ANY(%s) ORDER BY "slug" DESC',
        [["a-0", "a-2"]],
        fetch_mode=FETCH_REMEMBERED,
    )

    assert found == [articles[2], articles[0]]


def test_what_is_left_out_is_read_when_it_is_asked_for(
    articles, django_assert_num_queries
):
    [found] = objects_where(
        ArticlePage,
        'WHERE "slug" = %s',
        ["a-1"],
        fetch_mode=FETCH_REMEMBERED,
        without=("standfirst",),
    )

    assert found.get_deferred_fields() == {"standfirst"}
    assert found.title == articles[1].title
    with django_assert_num_queries(1):
        assert found.standfirst == articles[1].standfirst


def test_what_is_read_along_takes_no_query_of_its_own(
    articles, django_assert_num_queries
):
    with django_assert_num_queries(1):
        found = objects_where(
            Category,
            'ORDER BY "blog_category"."name"',
            [],
            fetch_mode=FETCH_REMEMBERED,
            along=("parent",),
        )

        assert [category.parent_slug for category in found] == [None, found[0].slug]


def test_what_objects_refer_to_is_read_for_all_at_once(
    articles, django_assert_num_queries
):
    with request_scope(), django_assert_num_queries(2):
        found = objects_where(ArticlePage, "", [], fetch_mode=FETCH_REMEMBERED)

        assert {article.category.name for article in found} == {"Hearings"}


def test_a_page_is_read_once_by_key_and_by_place(articles, django_assert_num_queries):
    blog = articles[0].get_parent()

    with request_scope(), django_assert_num_queries(1):
        at_place = by_path([blog.path, "nowhere"])
        by_its_key = by_key(type(blog), [blog.pk])

    assert at_place == {blog.path: blog}
    assert by_its_key[blog.pk] is at_place[blog.path]


def test_a_statement_outlives_a_change_of_its_columns(articles):
    def read():
        return rows_of("slug_of_page", SLUGS, [])

    before = read()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE wagtailcore_page ALTER slug TYPE varchar(200)")

    with pytest.raises(NotSupportedError), transaction.atomic():
        read()

    assert read() == before


class TestOutsideOfTransactions:
    @pytest.fixture(autouse=True)
    def visits(self, own_connection):
        """A table that only this connection sees."""
        with own_connection.cursor() as cursor:
            cursor.execute(
                "CREATE TEMPORARY TABLE visits AS SELECT day, 'a'::varchar(9) AS name, "
                "'2026-03-31 09:30+02'::timestamptz AS moment, NULL::jsonb AS nothing "
                "FROM generate_series(1, 5) AS day"
            )

    def test_the_rows_are_those_of_a_cursor(self, own_connection):
        sql = (
            "SELECT * FROM visits WHERE day = ANY(%s) AND name = %s "
            "AND nothing IS NOT DISTINCT FROM %s::jsonb AND moment < %s"
        )
        parameters = [[2, 4], "a", None, timezone.now()]
        found = rows_of("visits_on", numbered(sql), parameters)

        with own_connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            assert found == cursor.fetchall()
        assert [row[0] for row in found] == [2, 4]

    def test_who_watches_statements_sees_them(self, own_connection):
        seen = []

        def watch(execute, sql, *details):
            seen.append(sql)
            return execute(sql, *details)

        with own_connection.execute_wrapper(watch):
            rows_of("all_visits", ALL, [])

        assert [sql.split()[0] for sql in seen] == ["EXECUTE"]

    def test_a_change_of_its_columns_goes_unnoticed(self, own_connection):
        before = rows_of("all_visits", ALL, [])
        with own_connection.cursor() as cursor:
            cursor.execute("ALTER TABLE visits ALTER name TYPE varchar(20)")

        assert rows_of("all_visits", ALL, []) == before

    def test_what_cannot_be_read_says_why(self):
        with pytest.raises(DataError, match="division by zero"):
            rows_of("no_number", "SELECT 1 / $1::int", [0])

        assert len(rows_of("all_visits", ALL, [])) == 5

    def test_a_lost_connection_is_told_as_such(self, own_connection):
        rows_of("all_visits", ALL, [])
        end_session(own_connection)

        with pytest.raises(OperationalError):
            rows_of("all_visits", ALL, [])
