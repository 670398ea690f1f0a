"""Which generation of the content is the current one, as this process knows it.

A thread of its own listens to the database, adopts each change and holds the
lease that `cms.serving.acknowledgement` describes. Its connection lost, the lease
ends at once: nothing counts as current until the thread has caught up. If the
sum of changes is then what it was, all that was known is current again.
"""

import logging
import os
import socket
import threading
import time
from collections.abc import Callable
from typing import Any

import psycopg
from django.db import connections
from django.utils import timezone
from psycopg.types.json import Jsonb

from cms.serving.acknowledgement import LEASE, SUM
from cms.serving.triggers import CHANNEL

logger = logging.getLogger(__name__)

RENEWAL = LEASE / 4  # seconds between renewals when nothing changes
RETRY = 0.2  # seconds between attempts to reach a lost database
SILENCE = 1.0  # seconds without the lease until a silent database counts as lost
STARTING = 10.0  # the same, for a worker that has not reached it yet
TICK = 0.005
FOLDED_AT = 500  # rows of ended sessions are added up when there are so many

# What PostgreSQL says that cannot answer anybody, and PgBouncer in its place.
NOT_READY = (
    "the database system is",
    "terminating connection",
    "server login has been failing",
)

# CLOCK_MONOTONIC stands still while the machine sleeps; leases must not.
CLOCK = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)

# The sum alone could come round again after a restore or a TRUNCATE; with the
# start of the server and the table's file it cannot.
READ = (
    f"SELECT {SUM}, pg_postmaster_start_time(), "
    "pg_relation_filenode('serving_contentchanges')"
)
REGISTER = """
INSERT INTO serving_servingworker (name, acknowledged, figures)
VALUES (%(name)s, -1, '{}')
ON CONFLICT (name) DO UPDATE SET acknowledged = -1
"""
ACKNOWLEDGE = """
UPDATE serving_servingworker SET acknowledged = %(sum)s, figures = %(figures)s
    || jsonb_build_object('told_at', extract(epoch FROM statement_timestamp()))
WHERE name = %(name)s
"""
LEAVE = "DELETE FROM serving_servingworker WHERE name = %(name)s"

# One statement, so that every snapshot sees the same sum.
FOLD = f"""
WITH ended AS (
    DELETE FROM serving_contentchanges
    WHERE session <> 0 AND session NOT IN (SELECT pid FROM pg_stat_activity)
    AND (SELECT count(*) FROM serving_contentchanges) > {FOLDED_AT}
    RETURNING changes
)
INSERT INTO serving_contentchanges AS mine (session, changes)
SELECT 0, sum(changes) FROM ended HAVING count(*) > 0
ON CONFLICT (session) DO UPDATE SET changes = mine.changes + excluded.changes
"""  # noqa: S608 - a constant


def clock() -> float:
    """Seconds that pass evenly, whatever happens to the time of day."""
    return time.clock_gettime(CLOCK)


def is_refusal(error: Exception) -> bool:
    """Whether a database that works refused a connection, as at its limit of them.

    There is no SQLSTATE then, only the words; in another language than English it
    counts as an outage.
    """
    words = str(error)
    return "FATAL:" in words and not any(part in words for part in NOT_READY)


