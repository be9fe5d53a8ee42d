"""The command ``doctor``: says in a line each what is well, and what is not with the way out."""

from __future__ import annotations

import sys
from typing import Any

from documents.management.diagnosis import diagnose
from documents.management.faults import ArchiveCommand


class Command(ArchiveCommand):
    help = (
        "Look at settings, folders, modes, database, index, dictionaries, disk room, clock, proxy "
        "headers and versions. Exit status 1 if something is wrong."
    )
    requires_system_checks = []  # they read every page's code, and may fail of what is looked for

    def handle(self, *_: Any, **options: Any) -> None:
        has_fault = False
        for finding in diagnose():
            has_fault = has_fault or bool(finding.way_out)
            self.stdout.write(str(finding))
        if has_fault:
            sys.exit(1)
