"""Nobody gets what was made for somebody else, through real worker processes."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from wagtail.models import PageViewRestriction

from tests.factories import StandardPageFactory

pytestmark = pytest.mark.usefixtures("committed")

PERSONAL = [
    {"Cookie": "counsel_session=stolen"},
    {"Authorization": "Bearer abc"},
    {"X_Preview_Token": "abc"},
    {"Range": "bytes=0-5"},
]


@pytest.fixture(scope="module")
def worker(workers):
    return workers[0]


@pytest.fixture
def page(site_root, committed, request):
    """A page that no other test has asked for."""
    slug = request.node.name.partition("[")[0].replace("_", "-")[:60]
    page = StandardPageFactory(parent=site_root, title="Fees", slug=slug)
    yield page
    page.delete()


def renderings(worker):
    return worker.figure("cache_renderings_total")


def test_personal_requests_never_fill_the_cache(worker, page):
    answers = worker.figure("cache_answers")

    for headers in PERSONAL:
        assert worker.get(page.url, **headers).status == 200
    worker.get(page.url + "?preview=token")
    worker.get(page.url, method="POST", body="a=b")

    assert worker.figure("cache_answers") == answers


def test_personal_requests_are_never_answered_from_the_cache(worker, page):
    worker.get(page.url)
    hits = worker.figure("cache_hits_total")

    for headers in PERSONAL:
        worker.get(page.url, **headers)
    worker.get(page.url + "?preview=token")
    worker.get(page.url, method="POST", body="a=b")

    assert worker.figure("cache_hits_total") == hits


def test_what_an_editor_gets_reaches_no_visitor(worker, page, database_url):
    user = get_user_model().objects.create_superuser("the-editor", password="x")
    editor = Client()
    editor.force_login(user)
    cookie = f"counsel_session={editor.cookies['counsel_session'].value}"

    own = worker.get("/admin/account/", Cookie=cookie)
    with_session = worker.get(page.url, Cookie=cookie)
    visitor = worker.get(page.url)

    assert own.status == 200
    assert with_session.status == 200
    assert "the-editor" not in visitor.text
    assert "set-cookie" not in visitor.headers
    assert worker.get("/admin/account/").status == 302
    user.delete()


def test_a_page_made_private_is_gone_at_once(worker, page):
    assert worker.get(page.url).status == 200

    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.LOGIN
    )
    assert worker.get(page.url).status == 302

    restriction.delete()
    assert worker.get(page.url).status == 200


@pytest.mark.parametrize("host", ["evil.example", "testserver@evil.example", ""])
def test_a_host_that_is_not_ours_gets_nothing_and_leaves_nothing(worker, page, host):
    answers = worker.figure("cache_answers")

    assert worker.get(page.url, Host=host).status == 400
    assert worker.figure("cache_answers") == answers
    assert "evil" not in worker.get(page.url).text


@pytest.mark.parametrize(
    "header",
    [
        {"X_Forwarded_Host": "evil.example"},
        {"Forwarded": "host=evil.example;proto=https"},
        {"X_Forwarded_Proto": "https"},
        {"X_Original_URL": "/evil/"},
        {"X_Rewrite_URL": "/evil/"},
        {"X_HTTP_Method_Override": "POST"},
        {"Accept_Language": "evil"},
        {"User_Agent": "evil"},
        {"Referer": "https://evil.example/"},
        {"Cookie": "theme=evil"},
    ],
)
def test_no_header_of_one_visitor_shapes_what_others_get(worker, page, header):
    poisoned = worker.get(page.url, **header)
    clean = worker.get(page.url)

    assert poisoned.status == clean.status == 200
    assert "evil" not in clean.text
    assert poisoned.body == clean.body
    assert clean.headers.get("location") is None


def test_feeds_name_the_host_they_were_asked_at(worker, page):
    of_name = worker.get("/robots.txt").text
    of_address = worker.get("/robots.txt", Host="127.0.0.1").text

    assert "http://testserver/sitemap.xml" in of_name
    assert "http://127.0.0.1/sitemap.xml" in of_address


def test_an_answer_is_the_same_from_memory_as_rendered(worker, page):
    first, second = worker.get(page.url), worker.get(page.url)

    volatile = {"date"}
    assert first.body == second.body
    assert {k: v for k, v in first.headers.items() if k not in volatile} == {
        k: v for k, v in second.headers.items() if k not in volatile
    }


def test_probes_answer_any_host_and_metrics_only_with_the_token(worker):
    assert worker.get("/healthz", Host="10.0.0.7").text == "ok\n"
    assert worker.get("/readyz", Host="10.0.0.7").text == "ready\n"
    assert worker.get("/metrics").status == 401
    assert worker.get("/metrics", Authorization="Bearer wrong").status == 401

    text = worker.get("/metrics", Authorization="Bearer for-tests").text

    for name in ("memory_bytes", "cache_hits_total", "listener_is_connected"):
        assert f"# TYPE counsel_{name} " in text
        assert text.count(f"counsel_{name}{{") == 2  # both workers, from either
