import pytest
from django.db import connection
from django.test import RequestFactory
from wagtail.models import Page

from cms.request_cache import SharedValues, request_scope
from cms.routing import route
from tests.factories import (
    ArticlePageFactory,
    AttorneyPageFactory,
    BlogIndexPageFactory,
    CategoryFactory,
    PeopleIndexPageFactory,
    StandardPageFactory,
)

pytestmark = pytest.mark.django_db

PATHS = [
    "",
    "fees/",
    "fees/payment/",
    "fees/nothing/",
    "fees/payment/nothing/",
    "hidden/",
    "hidden/below/",
    "articles/",
    "articles/bail/",
    "articles/bail/nothing/",
    "articles/feed/",
    "articles/category/crime/",
    "articles/tag/none/",
    "people/ada/",
    "people/ada/vcard/",
    "people/ada/nothing/",
    "Fees/",
    "f%C3%A9es/",
    "fées/",
    "fees//payment/",
    "fe\x00es/",
]


@pytest.fixture
def site(home_page):
    fees = StandardPageFactory(parent=home_page, slug="fees")
    StandardPageFactory(parent=fees, slug="payment")
    StandardPageFactory(parent=home_page, slug="fées")
    hidden = StandardPageFactory(parent=home_page, slug="hidden", live=False)
    StandardPageFactory(parent=hidden, slug="below")
    blog = BlogIndexPageFactory(parent=home_page, slug="articles")
    category = CategoryFactory(slug="crime")
    ArticlePageFactory(parent=blog, slug="bail", category=category)
    ArticlePageFactory(parent=blog, slug="feed")  # hidden by the blog's own address
    people = PeopleIndexPageFactory(parent=home_page, slug="people")
    AttorneyPageFactory(parent=people, slug="ada")


@pytest.mark.parametrize("path", PATHS)
def test_an_address_leads_where_wagtail_would_lead(site, path):
    if "\x00" in path:
        assert route(RequestFactory().get("/"), path) is None
        return

    ours = route(RequestFactory().get("/"), path)
    wagtails = Page.route_for_request(RequestFactory().get("/"), path)

    assert (ours is None) == (wagtails is None)
    if ours is not None:
        assert ours.page == wagtails.page
        assert type(ours.page) is type(wagtails.page)
        assert list(ours.args)[1:] == list(wagtails.args)[1:]


def test_a_deep_address_takes_two_queries(site, django_assert_num_queries):
    request = RequestFactory().get("/")
    route(request, "")  # the site

    with django_assert_num_queries(2):
        assert route(request, "fees/payment/").page.slug == "payment"


def test_what_lies_on_the_way_to_a_page_is_read_once_in_a_generation(
    site, django_assert_num_queries
):
    request = RequestFactory().get("/")
    with request_scope(SharedValues()):
        route(request, "fees/payment/")

        with django_assert_num_queries(1):
            assert route(request, "fees/payment/").page.slug == "payment"


def test_addresses_that_anybody_can_make_up_are_not_remembered(site):
    request, shared = RequestFactory().get("/"), SharedValues()
    with request_scope(shared):
        route(request, "fees/")
        known = len(shared)
        route(request, "fees/made-up/")

    assert len(shared) == known


@pytest.mark.parametrize(
    ("address", "lookup"),
    [
        ("/fees/", "pages_at_places"),
        ("/api/content/v1/resolve/?path=/fees/", '"url_path" IN'),
        ("/api/content/v1/pages/{pk}/", '"wagtailcore_page"."id" = '),
    ],
)
def test_a_page_deleted_while_it_is_looked_up_is_not_found(
    site, client, address, lookup
):
    page = Page.objects.get(slug="fees")
    client.get("/")  # what is read once
    lookups = [lookup]

    def delete_after_lookup(execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        if lookups and lookups[0] in sql:
            lookups.clear()
            page.specific.delete()
        return result

    with connection.execute_wrapper(delete_after_lookup):
        response = client.get(address.format(pk=page.pk))

    assert lookups == []
    assert response.status_code in (404, 410)
