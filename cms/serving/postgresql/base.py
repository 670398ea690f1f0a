"""A database connection whose commits return when every reader has the news."""

import select
from collections.abc import Callable, Sequence
from typing import Any

import psycopg
from django.db.backends.postgresql import base
from psycopg.adapt import PyFormat, Transformer
from psycopg.pq import ConnStatus, ExecStatus, TransactionStatus

from cms.serving.acknowledgement import wait_for_workers
from cms.serving.triggers import NOTICE


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's PostgreSQL connection; see `cms.serving.acknowledgement`.

    The triggers send a notice to the session that changes content, so commits of
    anything else cost nothing more than before.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.has_changed_content = False
        # Statements that the session knows, with the names that it knows them by.
        self.prepared: dict[str, str] = {}
        self.forgotten = 0
        self.execute_wrappers.append(self._execute)

    def get_new_connection(self, conn_params: dict[str, Any]) -> psycopg.Connection:
        connection = super().get_new_connection(conn_params)
        self.prepared, self.forgotten = {}, 0
        connection.add_notice_handler(self._notice)
        return connection

    def prepare(self, name: str, statement: str) -> str:
        """Have PostgreSQL parse and plan a statement once; its name for `EXECUTE`.

        Its parameters are `$1` and so on. A session keeps it until it ends, also
        when the transaction at hand is rolled back.
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

    def forget(self, name: str) -> None:
        """Leave a statement that a migration has outdated; the next has a new name."""
        if self.prepared.pop(name, None) is not None:
            self.forgotten += 1

    def read_prepared(self, name: str, parameters: Sequence[Any]) -> list[Any]:
        """The rows that a prepared statement of this name reads.

        libpq is asked without a cursor: what Django and psycopg do around a
        statement takes longer than PostgreSQL. In a transaction, which psycopg
        begins, and for whoever watches statements, it goes the usual way.
        """
        is_watched = self.queries_logged or self.execute_wrappers != [self._execute]
        if self.get_autocommit() and not is_watched:
            with self.wrap_database_errors:
                return rows_from(self.connection, name.encode(), parameters)
        given = f" ({', '.join(['%s'] * len(parameters))})" if parameters else ""
        with self.cursor() as cursor:
            cursor.execute(f"EXECUTE {name}{given}", parameters)
            return cursor.fetchall()

    def is_usable(self) -> bool:
        """Whether the server is still there, asked at the start of each request.

        A server that ends a connection closes it, which makes it readable; only then
        is it asked with a statement.
        """
        connection = self.connection
        if connection is None or connection.closed:
            return False
        if connection.info.transaction_status == TransactionStatus.INERROR:
            return False
        waiting = select.poll()
        waiting.register(connection.fileno(), select.POLLIN)
        return not waiting.poll(0) or super().is_usable()

    def _notice(self, diagnostic: psycopg.errors.Diagnostic) -> None:
        if diagnostic.message_primary == NOTICE:
            self.has_changed_content = True

    def _execute(
        self,
        execute: Callable[..., Any],
        sql: str,
        params: Any,
        many: bool,
        context: dict[str, Any],
    ) -> Any:
        """Run a statement; outside of a transaction it commits by itself."""
        result = execute(sql, params, many, context)
        if self.has_changed_content and self.get_autocommit():
            self._wait_for_workers()
        return result

    def _set_autocommit(self, autocommit: bool) -> None:
        """The end of `atomic()`, after its commit and before its commit hooks."""
        super()._set_autocommit(autocommit)  # type: ignore[misc]
        if autocommit and self.has_changed_content:
            self._wait_for_workers()

    def _rollback(self) -> None:
        self.has_changed_content = False
        super()._rollback()  # type: ignore[misc]

    def _wait_for_workers(self) -> None:
        self.has_changed_content = False
        if self.connection is not None:
            wait_for_workers(self.connection)


def rows_from(
    connection: psycopg.Connection, name: bytes, parameters: Sequence[Any]
) -> list[Any]:
    """What a connection reads with a statement that it has prepared.

    Raises:
        psycopg.Error: as a cursor of psycopg does.
    """
    transformer = Transformer(connection)
    values = transformer.dump_sequence(parameters, [PyFormat.TEXT] * len(parameters))
    result = connection.pgconn.exec_prepared(name, values)  # type: ignore[arg-type] # None
    if result.status != ExecStatus.TUPLES_OK:
        if connection.pgconn.status == ConnStatus.BAD:
            raise psycopg.OperationalError(result.get_error_message())
        raise psycopg.errors.error_from_result(result)
    transformer.set_pgresult(result)
    return transformer.load_rows(0, result.ntuples, tuple)
