"""The sitemap names what search engines may list, dated by content."""

from datetime import UTC, date, datetime

import pytest
from lxml import etree
from wagtail.models import PageViewRestriction

from home.models import StandardPage
from tests.factories import (
    AttorneyPageFactory,
    FirmImageFactory,
    PeopleIndexPageFactory,
    StandardPageFactory,
)

pytestmark = pytest.mark.django_db

NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "image": "http://www.google.com/schemas/sitemap-image/1.1",
}


def read(client, address, path):
    """What an XPath finds in a sitemap."""
    return etree.fromstring(client.get(address).content).xpath(path, namespaces=NAMES)


def test_only_pages_that_search_engines_may_list_are_named(client, home_page):
    for slug, values in {
        "fees": {},
        "draft": {"live": False},
        "thanks": {"is_indexed": False},
        "private": {},
    }.items():
        StandardPageFactory(parent=home_page, title=slug, slug=slug, **values)
    private = StandardPage.objects.get(slug="private")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    fees = StandardPage.objects.get(slug="fees")
    fees.create_alias(parent=home_page, update_slug="alias")

    found = read(client, "/sitemap-standardpage.xml", "//s:loc/text()")

    assert found == ["http://testserver/fees/"]


def test_whoever_has_left_is_not_named_and_not_listed(client, home_page):
    people = PeopleIndexPageFactory(parent=home_page, slug="people")
    AttorneyPageFactory(parent=people, slug="ada")
    AttorneyPageFactory(parent=people, slug="bela", left_on=date(2026, 1, 1))

    found = read(client, "/sitemap-attorneypage.xml", "//s:loc/text()")

    assert found == ["http://testserver/people/ada/"]
    response = client.get("/people/bela/")
    assert response["X-Robots-Tag"] == "noindex"
    assert "worksFor" not in response.text


def test_a_page_is_as_new_as_its_content_and_shows_its_picture(client, home_page):
    changed = datetime(2026, 3, 1, 12, tzinfo=UTC)
    page = StandardPageFactory(
        parent=home_page, slug="fees", share_image=FirmImageFactory()
    )
    StandardPage.objects.filter(pk=page.pk).update(changed_at=changed)

    [lastmod] = read(client, "/sitemap-standardpage.xml", "//s:lastmod/text()")
    [picture] = read(client, "/sitemap-standardpage.xml", "//image:loc/text()")

    assert datetime.fromisoformat(lastmod) == changed
    assert picture.startswith("http://testserver/media/")
    moments = read(client, "/sitemap.xml", "//s:lastmod/text()")
    assert changed in map(datetime.fromisoformat, moments)
