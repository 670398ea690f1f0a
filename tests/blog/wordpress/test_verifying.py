from threading import Thread
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.core.management import CommandError, call_command
from django.db import connections
from django.test import Client
from PIL import Image
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from blog.models import ArticlePage
from blog.wordpress.verifying import (
    NOT_LEADING,
    Asker,
    SiteUnreachable,
    missing_words,
    verify,
)
from cms.models import FirmImage

from .exports import item


class Quiet(WSGIRequestHandler):
    """Writes no log."""

    def log_message(self, *args):
        pass


def answer(environ, start_response):
    """Answer as the site does, without closing the connection of the test."""
    query = environ["QUERY_STRING"]
    address = environ["PATH_INFO"] + (f"?{query}" if query else "")
    response = Client().get(address, HTTP_HOST=environ["HTTP_HOST"])
    start_response(
        f"{response.status_code} {response.reason_phrase}", list(response.items())
    )
    return [response.content]


@pytest.fixture
def running_site(home_page):
    """The address at which the site answers, on the connection of the test."""
    database = connections["default"]
    database.inc_thread_sharing()
    server = make_server("127.0.0.1", 0, answer, handler_class=Quiet)

    def serve():
        connections["default"] = database
        server.serve_forever(poll_interval=0.01)

    thread = Thread(target=serve)
    thread.start()
    Site.objects.update(hostname="127.0.0.1", port=server.server_port)
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
    database.dec_thread_sharing()


@pytest.mark.usefixtures("running_site")
def test_every_old_address_leads_to_its_page_with_all_its_words(run_import, capsys):
    run = run_import(
        item(
            1,
            content="<p>Bail &amp; <strong>bonds</strong> [1], they said [sic].</p>"
            "<ul><li><strong>Stay calm:</strong> say little [1].</li></ul>"
            "<h2>References</h2><ol><li>Act of 1984</li></ol>",
            terms=[("category", "crime", "Crime")],
            meta={"_wp_old_slug": "bonds"},
        ),
        item(2, type="page", slug="fees", link="https://old.example/our/fees.html"),
        item(3, status="draft"),
        item(4, password="open sesame"),
        item(5, status="private"),
    )
    addresses = set(run.old_addresses.values_list("address", flat=True))
    assert {"/entry-1", "/bonds", "/?p=1", "/category/crime", "/2024"} <= addresses
    assert not {"/entry-3", "/entry-4", "/entry-5"} & addresses

    call_command("import_wordpress", verify=run.pk)

    assert "2 texts compared" in capsys.readouterr().out


@pytest.mark.usefixtures("running_site")
def test_an_address_that_leads_nowhere_or_to_other_words_is_named(run_import):
    run = run_import(
        item(1, content="Some plain words."), item(2), item(3, content="Three words.")
    )
    Redirect.objects.filter(old_path="/entry-1").delete()
    Redirect.objects.filter(old_path="/?p=2").update(
        redirect_page=None, redirect_link="/bonds/"
    )
    Redirect.objects.create(old_path="/bonds", redirect_link="/blog/entry-2/")
    ArticlePage.objects.filter(slug="entry-3").update(body=[])

    found = verify(run)

    faults = dict(fault.split(": ", 1) for fault in found.faults)
    assert faults["/entry-1/"] == "answers 404"
    assert faults["/?p=2"].startswith("is redirected twice")
    assert faults["/entry-3/"].startswith("2 words of its text missing on the page")
    assert len(faults) == 3
    run.refresh_from_db()
    assert run.summary[NOT_LEADING] == found.faults
    with pytest.raises(CommandError, match="3 do not lead"):
        call_command("import_wordpress", verify=run.pk)


def test_a_page_edited_here_is_asked_for_but_not_compared(run_import, running_site):
    run = run_import(item(1, content="Old words."))
    page = ArticlePage.objects.get(slug="entry-1")
    page.body = [("paragraph", "<p>Mine</p>")]
    page.save_revision().publish()

    found = verify(run, running_site)

    assert (found.faults, found.compared) == ([], 0)


def test_words_that_moved_are_missed_where_they_stood():
    assert not missing_words(["a", "b"], ["x", "a", "y", "b"])
    assert missing_words(["b", "a", "c"], ["a", "b", "c"]).startswith("1 word of")


def test_a_site_that_does_not_answer_is_named():
    with pytest.raises(SiteUnreachable, match="127.0.0.1:9"):
        Asker("http://127.0.0.1:9", "").ask("/")


@pytest.mark.usefixtures("running_site")
def test_words_below_pictures_wait_for_the_sizes_of_these(run_import, tmp_path):
    folder = tmp_path / "uploads"
    folder.mkdir()
    Image.new("RGB", (40, 30)).save(folder / "court.png")
    address = "https://old.example/wp-content/uploads/court.png"
    run = run_import(
        item(1, content=f'[caption]<img src="{address}"/>At noon[/caption] They met.'),
        uploads=str(folder),
    )
    FirmImage.objects.update(ready={})

    found = verify(run)

    assert found.faults == []
    assert "still being made" in str(found)
