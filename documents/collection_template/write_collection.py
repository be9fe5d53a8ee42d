"""Writes a collection to start from into a new folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

FILES = Path(__file__).parent / "files"
_HIDDEN = "gitignore"  # stands without its dot here, or it would speak for this repository


class FolderInUse(Exception):
    """The folder holds something already, or is none."""


def write_collection(folder: Path) -> Iterator[Path]:
    """Write the files into a folder that is new or empty; yields each one's path.

    Raises `FolderInUse` before anything is written, and `OSError`.
    """
    if folder.exists() or folder.is_symlink():
        if not folder.is_dir():
            raise FolderInUse(f"{folder} is a file; name a folder that is new or empty")
        held = sorted(one.name for one in folder.iterdir())
        if held:
            raise FolderInUse(
                f"{folder} is not empty ({held[0]}): nothing was written; name a folder that is "
                "new or empty"
            )
    folder.mkdir(parents=True, exist_ok=True)
    for file in sorted(FILES.iterdir()):
        written = folder / (f".{_HIDDEN}" if file.name == _HIDDEN else file.name)
        with written.open("xb") as stream:
            stream.write(file.read_bytes())
        yield written
