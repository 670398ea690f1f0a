"""A small site to read through the content API."""

import pytest
from django.core.management import call_command
from wagtail.models import Site

from cms.models import FirmImage
from tests.factories import (
    ArticlePageFactory,
    AttorneyPageFactory,
    BlogIndexPageFactory,
    CategoryFactory,
    PeopleIndexPageFactory,
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
def picture(db):
    """An image of the library with its finished sizes."""
    from tests.factories import FirmImageFactory

    image = FirmImageFactory()
    with_files(image)
    return image


def with_files(image: FirmImage, prefix: str = "images") -> None:
    """Say that every size of the image is ready, without making any."""
    ready = {
        shape: [
            {"file": f"{prefix}/{shape}.jpg", "format": "jpeg", "width": 8, "height": 6}
        ]
        for shape in ("wide", "card", "portrait", "share", "logo")
    }
    type(image).objects.filter(pk=image.pk).update(ready=ready)
    image.ready = ready


@pytest.fixture
def demo_site(db, settings):
    """The demo firm, all its pictures ready, its index made."""
    settings.TASKS = {
        "default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}
    }
    call_command("load_demo", verbosity=0)
    call_command("update_index", verbosity=0)
    for image in FirmImage.objects.all():
        with_files(image, prefix=f"images/{image.pk}")
    site = Site.objects.get()
    site.hostname, site.port = "testserver", 80
    site.save()
    return site