class ContentGeneration:
    """The current generation, as a number that means something in this process only.

    `lease_ends` is compared with `clock()`: the number may be relied on until then.
    """

    def __init__(self, figures: Callable[[], dict[str, Any]] = dict) -> None:
        self.current = 0
        self.lease_ends = 0.0
        self.is_database_lost = False
        # The database answers, but not this listener: pages have to ask it each time.
        self.is_refused = False
        # It was so since the state was last read: what is known may be superseded.
        self.was_refused = False
        self.started = clock()
        self.changes = 0
        self.reconnections = -1
        self.name = f"{socket.gethostname()}/{os.getpid()}/{id(self):x}"
        self.figures = figures
        # Told of the first state, before anything counts as current.
        self.at_first: Callable[[], None] | None = None
        self._state: tuple[Any, ...] | None = None
        self._is_stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def is_certain(self) -> bool:
        """Whether `current` may be relied on."""
        return clock() < self.lease_ends

    def is_out_of_reach(self) -> bool:
        """Whether the database cannot be asked, refusing or silent.

        While that is not known yet it waits for the listener. It counts its own
        waking moments: after a pause of the whole process, the listener comes
        first, and what changed meanwhile is adopted before anything is served.
        """
        for _ in range(self._patience()):
            if self.is_certain() or self.is_refused:
                return False
            if self.is_database_lost and self._state is not None:
                return True
            time.sleep(TICK)
        self.is_database_lost = not self.is_certain()
        return self.is_database_lost

    def _patience(self) -> int:
        """How many ticks to wait: more at the start, when PostgreSQL starts too."""
        if self._state is not None:
            return round(SILENCE / TICK)
        return max(1, round((self.started + STARTING - clock()) / TICK))

    def start(self) -> None:
        """Follow the database until the process ends."""
        self.started = clock()
        self._thread = threading.Thread(
            target=self._follow, name="content-generation", daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """Stop following, so that no author waits for this process again."""
        self._is_stopping.set()
        if self._thread is not None:
            self._thread.join(timeout=LEASE)

    def _follow(self) -> None:
        while not self._is_stopping.is_set():
            try:
                with self._connect() as connection:
                    self._keep_lease(connection)
            except psycopg.OperationalError as error:
                self._lose(error)
            except Exception as error:
                logger.exception("The listener failed.")
                self._lose(error)

    def _lose(self, error: Exception) -> None:
        """Nothing is certain without a connection; a second failure is an outage."""
        was_connected = self.lease_ends > 0
        self.lease_ends = 0.0
        if was_connected:
            logger.warning("The listening connection is lost: %s", error)
        else:
            self.is_refused = is_refusal(error)
            self.was_refused |= self.is_refused
            is_outage = isinstance(error, psycopg.OperationalError)
            self.is_database_lost = is_outage and not self.is_refused
            self._is_stopping.wait(RETRY)

    def _connect(self) -> psycopg.Connection:
        wrapper = connections.create_connection("default")
        parameters = wrapper.get_connection_params()
        parameters.pop("cursor_factory", None)
        parameters["application_name"] = "counsel listener"
        return psycopg.connect(**parameters, autocommit=True)

    def _keep_lease(self, connection: psycopg.Connection) -> None:
        connection.execute(f"LISTEN {CHANNEL}")
        self._register(connection)
        connection.execute(FOLD)
        # Acknowledgements may be lost in a crash: the author then waits for new ones.
        connection.execute("SET synchronous_commit = off")
        self.reconnections += 1
        while not self._is_stopping.is_set():
            if not self._renew(connection):
                return
            for _ in connection.notifies(timeout=RENEWAL, stop_after=1):
                pass
        self.lease_ends = 0.0  # before others may stop waiting for this process
        connection.execute(LEAVE, {"name": self.name})

    def _register(self, connection: psycopg.Connection) -> None:
        connection.execute(REGISTER, {"name": self.name})

    def _renew(self, connection: psycopg.Connection) -> bool:
        """Adopt what the database says, tell it so, and extend the lease.

        Returns False when nobody counts on this worker any more.
        """
        asked_at = clock()
        row = connection.execute(READ).fetchone()
        assert row is not None  # noqa: S101 - an aggregate returns a row
        # Before pages of the old generation become useless for an outage.
        self.is_database_lost = self.is_refused = False
        self._adopt(row)
        self.was_refused = False
        answer = connection.execute(
            ACKNOWLEDGE,
            {
                "name": self.name,
                "sum": self.changes,
                "figures": Jsonb(self.figures()),
            },
        )
        if not answer.rowcount:
            return False
        self.lease_ends = asked_at + LEASE
        return True

    def _adopt(self, row: tuple[Any, ...]) -> None:
        """Begin a new generation if content changed, or the day did."""
        state = (*row, timezone.localdate())
        if state != self._state:
            is_first = self._state is None
            self.current += 1
            self._state = state
            self.changes = int(row[0])
            if is_first and self.at_first is not None:
                self.at_first()

    def lasting_state(self) -> list[Any]:
        """The state of the content, in terms that outlive a restart."""
        if self._state is None:
            return []
        changes, _, table, day = self._state
        return [int(changes), table, day.isoformat()]
