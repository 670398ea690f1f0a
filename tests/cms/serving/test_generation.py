"""What two worker processes serve while content changes."""

import threading
import time

import psycopg
import pytest

from cms.models import FirmSettings
from cms.serving.acknowledgement import LEASE
from cms.serving.models import ContentChanges, ServingWorker
from tests.cms.serving.processes import wait_for
from tests.factories import StandardPageFactory

pytestmark = pytest.mark.usefixtures("committed")


@pytest.fixture(scope="module")
def page(site_root, workers):
    return StandardPageFactory(parent=site_root, title="Fees", slug="fees")


def publish(page, title):
    page.title = title
    page.save_revision().publish()


def test_a_publish_that_has_returned_is_seen_in_every_process(workers, page):
    for number in range(50):
        publish(page, f"Fees {number}")

        for worker in workers:
            assert f"Fees {number}" in worker.get("/fees/").text


def test_readers_at_full_speed_never_get_what_was_before_a_publish(workers, page):
    published, stop, stale, reads = [0], threading.Event(), [], [0]

    def read(worker):
        while not stop.is_set():
            expected = published[0]
            text = worker.get("/fees/").text
            reads[0] += 1
            found = text.partition("Edition ")[2][:4]
            if found and int(found) < expected:
                stale.append((expected, found))

    publish(page, "Edition 0000")
    readers = [threading.Thread(target=read, args=[worker]) for worker in workers * 2]
    for reader in readers:
        reader.start()
    for number in range(1, 60):
        publish(page, f"Edition {number:04}")
        published[0] = number
    stop.set()
    for reader in readers:
        reader.join()

    assert reads[0] > 500
    assert stale == []


def test_pages_are_served_from_memory_between_changes(workers, page):
    worker = workers[0]
    worker.get("/fees/")
    before = worker.figure("cache_renderings_total")

    for _ in range(20):
        worker.get("/fees/")

    assert worker.figure("cache_renderings_total") == before


def test_a_draft_leaves_the_pages_in_memory(workers, page):
    worker = workers[0]
    worker.get("/fees/")
    before = worker.figure("generation")

    page.title = "A draft"
    page.save_revision()
    time.sleep(0.1)

    assert worker.figure("generation") == before


def test_a_change_by_hand_is_seen_at_once(workers, page, database_url, site_root):
    FirmSettings.objects.update_or_create(
        site_id=site_root.get_site().pk, defaults={"firm_name": "Before & Sons"}
    )
    for worker in workers:
        assert "Before &amp; Sons" in worker.get("/fees/").text

    with psycopg.connect(database_url, autocommit=True) as by_hand:
        by_hand.execute("UPDATE cms_firmsettings SET firm_name = 'After & Sons'")

    wait_for(lambda: "After &amp; Sons" in workers[0].get("/fees/").text, timeout=0.5)
    wait_for(lambda: "After &amp; Sons" in workers[1].get("/fees/").text, timeout=0.5)


def test_an_uncommitted_change_is_seen_by_nobody(workers, page, database_url):
    publish(page, "Committed")
    with psycopg.connect(database_url) as by_hand:
        by_hand.execute("UPDATE wagtailcore_page SET title = 'Too early'")
        time.sleep(0.1)
        assert "Committed" in workers[0].get("/fees/").text
        by_hand.rollback()

    assert "Committed" in workers[0].get("/fees/").text


def test_writers_do_not_wait_for_each_other(workers, page, database_url):
    with psycopg.connect(database_url) as slow:
        slow.execute("UPDATE cms_firmsettings SET firm_name = 'An import, all night'")

        started = time.monotonic()
        publish(page, "Meanwhile")

    assert time.monotonic() - started < 1


def test_sums_survive_the_end_of_sessions(workers, page, database_url):
    publish(page, "Counted")
    total = sum(ContentChanges.objects.values_list("changes", flat=True))
    with psycopg.connect(database_url, autocommit=True) as by_hand:
        by_hand.execute("UPDATE wagtailcore_page SET title = 'More' WHERE depth > 2")

    rows = ContentChanges.objects.values_list("changes", flat=True)

    assert sum(rows) == total + 1


def test_a_worker_that_has_lost_its_connection_catches_up(workers, page, database_url):
    publish(page, "Before the loss")
    worker = workers[0]
    assert "Before the loss" in worker.get("/fees/").text
    before = worker.figure("listener_reconnections_total")

    with psycopg.connect(database_url, autocommit=True) as server:
        server.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE application_name = 'counsel listener'"
        )
    publish(page, "After the loss")

    assert "After the loss" in worker.get("/fees/").text
    wait_for(lambda: worker.figure("listener_reconnections_total") > before)
    assert worker.figure("listener_is_connected") == 1


def test_an_author_waits_for_a_dead_worker_no_longer_than_its_lease(workers, page):
    ServingWorker.objects.create(name="dead", acknowledged=0)

    started = time.monotonic()
    publish(page, "Once")
    first = time.monotonic() - started
    started = time.monotonic()
    publish(page, "Twice")
    second = time.monotonic() - started

    assert LEASE < first < 2 * LEASE
    assert second < LEASE / 2
    assert not ServingWorker.objects.filter(name="dead").exists()
