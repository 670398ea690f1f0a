"""What every test starts from."""

import gc

import pytest
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.urls import clear_url_caches
from wagtail.models import Page, Site

from cms.languages import make_locales
from tests.factories import FirmImageFactory, HomePageFactory, translated, with_files
from tests.prepared_database import copy_prepared


@pytest.fixture(scope="session")
def django_db_keepdb():
    """The database of the tests is there already: see the next fixture."""
    return True


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix, django_db_blocker
):
    """Begin with a fresh copy of the prepared database."""
    with django_db_blocker.unblock():
        copy_prepared(connection.creation._get_test_db_name())


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


@pytest.fixture(autouse=True)
def without_drawing(request, monkeypatch):
    """No page made for a test has its picture drawn, unless it asks for `drawing`."""
    if "drawing" not in request.fixturenames:
        monkeypatch.setattr("cms.tasks.keep_picture", lambda page_pk: None)


@pytest.fixture
def drawing():
    """Pictures for sharing are drawn as pages are published."""


@pytest.fixture
def home_page(db):
    """The home page of a site at `testserver`."""
    page = HomePageFactory(parent=Page.objects.get(depth=1), title="Home", slug="site")
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "testserver", "port": 80, "root_page": page},
    )
    return page


@pytest.fixture
def own_connection(db):
    """A connection to the database of the tests that is in no transaction."""
    usual = connections["default"]
    own = connections["default"] = usual.copy()
    yield own
    own.close()
    connections["default"] = usual


@pytest.fixture
def two_languages(db, settings):
    """English and Spanish, as `LANGUAGES=en,es` has them."""
    settings.LANGUAGES = [("en", "English"), ("es", "Spanish")]
    settings.WAGTAIL_CONTENT_LANGUAGES = settings.LANGUAGES
    settings.LANGUAGE_CODE = "en"
    settings.WAGTAIL_I18N_ENABLED = True
    make_locales()
    clear_url_caches()
    yield
    clear_url_caches()


@pytest.fixture
def spanish_home(home_page, two_languages):
    """The Spanish home page of the site at `testserver`."""
    return translated(home_page, title="Inicio")


@pytest.fixture(scope="module")
def demo_content(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demo firm at `testserver`, loaded once for a module; the folder of its files.

    Rolled back when the module ends; each test's own changes, when the test does.
    """
    from django.conf import settings

    media, folder = settings.MEDIA_ROOT, tmp_path_factory.mktemp("media")
    settings.MEDIA_ROOT = folder
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_demo", verbosity=0)
        Site.objects.update(hostname="testserver", port=80)
        call_command("update_index", verbosity=0)
        settings.MEDIA_ROOT = media
        yield folder
        transaction.set_rollback(True)


@pytest.fixture
def picture(db):
    """An image of the library with its finished sizes."""
    image = FirmImageFactory()
    with_files(image)
    return image


def pytest_addoption(parser):
    """Options of single tests; each of them says what it is for."""
    parser.addoption(
        "--renew-contract", action="store_true", help="write contract.json"
    )
    parser.addoption(
        "--api-requests", type=int, default=2_000, help="random requests to the API"
    )


def pytest_collection_finish():
    """Collected tests stay until the end: the collector need not look at them."""
    gc.collect()
    gc.freeze()
