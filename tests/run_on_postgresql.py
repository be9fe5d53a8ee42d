"""``python -m tests.run_on_postgresql [pytest arguments]``: database tests, on PostgreSQL.

Starts a server, hands its address down as ``DATABASE_URL`` and stops it. Without the server
programs every one of those tests is reported as skipped.
"""

from __future__ import annotations

import os
import subprocess
import sys

from tests.helpers.postgresql import find_programs, running_server


def main(arguments: list[str]) -> int:
    # The server is thrown away with its databases; dropping them one by one would fail wherever a
    # thread has left a connection open.
    command = [sys.executable, "-m", "pytest", "--only-database", "--reuse-db", *arguments]
    if find_programs() is None:
        return subprocess.run(command).returncode
    with running_server() as address:
        return subprocess.run(command, env=os.environ | {"DATABASE_URL": address}).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
