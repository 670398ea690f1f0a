"""Each page has one address, and every other way to write it leads there in one hop."""

import pytest
from django.conf import settings as project
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from cms import installation
from tests.factories import StandardPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def fees(home_page):
    return StandardPageFactory(parent=home_page, title="Fees", slug="fees")


@pytest.fixture
def production(settings):
    """The site at https://www.example.com, as visitors reach it."""
    settings.PRODUCTION = settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.PUBLIC_URL = "https://www.example.com"
    Site.objects.update(hostname="www.example.com", port=443)


@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [
        ("/fees", "/fees/"),
        ("/Fees/", "/fees/"),
        ("/FEES?from=mail", "/fees/?from=mail"),
        ("/costs", "/fees/"),
        ("/costs/", "/fees/"),
    ],
)
def test_another_way_to_write_an_address_leads_to_the_page(
    client, fees, asked, leads_to
):
    Redirect.objects.create(old_path="/costs", redirect_page=fees)

    response = client.get(asked)

    assert (response.status_code, response.url) == (301, leads_to)


@pytest.mark.parametrize("asked", ["/nothing", "/Nothing/", "/fees//", "/FEES/x/"])
def test_an_address_without_a_page_is_not_found_at_once(client, fees, asked):
    assert client.get(asked).status_code == 404


def test_a_deleted_page_is_gone_without_its_slash_too(client, fees):
    fees.delete()

    assert client.get("/fees").status_code == 410


@pytest.mark.parametrize("is_secure", [True, False])
def test_another_host_leads_to_that_of_the_site_in_one_hop(
    client, fees, production, is_secure
):
    response = client.get("/fees/?a=1", HTTP_HOST="example.com", secure=is_secure)

    assert response.status_code == 301
    assert response.url == "https://www.example.com/fees/?a=1"


def test_the_right_host_is_answered_over_https_and_says_to_stay_there(
    client, fees, production
):
    response = client.get("/fees/", HTTP_HOST="www.example.com", secure=True)

    assert response.status_code == 200
    assert "max-age=31536000" in response["Strict-Transport-Security"]
    assert 'rel="canonical" href="https://www.example.com/fees/"' in response.text


def test_programs_may_use_any_host(client, fees, production):
    address = "/api/content/v1/site/"

    assert (
        client.get(address, HTTP_HOST="api.example.com", secure=True).status_code == 200
    )


@pytest.mark.parametrize(
    ("public_url", "root_url"),
    [
        ("https://www.example.com", "https://www.example.com"),
        ("http://localhost:8140", "http://localhost:8140"),
    ],
)
def test_the_site_has_the_address_of_the_settings(
    home_page, settings, public_url, root_url
):
    settings.PUBLIC_URL = public_url

    installation.keep_address()

    assert Site.objects.get().root_url == root_url


def test_a_page_kept_from_search_engines_says_so_in_both_ways(client, fees):
    fees.is_indexed = False
    fees.save()

    response = client.get("/fees/")

    assert response["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in response.text
    assert "canonical" not in response.text


@pytest.mark.parametrize("address", ["/", "/fees/", "/search/", "/nothing/"])
def test_browsers_are_told_to_run_nothing_but_the_sites_own_files(
    client, fees, address
):
    response = client.get(address)

    policy = response["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'self'" in policy  # the editor's preview is a frame
    assert "unsafe" not in policy
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == project.SECURE_REFERRER_POLICY
    assert "camera=()" in response["Permissions-Policy"]
