"""The command ``ingest``: reads seeds and publishes an edition."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import ProgrammingError
from django.db.utils import OperationalError
from tqdm import tqdm

from documents.ingest.importer import Options, ingest
from documents.ingest.lock import IngestRunning
from documents.management.faults import ArchiveCommand, explain_fault
from documents.seed_store.accession_register import parse_time
from documents.seed_store.report import Report


class Command(ArchiveCommand):
    help = (
        "Read seeds and publish them: folders, single files, .zip, .tar, .tar.gz, .tar.zst. "
        "Exit status 0, 1 for bad input, 2 for bad use."
    )
    requires_system_checks = []  # they read every page's code, and an ingest shows no page

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_reading_arguments(parser)
        parser.add_argument(
            "--skip-bad", action="store_true", help="publish the rest, and list what was left out"
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="do everything except publishing"
        )
        parser.add_argument(
            "--date",
            type=read_time,
            help="when versions no register names were published: 2026-11-23"
            " or 2026-11-23T00:00:00Z (default: now)",
        )

        parser.add_argument(
            "--processes",
            type=read_count,
            help="how many processes read beside the one that writes; 0 is none"
            " (default: one for each processor, none for a few files)",
        )

    def handle(self, *_: Any, **options: Any) -> None:
        with Progress() as progress:
            try:
                with tables_needed():
                    report = ingest(
                        options["paths"],
                        Options(
                            skip_bad=options["skip_bad"],
                            dry_run=options["dry_run"],
                            date=options["date"],
                            on_progress=progress.show,
                            processes=options["processes"],
                        ),
                    )
            except FileNotFoundError as error:
                raise CommandError(f"{error}: no such file or folder", returncode=2) from error
            except IngestRunning as error:
                raise CommandError(str(error), returncode=2) from error
        print_report(self, report, as_json=options["json"])
        if not options["json"]:
            self.stdout.write(_say_result(report, dry_run=options["dry_run"]))
        if report.fault_count:
            sys.exit(1)


def add_reading_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of every command that reads seeds."""
    parser.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="default: the archive's own seeds"
    )
    parser.add_argument("--json", action="store_true", help="the whole report, as JSON")


@contextmanager
def tables_needed() -> Iterator[None]:
    """Turn a missing database into advice on the way out. Raises `CommandError`."""
    try:
        yield
    except (OperationalError, ProgrammingError) as error:
        raise CommandError(explain_fault(error), returncode=2) from error


def read_time(text: str) -> datetime:
    """Parse a day or a UTC time of the command line."""
    for read in (_read_day, parse_time):
        try:
            return read(text)
        except ValueError:
            continue
    raise ArgumentTypeError(
        f"{text!r} is neither a day (2026-11-23) nor a UTC time (2026-11-23T00:00:00Z)"
    )


def _read_day(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC)


def read_count(text: str) -> int:
    """Parse a number from 0 on of the command line."""
    if not (text.isascii() and text.isdigit()):
        raise ArgumentTypeError(f"{text!r} is no number from 0")
    return int(text)


def print_report(command: BaseCommand, report: Report, *, as_json: bool) -> None:
    """Print the report."""
    if as_json:
        for piece in report.json():
            command.stdout.write(piece, ending="")
        return
    for line in report.lines():
        command.stdout.write(line)


def _say_result(report: Report, *, dry_run: bool) -> str:
    if dry_run:
        return "Dry run: nothing was published."
    if not report.published:
        return "Nothing was published: correct the faults, or leave them out with --skip-bad."
    if report.changed:
        return f"Published edition {report.edition}."
    return f"Nothing has changed; the edition is still {report.edition}."


class Progress:
    """A progress bar on a terminal, and nothing elsewhere."""

    def __init__(self, unit: str = " files") -> None:
        self._bar = tqdm(disable=None, unit=unit, leave=False)

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.close()

    def show(self, done: int, total: int) -> None:
        self._bar.total = total
        self._bar.update(done - self._bar.n)
