"""The queue for background work: the database, without a broker."""

from typing import Any

from django.tasks import Task
from django_tasks.backends.immediate import ImmediateBackend
from django_tasks_db.backend import DatabaseBackend


class TaskBackend(DatabaseBackend):
    """The database queue; Wagtail's own tasks run at once.

    Wagtail 8.0 declares its tasks with the django-tasks package, whose task
    class the worker of django-tasks-db refuses on Django 6.
    """

    def enqueue(self, task: Any, args: Any, kwargs: Any) -> Any:
        if isinstance(task, Task):
            return super().enqueue(task, args, kwargs)
        return ImmediateBackend(self.alias, {}).enqueue(task, args, kwargs)
