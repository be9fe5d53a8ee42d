"""A PostgreSQL primary with streaming replicas, on ports of the loopback, which can be killed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from tests.helpers.postgresql import INITDB, PATIENCE, find_programs
from tests.helpers.site_process import free_port


@dataclass(slots=True)
class ClusterMember:
    """One server, by its data folder and port."""

    programs: Path
    data: Path
    port: int
    identity: dict[str, Any]
    process: subprocess.Popen[bytes] | None = field(default=None)

    @property
    def address(self) -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/postgres?connect_timeout=5"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        with (self.data.parent / f"{self.data.name}.log").open("ab") as log:
            self.process = subprocess.Popen(
                [self.programs / "postgres", "-D", self.data, f"--port={self.port}"],
                stdout=log,
                stderr=log,
                cwd=self.data.parent,
                **self.identity,
            )
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                psycopg.connect(self.address).close()
            except psycopg.OperationalError:
                if self.process.poll() is not None or time.monotonic() > deadline:
                    raise
                time.sleep(0.05)
            else:
                return

    @contextmanager
    def halted(self) -> Iterator[None]:
        """Halt it and all its processes: the system goes on to acknowledge what is sent to them."""
        assert self.process is not None
        postmaster = self.process.pid
        children = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text()
        everyone = [postmaster, *map(int, children.split())]
        for pid in everyone:
            os.kill(pid, signal.SIGSTOP)
        try:
            yield
        finally:
            for pid in everyone:
                os.kill(pid, signal.SIGCONT)

    def kill(self) -> None:
        """End it at once, as a crash would: no transaction is finished, nobody is told."""
        if self.process is not None:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait(PATIENCE)
            self.process = None

    def run(self, program: str, *arguments: str | Path) -> None:
        """Run one of PostgreSQL's programs as the user that owns the data."""
        subprocess.run(
            [self.programs / program, *arguments],
            check=True,
            capture_output=True,
            cwd=self.data.parent,
            **self.identity,
        )

    def promote(self) -> None:
        """Make a replica the primary."""
        self.run("pg_ctl", "promote", "--pgdata", self.data, "--wait")


@dataclass(frozen=True, slots=True)
class Cluster:
    """The members: the first began as the primary."""

    members: tuple[ClusterMember, ...]

    def url(self, wanted: str, **parameters: str) -> str:
        """One libpq address of all members; ``wanted`` is its ``target_session_attrs``."""
        hosts = ",".join(f"127.0.0.1:{member.port}" for member in self.members)
        said = "".join(f"&{name}={value}" for name, value in parameters.items())
        return f"postgresql://postgres@{hosts}/postgres?target_session_attrs={wanted}{said}"


@contextmanager
def running_cluster(replicas: int) -> Iterator[Cluster]:
    """A primary and its replicas; each replica follows whichever member may be written."""
    programs = find_programs()
    if programs is None:
        raise RuntimeError("PostgreSQL's server programs are not installed")
    programs = (programs / "initdb").resolve().parent  # where all the others are too
    folder = Path(tempfile.mkdtemp(prefix="archive-pg-"))
    identity: dict[str, Any] = {}
    if os.geteuid() == 0:
        identity = {"user": "nobody", "group": "nogroup", "extra_groups": []}
        shutil.chown(folder, "nobody", "nogroup")
    cluster = Cluster(
        tuple(
            ClusterMember(programs, folder / f"member-{number}", free_port(), identity)
            for number in range(replicas + 1)
        )
    )
    primary, *others = cluster.members
    with ExitStack() as until_end:
        until_end.callback(shutil.rmtree, folder, ignore_errors=True)
        for member in cluster.members:
            until_end.callback(member.kill)
        primary.run("initdb", "-D", primary.data, "-U", "postgres", *INITDB)
        with (primary.data / "postgresql.conf").open("a", encoding="utf-8") as settings:
            settings.write(
                f"listen_addresses = '127.0.0.1'\nunix_socket_directories = ''\nfsync = off\n"
                "wal_keep_size = '256MB'\nhot_standby = on\nwal_receiver_timeout = '5s'\n"
                "wal_retrieve_retry_interval = '500ms'\n"
                f"primary_conninfo = '{cluster.url('read-write')}'\n"
            )
        primary.start()
        for replica in others:
            replica.run(
                "pg_basebackup", "-d", primary.address, "-D", replica.data, "--checkpoint=fast"
            )
            (replica.data / "standby.signal").touch()
            replica.start()
        yield cluster
