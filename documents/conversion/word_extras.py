"""What a Word file has beside its text: tracked changes, comments, headers and footers."""

from __future__ import annotations

import re
import zipfile
from typing import IO

from documents.conversion.input_files import InputFile
from documents.seed_store.report import count_of

_CHANGE = re.compile(rb"<w:(?:ins|del|moveFrom|moveTo) ")
_BOX = re.compile(rb"<w:txbxContent[ >]")
_NEW_BOX = re.compile(rb"<wps:txbx[ >]")  # read; each stands again in the old form behind it
_COMMENT = re.compile(rb"<w:comment ")
_TEXT = re.compile(rb"<w:t[ >]")
_RUNNING = re.compile(r"word/(?:header|footer)\d*\.xml")
_CHUNK = 1 << 20
_OVERLAP = 20  # bytes: longer than what is counted


def describe_word_extras(file: InputFile) -> list[str]:
    """What of a Word file is not in its text, or was decided: it stands in the report."""
    said = []
    with zipfile.ZipFile(file.path) as archive:
        names = set(archive.namelist())

        def count(name: str, form: re.Pattern[bytes]) -> int:
            if name not in names:
                return 0
            with archive.open(name) as opened:
                return _count(opened, form)

        if changes := count("word/document.xml", _CHANGE):
            said.append(f"{count_of(changes, 'tracked change')} read as accepted")
        if comments := count("word/comments.xml", _COMMENT):
            said.append(f"{count_of(comments, 'comment')} left out")
        boxes = count("word/document.xml", _BOX) - 2 * count("word/document.xml", _NEW_BOX)
        if boxes > 0:
            boxed = "1 text box" if boxes == 1 else f"{boxes} text boxes"
            said.append(f"{boxed} left out: put the words into the text")
        if any(_RUNNING.fullmatch(name) and count(name, _TEXT) for name in sorted(names)):
            said.append("headers and footers left out")
    return said


def _count(opened: IO[bytes], form: re.Pattern[bytes]) -> int:
    """How often a form stands in a file; read a piece at a time."""
    found, rest = 0, b""
    while chunk := opened.read(_CHUNK):
        data = rest + chunk
        matches = list(form.finditer(data))
        found += len(matches)
        # What begins in this piece and ends in the next is not counted yet.
        rest = data[max(matches[-1].end() if matches else 0, len(data) - _OVERLAP) :]
    return found
