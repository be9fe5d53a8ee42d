"""The command ``serve``: runs Granian, with database connections that only read."""

from __future__ import annotations

import os
import socket
import sys
from typing import Any

from django.conf import settings
from django.core.management import CommandError, CommandParser, call_command
from django.db.utils import Error

from archive.admission.admission import count_threads
from archive.admission.concurrency_limiter import Kind
from archive.admission.shared_queue import create_queues
from archive.collected_files import MANIFEST, find_stale_file
from archive.database import explain_missing_file
from archive.metrics.counter_memory import create_memory
from documents.dictionaries.installed import check_dictionaries
from documents.management.faults import ArchiveCommand, explain_fault
from documents.management.migration_state import list_missing_migrations

LOG_CONFIG = settings.BASE_DIR / "archive" / "server_log.json"
SERVER = "archive.granian_server"
GRACE = 5  # seconds for requests at work when the server is stopped
# For glibc: one heap, and what is freed goes back to the system. Without, a worker that has read
# its dictionaries keeps a quarter more than it uses; Python's own lock leaves little to allocate at
# a time. Below some megabytes, every page would take
# what its compressor needs from the system anew, for twice the time.
MEMORY = {
    "MALLOC_ARENA_MAX": "1",
    "MALLOC_TRIM_THRESHOLD_": "4194304",
    "MALLOC_MMAP_THRESHOLD_": "4194304",
}


class Command(ArchiveCommand):
    help = "Serves the archive, read-only."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default=settings.ARCHIVE_HOST)
        parser.add_argument("--port", type=int, default=settings.ARCHIVE_PORT)
        parser.add_argument("--workers", type=int, default=settings.ARCHIVE_WORKERS)
        parser.add_argument(
            "--prepare",
            action="store_true",
            help="first migrate, ingest the seeds, build a missing index and collect static files",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = options["host"], options["port"]
        refuse_taken_port(host, port)
        if settings.ARCHIVE_METRICS:
            if settings.ARCHIVE_METRICS[1] == port:
                raise CommandError(f"ARCHIVE_METRICS: port {port} is the site's own")
            refuse_taken_port(*settings.ARCHIVE_METRICS, way_out="Change ARCHIVE_METRICS.")
        check_dictionaries()
        if options["prepare"]:
            self.prepare(options["verbosity"])
        else:
            refuse_stale_files()
            refuse_old_database()
        self.stdout.write(f"Serving on http://{host}:{port}/ (Ctrl-C stops it)")
        self.stdout.flush()
        for name, value in MEMORY.items():
            os.environ.setdefault(name, value)
        # A fresh process: the server's forks must not inherit connections that can write.
        os.chdir(settings.BASE_DIR)
        if settings.ARCHIVE_METRICS:
            create_memory(options["workers"])
        create_queues(len(Kind))
        os.execv(  # noqa: S606  # nosec B606  # our own interpreter
            sys.executable,
            [sys.executable, "-m", SERVER, *granian_arguments(host, port, options["workers"])],
        )

    def prepare(self, verbosity: int) -> None:
        """Do everything between a checkout and a site; nothing where nothing is to do.

        Seeds that are refused stop the first start. Later they must not take down what readers
        have: the edition published before is served.
        """
        from documents.dictionaries.installed import list_dictionaries
        from documents.edition import current_edition  # serving alone needs none of it
        from documents.renderings.gloss_index import gloss_index
        from documents.renderings.gloss_table import gloss_table

        settings.ARCHIVE_VAR.mkdir(parents=True, exist_ok=True)
        call_command("migrate", verbosity=0, interactive=False)
        try:
            call_command("ingest", verbosity=verbosity)
        except (CommandError, SystemExit) as refusal:
            if current_edition() is None:
                raise
            if isinstance(refusal, CommandError):
                self.stderr.write(str(refusal))
            self.stderr.write("The seeds were refused: serving the edition published before.")
        try:
            call_command("reindex", verbosity=verbosity)
        except CommandError as fault:  # a full disk must not take down what readers have
            self.stderr.write(f"{fault}\nServing without a new index: searches may answer 503.")
        try:
            call_command("collectstatic", verbosity=0, interactive=False)
        except OSError as fault:  # pages are as good as what was collected before
            self.stderr.write(
                f"{explain_fault(fault, str(settings.STATIC_ROOT))}\n"
                "Serving without new static files: pages may lack their style."
            )
        for table in (
            gloss_table,
            gloss_index,
            list_dictionaries,
        ):  # their files, which workers then only read
            table()


def refuse_taken_port(
    host: str, port: int, way_out: str = "Try another: make run PORT=8001"
) -> None:
    """Raise a plain `CommandError` where another program holds the port."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(
                f"cannot serve on {host}:{port}: {error.strerror}. {way_out}"
            ) from error


def refuse_stale_files() -> None:
    """Raise a plain `CommandError` where static files are not those of release and archive.toml."""
    stale, folder = find_stale_file(), settings.STATIC_ROOT
    if not stale:
        return
    if stale == MANIFEST:
        said = f"no static files in {folder}"
    else:
        said = f"the static files in {folder} are not those of this release ({stale})"
    raise CommandError(f"{said}: run `manage.py collectstatic`, or serve with --prepare")


def refuse_old_database() -> None:
    """Raise a plain `CommandError` where the database is of an earlier release.

    One that is not there or does not answer is served: it may come back.
    """
    if explain_missing_file(settings.DATABASES["default"]):
        return
    try:
        missing = list_missing_migrations()
    except Error:
        return
    if missing:
        raise CommandError(
            f"the database lacks the migration {missing[0]}: run `manage.py migrate`, or serve "
            "with --prepare"
        )


def granian_arguments(host: str, port: int, workers: int) -> list[str]:
    """Granian's command line.

    Without the time limit it would wait for ever for a worker that hangs.
    """
    return [
        *("--interface", "wsgi", "--host", host, "--port", str(port)),
        *(
            "--workers",
            str(workers),
            "--blocking-threads",
            str(count_threads(settings.ARCHIVE_QUEUE)),
        ),
        *("--log-level", "warning", "--log-config", str(LOG_CONFIG), "--respawn-failed-workers"),
        *("--no-ws", "--workers-kill-timeout", str(GRACE)),
        "archive.wsgi:application",
    ]
