"""The TypeScript client of the guide is typed, and draws screens from JSON alone."""

import os
import re
import shutil
import subprocess
import threading
from html import unescape
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import connections

from blog.models import ArticlePage
from cms.api.content import openapi_text
from cms.settings import BASE_DIR
from people.models import AttorneyPage

NODE = BASE_DIR / "tests" / "node"
TOOLS = NODE / "node_modules" / ".bin"


@pytest.fixture
def tools():
    """Skips where Node or its tools are missing, which CI takes for a failure."""
    if shutil.which("node") and (TOOLS / "tsc").exists():
        return
    message = "Node is missing, or its tools are: install it, then run make test"
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)


class Quiet(WSGIRequestHandler):
    """Writes no line for each request."""

    def log_message(self, *args):
        pass


@pytest.fixture
def live_demo(demo_site, one_connection):
    """The address of the demo, served over HTTP from the test's own transaction."""
    connection = connections["default"]
    connection.inc_thread_sharing()
    server = make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=Quiet)

    def serve():
        connections["default"] = connection
        server.serve_forever(poll_interval=0.05)

    thread = threading.Thread(target=serve)
    thread.start()
    demo_site.hostname, demo_site.port = server.server_address
    demo_site.save()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
    connection.dec_thread_sharing()


@pytest.fixture
def program(tools, tmp_path):
    """The program, compiled against the guide's client and the types of the API."""
    [client, *_] = re.findall(
        r"```ts\n(.+?)```", (BASE_DIR / "docs" / "api.md").read_text(), re.DOTALL
    )
    shutil.copytree(NODE / "client", tmp_path, dirs_exist_ok=True)
    (tmp_path / "node_modules").symlink_to(NODE / "node_modules")
    (tmp_path / "package.json").write_text('{"type": "module"}')
    (tmp_path / "openapi.json").write_text(openapi_text())
    (tmp_path / "client.ts").write_text(client)
    run(
        TOOLS / "openapi-typescript", "openapi.json", "-o", "counsel.d.ts", cwd=tmp_path
    )
    run(TOOLS / "tsc", cwd=tmp_path)
    return tmp_path / "built" / "render.js"


def run(*command, cwd):
    """The output of a command that must succeed."""
    finished = subprocess.run(  # noqa: S603 - tools of the repository
        command, cwd=cwd, capture_output=True, text=True, timeout=120, check=False
    )
    assert finished.returncode == 0, finished.stdout + finished.stderr
    return finished.stdout


def lettered(text):
    return re.sub(r"\s+", "", unescape(re.sub(r"<[^>]+>", "", text)))


def test_a_program_draws_an_article_a_listing_and_an_attorney(program, live_demo):
    drawn = run("node", program, live_demo, cwd=program.parent)

    articles = ArticlePage.objects.live().order_by("title", "pk")
    article, attorney = articles[0], AttorneyPage.objects.get(slug="jun-takemori")
    expected = [
        *(found.title for found in articles[:5]),
        article.standfirst,
        *(
            str(block.value)
            for block in article.body
            if block.block_type == "paragraph"
        ),
        *(block.value["text"] for block in article.references),
        *(author.display_name for author in article.authors.all()),
        attorney.display_name,
        attorney.introduction,
        *(admission.jurisdiction for admission in attorney.admissions.all()),
        "404 Not Found",
    ]
    letters = lettered(drawn)
    assert [text for text in expected if lettered(text) not in letters] == []
    assert f'data-count="{articles.count()}"' in drawn
    assert drawn.count("<picture>") > 5
    assert f'src="{live_demo}/media/' in drawn
