"""The ledger of a run: register lines and versions met, in a temporary SQLite file.

Memory does not grow with the input.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from documents.seed_store.accession_register import RegisterLine, format_time, parse_time
from documents.seed_store.records import Fault, Refused
from documents.seed_store.versions import Version, duplicate_version_fault

KEEP = "the file, or a withdrawal: nothing leaves the archive otherwise"

_SCHEMA = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE line (collection, accession, version, sha256, time, shown, number,
    PRIMARY KEY (collection, accession, version)) WITHOUT ROWID;
CREATE TABLE met (accession, version, kind, shown, sha256, refused DEFAULT 0,
    PRIMARY KEY (accession, version)) WITHOUT ROWID;
CREATE TABLE again (accession, version, shown);
CREATE INDEX again_of ON again (accession, version);
"""


@dataclass(frozen=True, slots=True)
class Repeat:
    """A version with more than one file: the first, and the others."""

    accession: str
    label: str
    kind: str
    shown: str
    others: tuple[str, ...]


class RunLedger:
    """Register lines read and versions met, in a SQLite file deleted on closing."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None)  # "" is a file of its own, unnamed
        self._db.executescript(_SCHEMA)
        self._db.execute("BEGIN")

    def close(self) -> None:
        self._db.close()

    def add_line(
        self, collection: str, line: RegisterLine, shown: str, number: int
    ) -> Fault | None:
        """Add a register line; returns a fault where an earlier one says otherwise."""
        key = (collection, line.accession, line.version)
        row = (*key, line.sha256, format_time(line.time), shown, number)
        if self._db.execute("INSERT OR IGNORE INTO line VALUES (?,?,?,?,?,?,?)", row).rowcount:
            return None
        earlier = self.line(*key)
        if earlier == line or earlier is None:
            return None
        return Fault(
            shown,
            number,
            "register",
            f"a second line for {line.accession} version {line.version}",
            f"the first one, {earlier.sha256} at {format_time(earlier.time)}",
        )

    def line(self, collection: str, accession: str, version: str) -> RegisterLine | None:
        """The collection's register line of a version."""
        row = self._db.execute(
            "SELECT sha256, time FROM line WHERE collection=? AND accession=? AND version=?",
            (collection, accession, version),
        ).fetchone()
        return RegisterLine(accession, version, row[0], parse_time(row[1])) if row else None

    def add_version(
        self, accession: str, version: str, kind: str, shown: str, sha256: str = ""
    ) -> str | None:
        """Add a version; returns where it was met before, if it was."""
        added = self._db.execute(
            "INSERT OR IGNORE INTO met (accession, version, kind, shown, sha256)"
            " VALUES (?,?,?,?,?)",
            (accession, version, kind, shown, sha256),
        ).rowcount
        if added:
            return None
        return self.place(accession, version)

    def add_file(
        self, accession: str, version: str, kind: str, shown: str, sha256: str = ""
    ) -> None:
        """Add a version's file. Raises `Refused` where another file is the same version.

        That other one is among `repeats` then.
        """
        earlier = self.add_version(accession, version, kind, shown, sha256)
        if earlier is not None:
            self._db.execute("INSERT INTO again VALUES (?,?,?)", (accession, version, shown))
            raise Refused(duplicate_version_fault(shown, accession, version, [earlier]))

    def repeats(self) -> Iterator[Repeat]:
        """Every version met more than once, except those whose first file was refused."""
        rows = self._db.execute(
            "SELECT DISTINCT accession, version, kind, met.shown FROM met"
            " JOIN again USING (accession, version) WHERE NOT refused"
        )
        for accession, version, kind, shown in rows:
            yield Repeat(accession, version, kind, shown, self.others(accession, version))

    def others(self, accession: str, version: str) -> tuple[str, ...]:
        """The further places where a version was met."""
        rows = self._db.execute(
            "SELECT shown FROM again WHERE accession=? AND version=? ORDER BY rowid",
            (accession, version),
        )
        return tuple(str(shown) for (shown,) in rows)

    def mark_faulty(self, accession: str, version: str, shown: str) -> None:
        """Mark that the file of a version was refused."""
        self._db.execute(
            "UPDATE met SET refused = 1 WHERE accession=? AND version=? AND shown=?",
            (accession, version, shown),
        )

    def is_faulty(self, accession: str, version: str) -> bool:
        """Whether a version's file was refused."""
        row = self._db.execute(
            "SELECT refused FROM met WHERE accession=? AND version=?", (accession, version)
        ).fetchone()
        return bool(row and row[0])

    def line_for(
        self, collection: str, accession: str, version: str, sha256: str, shown: str
    ) -> RegisterLine | None:
        """The register line of a version. Raises `Refused` where it is about other bytes."""
        line = self.line(collection, accession, version)
        if line and line.sha256 != sha256:
            expected = f"{line.sha256}, which the accession register has for {accession}"
            raise Refused(Fault(shown, 0, "sha256", sha256, f"{expected} version {version}"))
        return line

    def place(self, accession: str, version: str) -> str | None:
        """The place where this run met a version."""
        row = self._db.execute(
            "SELECT shown FROM met WHERE accession=? AND version=?", (accession, version)
        ).fetchone()
        return str(row[0]) if row else None

    def has_version(self, accession: str, version: str) -> bool:
        """Whether this run met a version."""
        return self.place(accession, version) is not None

    def missing_files(self, prefix: str) -> Iterator[Fault]:
        """A fault for each register line below a prefix that has neither file nor withdrawal."""
        rows = self._db.execute(
            "SELECT shown, number, accession, version FROM line"
            " WHERE substr(collection, 1, ?) = ?"
            " AND NOT EXISTS (SELECT 1 FROM met WHERE met.accession = line.accession"
            " AND met.version IN (line.version, 'withdrawn'))"
            " ORDER BY shown, number",
            (len(prefix), prefix),
        )
        for shown, number, accession, version in rows:
            yield Fault(shown, number, "accession", f"no file of {accession} {version}", KEEP)

    def versions(self) -> Iterator[Version]:
        """The versions of articles with several, refused ones left out, in order.

        The texts of a withdrawn article may have been deleted, so it is left out.
        """
        rows = self._db.execute(
            "SELECT accession, CAST(version AS INTEGER) AS number, sha256 FROM met"
            " WHERE kind = 'article' AND NOT refused AND accession IN"
            " (SELECT accession FROM met WHERE kind = 'article' AND version <> '1')"
            " AND accession NOT IN (SELECT accession FROM met WHERE kind = 'withdrawal')"
            " ORDER BY accession, number"
        )
        for accession, number, sha256 in rows:
            yield Version(accession, number, sha256)
