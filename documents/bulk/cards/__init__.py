"""The cards of a folder of bulk data: what a program must know to take the files as they are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from documents.bulk.cards import croissant, frictionless, read_me, ro_crate
from documents.bulk.cards.dataset import describe_dataset
from documents.bulk.data_folder import (
    CATALOGUE,
    CHECKSUMS,
    CROISSANT,
    READ_ME,
    RO_CRATE,
    DataCatalogue,
)


def write_cards(catalogue: DataCatalogue, folder: Path) -> None:
    """Write every card of a folder, the catalogue last: what it lists is whole."""
    dataset = describe_dataset(catalogue)
    sums = "".join(f"{file.sha256}  {file.name}\n" for file in catalogue.files)
    _replace(folder / CHECKSUMS, sums)
    _replace(folder / READ_ME, read_me.build_card(dataset))
    _replace(folder / CROISSANT, _json(croissant.build_card(dataset)))
    _replace(folder / RO_CRATE, _json(ro_crate.build_card(dataset)))
    _replace(folder / CATALOGUE, _json(frictionless.build_card(dataset)))


def _json(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _replace(file: Path, text: str) -> None:
    part = file.with_name(f".{file.name}.part")
    part.write_text(text, "utf-8", newline="")
    part.replace(file)
