"""A served site asked as no browser asks: by hand-written bytes on a socket of the test's own."""

from __future__ import annotations

import re
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from archive.admission.admission import BODIES, PLACES
from archive.middleware import SECURITY_HEADERS
from archive.request_line import LONGEST_ADDRESS
from tests.helpers.site_process import Served, serve_seeds

pytestmark = pytest.mark.site
HOST = "Host: archive.example.org\r\n"
HEADERS = {name.lower() for name in SECURITY_HEADERS}
MANY_TAGS = ",".join(['"a"'] * 999)
BY_HTTPS = {"X-Forwarded-Proto": "https"}
FORM = "Content-Type: application/x-www-form-urlencoded\r\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A site that knows its one host."""
    folder = tmp_path_factory.mktemp("unusual")
    with serve_seeds(Path(folder), ARCHIVE_ALLOWED_HOSTS="archive.example.org") as served:
        yield served


def send(site: Served, *pieces: str, pause: float = 0.0) -> bytes:
    """Everything that the site answers until it closes the connection."""
    with socket.create_connection(("127.0.0.1", site.port), timeout=20) as connection:
        for piece in pieces:
            connection.sendall(piece.encode("latin-1"))
            time.sleep(pause)
        answer = b""
        while piece_read := connection.recv(65_536):
            answer += piece_read
    return answer


def ask(
    site: Served,
    target: str,
    method: str = "GET",
    headers: str = HOST,
    version: str = "1.1",
    body: str = "",
) -> tuple[int, set[str], bytes]:
    """Status, names of headers in lower case, and body of one answer."""
    line = f"{method} {target} HTTP/{version}\r\n"
    answer = send(site, f"{line}{headers}Connection: close\r\n\r\n{body}")
    head, _, content = answer.partition(b"\r\n\r\n")
    first, *fields = head.decode("latin-1").split("\r\n")
    return int(first.split()[1]), {one.partition(":")[0].lower() for one in fields}, content


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
@pytest.mark.parametrize("version", ["1.0", "1.1"])
@pytest.mark.parametrize(
    "headers", ["", "Host: 10.0.0.7:8000\r\n", "Host: a b/@\r\n", f"Host: evil.example\r\n{HOST}"]
)
def test_health_checks_are_answered_whatever_host_they_name(
    site: Served, path: str, version: str, headers: str
) -> None:
    status, names, _ = ask(site, path, headers=headers, version=version)
    assert status == 200
    assert names >= HEADERS


REQUESTS = [
    ("without a host", "/", {"headers": ""}, 400),
    ("for another host", "/", {"headers": "Host: evil.example\r\n"}, 400),
    ("by HTTP/1.0", "/", {"version": "1.0"}, 200),
    ("by a method in small letters", "/", {"method": "get"}, 405),
    ("by TRACE", "/", {"method": "TRACE"}, 405),
    ("by PUT", "/articles/", {"method": "PUT"}, 405),
    ("by a method nobody knows", "/healthz", {"method": "BREW"}, 405),
    ("for the server as a whole", "*", {"method": "OPTIONS"}, 204),
    ("by its whole address", "http://evil.example/help/", {}, 200),
    ("with two slashes", "//evil.example/", {}, 404),
    ("above the root", "/static/../../manage.py", {}, 404),
    ("above the root, encoded", "/data/..%2f..%2fmanage.py", {}, 404),
    ("with a NUL", "/articles/%00/", {}, 404),
    ("with a NUL in a file's name", "/data/%00", {}, 404),
    ("with an overlong slash", "/articles%c0%af", {}, 404),
    ("with overlong UTF-8 in a query", "/articles/?q=%c0%af", {}, 200),
    ("with a line end", "/articles/%0d%0aX-Own:1/", {}, 404),
    ("with 8 KB of address", f"/{'a' * 8_192}", {}, 404),
    ("with more than any address", f"/articles/?q={'a' * LONGEST_ADDRESS}", {}, 414),
    ("with 1,001 parameters", f"/articles/?{'&'.join(map(str, range(1_001)))}", {}, 400),
    ("with doubled parameters", "/articles/?page=1&page=1&sort=a&sort=b", {}, 400),
    ("for a part of a page", "/help/", {"headers": f"{HOST}Range: bytes=0-9\r\n"}, 200),
    ("for a part of no bytes", "/robots.txt", {"headers": f"{HOST}Range: bytes=9-a\r\n"}, 200),
    ("with many tags", "/", {"headers": f"{HOST}If-None-Match: {MANY_TAGS}\r\n"}, 200),
    ("with a header of 60 KB", "/", {"headers": f"{HOST}X-Long: {'a' * 60_000}\r\n"}, 200),
    ("for no type", "/articles/", {"headers": f"{HOST}Accept: ,;q=a,\xff/*\r\n"}, 200),
    (
        "for no encoding",
        "/",
        {"headers": f"{HOST}Accept-Encoding: identity;q=0,*;q=0\r\n"},
        406,
    ),
    ("with a body", "/help/", {"headers": f"{HOST}Content-Length: 2\r\n", "body": "{}"}, 200),
    (
        "with a form too long",
        "/oai",
        {"method": "POST", "headers": f"{HOST}{FORM}Content-Length: 99999\r\n"},
        413,
    ),
]


