"""Reads objects in SQL that is worked out once.

Django works out anew for each query which sixty columns a page has, and that takes
longer than the database needs to find the page. PostgreSQL parses and plans it once
as well.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any
from weakref import ref
from zlib import crc32

from django.db import DEFAULT_DB_ALIAS, NotSupportedError, connections
from django.db.models import Model
from django.db.models.fetch_modes import FetchMode
from django.db.models.query import get_related_populators
from wagtail.fields import StreamField


@dataclass(frozen=True, slots=True)
class Statement:
    """What reads objects of one model.

    `converters` say how to make Python's values, by the place of the column; each
    set with the expression that Django hands to it. `related` is what Django needs to
    know of the objects that are read along.
    """

    name: str
    sql: str
    names: list[str]
    width: int
    converters: dict[int, tuple[list[Callable[..., Any]], Any]]
    related: tuple[dict[str, Any], list[Any]]


def objects_where[M: Model](
    model: type[M],
    condition: str,
    parameters: list[Any],
    *,
    fetch_mode: FetchMode,
    without: tuple[str, ...] = (),
    along: tuple[str, ...] = (),
) -> list[M]:
    """The objects of a model that a condition in SQL chooses, in the order it names.

    The condition is what follows the tables: `WHERE …`, `ORDER BY …`, `LIMIT …`. The
    fields that the objects are to be `without` are read when they are asked for;
    what they refer to `along` the way is joined.
    """
    statement = statement_for(model, condition, without, along)
    rows = rows_of(statement.name, statement.sql, parameters)
    database, alias = connections[DEFAULT_DB_ALIAS], DEFAULT_DB_ALIAS
    populators = get_related_populators(*statement.related, alias, fetch_mode)
    found: list[M] = []
    peers: list[Any] = []
    for row in rows:
        values = list(row)
        for place, (functions, column) in statement.converters.items():
            for convert in functions:
                values[place] = convert(values[place], column, database)
        own = values[: statement.width]
        one = model.from_db(alias, statement.names, own, fetch_mode=fetch_mode)
        if fetch_mode.track_peers:
            peers.append(ref(one))
            one._state.peers = peers
        for populator in populators:
            populator.populate(values, one)
        found.append(one)
    return found


@cache
def statement_for(
    model: type[Model], condition: str, without: tuple[str, ...], along: tuple[str, ...]
) -> Statement:
    """The statement for a model, as Django's `ModelIterable` would run it."""
    objects = model._base_manager.defer(*without).order_by()
    if along:
        objects = objects.select_related(*along)
    compiler = objects.query.get_compiler(DEFAULT_DB_ALIAS)
    sql, _ = compiler.as_sql()
    columns = [column for column, _, _ in compiler.select]
    own = compiler.klass_info["select_fields"]
    sql = numbered(f"{sql} {condition}")
    return Statement(
        f"{model._meta.db_table[:50]}_{crc32(sql.encode()):x}",
        sql,
        [columns[place].target.attname for place in own],
        len(own),
        converters_of(compiler, columns),
        (compiler.klass_info, compiler.select),
    )


def converters_of(compiler: Any, columns: list[Any]) -> dict[int, Any]:
    """What makes Python's values of the columns, by their places."""
    return compiler.get_converters(columns) | {
        place: ([read_stream], column)
        for place, column in enumerate(columns)
        if isinstance(column.target, StreamField)
    }


def read_stream(value: str | None, column: Any, database: Any) -> Any:
    """A stream of blocks as stored; Wagtail makes a field for JSON each time."""
    return column.target.to_python(None if value is None else json.loads(value))


@cache
def key_column(model: type[Model]) -> str:
    """The column of the key of a model, as conditions name it."""
    return f'"{model._meta.db_table}"."{model._meta.pk.column}"'


def numbered(sql: str) -> str:
    """The statement with its parameters as `PREPARE` knows them: `$1` and so on."""
    first, *others = sql.split("%s")
    return first + "".join(f"${place}{part}" for place, part in enumerate(others, 1))


def rows_of(name: str, sql: str, parameters: list[Any]) -> list[Any]:
    """The rows that a statement of this name reads."""
    database: Any = connections[DEFAULT_DB_ALIAS]
    try:
        return database.read_prepared(name, sql, parameters)
    except NotSupportedError:  # a migration has changed a column since
        database.forget(name)
        if database.in_atomic_block:
            raise
        return database.read_prepared(name, sql, parameters)
