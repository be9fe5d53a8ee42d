"""The dataset card for people, ``README.md``; its head is what `datasets` loads the tables by."""

from __future__ import annotations

import json
from collections.abc import Iterator

from documents.bulk.cards.dataset import DESCRIPTION, Dataset
from documents.bulk.data_folder import DataFile
from documents.bulk.tables import TABLES

_LOADED = ("parquet", "jsonl.zst")  # the forms a table is loaded from, the best first


def build_card(dataset: Dataset) -> str:
    """The card, in Markdown under a head in YAML."""
    files = "\n".join(
        f"| `{file.name}` | {dataset.describe(file)} | {file.bytes} | `{file.sha256}` |"
        for file in dataset.files
    )
    columns = "\n\n".join(_columns(name) for name in _tables(dataset))
    rights = "\n".join(f"- {one.source}: {one.line} {one.uri}".rstrip() for one in dataset.rights)
    return (
        f"---\n{_head(dataset)}---\n\n# {dataset.title}\n\n{DESCRIPTION}\n\n"
        f"Edition `{dataset.edition}`, published {dataset.published}.\n\n"
        f"Cite as: {dataset.citation}\n\n"
        f"## Files\n\n| file | what | bytes | SHA-256 |\n| --- | --- | --- | --- |\n{files}\n\n"
        f"## Columns\n\n{columns}\n\n## Rights\n\n{rights}\n"
    )


def _head(dataset: Dataset) -> str:
    lines = [f"pretty_name: {json.dumps(dataset.title, ensure_ascii=False)}", "license: other"]
    if dataset.languages:
        primary = dict.fromkeys(tag.partition("-")[0] for tag in dataset.languages)
        lines += ["language:", *(f"- {tag}" for tag in primary)]
    loaded = [(name, found) for name in _tables(dataset) if (found := _loaded(dataset, name))]
    if loaded:
        lines.append("configs:")
        for name, files in loaded:
            lines += [f"- config_name: {name}", "  data_files:"]
            lines += [f"  - {file.name}" for file in files]
    return "".join(f"{line}\n" for line in lines)


def _tables(dataset: Dataset) -> list[str]:
    there = {file.table for file in dataset.files}
    return [name for name in TABLES if name in there]


def _loaded(dataset: Dataset, table: str) -> list[DataFile]:
    """The files of a table in the best form there is: the whole archive's, else each source's."""
    for form in _LOADED:
        files = [one for one in dataset.files if (one.table, one.format) == (table, form)]
        if files:
            return [one for one in files if not one.source] or files
    return []


def _columns(name: str) -> str:
    return "\n".join(_lines(name))


def _lines(name: str) -> Iterator[str]:
    yield f"### {name}\n"
    yield "| column | kind | what |\n| --- | --- | --- |"
    for column in TABLES[name].columns:
        yield f"| `{column.name}` | {column.kind} | {column.description} |"
