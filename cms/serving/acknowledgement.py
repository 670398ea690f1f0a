"""How a commit reaches every reader before it is acknowledged to its author.

NOTIFY alone is not enough: PostgreSQL delivers it some milliseconds after the
commit has returned, and a worker with a broken connection never gets it. So
workers hold leases, and whoever commits waits for them:

* A worker answers from memory only until its lease ends, LEASE seconds after it
  last *asked* the database for the sum of changes. Whatever it serves is thus as
  new as a snapshot less than LEASE seconds old.
* Having learnt of a change it first adopts it, so that older pages are no longer
  served, and only then writes the sum into its row of `ServingWorker`.
* A commit that changed content returns when all rows have reached the sum that
  it reads after the commit. Sums order snapshots: a row with at least that sum
  belongs to a worker that has seen the change.
* A worker that stays silent for longer than a lease has stopped serving from
  memory. Its row is removed, unless it has caught up in that very moment, and
  nobody waits for it again. Finding its row gone it registers anew before it
  serves, and reads the sum only after that.

No clock is compared with another one: each side measures only how long it
waited itself, and the worker counts from before its question, the author from
after the commit. Changes made outside of Django, by hand in psql, are seen as
fast as NOTIFY travels.
"""

import time

import psycopg

LEASE = 2.0  # seconds a worker may serve without news from the database
PATIENCE = LEASE * 1.1  # clocks may run at slightly different rates

# One column compared with the sum over all sessions, in one snapshot.
SUM = "(SELECT COALESCE(sum(changes), 0) FROM serving_contentchanges)"
BEHIND = "SELECT count(*) FROM serving_servingworker WHERE acknowledged < %s"
FORGET = "DELETE FROM serving_servingworker WHERE acknowledged < %s"


def wait_for_workers(connection: psycopg.Connection) -> None:
    """Return when no worker can serve what was there before the last commit.

    The connection must be outside of a transaction. Nothing is raised: the
    commit has happened, whatever becomes of the connection now.
    """
    started = time.monotonic()
    try:
        changes = value(connection, f"SELECT {SUM}")
        pause = 0.0005
        while value(connection, BEHIND, changes):
            if time.monotonic() - started > PATIENCE:
                with connection.cursor() as cursor:
                    cursor.execute(FORGET, [changes])
                return
            time.sleep(pause)
            pause = min(pause * 1.5, 0.01)
    except psycopg.Error:
        time.sleep(max(0.0, PATIENCE - (time.monotonic() - started)))


def value(connection: psycopg.Connection, statement: str, *parameters: int) -> int:
    """The single value that a statement returns."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        row = cursor.fetchone()
    return int(row[0]) if row else 0
