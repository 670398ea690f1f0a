"""What the worker clears away now and then; each app says what it leaves lying."""

import logging
import time
from collections.abc import Callable

logger = logging.getLogger(__name__)

INTERVAL = 3_600.0  # seconds between two rounds
CHORES: list[Callable[[], object]] = []
last_round: float | None = None


def register(chore: Callable[[], object]) -> None:
    """Have something done every hour."""
    CHORES.append(chore)


def tidy_up() -> None:
    """Do all chores if an hour has passed; one that fails keeps none from its turn."""
    global last_round  # noqa: PLW0603 - there is one worker to a process
    now = time.monotonic()
    if last_round is not None and now - last_round < INTERVAL:
        return
    last_round = now
    for chore in CHORES:
        try:
            chore()
        except Exception:
            logger.exception("A chore of the worker failed.")
