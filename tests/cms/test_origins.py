import pytest
from django.test import Client

from tests.factories import BlogIndexPageFactory

pytestmark = pytest.mark.django_db

READ_ONLY = (
    "/search/",
    "/robots.txt",
    "/sitemap.xml",
    "/sitemap-homepage.xml",
    "/articles/",
    "/articles/feed/",
    "/articles/feed/atom/",
    "/articles/feed/json/",
    "/preview/some-token/",
    "/documents/1/checklist.pdf",
)


@pytest.fixture
def strict_client():
    """A browser without our cookies; the test client skips Django's check."""
    return Client(enforce_csrf_checks=True)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("path", READ_ONLY)
def test_an_address_that_only_answers_reads_says_so(
    strict_client, home_page, path, method
):
    BlogIndexPageFactory(parent=home_page, slug="articles")

    response = getattr(strict_client, method)(path)

    assert response.status_code == 405
    assert {"GET", "HEAD"} <= set(response["Allow"].split(", "))
    assert not response.cookies