@pytest.mark.parametrize(
    ("target", "how", "status"), [one[1:] for one in REQUESTS], ids=[one[0] for one in REQUESTS]
)
def test_a_request_is_answered_as_it_should_be(
    site: Served, target: str, how: dict[str, str], status: int
) -> None:
    found, names, body = ask(site, target, **how)
    assert found == status
    assert names >= HEADERS
    assert b"Traceback" not in body
    assert "x-own" not in names


def test_every_answer_by_https_says_that_the_site_is_asked_by_https_alone(tmp_path: Path) -> None:
    with serve_seeds(tmp_path, ARCHIVE_BASE_URL="https://archive.example.org") as secure:
        tag = secure.ask("/help/", headers=BY_HTTPS).headers["etag"]
        kinds = [("304", "/help/", {"headers": f"{HOST}If-None-Match: {tag}\r\n"}, 304)]
        kinds += [("412", "/help/", {"headers": f'{HOST}If-Match: "other"\r\n'}, 412)]
        kinds += [("a preflight", "/articles.json", {"method": "OPTIONS"}, 204)]
        kinds += [("a static file", "/static/archive.css", {}, 200), ("slash", "/help", {}, 301)]
        for kind, target, how, _ in (*REQUESTS, *kinds):
            headers = how.get("headers", HOST) + "X-Forwarded-Proto: https\r\n"
            status, names, _ = ask(secure, target, **(how | {"headers": headers}))
            assert "strict-transport-security" in names, f"{kind}: {status}"
            if status != 304:  # the reader's own copy has them
                assert names >= HEADERS, f"{kind}: {status}"
            status, names, _ = ask(secure, target, **how)
            assert "strict-transport-security" not in names, f"{kind} by HTTP: {status}"
        for schemes in ("https", "https, http"):
            said = secure.ask("/help/", headers={"X-Forwarded-Proto": schemes}).headers
            assert said["strict-transport-security"] == "max-age=63072000"


def test_requests_sent_together_are_answered_in_order(site: Served) -> None:
    kept = f"GET /healthz HTTP/1.1\r\n{HOST}\r\nGET /nothing HTTP/1.1\r\n{HOST}\r\n"
    answer = send(site, f"{kept}GET /help/ HTTP/1.1\r\n{HOST}Connection: close\r\n\r\n")
    assert re.findall(rb"HTTP/1\.1 (\d+)", answer) == [b"200", b"404", b"200"]


def test_a_request_that_arrives_slowly_is_answered(site: Served) -> None:
    pieces = ("GET /hea", f"lthz HTTP/1.1\r\n{HOST}", "Connection: close\r\n\r\n")
    assert send(site, *pieces, pause=0.1).startswith(b"HTTP/1.1 200")


def test_forms_that_never_end_take_no_place_from_pages(site: Served) -> None:
    head = f"POST /oai HTTP/1.1\r\n{HOST}{FORM}Content-Length: 13\r\n\r\nverb="
    with ExitStack() as open_connections:
        slow = [
            open_connections.enter_context(
                socket.create_connection(("127.0.0.1", site.port), timeout=20)
            )
            for _ in range(BODIES + 2 * PLACES)
        ]
        for connection in slow:
            connection.sendall(head.encode())
        refused = [one for one in slow if _is_refused(one)]
        assert len(refused) == 2 * PLACES
        assert ask(site, "/articles/?q=steel")[0] == 200
        patient = next(one for one in slow if one not in refused)
        patient.sendall(b"Identify")
        assert patient.recv(65_536).startswith(b"HTTP/1.1 200")


def _is_refused(connection: socket.socket) -> bool:
    connection.settimeout(0.3)
    try:
        return connection.recv(65_536).startswith(b"HTTP/1.1 503")
    except TimeoutError:
        connection.settimeout(20)
        return False


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({"Content-Length": "70000"}, b"v" * 70_000, 413),
        ({"Transfer-Encoding": "chunked"}, b"d\r\nverb=Identify\r\n0\r\n\r\n", 411),
        ({"Content-Length": "13"}, b"verb=Identify", 200),
    ],
)
def test_a_form_too_long_or_of_no_said_length_is_refused_plainly(
    site: Served, headers: dict[str, str], body: bytes, status: int
) -> None:
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    kind = "Content-Type: application/x-www-form-urlencoded\r\nConnection: close\r\n"
    with socket.create_connection(("127.0.0.1", site.port), timeout=30) as connection:
        connection.sendall(f"POST /oai HTTP/1.1\r\n{HOST}{kind}{head}\r\n".encode())
        connection.sendall(body)
        answer = connection.recv(65_536)
    assert answer.startswith(f"HTTP/1.1 {status} ".encode())
    log = (Path(site.environment["ARCHIVE_VAR"]) / "serve.log").read_text("utf-8")
    assert "Traceback" not in log
