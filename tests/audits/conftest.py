"""The demo site, started once, with a browser and the tools that look at it."""

import os
import shutil
import subprocess

import pytest
from playwright.sync_api import sync_playwright

from tests.audits.crawl import crawl
from tests.audits.site import HOST, ROOT, demo_site
from tests.benchmarks.figures import BASE_DIR
from tests.browser.chromium import ARGUMENTS, CHROMIUM

NODE_FOLDER = BASE_DIR / "tests" / "node"
NODE_MODULES = NODE_FOLDER / "node_modules"


def need(tool, is_there, how):
    """Skip where a tool is missing, which CI takes for a failure."""
    if is_there:
        return
    message = f"{tool} is missing: {how}"
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)


def run(command, **options):
    """What a tool of tests/node prints."""
    return subprocess.run(  # noqa: S603
        command, cwd=NODE_FOLDER, check=False, capture_output=True, text=True, **options
    )


@pytest.fixture(scope="session")
def site():
    need("openssl", shutil.which("openssl"), "apt-get install openssl")
    with demo_site() as site:
        yield site


@pytest.fixture(scope="session")
def found(site):
    """Everything that links of the site lead to, by address."""
    return crawl(site)


@pytest.fixture(scope="session")
def found_pages(found):
    return [resource for resource in found.values() if resource.is_page]


@pytest.fixture(scope="session")
def chromium(site):
    need("Chromium", CHROMIUM.exists(), "apt-get install chromium")
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(
            executable_path=CHROMIUM, args=[*ARGUMENTS, *site.browser_arguments]
        )


@pytest.fixture(scope="session")
def axe():
    """The script that finds what keeps people out."""
    path = NODE_MODULES / "axe-core" / "axe.min.js"
    need("axe-core", path.exists(), "install Node, then run make test")
    return path.read_text()


@pytest.fixture(scope="session")
def check_markup():
    """Asks the Nu validator about a folder of HTML files; returns its messages."""
    jar = NODE_MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
    need("vnu", jar.exists(), "install Node, then run make test")
    need("Java", shutil.which("java"), "apt-get install default-jre-headless")

    def check(folder):
        command = ["java", "-Xss4m", "-jar", jar, "--errors-only", "--format", "json"]
        return run([*command, folder]).stderr

    return check


@pytest.fixture
def visitor(chromium):
    """Opens windows on the site; what their consoles complain about fails the test."""
    contexts, complaints = [], []

    def open_window(width=1280, height=900, **options):
        context = chromium.new_context(
            base_url=ROOT, viewport={"width": width, "height": height}, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: heard(message, page, complaints))
        page.on("request", lambda request: watch(request, complaints))
        return page

    yield open_window
    for context in contexts:
        context.close()
    assert complaints == []


def heard(message, page, complaints):
    """Keep errors and warnings, except that the page itself tells of an error."""
    url = message.location.get("url")
    is_status = url == page.url and "responded with a status of 4" in message.text
    if message.type in ("error", "warning") and not is_status:
        complaints.append(f"{message.text} ({url})")


def watch(request, complaints):
    """Pages ask nobody but the site, and always by HTTPS."""
    if not request.url.startswith((f"https://{HOST}/", "data:", "blob:")):
        complaints.append(f"asks for {request.url}")
