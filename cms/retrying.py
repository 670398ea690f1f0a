"""Failed background tasks: tried again, each time after a longer pause."""

from datetime import timedelta
from typing import Any

from django.dispatch import receiver
from django.tasks import TaskResult, TaskResultStatus
from django.tasks.signals import task_finished
from django.utils import timezone
from django_tasks_db.backend import TaskResult as QueuedTaskResult
from django_tasks_db.models import DBTaskResult

PAUSES = [
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=12),
]


@receiver(task_finished, dispatch_uid="retry_failed_task")
def retry_failed_task(task_result: TaskResult, **kwargs: Any) -> None:
    """Put a failed task back into the queue, until the pauses are used up.

    The row keeps the error of the last attempt, and one worker id an attempt.
    """
    is_queued = isinstance(task_result, QueuedTaskResult)
    if not is_queued or task_result.status != TaskResultStatus.FAILED:
        return
    attempts = len(task_result.worker_ids)
    if 1 <= attempts <= len(PAUSES):
        DBTaskResult.objects.filter(pk=task_result.id).update(
            status=TaskResultStatus.READY,
            run_after=timezone.now() + PAUSES[attempts - 1],
            finished_at=None,
        )


def release_tasks_of(worker_id: str) -> int:
    """Put back what a worker had in hand when it was killed; returns how many."""
    return DBTaskResult.objects.filter(
        status=TaskResultStatus.RUNNING, worker_ids__contains=[worker_id]
    ).update(status=TaskResultStatus.READY)
