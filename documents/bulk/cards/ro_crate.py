"""The folder as a Research Object Crate (RO-Crate 1.1): ``ro-crate-metadata.json``."""

from __future__ import annotations

from typing import Any

from documents.bulk.cards.dataset import DESCRIPTION, Dataset
from documents.bulk.data_folder import CHECKSUMS, CROISSANT, READ_ME, RO_CRATE, DataFile
from documents.bulk.formats import FORMATS

_PUBLISHER = "#archive"
_CARDS = {
    CHECKSUMS: ("text/plain", "The SHA-256 of every data file, as `sha256sum --check` reads it"),
    READ_ME: ("text/markdown", "What the files are"),
    CROISSANT: ("application/ld+json", "The dataset in Croissant"),
}


def build_card(dataset: Dataset) -> dict[str, Any]:
    """The crate. The Frictionless catalogue is written last and is none of its files."""
    files = [_data_file(dataset, file) for file in dataset.files]
    cards = [
        {
            "@id": name,
            "@type": "File",
            "name": name,
            "description": description,
            "encodingFormat": media_type,
        }
        for name, (media_type, description) in _CARDS.items()
    ]
    parts = [*files, *cards]
    return {
        "@context": "https://w3id.org/ro/crate/1.1/context",
        "@graph": [
            {
                "@id": RO_CRATE,
                "@type": "CreativeWork",
                "about": {"@id": "./"},
                "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
            },
            {
                "@id": "./",
                "@type": "Dataset",
                "name": dataset.title,
                "description": DESCRIPTION,
                "identifier": dataset.edition,
                "version": dataset.edition,
                "datePublished": dataset.published,
                "inLanguage": list(dataset.languages),
                "creditText": dataset.citation,
                "author": {"@id": _PUBLISHER},
                "publisher": {"@id": _PUBLISHER},
                **({"url": dataset.base} if dataset.base else {}),
                "license": [{"@id": uri} for uri in dataset.licences],
                "hasPart": [{"@id": part["@id"]} for part in parts],
            },
            {
                "@id": _PUBLISHER,
                "@type": "Organization",
                "name": dataset.title,
                **({"url": dataset.homepage} if dataset.homepage else {}),
            },
            *_licences(dataset),
            *parts,
        ],
    }


def _licences(dataset: Dataset) -> list[dict[str, Any]]:
    found = []
    for uri in dataset.licences:
        lines = [f"{one.source}: {one.line}" for one in dataset.rights if one.uri == uri]
        found.append(
            {
                "@id": uri,
                "@type": "CreativeWork",
                "name": uri,
                "description": " ".join(lines),
            }
        )
    return found


def _data_file(dataset: Dataset, file: DataFile) -> dict[str, Any]:
    return {
        "@id": file.name,
        "@type": "File",
        "name": file.name,
        "description": dataset.describe(file),
        "encodingFormat": FORMATS[file.format].media_type,
        "contentSize": str(file.bytes),
        "sha256": file.sha256,
    }
