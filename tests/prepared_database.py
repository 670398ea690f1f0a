"""A migrated database that each process of the tests copies.

Migrating takes many times as long as copying. It is made anew after a change of the
code or of what is installed.
"""

import os
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.core.management import call_command
from django.db import connection, connections
from psycopg.sql import SQL, Identifier

from cms.fingerprint import fingerprint

PREFIX = "prepared_"
MADE_OF = (
    "requirements/*.txt",
    *(f"{app}/**/*.py" for app in ("cms", "home", "blog", "people")),
)


def url_of(database):
    """The address of another database of the tests' server."""
    parts = urlsplit(os.environ["DATABASE_URL"])
    return urlunsplit(parts._replace(path=f"/{database}"))


def copy_prepared(name):
    """Begin a database anew as a copy of the prepared one."""
    prepared = PREFIX + fingerprint(MADE_OF)[:16]
    with psycopg.connect(url_of("postgres"), autocommit=True) as server:
        # One process prepares, while the others wait for it.
        server.execute("SELECT pg_advisory_lock(hashtext(%s))", [PREFIX])
        known = databases(server)
        if prepared not in known:
            for outdated in known:
                drop(server, outdated)
            prepare(server, prepared)
        drop(server, name)
        server.execute(
            SQL("CREATE DATABASE {} TEMPLATE {}").format(
                Identifier(name), Identifier(prepared)
            )
        )


def databases(server):
    """The databases that were prepared, the outdated and unfinished ones too."""
    rows = server.execute(
        "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PREFIX]
    )
    return [name for (name,) in rows]


def drop(server, name):
    """Remove a database, whoever is still connected."""
    server.execute(
        SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name))
    )


def prepare(server, name):
    """Make the database; it has its name only once it is complete."""
    unfinished = f"{name}_unfinished"
    server.execute(SQL("CREATE DATABASE {}").format(Identifier(unfinished)))
    with using(unfinished):
        call_command("migrate", interactive=False, run_syncdb=True, verbosity=0)
    server.execute(
        SQL("ALTER DATABASE {} RENAME TO {}").format(
            Identifier(unfinished), Identifier(name)
        )
    )


@contextmanager
def using(name):
    """Have this process write to another database meanwhile."""
    original = connection.settings_dict["NAME"]
    connections.close_all()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connections.close_all()
        connection.settings_dict["NAME"] = original


def end_session(connection):
    """Have the server end the session of a connection, as when it is restarted."""
    pid = connection.connection.info.backend_pid
    with connection.copy().cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
        cursor.db.close()
