from datetime import timedelta

import pytest
from django.tasks import TaskResultStatus, task
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from cms.retrying import PAUSES, release_tasks_of
from cms.worker import new_worker

pytestmark = pytest.mark.django_db


@task()
def fail():
    raise ConnectionRefusedError("mail server is down")


@pytest.fixture(autouse=True)
def queue(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def attempt():
    worker, row = new_worker(), DBTaskResult.objects.get()
    row.claim(worker.worker_id)
    worker.run_task(row)
    return DBTaskResult.objects.get()


def test_a_failed_task_is_tried_again_after_a_pause():
    fail.enqueue()

    row = attempt()

    assert row.status == TaskResultStatus.READY
    assert row.run_after > timezone.now() + PAUSES[0] - timedelta(seconds=30)
    assert "mail server is down" in row.traceback


def test_a_task_that_fails_each_time_stays_failed_in_the_end():
    fail.enqueue()

    for _ in PAUSES:
        assert attempt().status == TaskResultStatus.READY

    assert attempt().status == TaskResultStatus.FAILED


def test_what_a_killed_worker_had_in_hand_is_put_back():
    fail.enqueue()
    DBTaskResult.objects.update(
        status=TaskResultStatus.RUNNING, worker_ids=["this machine"]
    )

    assert release_tasks_of("another machine") == 0
    assert release_tasks_of("this machine") == 1
    assert DBTaskResult.objects.get().status == TaskResultStatus.READY
