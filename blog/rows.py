"""Rows copied into the tables of models: for thousands of pages at once."""

import json
from collections.abc import Iterable
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.db.models import Model
from psycopg.types.json import Jsonb


def values_of(model: type[Model], instance: Model) -> dict[str, Any]:
    """What is stored of an instance in one table, by attribute."""
    return {
        field.attname: plain(
            field.get_db_prep_save(getattr(instance, field.attname), connection)
        )
        for field in model._meta.local_concrete_fields
    }


def next_keys(model: type[Model], count: int) -> list[int]:
    """Keys that nobody else will use."""
    table, column = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) "
            "FROM generate_series(1, %s)",
            [table, column, count],
        )
        return [row[0] for row in cursor.fetchall()]


def copy_rows(
    model: type[Model], rows: Iterable[dict[str, Any]], *, with_keys: bool = False
) -> None:
    """Copy rows, given as values by attribute, into the table of a model."""
    rows = list(rows)
    if with_keys:
        keys = next_keys(model, len(rows))
        rows = [row | {"id": key} for row, key in zip(rows, keys, strict=True)]
    if not rows:
        return
    fields = model._meta.local_concrete_fields
    columns = ", ".join(f'"{field.column}"' for field in fields)
    with (
        connection.cursor() as cursor,
        cursor.copy(f'COPY "{model._meta.db_table}" ({columns}) FROM STDIN') as copy,
    ):
        for row in rows:
            copy.write_row([row[field.attname] for field in fields])


def plain(value: Any) -> Any:
    """A stored value as COPY takes it: JSON as text."""
    if isinstance(value, Jsonb):
        return json.dumps(value.obj, cls=DjangoJSONEncoder)
    return value
