import pytest
from wagtail.models import Page

from cms.request_cache import request_scope
from tests.factories import StandardPageFactory

pytestmark = pytest.mark.django_db


def test_addresses_follow_a_page_within_a_request(home_page):
    page = StandardPageFactory(parent=home_page, slug="fees")
    below = StandardPageFactory(parent=page, slug="payment")

    with request_scope():
        before = page.url, below.url
        page.slug = "costs"
        page.save()
        after = page.url, Page.objects.get(pk=below.pk).specific.url

    assert before == ("/fees/", "/fees/payment/")
    assert after == ("/costs/", "/costs/payment/")


def test_an_address_is_worked_out_once_for_all_links(home_page, monkeypatch):
    page = StandardPageFactory(parent=home_page, slug="fees")
    worked_out = []
    original = Page.get_url_parts

    def counted(self, request=None):
        worked_out.append(self.url_path)
        return original(self, request)

    monkeypatch.setattr(Page, "get_url_parts", counted)
    with request_scope():
        addresses = {Page.objects.get(pk=page.pk).specific.url for _ in range(3)}

    assert addresses == {"/fees/"}
    assert len(worked_out) == 1
