import pytest
from wagtail.models import Collection, Locale, Page, Site

from cms.serving.generation import ContentGeneration, clock
from tests.cms.serving.processes import Worker, copied_database
from tests.factories import HomePageFactory


@pytest.fixture
def generation():
    """A generation that is certain without a database."""
    generation = ContentGeneration()
    generation._adopt((0,))
    generation.lease_ends = clock() + 600
    return generation


@pytest.fixture(scope="module")
def database_url(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), copied_database() as url:
        yield url


@pytest.fixture(scope="module")
def site_root(database_url):
    """The home page of a site that everything in a module belongs to."""
    Locale.objects.get_or_create(language_code="en-us")
    if not Collection.objects.exists():
        Collection.add_root(name="Root")
    root = Page.objects.filter(depth=1).first()
    root = root or Page.add_root(instance=Page(title="Root", slug="root"))
    home = HomePageFactory(parent=root, title="Home", slug="served")
    Site.objects.all().delete()
    Site.objects.create(hostname="testserver", root_page=home, is_default_site=True)
    return home


@pytest.fixture(scope="module")
def workers(site_root, database_url):
    """Two worker processes, as two machines would run them."""
    running = [Worker(database_url).start() for _ in range(2)]
    try:
        yield [worker.wait_until_ready() for worker in running]
    finally:
        for worker in running:
            worker.stop()


@pytest.fixture
def committed(django_db_blocker, workers):
    """Writes of the test are committed to the database of the workers."""
    with django_db_blocker.unblock():
        yield
