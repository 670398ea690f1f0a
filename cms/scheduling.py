"""Publishing and expiry at the hour that editors chose."""

import logging
from collections.abc import Callable, Iterator
from typing import Any

from django.apps import apps
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

logger = logging.getLogger(__name__)


def publish_due() -> int:
    """Publish and expire all that is due; returns how many items changed.

    Each item stands alone: one that fails is logged, and tried again next time,
    while the others go on.
    """
    changed = 0
    for act, item in [*expiries(), *publications()]:
        try:
            act(item)
            changed += 1
        except Exception:
            logger.exception("Could not carry out what was scheduled: %s", item)
    return changed


def expiries() -> Iterator[tuple[Callable[[Any], None], Any]]:
    """What is public and past its date."""
    for model in draft_models():
        for item in model.objects.filter(live=True, expire_at__lt=timezone.now()):
            yield take_down, item


def take_down(item: Any) -> None:
    """Take an item off the site."""
    specific = item.specific if isinstance(item, Page) else item
    specific.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def publications() -> Iterator[tuple[Callable[[Any], None], Any]]:
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
