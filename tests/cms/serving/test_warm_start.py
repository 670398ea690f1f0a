"""What a worker takes over from the one before it."""

import json
from pathlib import Path

import pytest
from wagtail.models import Page, Site

from cms.models import FirmSettings, NavigationSettings
from cms.serving.answers import Answer
from cms.serving.store import AnswerStore
from cms.serving.warm_start import LoadingSite, WarmStart
from tests.cms.serving.processes import Worker
from tests.factories import StandardPageFactory

KEY = (False, "testserver", "/about/", "")
HEADERS = [("Content-Type", "text/html"), ("Cache-Control", "public")]
STATE = [12, 34, "2026-11-23"]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "page-cache.jsonl"


def left_behind(path, body, key=KEY, headers=HEADERS):
    store = AnswerStore(1_000_000)
    answer = Answer(headers, body, 7)
    environ = {"HTTP_ACCEPT": "application/json"}
    store.add(key, answer, environ)
    WarmStart(path).save(store, STATE, 7)
    return answer


@pytest.mark.parametrize("body", [b"short", b"a long page " * 500])
def test_answers_are_the_same_after_a_restart(path, body):
    before = left_behind(path, body)
    store = AnswerStore(1_000_000)
    WarmStart(path).adopt(store, STATE, 1)
    after = store.find(KEY, {})
    assert after.generation == 1
    for encoding in ("identity", "gzip", "br"):
        assert after.form(encoding).headers == before.form(encoding).headers
        assert after.form(encoding).body == before.form(encoding).body


def test_answers_that_depend_on_a_header_are_found_by_it_after_a_restart(path):
    left_behind(path, b"{}", headers=[*HEADERS, ("Vary", "Accept")])
    store = AnswerStore(1_000_000)
    WarmStart(path).adopt(store, STATE, 1)
    assert store.find(KEY, {"HTTP_ACCEPT": "application/json"}) is not None
    assert store.find(KEY, {"HTTP_ACCEPT": "text/html"}) is None


def test_answers_of_another_state_of_the_content_are_forgotten_for_good(path):
    left_behind(path, b"old")
    store = AnswerStore(1_000_000)
    WarmStart(path).adopt(store, [13, 34, "2026-11-23"], 1)
    assert not store.answers
    WarmStart(path).adopt(store, STATE, 1)
    assert not store.answers


def test_answers_of_other_settings_are_not_taken_over(path, settings):
    left_behind(path, b"old")
    settings.PUBLIC_URL = "https://elsewhere.example"
    assert not WarmStart(path).answers


def test_superseded_answers_are_not_left_behind(path):
    store = AnswerStore(1_000_000)
    store.add(KEY, Answer(HEADERS, b"old", 6), {})
    WarmStart(path).save(store, STATE, 7)
    assert not WarmStart(path).answers


@pytest.mark.parametrize("damage", ["", "{", '[]\n{"a": 1}', '{"site": 1}\n[1, 2]'])
def test_a_damaged_file_means_a_cold_start(path, damage):
    path.write_text(damage)
    assert not WarmStart(path).answers


def test_a_truncated_file_means_a_cold_start(path):
    left_behind(path, b"a page")
    path.write_text(path.read_text()[:-20])
    assert not WarmStart(path).answers


def test_a_folder_that_cannot_be_written_stops_nothing(tmp_path):
    WarmStart(tmp_path / "missing" / "file").save(AnswerStore(1_000), STATE, 7)


def test_a_site_that_cannot_be_loaded_is_reported_to_each_who_asks():
    def load():
        raise ImportError("broken")

    site = LoadingSite(load)
    with pytest.raises(RuntimeError, match="could not be loaded"):
        site({}, None)


@pytest.fixture
def worker(database_url, site_root):
    worker = Worker(database_url)
    yield worker
    worker.stop()


@pytest.fixture
def known_page(site_root, django_db_blocker):
    with django_db_blocker.unblock():
        for settings in (FirmSettings, NavigationSettings):
            settings.for_site(Site.objects.get())  # the first look makes them
        yield StandardPageFactory(parent=site_root, title="Known", slug="known")
        Page.objects.get(slug="known").delete()


def test_a_restarted_worker_knows_the_pages_it_knew(worker, known_page):
    worker.start().wait_until_ready()
    before = worker.get("/known/")
    worker.stop()
    worker.start().wait_until_ready()
    after = worker.get("/known/")
    assert (after.body, after.headers["etag"]) == (before.body, before.headers["etag"])
    assert worker.figure("cache_renderings_total") == 0
    # And it loads the rest.
    assert worker.get("/unknown/").status == 404


def test_what_changed_while_no_worker_ran_is_shown_after_the_start(worker, known_page):
    worker.start().wait_until_ready()
    worker.get("/known/")
    worker.stop()
    known_page.title = "Changed"
    known_page.save_revision().publish()
    worker.start().wait_until_ready()
    assert "Changed" in worker.get("/known/").text


def test_only_public_answers_are_left_behind(worker, known_page):
    worker.start().wait_until_ready()
    worker.get("/known/")
    worker.get("/admin/login/")
    worker.stop()
    lines = Path(worker.environment["PAGE_CACHE_FILE"]).read_text().splitlines()
    assert [json.loads(line)[0][2] for line in lines[1:]] == ["/known/"]
