"""Each address has a fixed number of queries, of which no template or schema makes one.

The first answer of a generation also reads what pages share, where somebody first
asks for it: it has a budget of its own. Run on the demo, which has every block.
"""

from contextlib import contextmanager

import pytest
from django.db import connection
from django.template.backends.django import Template
from django.test.utils import CaptureQueriesContext
from pydantic import BaseModel

from cms.request_cache import SHARED_VALUES, SharedValues

pytestmark = pytest.mark.django_db

API = "/api/content/v1"
ARTICLE = "how-bail-is-decided"

# Address: queries of the first answer of a generation, and of each one after it.
BUDGETS = {
    "/": (29, 2),
    "/about/": (18, 2),
    "/consultation/": (12, 2),
    "/people/": (14, 2),
    "/people/jun-takemori/": (29, 12),
    "/people/jun-takemori/vcard/": (10, 2),
    "/articles/": (18, 3),
    "/articles/category/criminal-defense/": (20, 5),
    "/articles/tag/bail/": (19, 4),
    "/articles/author/jun-takemori/": (19, 4),
    "/articles/feed/": (24, 4),
    "/articles/feed/atom/": (24, 4),
    "/articles/feed/json/": (24, 4),
    f"/articles/{ARTICLE}/": (23, 1),
    "/search/?q=bail": (34, 11),
    "/robots.txt": (1, 0),
    "/sitemap.xml": (9, 0),
    "/sitemap-articlepage.xml": (4, 1),
    f"{API}/articles/": (11, 1),
    f"{API}/articles/?view=full": (25, 3),
    f"{API}/articles/?category=criminal-defense": (12, 1),
    f"{API}/articles/?search=bail": (11, 1),
    f"{API}/articles/{ARTICLE}/": (23, 1),
    f"{API}/attorneys/": (7, 1),
    f"{API}/attorneys/jun-takemori/": (28, 12),
    f"{API}/categories/": (5, 1),
    f"{API}/testimonials/": (3, 1),
    f"{API}/pages/": (17, 1),
    f"{API}/site/": (9, 0),
    f"{API}/search/?q=bail": (35, 12),
    f"{API}/resolve/?path=/": (30, 3),
    f"{API}/resolve/?path=/articles/{ARTICLE}/": (23, 2),
}


class QueryInTheWrongPlace(AssertionError):
    """A template or a schema asked the database."""


def refuse(execute, sql, *args):
    raise QueryInTheWrongPlace(sql[:300])


@contextmanager
def no_queries_in(monkeypatch, owner, name):
    """Within, a method may not ask the database."""
    original = owner.__dict__[name]

    def guarded(*args, **kwargs):
        with connection.execute_wrapper(refuse):
            return getattr(original, "__func__", original)(*args, **kwargs)

    with monkeypatch.context() as patch:
        patch.setattr(
            owner,
            name,
            type(original)(guarded) if isinstance(original, classmethod) else guarded,
        )
        yield


@pytest.mark.parametrize("address", BUDGETS)
def test_an_address_keeps_to_its_queries(demo_content, client, address):
    first, after = BUDGETS[address]
    shared = {SHARED_VALUES: SharedValues()}
    client.get("/robots.txt")  # what a process reads once for its life
    client.get(address)

    with CaptureQueriesContext(connection) as cold:
        assert client.get(address, **shared).status_code == 200
    with CaptureQueriesContext(connection) as warm:
        assert client.get(address, **shared).status_code == 200

    found = (len(cold), len(warm))
    assert found == (first, after), "\n".join(
        query["sql"] for query in warm.captured_queries
    )


@pytest.mark.parametrize("address", BUDGETS)
def test_a_second_language_costs_an_address_one_query_at_most(
    demo_content, two_languages, client, address
):
    _, after = BUDGETS[address]
    shared = {SHARED_VALUES: SharedValues()}
    client.get(address, **shared)

    with CaptureQueriesContext(connection) as warm:
        assert client.get(address, **shared).status_code == 200

    assert len(warm) <= after + 1


@pytest.mark.parametrize("address", [path for path in BUDGETS if API not in path])
def test_no_template_asks_the_database(demo_content, client, monkeypatch, address):
    shared = {SHARED_VALUES: SharedValues()}
    client.get(address, **shared)

    with no_queries_in(monkeypatch, Template, "render"):
        assert client.get(address, **shared).status_code == 200


@pytest.mark.parametrize("address", [path for path in BUDGETS if API in path])
def test_no_schema_asks_the_database(demo_content, client, monkeypatch, address):
    shared = {SHARED_VALUES: SharedValues()}
    client.get(address, **shared)

    with no_queries_in(monkeypatch, BaseModel, "model_validate"):
        assert client.get(address, **shared).status_code == 200
