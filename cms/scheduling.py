"""Publishing and expiry at the hour that editors chose."""

import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

logger = logging.getLogger(__name__)
clock = time.monotonic
type Act = Callable[[Any], None]

FIRST_PAUSE = 20.0  # seconds until what failed is tried again, then twice as many
LONGEST_PAUSE = 600.0


@dataclass(frozen=True)
class Failure:
    """How often an item has failed, and when it is tried again."""

    times: int
    again_at: float


class Schedule:
    """What is due, carried out again and again by one worker.

    Each item stands alone: while one fails, the others go on. It is tried again
    after a pause that doubles; only its first failure is logged with all details.
    """

    def __init__(self) -> None:
        self.failures: dict[tuple[str, str, int], Failure] = {}

    def publish_due(self) -> int:
        """Publish and expire all that is due; returns how many items changed."""
        due = {key_of(*step): step for step in [*expiries(), *publications()]}
        # Published by hand or scheduled anew: another failure would be a first one.
        self.failures = {
            key: failure for key, failure in self.failures.items() if key in due
        }
        return sum(self.carry_out(key, *step) for key, step in due.items())

    def carry_out(self, key: tuple[str, str, int], act: Act, item: Any) -> bool:
        """Change an item, unless it failed just now; returns whether it changed."""
        failure = self.failures.get(key)
        if failure is not None and clock() < failure.again_at:
            return False
        try:
            # Wagtail takes an item off the schedule before it has published it.
            with transaction.atomic():
                act(item)
        except Exception as error:
            self.failures[key] = following(failure)
            log_failure(self.failures[key], item, error)
            return False
        return True


def key_of(act: Act, item: Any) -> tuple[str, str, int]:
    """What an item that is due is known by."""
    return act.__name__, item._meta.label, item.pk


def following(failure: Failure | None) -> Failure:
    """Another failure, after which the pause is twice as long."""
    times = failure.times + 1 if failure else 1
    pause = min(FIRST_PAUSE * 2 ** (times - 1), LONGEST_PAUSE)
    return Failure(times, clock() + pause)


def log_failure(failure: Failure, item: Any, error: Exception) -> None:
    """Tell all of a first failure, and of the same again in one line."""
    if failure.times == 1:
        logger.exception("Could not carry out what was scheduled: %s", item)
        return
    reason = " ".join(str(error).split())
    logger.warning(
        "Still could not carry out what was scheduled, tried %s times: %s (%s: %s)",
        failure.times,
        item,
        type(error).__name__,
        reason,
    )


def expiries() -> Iterator[tuple[Act, Any]]:
    """What is public and past its date."""
    for model in draft_models():
        for item in model.objects.filter(live=True, expire_at__lt=timezone.now()):
            yield take_down, item


def take_down(item: Any) -> None:
    """Take an item off the site."""
    specific = item.specific if isinstance(item, Page) else item
    specific.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def publications() -> Iterator[tuple[Act, Any]]:
    """What was approved to go live before now."""
    due = Revision.objects.filter(approved_go_live_at__lt=timezone.now())
    for revision in due.order_by("approved_go_live_at"):
        yield publish, revision


def publish(revision: Revision) -> None:
    """Put an approved revision on the site."""
    revision.publish(log_action="wagtail.publish.scheduled")


def draft_models() -> list[type[Any]]:
    """Pages, and the snippets that have drafts."""
    return [
        Page,
        *(
            model
            for model in apps.get_models()
            if issubclass(model, DraftStateMixin) and not issubclass(model, Page)
        ),
    ]
