"""Rows inserted as values are the rows that Django would have saved."""

from __future__ import annotations

import json
import pickle
from typing import Any

import pytest
from django.db import connection, models

from documents.ingest.bulk_insert import database_values, insert, new_row, take_keys
from documents.models import Article, SeedFile, Translation
from tests.helpers.seed_workshop import Workshop

MODELS = (SeedFile, Article, Translation)


def stored(model: type[models.Model]) -> list[list[Any]]:
    """What the database itself has of each row; of a JSON text, what it says."""
    fields = model._meta.concrete_fields
    columns = ", ".join(f'"{field.column}"' for field in fields)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {model._meta.db_table} ORDER BY id")
        return [
            [
                json.loads(value) if isinstance(field, models.JSONField) else value
                for field, value in zip(fields, row, strict=True)
            ]
            for row in cursor.fetchall()
        ]


@pytest.mark.django_db
def test_values_sent_to_another_process_are_stored_as_django_stores_them(
    workshop: Workshop,
) -> None:
    workshop.article("wheat")
    workshop.article("rye")
    workshop.ingest()
    rows = [list(model._default_manager.order_by("pk")) for model in MODELS]
    found = []
    for save in (insert_values, bulk_create):
        Article.objects.all().delete()
        SeedFile.objects.all().delete()
        for model, some in zip(MODELS, rows, strict=True):
            save(model, some)
        found.append([stored(model) for model in MODELS])
    assert found[0] == found[1]
    assert all(found[0])


def insert_values(model: type[models.Model], rows: list[models.Model]) -> None:
    values = pickle.dumps([database_values(row) for row in rows])
    insert(model, pickle.loads(values))


def bulk_create(model: type[models.Model], rows: list[models.Model]) -> None:
    model._default_manager.bulk_create(rows)


@pytest.mark.parametrize("model", MODELS)
def test_a_new_row_is_what_its_model_would_have_made(model: type[models.Model]) -> None:
    values = {"id": 7, "notes": {"pages": ["2"]}} if model is Article else {"id": 7}
    made, known = new_row(model, **values), model(**values)
    for field in model._meta.concrete_fields:
        assert getattr(made, field.attname) == getattr(known, field.attname), field.attname
    assert made._state.adding is known._state.adding is True
    other = new_row(model)
    lists = [name for name, value in vars(other).items() if isinstance(value, list | dict)]
    assert not any(getattr(other, name) is getattr(new_row(model), name) for name in lists)


@pytest.mark.django_db
def test_no_key_is_given_twice(workshop: Workshop) -> None:
    workshop.article("wheat")
    workshop.ingest()
    last = SeedFile.objects.order_by("-pk")[0].pk
    Article.objects.all().delete()
    SeedFile.objects.filter(pk=last).delete()
    assert min(take_keys(SeedFile, 2)) > last
    assert take_keys(SeedFile, 0) == []
