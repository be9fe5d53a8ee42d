"""The dataset in Croissant 1.0 (MLCommons), JSON-LD that data loaders read: ``croissant.json``.

A record set is read from one file a table: Parquet where it was exported. Compressed JSON Lines
are named as files only, since Croissant knows no zstd.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from documents.bulk.cards.dataset import DESCRIPTION, Dataset
from documents.bulk.data_folder import DataFile
from documents.bulk.formats import FORMATS
from documents.bulk.tables import BLOCK_KEYS, Column, Kind

_PARQUET = "application/x-parquet"  # Croissant's name for it, older than the registered one
_TYPES: dict[Kind, str] = {
    "string": "sc:Text",
    "strings": "sc:Text",
    "integer": "sc:Integer",
    "number": "sc:Float",
    "boolean": "sc:Boolean",
}
_CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataBiases": "cr:dataBiases",
    "dataCollection": "cr:dataCollection",
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "personalSensitiveInformation": "cr:personalSensitiveInformation",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}


def build_card(dataset: Dataset) -> dict[str, Any]:
    """The description; addresses of files are relative where the archive has no public one."""
    described: dict[str, Any] = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": dataset.name,
        "alternateName": dataset.title,
        "description": DESCRIPTION,
        "version": f"1.0.0+{dataset.edition}",
        "datePublished": dataset.day,
        "citeAs": dataset.citation,
        "inLanguage": list(dataset.languages),
        "isLiveDataset": False,
        "license": list(dataset.licences),
        "url": dataset.base or ".",
    }
    described["distribution"] = [_file(dataset, file) for file in dataset.files]
    described["recordSet"] = [_record_set(dataset, file) for file in _readable(dataset)]
    return described


def _file(dataset: Dataset, file: DataFile) -> dict[str, Any]:
    media_type = FORMATS[file.format].media_type
    return {
        "@type": "cr:FileObject",
        "@id": file.name,
        "name": file.name,
        "description": dataset.describe(file),
        "contentUrl": file.name,
        "contentSize": f"{file.bytes} B",
        "encodingFormat": _PARQUET if file.format == "parquet" else media_type,
        "sha256": file.sha256,
    }


def _readable(dataset: Dataset) -> Iterator[DataFile]:
    yield from (file for file in dataset.files if file.format == "parquet")


def _record_set(dataset: Dataset, file: DataFile) -> dict[str, Any]:
    table = dataset.table_of(file)
    name = file.name.removesuffix(f".{file.format}")
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "description": dataset.describe(file),
        "key": [{"@id": f"{name}/{column}"} for column in table.key],
        "field": [_field(name, file, column) for column in table.columns],
    }


def _field(name: str, file: DataFile, column: Column) -> dict[str, Any]:
    here = f"{name}/{column.name}"
    field: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": here,
        "name": here,
        "description": column.description,
    }
    source = {"fileObject": {"@id": file.name}, "extract": {"column": column.name}}
    if column.kind in {"strings", "blocks"}:
        field["repeated"] = True
    if column.kind == "blocks":
        field["subField"] = [
            {
                "@type": "cr:Field",
                "@id": f"{here}/{key}",
                "name": f"{here}/{key}",
                "description": f"The block's {key}",
                "dataType": "sc:Text",
                "source": source | {"transform": {"jsonPath": key}},
            }
            for key in BLOCK_KEYS
        ]
        return field
    return field | {"dataType": _TYPES[column.kind], "source": source}
