"""A database connection whose commits return when every reader has the news."""

import select
from collections.abc import Callable
from typing import Any

import psycopg
from psycopg.pq import TransactionStatus

from cms.serving.acknowledgement import wait_for_workers
from cms.serving.postgresql.prepared import PreparedReads
from cms.serving.triggers import NOTICE


class DatabaseWrapper(PreparedReads):
    """Django's PostgreSQL connection; see `cms.serving.acknowledgement`.

    The triggers send a notice to the session that changes content, so commits of
    anything else cost nothing more than before.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.has_changed_content = False
        self.execute_wrappers.append(self._execute)

    def get_new_connection(self, conn_params: dict[str, Any]) -> psycopg.Connection:
        connection = super().get_new_connection(conn_params)
        connection.add_notice_handler(self._notice)
        return connection

    def is_watched(self) -> bool:
        """Whether somebody else is to see each statement.

        What only reads changes no content, so that nothing is waited for after it.
        """
        return self.queries_logged or self.execute_wrappers != [self._execute]

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
