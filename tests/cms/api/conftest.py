"""A small site to read through the content API."""

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from wagtail.models import Site

from cms.models import FirmImage
from tests.factories import (
    ArticlePageFactory,
    AttorneyPageFactory,
    BlogIndexPageFactory,
    CategoryFactory,
    PeopleIndexPageFactory,
    with_files,
)


@pytest.fixture
def api(client):
    """Reads an address of the API."""

    def get(address, **headers):
        return client.get(f"/api/content/v1/{address}", headers=headers)

    return get


@pytest.fixture
def blog(home_page):
    return BlogIndexPageFactory(parent=home_page, slug="blog")


@pytest.fixture
def people(home_page):
    return PeopleIndexPageFactory(parent=home_page, slug="people")


@pytest.fixture
def articles(blog):
    """Seven articles of one category."""
    category = CategoryFactory(name="Bail", slug="bail")
    return [
        ArticlePageFactory(parent=blog, title=f"Article {n}", category=category)
        for n in range(7)
    ]


@pytest.fixture
def attorney(people):
    return AttorneyPageFactory(parent=people, title="Ada Lowell", slug="ada-lowell")


@pytest.fixture
def one_connection():
    """Keeps the test's connection, which Django would close after each request."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture
def demo_site(demo_content, db, settings):
    """The site of the demo firm, all its pictures ready."""
    settings.MEDIA_ROOT = demo_content
    for image in FirmImage.objects.all():
        with_files(image, prefix=f"images/{image.pk}")
    return Site.objects.get()
