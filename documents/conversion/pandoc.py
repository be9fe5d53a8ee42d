"""Runs pandoc, shut in and for a limited time, over Word, EPUB, HTML and other files of texts."""

from __future__ import annotations

import json
import subprocess  # nosec B404  # a list of arguments, no shell
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from documents.conversion.input_files import InputFile
from documents.conversion.records import BadInput

FORMATS = {
    ".docx": "docx",
    ".epub": "epub",
    ".htm": "html",
    ".html": "html",
    ".odt": "odt",
    ".xhtml": "html",
}
ZIPPED = {".docx", ".epub", ".odt"}
_MARKDOWN = "commonmark+pipe_tables+footnotes-raw_html"
_LONGEST = 120  # seconds for one file
_MEMORY = "1536m"
_LARGEST_ANSWER = 64_000_000  # bytes


def read_document(file: InputFile, form: str) -> dict[str, Any]:
    """A file as pandoc's tree: ``meta`` and ``blocks``. Raises `BadInput`."""
    said = _run(file.shown, ["-f", form, "-t", "json", str(file.path)], b"")
    try:
        tree = json.loads(said)
    except (ValueError, RecursionError) as error:
        raise BadInput(f"{file.shown}: nested too deep to be read") from error
    return dict(tree)


def write_markdown(shown: str, tree: dict[str, Any], blocks: Sequence[Any]) -> str:
    """Blocks of a tree as Markdown, a paragraph a line. Raises `BadInput`."""
    part = {**tree, "meta": {}, "blocks": list(blocks)}
    arguments = ["-f", "json", "-t", _MARKDOWN, "--wrap=none"]
    return _run(shown, arguments, json.dumps(part).encode()).decode()


@lru_cache(maxsize=1)
def find_pandoc() -> str:
    """The path of the pandoc program. Raises `BadInput` with the way out if there is none."""
    try:
        import pypandoc
    except ImportError as error:
        raise BadInput(
            "Word, EPUB and HTML files need pandoc: pip install 'parallel-archive[pandoc]', or "
            ".venv/bin/pip install pypandoc-binary"
        ) from error
    try:
        return str(pypandoc.get_pandoc_path())
    except OSError as error:
        raise BadInput(
            "Word, EPUB and HTML files need pandoc: .venv/bin/pip install pypandoc-binary"
        ) from error


def _run(shown: str, arguments: Sequence[str], given: bytes) -> bytes:
    # In its sandbox pandoc reads the file that is named and nothing else.
    command = [find_pandoc(), "+RTS", f"-M{_MEMORY}", "-RTS", "--sandbox", *arguments]
    try:
        run = subprocess.run(command, input=given, capture_output=True, timeout=_LONGEST)  # noqa: S603  # nosec B603
    except subprocess.TimeoutExpired as error:
        raise BadInput(
            f"{shown}: not read within {_LONGEST} seconds: part it, a chapter a file"
        ) from error
    except OSError as error:
        raise BadInput(f"{shown}: pandoc cannot be run: {error.strerror or error}") from error
    if run.returncode or len(run.stdout) > _LARGEST_ANSWER:
        said = " ".join(run.stderr.decode("utf-8", "replace").split())[:300]
        raise BadInput(f"{shown}: cannot be read: {said or 'too large'}")
    return run.stdout
