"""Reading with statements that PostgreSQL has parsed and planned once."""

from collections.abc import Sequence
from typing import Any

import psycopg
from django.db.backends.postgresql import base
from psycopg.adapt import PyFormat, Transformer
from psycopg.pq import DiagnosticField, ExecStatus


class PreparedReads(base.DatabaseWrapper):
    """Django's PostgreSQL connection, which reads with prepared statements as well."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Statements that the session knows, with the names that it knows them by.
        self.prepared: dict[str, str] = {}
        self.forgotten = 0

    def get_new_connection(self, conn_params: dict[str, Any]) -> psycopg.Connection:
        connection = super().get_new_connection(conn_params)
        self.prepared, self.forgotten = {}, 0
        return connection

    def read_prepared(
        self, name: str, statement: str, parameters: Sequence[Any]
    ) -> list[Any]:
        """The rows that a statement reads, which PostgreSQL plans only once.

        Its parameters are `$1` and so on. libpq is asked without a cursor: what
        Django and psycopg do around a statement takes longer than PostgreSQL. In a
        transaction, which psycopg begins, and for whoever watches statements, it
        goes the usual way.

        Raises:
            django.db.NotSupportedError: after a migration of what it reads, until
                the statement is forgotten.
            django.db.Error: as a cursor of Django does.
        """
        own_name = self._prepare(name, statement)
        if self.get_autocommit() and not self.is_watched():
            with self.wrap_database_errors:
                return rows_from(self.connection, own_name.encode(), parameters)
        given = f" ({', '.join(['%s'] * len(parameters))})" if parameters else ""
        with self.cursor() as cursor:
            cursor.execute(f"EXECUTE {own_name}{given}", parameters)
            return cursor.fetchall()

    def forget(self, name: str) -> None:
        """Leave a statement that a migration has outdated; the next has a new name."""
        if self.prepared.pop(name, None) is not None:
            self.forgotten += 1

    def is_watched(self) -> bool:
        """Whether somebody is to see each statement."""
        return bool(self.queries_logged or self.execute_wrappers)

    def _prepare(self, name: str, statement: str) -> str:
        """The name for `EXECUTE` of a statement that the session knows.

        A session keeps it until it ends, also when the transaction at hand is rolled
        back.
        """
        # As before each statement; a new connection has nothing prepared.
        self.close_if_health_check_failed()
        self.ensure_connection()
        if name not in self.prepared:
            own_name = f"{name}_{self.forgotten}"
            with self.wrap_database_errors:
                self.connection.execute(f"PREPARE {own_name} AS {statement}")
            self.prepared[name] = own_name
        return self.prepared[name]


def rows_from(
    connection: psycopg.Connection, name: bytes, parameters: Sequence[Any]
) -> list[Any]:
    """What a connection reads with a statement that it has prepared.

    Raises:
        psycopg.Error: as a cursor of psycopg does.
    """
    transformer = Transformer(connection)
    formats = [PyFormat.TEXT] * len(parameters)
    values: Any = transformer.dump_sequence(parameters, formats)
    result = connection.pgconn.exec_prepared(name, values)
    if result.status != ExecStatus.TUPLES_OK:
        if not result.error_field(DiagnosticField.SQLSTATE):  # libpq says so itself
            raise psycopg.OperationalError(result.get_error_message())
        raise psycopg.errors.error_from_result(result)
    transformer.set_pgresult(result)
    return transformer.load_rows(0, result.ntuples, tuple)
