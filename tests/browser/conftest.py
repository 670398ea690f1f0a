"""A real browser against a real server."""

import os
import time

import pytest
from django.contrib.auth.models import User
from django.db import connection
from playwright.sync_api import sync_playwright
from wagtail.models import Site

from tests.browser.chromium import ARGUMENTS, CHROMIUM
from tests.factories import BlogIndexPageFactory, PeopleIndexPageFactory

PASSWORD = "a password of the tests"
LONGEST_REQUEST = 20.0  # seconds
AT_WORK = """
SELECT FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
  AND (state <> 'idle' OR state_change > clock_timestamp() - interval '0.3 seconds')
"""


@pytest.fixture(scope="session")
def chromium(django_db_setup):
    """Chromium; without it these tests are skipped, which CI takes for a failure."""
    if not CHROMIUM.exists():
        message = f"Chromium is missing at {CHROMIUM}: apt-get install chromium"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    # Playwright runs an event loop in this thread; Django takes that for async code
    # and opens another connection, which must know the initial data as well.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    initial_data = connection._test_serialized_contents
    with sync_playwright() as playwright:
        connection._test_serialized_contents = initial_data
        yield playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)


@pytest.fixture
def site(live_server, home_page):
    """A small site with a blog and people, reachable by the browser."""
    host, port = live_server.thread.host, live_server.thread.port
    Site.objects.update(hostname=host, port=port)
    BlogIndexPageFactory(parent=home_page, slug="articles")
    home_page.refresh_from_db()
    PeopleIndexPageFactory(parent=home_page, slug="people")
    yield live_server.url
    wait_until_the_server_rests()


def wait_until_the_server_rests():
    """Let requests of a closed window end: emptying the tables would meet them."""
    deadline = time.monotonic() + LONGEST_REQUEST
    with connection.cursor() as cursor:
        while time.monotonic() < deadline:
            cursor.execute(AT_WORK)
            if cursor.fetchone() is None:
                return
            time.sleep(0.1)


@pytest.fixture
def visitor(chromium, site):
    """A visitor's window on the site; errors of its console fail the test."""
    context = chromium.new_context(
        base_url=site, viewport={"width": 1280, "height": 900}
    )
    page = context.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert not errors


@pytest.fixture
def editor(visitor, site):
    """A window in which a member of staff is logged in."""
    User.objects.create_superuser("editor", password=PASSWORD)
    visitor.goto("/admin/")
    visitor.fill("input[name=username]", "editor")
    visitor.fill("input[name=password]", PASSWORD)
    visitor.click("button[type=submit]")
    visitor.wait_for_url("**/admin/")
    return visitor
