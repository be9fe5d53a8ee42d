"""What one run has met so far, in a temporary file: memory does not grow with the input."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from documents.ingest.records import Fault, Refused
from documents.ingest.register import RegisterLine, format_time, parse_time

KEEP = "the file, or a withdrawal: nothing leaves the archive otherwise"

_SCHEMA = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE line (collection, accession, version, sha256, time, shown, number,
    PRIMARY KEY (collection, accession, version)) WITHOUT ROWID;
CREATE TABLE met (accession, version, kind, shown,
    PRIMARY KEY (accession, version)) WITHOUT ROWID;
"""


class Ledger:
    """Register lines read, and versions met, in a SQLite file that is gone when it is closed."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None)  # "" is a file of its own, unnamed
        self._db.executescript(_SCHEMA)
        self._db.execute("BEGIN")

    def close(self) -> None:
        self._db.close()

    def add_line(
        self, collection: str, line: RegisterLine, shown: str, number: int
    ) -> Fault | None:
        """Take up a register line; a fault where an earlier one says otherwise."""
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
        """What the collection's register says of a version."""
        row = self._db.execute(
            "SELECT sha256, time FROM line WHERE collection=? AND accession=? AND version=?",
            (collection, accession, version),
        ).fetchone()
        return RegisterLine(accession, version, row[0], parse_time(row[1])) if row else None

    def meet(self, accession: str, version: str, kind: str, shown: str) -> str | None:
        """Note a version as met; the place it was met before, if it was."""
        added = self._db.execute(
            "INSERT OR IGNORE INTO met VALUES (?,?,?,?)", (accession, version, kind, shown)
        ).rowcount
        if added:
            return None
        return self.place(accession, version)

    def meet_once(self, accession: str, version: str, kind: str, shown: str) -> None:
        """Note a version as met. Raises `Refused` where another file is the same version."""
        earlier = self.meet(accession, version, kind, shown)
        if earlier is not None:
            raise Refused(
                Fault(
                    shown,
                    0,
                    "accession",
                    f"{accession} version {version} a second time",
                    f"one file for each version: the other is {earlier}",
                )
            )

    def line_for(
        self, collection: str, accession: str, version: str, sha256: str, shown: str
    ) -> RegisterLine | None:
        """The register's line of a version. Raises `Refused` where it is about other bytes."""
        line = self.line(collection, accession, version)
        if line and line.sha256 != sha256:
            expected = f"{line.sha256}, which the accession register has for {accession}"
            raise Refused(Fault(shown, 0, "sha256", sha256, f"{expected} version {version}"))
        return line

    def place(self, accession: str, version: str) -> str | None:
        """Where this run met a version."""
        row = self._db.execute(
            "SELECT shown FROM met WHERE accession=? AND version=?", (accession, version)
        ).fetchone()
        return str(row[0]) if row else None

    def has_met(self, accession: str, version: str) -> bool:
        """Whether this run met a version."""
        return self.place(accession, version) is not None

    def missing_files(self, prefix: str) -> Iterator[Fault]:
        """A fault for each register line below a prefix without its file or a withdrawal."""
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

    def gaps(self) -> Iterator[tuple[str, str, int, int]]:
        """Articles of which some version below the newest was not met.

        Accession, the newest version's place, its number, and how many versions were met.
        """
        yield from self._db.execute(
            "SELECT accession, shown, max(CAST(version AS INTEGER)), count(*) FROM met"
            " WHERE kind = 'article' AND accession NOT IN"
            " (SELECT accession FROM met WHERE kind = 'withdrawal')"
            " GROUP BY accession HAVING max(CAST(version AS INTEGER)) <> count(*)"
        )
