"""What a worker tells of the others."""

import time

import pytest

from cms.serving.models import ServingWorker
from cms.serving.probes import others
from tests.prepared_database import end_session

pytestmark = pytest.mark.usefixtures("no_workers_left")


@pytest.fixture
def no_workers_left(own_connection):
    """What this connection writes stays, as it is in no transaction."""
    yield
    ServingWorker.objects.all().delete()


def add_worker(name, seconds):
    """A worker that last told its figures so many seconds ago."""
    figures = {"listener_is_connected": 1, "told_at": time.time() - seconds}
    ServingWorker.objects.create(name=name, acknowledged=0, figures=figures)


def test_who_is_silent_does_not_hear_and_is_forgotten_later():
    add_worker("well", 1)
    add_worker("silent", 10)
    add_worker("ended", 1_000)

    connected = {name: told["listener_is_connected"] for name, told in others().items()}

    assert connected == {"well": 1, "silent": 0}


def test_all_are_known_again_after_the_database_was_away(own_connection):
    add_worker("other", 1)
    assert set(others()) == {"other"}
    end_session(own_connection)

    others()

    assert set(others()) == {"other"}
