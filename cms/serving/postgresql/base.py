"""A database connection whose commits return when every reader has the news."""

import select
from collections.abc import Callable
from typing import Any

import psycopg
from django.db.backends.postgresql import base
from psycopg.pq import TransactionStatus

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
