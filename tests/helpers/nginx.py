"""nginx before a served site: `deploy/nginx/archive.conf` on free ports, in a folder of its own."""

from __future__ import annotations

import http.client
import shutil
import ssl
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.helpers.site_process import ROOT, Answer, ask_once, free_port

CONFIGURATION = ROOT / "deploy" / "nginx" / "archive.conf"
PATIENCE = 60  # seconds
# All that Debian's nginx.conf has around a file of conf.d, in the foreground and without its log.
AROUND = """\
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log notice;
worker_processes 1;
events {{ worker_connections 512; }}
http {{
    types {{ text/html html; text/css css; }}
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/archive.conf;
}}
"""


@dataclass(frozen=True, slots=True)
class Proxy:
    """A running nginx: the port it speaks HTTPS on, and its folder."""

    port: int
    folder: Path

    def ask(
        self, path: str, method: str = "GET", headers: Mapping[str, str] | None = None
    ) -> Answer:
        """One request by HTTPS on a connection of its own; redirects are not followed."""
        return ask_once(self.connect(), path, method, headers or {})

    def connect(self) -> http.client.HTTPSConnection:
        """A connection that trusts the certificate."""
        context = ssl.create_default_context(cafile=str(self.folder / "archive.pem"))
        return http.client.HTTPSConnection("localhost", self.port, timeout=30, context=context)


def find_nginx() -> str:
    """The program, also where Debian puts it for root alone."""
    found = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")
    if found is None:
        raise RuntimeError("nginx is not installed: apt install nginx-light")
    return found


def write_configuration(folder: Path, site_port: int, port: int) -> Path:
    """The shipped configuration, with places and ports of the test's own."""
    text = CONFIGURATION.read_text("utf-8")
    for there, here in (
        ("127.0.0.1:8000", f"127.0.0.1:{site_port}"),
        ("listen 80;", f"listen 127.0.0.1:{free_port()};"),
        ("    listen [::]:80;\n", ""),
        ("listen 443 ", f"listen 127.0.0.1:{port} "),
        ("    listen [::]:443 ssl http2;\n", ""),
        ("/etc/ssl/archive.", f"{folder}/archive."),
        ("/var/lib/nginx/archive", f"{folder}/cache"),
        ("/var/log/nginx/archive.log", f"{folder}/access.log"),
        ("archive.example.org", "localhost"),
    ):
        assert there in text, there
        text = text.replace(there, here)
    (folder / "archive.conf").write_text(text, "utf-8")
    main = folder / "nginx.conf"
    main.write_text(AROUND.format(folder=folder), "utf-8")
    return main


@contextmanager
def running_nginx(folder: Path, site_port: int) -> Iterator[Proxy]:
    """nginx before the site on ``site_port``, with a certificate for ``localhost``."""
    port = free_port()
    make_certificate(folder)
    main = write_configuration(folder, site_port, port)
    command = [find_nginx(), "-p", str(folder), "-c", str(main), "-e", str(folder / "error.log")]
    tested = subprocess.run([*command, "-t"], capture_output=True, text=True)
    if tested.returncode:
        raise RuntimeError(tested.stderr)
    process = subprocess.Popen(command)
    try:
        proxy = Proxy(port, folder)
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                proxy.ask("/healthz")
                break
            except OSError:
                if process.poll() is not None or time.monotonic() > deadline:
                    raise
                time.sleep(0.05)
        yield proxy
    finally:
        process.terminate()
        process.wait(PATIENCE)


def make_certificate(folder: Path) -> None:
    """A certificate for ``localhost`` that signs itself."""
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"),
            *("-keyout", folder / "archive.key", "-out", folder / "archive.pem"),
        ],
        check=True,
        capture_output=True,
    )
    folder.chmod(0o755)
