"""Visitors who find nothing are led on."""

import pytest

from cms.models import NavigationSettings
from tests.factories import StandardPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def menu(home_page):
    """A header menu with a link and a list of links."""
    fees = StandardPageFactory(parent=home_page, title="Fees", slug="fees")
    wills = StandardPageFactory(parent=home_page, title="Wills", slug="wills")
    navigation = NavigationSettings.for_site(home_page.get_site())
    navigation.header_links = [
        ("link", {"text": "What it costs", "page": fees}),
        (
            "menu",
            {
                "text": "What we do",
                "links": [{"text": "Last wills", "page": wills}],
            },
        ),
    ]
    navigation.save()


@pytest.mark.parametrize("address", ["/search/?q=nowhere", "/search/", "/no-such/"])
def test_the_pages_of_the_menu_are_offered(address, client, menu):
    html = client.get(address).content.decode()

    _, offered = html.split("Or start here")
    for link in ('<a href="/fees/"', '<a href="/wills/"'):
        assert link in offered.split("</nav>")[0]


def test_nothing_is_offered_beside_what_was_found(client, menu):
    html = client.get("/search/?q=wills").content.decode()

    assert "1 page found" in html
    assert "Or start here" not in html
