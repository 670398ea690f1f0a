"""A deleted page leaves word that it is gone; other missing addresses do not."""

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from cms.models import GoneAddress
from tests.factories import StandardPageFactory

RESOLVE = "/api/content/v1/resolve/?path=/fees/"


@pytest.fixture
def fees(home_page):
    return StandardPageFactory(parent=home_page, title="Fees", slug="fees")


def test_a_deleted_page_is_gone_in_both_formats(client, fees):
    fees.delete()

    assert client.get("/fees/").status_code == 410
    assert "This page was withdrawn" in client.get("/fees/").text
    assert client.get(RESOLVE).status_code == 410
    assert client.get(RESOLVE).json()["status"] == 410


def test_pages_below_a_deleted_page_are_gone_too(client, fees):
    StandardPageFactory(parent=fees, title="Flat", slug="flat")

    fees.delete()

    assert client.get("/fees/flat/").status_code == 410
    assert GoneAddress.objects.count() == 2


def test_an_address_that_never_was_is_not_found(client, fees):
    fees.delete()

    assert client.get("/fee/").status_code == 404


def test_an_address_is_back_when_a_page_takes_it(client, fees, home_page):
    fees.delete()
    page = StandardPageFactory(parent=home_page, title="Fees", slug="fees", live=False)
    assert client.get("/fees/").status_code == 410

    page.save_revision().publish()
    assert client.get("/fees/").status_code == 200

    page.refresh_from_db()
    page.unpublish()
    assert client.get("/fees/").status_code == 404


def test_a_redirect_comes_before_the_record(client, fees):
    fees.delete()
    Redirect.add_redirect("/fees", "/costs/")

    assert client.get("/fees/").status_code == 301
    assert client.get(RESOLVE).json()["location"] == "http://testserver/costs/"


def test_a_draft_that_nobody_saw_leaves_no_trace(client, home_page):
    StandardPageFactory(
        parent=home_page, slug="fees", live=False, first_published_at=None
    ).delete()

    assert client.get("/fees/").status_code == 404


def test_a_private_page_leaves_no_trace(client, fees):
    PageViewRestriction.objects.create(page=fees, restriction_type="login")

    fees.delete()

    assert client.get("/fees/").status_code == 404


def test_an_unpublished_page_that_is_deleted_is_gone(client, fees):
    fees.save_revision().publish()
    fees.refresh_from_db()
    fees.unpublish()
    fees.delete()

    assert client.get("/fees/").status_code == 410
