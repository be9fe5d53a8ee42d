#!/usr/bin/env python
"""Run a management command of the archive: ``python manage.py help`` lists them."""

import os
import signal
import sys

if (
    sys.argv[1:2] in (["ingest"], ["serve"])
    and signal.getsignal(signal.SIGINT) == signal.default_int_handler
):
    # Until ingest and server answer interrupts themselves: Python drops one that comes while it
    # takes leave of a module's lock, as on every import; the system ends the process.
    signal.signal(signal.SIGINT, signal.SIG_DFL)

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db.utils import Error


def main() -> None:
    """Run it; what is wrong with a disk, a file, a database or a setting is said in one line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as fault:
        if "--traceback" in sys.argv:
            raise
        sys.exit(str(fault))
    except (Error, OSError) as fault:
        from documents.management.faults import explain_fault

        if "--traceback" in sys.argv or not (said := explain_fault(fault)):
            raise
        sys.exit(said)


if __name__ == "__main__":
    main()
