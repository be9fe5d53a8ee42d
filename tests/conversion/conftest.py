"""A folder with a collection in it, and the command that converts it."""

from __future__ import annotations

from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pytest
import yaml
from django.core.management import CommandError, call_command


@dataclass(frozen=True)
class Conversion:
    """What a run of the command said and left: its exit status, its lines."""

    status: int
    lines: list[str]

    def said(self, part: str) -> bool:
        return any(part in line for line in self.lines)


@dataclass(frozen=True)
class Desk:
    """A folder to work in: files are put there, and converted into its folder ``seeds``."""

    folder: Path

    def put(self, name: str, content: str | bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def convert(self, name: str, *arguments: str) -> Conversion:
        out = StringIO()
        status = 0
        try:
            call_command(
                "convert",
                str(self.folder / name),
                str(self.folder / "seeds"),
                *arguments,
                stdout=out,
            )
        except SystemExit as error:
            status = int(str(error.code))
        except CommandError as error:
            status = error.returncode
            out.write(str(error))
        return Conversion(status, out.getvalue().splitlines())

    def seeds(self) -> dict[str, str]:
        """The seeds by path, sources.toml apart."""
        root = self.folder / "seeds"
        files = sorted(file for file in root.rglob("*.md") if not file.name.startswith("."))
        return {file.relative_to(root).as_posix(): file.read_text("utf-8") for file in files}

    def read(self, name: str) -> tuple[dict[str, object], str]:
        """The front matter of a seed, by a YAML reader, and its texts."""
        _, front, texts = (self.folder / "seeds" / name).read_text("utf-8").split("---\n", 2)
        return yaml.safe_load(front), texts


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)
