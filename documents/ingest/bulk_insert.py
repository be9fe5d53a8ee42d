"""Bulk insertion of rows past the ORM, which takes longer over rows than the database does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, TypeAlias

from django.db import connection, models

from documents.fields import CompressedField, write_json
from documents.raw_instances import Row, make_instance

Values: TypeAlias = dict[str, Any]  # a row's, by the attributes of its model


# Fields whose values every database takes as Python has them.
_PLAIN = (
    models.CharField,
    models.TextField,
    models.IntegerField,
    models.BooleanField,
    models.ForeignKey,
)


def new_row(model: type[Row], **values: Any) -> Row:
    """An unsaved row with these values by attribute, and defaults for the others."""
    others = {name: default() for name, default in _defaults(model) if name not in values}
    return make_instance(model, (values | others).items())


def database_values(row: models.Model, **ready: Any) -> Values:
    """The values of an unsaved row as the database takes them; fit for another process.

    Values that are ``ready`` are the database's own already, and taken as they are.
    """
    held = row.__dict__
    values = {name: held[name] for name in _names(type(row))} | ready
    for field in _converted(type(row)):
        if field.attname not in ready:
            values[field.attname] = _prepare(field, values[field.attname])
    return values


@cache
def _defaults(model: type[models.Model]) -> tuple[tuple[str, Callable[[], Any]], ...]:
    return tuple((field.attname, field.get_default) for field in model._meta.concrete_fields)


@cache
def _names(model: type[models.Model]) -> tuple[str, ...]:
    return tuple(field.attname for field in model._meta.concrete_fields)


@cache
def _converted(model: type[models.Model]) -> tuple[models.Field[Any, Any], ...]:
    """The columns whose values need a conversion for the database."""
    return tuple(field for field in model._meta.concrete_fields if not isinstance(field, _PLAIN))


def _prepare(field: models.Field[Any, Any], value: Any) -> Any:
    if isinstance(field, CompressedField):
        return field.pack(value)
    if isinstance(field, models.JSONField):
        return write_json(value).decode()  # a text, which every database takes
    if isinstance(field, models.BinaryField):
        return value  # bytes, which every database takes; Django's wrapping cannot be sent
    return field.get_db_prep_save(value, connection)


def take_keys(model: type[models.Model], count: int) -> list[int]:
    """Reserve that many primary keys, ascending, never used before. For the one writing process."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                [table, count],
            )
            return [key for (key,) in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = cursor.fetchone()
    first = (last[0] if last else 0) + 1
    return list(range(first, first + count))


def insert(model: type[models.Model], rows: Sequence[Values]) -> None:
    """Insert rows that have their keys."""
    if not rows:
        return
    fields = model._meta.concrete_fields
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column or field.name) for field in fields)
    names = [field.attname for field in fields]
    values = [[row[name] for name in names] for row in rows]
    into = f"{quote(model._meta.db_table)} ({columns})"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {into} FROM STDIN") as copy:
                for one in values:
                    copy.write_row(one)
        else:
            marks = ", ".join(["%s"] * len(names))
            cursor.executemany(" ".join(("INSERT INTO", into, f"VALUES ({marks})")), values)
