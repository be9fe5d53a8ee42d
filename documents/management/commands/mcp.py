"""The command ``mcp``: serves the archive to assistants, over standard input or HTTP."""

from __future__ import annotations

import os
import sys
from typing import Any

from django.conf import settings
from django.core.management import CommandError, CommandParser

from archive.database import explain_missing_file
from documents.management.commands.serve import refuse_taken_port
from documents.management.faults import ArchiveCommand

PORT = 8765
_SERVING = "archive.serving"  # settings whose connections only read


class Command(ArchiveCommand):
    help = "Serves the archive to assistants by MCP, read-only: on standard input, or with --http."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--http", action="store_true", help="streamable HTTP, at the path /mcp of its own port"
        )
        parser.add_argument("--host", default=settings.ARCHIVE_HOST)
        parser.add_argument("--port", type=int, default=PORT)

    def handle(self, *_: Any, **options: Any) -> None:
        if missing := explain_missing_file(settings.DATABASES["default"]):
            raise CommandError(missing, returncode=2)
        if os.environ.get("DJANGO_SETTINGS_MODULE") != _SERVING:
            os.environ["DJANGO_SETTINGS_MODULE"] = _SERVING
            os.execv(sys.executable, [sys.executable, *sys.argv])  # noqa: S606  # nosec B606  # no shell
        try:
            from documents.assistants.server import PATH, build_server, serve_http
        except ImportError as error:
            raise CommandError(str(error), returncode=2) from error
        server = build_server()
        if not options["http"]:
            server.run("stdio")
            return
        host, port = options["host"], options["port"]
        refuse_taken_port(host, port)
        self.stderr.write(f"Serving MCP on http://{host}:{port}{PATH} (Ctrl-C stops it)")
        serve_http(server, host, port)
