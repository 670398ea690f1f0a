"""Lists come in pages by keyset: none twice, none left out, back as forth."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from blog.models import ArticlePage
from people.models import Testimonial
from tests.factories import TestimonialFactory

ORDERS = {
    "articles": ["-published_at", "published_at", "title"],
    "attorneys": ["role", "name"],
    "pages": ["tree", "title", "-last_published_at", "-first_published_at"],
    "testimonials": ["-given_on"],
    "categories": ["name"],
}


def pages_of(client, address, step="next"):
    """All pages of a list, from an address on."""
    while address:
        page = client.get(address).json()
        yield page
        address = page[step]


def keys(page):
    return [
        item.get("heading") or item.get("id") or item["slug"] for item in page["items"]
    ]


@pytest.mark.parametrize(
    ("name", "order"), [(name, order) for name in ORDERS for order in ORDERS[name]]
)
def test_each_item_comes_once_in_every_order(client, name, order, articles, attorney):
    for number in range(5):
        given_on = None if number % 2 else datetime(2026, 1, 1 + number, tzinfo=UTC)
        TestimonialFactory(heading=f"T{number}", given_on=given_on)
    start = f"/api/content/v1/{name}/?order={order}"
    whole = keys(client.get(f"{start}&limit=100").json())

    pages = list(pages_of(client, f"{start}&limit=2"))

    assert [key for page in pages for key in keys(page)] == whole
    assert {page["count"] for page in pages} == {len(whole)}
    assert pages[0]["previous"] is None
    back = (
        list(pages_of(client, pages[-1]["previous"], "previous")) if pages[1:] else []
    )
    assert [keys(page) for page in reversed(back)] == [
        keys(page) for page in pages[:-1]
    ]


def test_undated_testimonials_stand_last(client, db):
    TestimonialFactory(heading="undated")
    TestimonialFactory(heading="dated", given_on="2026-01-01")

    page = client.get("/api/content/v1/testimonials/").json()

    assert keys(page) == ["dated", "undated"]
    assert Testimonial.objects.count() == page["count"]


def test_a_page_keeps_its_cursor_as_long_as_it_stays_the_same(api, articles):
    first, second = (api("articles/?limit=2").json()["next"] for _ in range(2))

    assert first == second


def test_articles_published_meanwhile_do_not_shift_the_next_page(client, api, articles):
    page = api("articles/?limit=3").json()
    articles[0].copy(update_attrs={"title": "New", "slug": "new", "published_at": None})

    following = client.get(page["next"]).json()

    assert not set(keys(page)) & set(keys(following))


@pytest.mark.parametrize(
    "cursor", ["x", "WyJhIiwxXQ:abc", "a:b:c", "-", ":", "_" * 400]
)
def test_a_made_up_cursor_is_refused(api, articles, cursor):
    response = api(f"articles/?cursor={cursor}")

    assert response.status_code == 400
    assert response.json()["field"] == "cursor"


def test_a_cursor_of_another_list_or_order_is_refused(api, articles, attorney):
    cursor = api("articles/?limit=2").json()["next"].split("cursor=")[1]

    for address in (
        f"pages/?cursor={cursor}",
        f"articles/?order=title&cursor={cursor}",
    ):
        assert api(address).status_code == 400


def test_a_deep_page_is_found_in_an_index(client, api, articles):
    deep = list(pages_of(client, "/api/content/v1/articles/?limit=2"))[2]["previous"]

    with CaptureQueriesContext(connection) as queries:
        client.get(deep)

    [select] = [q["sql"] for q in queries if "LIMIT 3" in q["sql"]]
    assert "OFFSET" not in select
    assert '"published_at" >=' in select
    assert ArticlePage.objects.count() == 7
