"""The catalogue as a Data Package (Frictionless, version 1): ``datapackage.json``.

A compressed file and a translation memory are resources without a dialect of their own: a reader
checks size and digest, and finds the columns in ``schema``.
"""

from __future__ import annotations

from typing import Any

from documents.bulk.cards.dataset import DESCRIPTION, Dataset
from documents.bulk.data_folder import DataFile, describe_data_file
from documents.bulk.formats import FORMATS, text_columns

_TYPES = {
    "string": "string",
    "integer": "integer",
    "number": "number",
    "boolean": "boolean",
    "strings": "array",
    "blocks": "array",
}


def build_card(dataset: Dataset) -> dict[str, Any]:
    """The package; ``archive`` in a resource is what this archive keeps of the file."""
    package: dict[str, Any] = {
        "profile": "data-package",
        "name": dataset.name,
        "title": dataset.title,
        "description": DESCRIPTION,
        "version": dataset.edition,
        "created": dataset.published,
    }
    if dataset.homepage:
        package["homepage"] = dataset.homepage
    if dataset.licences:
        package["licenses"] = [{"path": uri, "title": uri} for uri in dataset.licences]
    package["resources"] = [_resource(dataset, file) for file in dataset.files]
    return package


def _resource(dataset: Dataset, file: DataFile) -> dict[str, Any]:
    table = dataset.table_of(file)
    is_text = file.format.startswith("csv")
    columns = text_columns(table) if is_text else table.columns
    types = _TYPES | {"strings": "string"} if is_text else _TYPES
    resource: dict[str, Any] = {
        "name": file.name.lower().replace(".", "-"),
        "type": "file",
        "title": table.title,
        "description": dataset.describe(file),
        "path": file.name,
        "format": file.format.rpartition(".")[2],
        "mediatype": FORMATS[file.format].media_type,
        "bytes": file.bytes,
        "hash": f"sha256:{file.sha256}",
        "archive": describe_data_file(file),
    }
    if file.format != "tmx":
        resource["encoding"] = "utf-8"
        resource["schema"] = {
            "fields": [
                {
                    "name": column.name,
                    "type": types[column.kind],
                    "description": column.description,
                }
                for column in columns
            ],
            "primaryKey": list(table.key),
        }
    return resource
