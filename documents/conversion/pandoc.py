"""Runs pandoc, shut in and for a limited time, over Word, EPUB, HTML and other files of texts."""

from __future__ import annotations

import json
import re
import subprocess  # nosec B404  # a list of arguments, no shell
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from documents.conversion.input_files import InputFile, report_read_errors
from documents.conversion.pandoc_cleaning import open_ruby
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
_PARTED = re.compile(r"^(?:&nbsp;|<!-- -->)\n\n", re.MULTILINE)  # written between two lists
_LONGEST = 120  # seconds for one file
_MEMORY = "1536m"
_LARGEST_ANSWER = 64_000_000  # bytes


def read_document(file: InputFile, form: str) -> dict[str, Any]:
    """A file as pandoc's tree: ``meta`` and ``blocks``. Raises `BadInput`."""
    with _with_open_ruby(file, form) as path:
        said = _run(file.shown, ["-f", form, "-t", "json", str(path)], b"")
    try:
        tree = json.loads(said)
    except (ValueError, RecursionError) as error:
        raise BadInput(f"{file.shown}: nested too deep to be read") from error
    return dict(tree)


@contextmanager
def _with_open_ruby(file: InputFile, form: str) -> Iterator[Path]:
    """The file, or a copy with readings in brackets: pandoc writes them on to their words."""
    if form not in {"html", "epub"}:
        yield file.path
        return
    with tempfile.TemporaryDirectory() as folder, report_read_errors(file.shown):
        copy = Path(folder) / f"copy{file.path.suffix}"
        if form == "html":
            changed = _open_ruby(data := file.path.read_bytes())
            copy.write_bytes(changed)
            yield copy if changed != data else file.path
            return
        is_changed = False
        with zipfile.ZipFile(file.path) as given, zipfile.ZipFile(copy, "w") as made:
            for member in given.infolist():
                data = given.read(member)
                if member.filename.lower().endswith((".xhtml", ".html", ".htm")):
                    is_changed |= data != (data := _open_ruby(data))
                made.writestr(member, data)
        yield copy if is_changed else file.path


def _open_ruby(data: bytes) -> bytes:
    return open_ruby(data.decode("latin-1")).encode("latin-1")  # the bytes are not read


def write_markdown(shown: str, tree: dict[str, Any], blocks: Sequence[Any]) -> str:
    """Blocks of a tree as Markdown, a paragraph a line. Raises `BadInput`."""
    part = {**tree, "meta": {}, "blocks": list(blocks)}
    arguments = ["-f", "json", "-t", _MARKDOWN, "--wrap=none"]
    return _PARTED.sub("", _run(shown, arguments, json.dumps(part).encode()).decode())


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
