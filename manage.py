#!/usr/bin/env python
"""Run a management command of the archive: ``python manage.py help`` lists them."""

import os
import signal
import sys

if sys.argv[1:2] == ["ingest"] and signal.getsignal(signal.SIGINT) == signal.default_int_handler:
    # Until the ingest answers interrupts itself: Python drops one that comes while it takes leave
    # of a module's lock, as on every import; the system ends the process.
    signal.signal(signal.SIGINT, signal.SIG_DFL)

from django.core.management import execute_from_command_line
from django.db import OperationalError


def main() -> None:
    """Run it; where the database is not made yet, say so in place of a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    try:
        execute_from_command_line(sys.argv)
    except OperationalError:
        from archive.database import say_missing
        from archive.settings import DATABASES

        if missing := say_missing(DATABASES["default"]):
            sys.exit(missing)
        raise


if __name__ == "__main__":
    main()
