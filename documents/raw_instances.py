"""Makes model instances without a model's own constructor, which takes ten times as long.

Whoever reads many rows, or makes many, uses it; nobody behind them knows the difference.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db import models
from django.db.models.base import ModelState

Row = TypeVar("Row", bound=models.Model)


def make_instance(model: type[Row], values: Iterable[tuple[str, Any]]) -> Row:
    """An instance with these values by attribute; it takes itself for an unsaved one."""
    row = model.__new__(model)
    row.__dict__.update(values)
    row._state = ModelState()
    return row


def set_related(row: models.Model, name: str, related: models.Model) -> None:
    """Keep a fetched row that another one refers to, as ``row.name = related`` does.

    Django would let a one-to-one relation refer back: two rows that hold each other are waste that
    only the collector finds, with all their texts. A page of words in use reads 200 such articles.
    """
    row._state.fields_cache[name] = related
