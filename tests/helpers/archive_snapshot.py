"""Snapshots of an archive: what an ingest made is put back for another test, not made again."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.db.models import Model


@dataclass(frozen=True, slots=True)
class ArchiveSnapshot:
    """Every row of an archive, and copies of folders that nothing is added to."""

    rows: Sequence[tuple[type[Model], list[Model]]]
    folders: Sequence[Path]

    def restore(self, *folders: Path) -> None:
        """Put all back into an empty database, and into folders in the order they were kept in."""
        for kept, folder in zip(self.folders, folders, strict=True):
            shutil.copytree(kept, folder, dirs_exist_ok=True)
        for model, rows in self.rows:
            model._base_manager.bulk_create(rows)


def take_snapshot(place: Path, *folders: Path) -> ArchiveSnapshot:
    """The archive as it is now; its folders are copied to a place that is not there yet."""
    models = apps.get_app_config("documents").get_models()
    rows = [(model, list(model._base_manager.all())) for model in models]
    copies = [shutil.copytree(folder, place / str(number)) for number, folder in enumerate(folders)]
    return ArchiveSnapshot(rows, copies)
