"""Sites are found, and begin, where Wagtail says."""

import pytest
from django.test import RequestFactory
from wagtail.models import Site

from cms.request_cache import request_scope
from cms.sites import all_sites, remember_site
from tests.factories import StandardPageFactory

pytestmark = pytest.mark.django_db

HOSTS = ["one.example", "two.example", "two.example:8000", "other.example"]


@pytest.fixture(params=["one", "no default", "several", "several on one host"])
def sites(request, home_page, settings):
    settings.ALLOWED_HOSTS = ["*"]
    site = Site.objects.get()
    site.hostname, site.is_default_site = "one.example", request.param != "no default"
    site.save()
    if request.param.startswith("several"):
        for port in (80, 8000) if "on one host" in request.param else (80,):
            root = StandardPageFactory(parent=home_page, slug=f"port-{port}")
            Site.objects.create(hostname="two.example", port=port, root_page=root)


@pytest.mark.parametrize("host", HOSTS)
def test_a_request_is_for_the_site_that_wagtail_finds(sites, host):
    request = RequestFactory().get("/", headers={"host": host})
    expected = Site.find_for_request(RequestFactory().get("/", headers={"host": host}))

    with request_scope():
        remember_site(request)

    assert Site.find_for_request(request) == expected


def test_the_pages_of_sites_begin_where_wagtail_says(sites):
    expected = Site.get_site_root_paths()

    with request_scope():
        all_sites()

        assert Site.get_site_root_paths() == expected


def test_one_query_tells_all_of_the_sites(sites, django_assert_num_queries):
    with request_scope(), django_assert_num_queries(1):
        for site in all_sites():
            assert site.root_page.locale.language_code
        Site.get_site_root_paths()
