"""What a worker tells of the others."""

import time

import pytest
from django.db import connections

from cms.serving.models import ServingWorker
from cms.serving.probes import others


@pytest.fixture
def own_connection(db):
    """A connection that is in no transaction, and whose workers are gone afterwards."""
    usual = connections["default"]
    own = connections["default"] = usual.copy()
    yield own
    ServingWorker.objects.all().delete()
    own.close()
    connections["default"] = usual


def add_worker(name, seconds):
    """A worker that last told its figures so many seconds ago."""
    figures = {"listener_is_connected": 1, "told_at": time.time() - seconds}
    ServingWorker.objects.create(name=name, acknowledged=0, figures=figures)


def test_who_is_silent_does_not_hear_and_is_forgotten_later(own_connection):
    add_worker("well", 1)
    add_worker("silent", 10)
    add_worker("ended", 1_000)

    connected = {name: told["listener_is_connected"] for name, told in others().items()}

    assert connected == {"well": 1, "silent": 0}


def test_all_are_known_again_after_the_database_was_away(own_connection):
    add_worker("other", 1)
    assert set(others()) == {"other"}
    pid = own_connection.connection.info.backend_pid
    with own_connection.copy().cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
        cursor.db.close()

    others()

    assert set(others()) == {"other"}
