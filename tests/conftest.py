"""What every test starts from."""

import pytest
from wagtail.models import Page, Site

from tests.factories import HomePageFactory


@pytest.fixture(autouse=True)
def quick_and_apart(settings, tmp_path):
    """Plain static files, quick passwords, tasks at once, media of one's own."""
    settings.STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {
            "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        },
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.TASKS = {
        "default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}
    }
    settings.ALLOWED_HOSTS = ["*"]


@pytest.fixture
def home_page(db):
    """The home page of a site at `testserver`."""
    page = HomePageFactory(parent=Page.objects.get(depth=1), title="Home", slug="site")
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "testserver", "port": 80, "root_page": page},
    )
    return page


def pytest_addoption(parser):
    """Options of single tests; each of them says what it is for."""
    parser.addoption(
        "--renew-contract", action="store_true", help="write contract.json"
    )
    parser.addoption(
        "--api-requests", type=int, default=2_000, help="random requests to the API"
    )
