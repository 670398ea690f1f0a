"""Reads one whole page by its key, in SQL that is worked out once.

Django works out anew for each query which sixty columns a page has, and that takes
as long as making the rest of an answer. PostgreSQL parses and plans it once as well.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from wagtail.models import Page

from cms.fetching import FETCH_REMEMBERED


@dataclass(frozen=True, slots=True)
class Statement:
    """What reads a page of one type.

    `converters` say how to make Python's values, by the place of the column; each
    set with the expression that Django hands to it.
    """

    name: str
    sql: str
    columns: list[str]
    converters: dict[int, tuple[list[Callable[..., Any]], Any]]


def whole_page(model: type[Page], pk: int | None) -> Page:
    """The page with all of its fields.

    Raises:
        DoesNotExist: of the model, when there is no such page.
    """
    statement = statement_for(model)  # type: ignore[arg-type]  # classes are hashable
    database: Any = connections[DEFAULT_DB_ALIAS]
    database.prepare(statement.name, statement.sql)
    with database.cursor() as cursor:
        cursor.execute(f"EXECUTE {statement.name} (%s)", [pk])
        row = cursor.fetchone()
    if row is None:
        raise model.DoesNotExist
    values = list(row)
    for place, (functions, column) in statement.converters.items():
        for convert in functions:
            values[place] = convert(values[place], column, database)
    return model.from_db(
        database.alias, statement.columns, values, fetch_mode=FETCH_REMEMBERED
    )


@cache
def statement_for(model: type[Page]) -> Statement:
    """The statement for a page type, as Django's `ModelIterable` would run it."""
    query = model._base_manager.filter(pk=0).query
    compiler = query.get_compiler(DEFAULT_DB_ALIAS)
    sql, _ = compiler.as_sql()
    columns = [column for column, _, _ in compiler.select]
    return Statement(
        f"whole_{model._meta.db_table}",
        sql.replace("%s", "$1"),
        [column.target.attname for column in columns],
        compiler.get_converters(columns),
    )
