"""The worker process: background tasks, and publishing at the chosen hour."""

import logging
import socket
import threading
import time
from datetime import timedelta

from django.conf import settings
from django.db import close_old_connections, connections
from django.db.utils import InterfaceError, OperationalError
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from cms import housekeeping
from cms.retrying import release_tasks_of
from cms.scheduling import Schedule

logger = logging.getLogger(__name__)

TASK_INTERVAL = 0.5  # seconds between looks into an empty queue
SCHEDULE_INTERVAL = 10.0  # seconds between looks at what is scheduled
PAUSE_AFTER_LOSS = 2.0  # seconds before a lost database is tried again
KEPT_FOR = timedelta(days=14)  # how long finished tasks stay visible


def work() -> None:
    """Work until told to stop; a lost database is waited for."""
    worker = new_worker()
    worker.configure_signals()
    threading.Thread(target=keep_schedule, name="schedule", daemon=True).start()
    while worker.running:
        try:
            release_tasks_of(worker.worker_id)
            worker.run()
        except (OperationalError, InterfaceError):
            wait_for_database()


def new_worker() -> Worker:
    """A worker for every queue."""
    return Worker(
        queue_names=["*"],
        interval=TASK_INTERVAL,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=worker_id(),
        excluded_queue_names=[],
    )


def keep_schedule() -> None:
    """Publish and expire what is due, every few seconds, for ever."""
    schedule = Schedule()
    while True:
        look_at(schedule)
        time.sleep(SCHEDULE_INTERVAL)


def look_at(schedule: Schedule) -> None:
    """Publish and expire what is due; whatever happens, there is a next time."""
    try:
        close_old_connections()
        schedule.publish_due()
        prune_finished_tasks()
        housekeeping.tidy_up()
    except (OperationalError, InterfaceError):
        wait_for_database()
    except Exception:
        logger.exception("The schedule could not be looked at.")


def wait_for_database() -> None:
    """Let go of broken connections and pause."""
    logger.warning("The database is out of reach; trying again.")
    connections.close_all()
    time.sleep(PAUSE_AFTER_LOSS)


def prune_finished_tasks() -> None:
    """Forget tasks that succeeded a while ago; failed ones stay for staff to see."""
    before = timezone.now() - KEPT_FOR
    DBTaskResult.objects.successful().filter(finished_at__lt=before).delete()


def worker_id() -> str:
    """The same on each start of this installation, so that it finds its own work."""
    return f"{socket.gethostname()}:{settings.BASE_DIR}"[-64:]
