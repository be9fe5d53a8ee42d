"""The server as an assistant meets it: by the protocol's client, over HTTP and standard input."""

from __future__ import annotations

import asyncio
import json
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import pytest
from mcp import Client
from mcp.client.stdio import StdioServerParameters

from tests.helpers.reading_collection import CORRECTED, LONE, PUBLIC, REPLACED, SEED, WITHDRAWN
from tests.helpers.site_process import PATIENCE, ROOT, Served, free_port

pytestmark = pytest.mark.site
T = TypeVar("T")


@pytest.fixture(scope="module")
def server(library: Served) -> Iterator[tuple[str, int]]:
    """The server over HTTP: its address, and the process it is."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "manage.py", "mcp", "--http", "--port", str(port)],
        cwd=ROOT,
        env=library.environment,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port, process)
        yield f"http://127.0.0.1:{port}/mcp", process.pid
    finally:
        process.terminate()
        process.wait(30)


@pytest.fixture(scope="module")
def address(server: tuple[str, int]) -> str:
    return server[0]


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("the server did not start")


def run(asked: Coroutine[Any, Any, T]) -> T:
    """Run to the end in a thread of its own: the browser's tests keep a loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, asked).result()


def call(target: str | StdioServerParameters, tool: str, **arguments: Any) -> tuple[bool, str]:
    """Whether a tool refused, and the text of its answer."""

    async def ask() -> tuple[bool, str]:
        async with Client(target) as client:
            result: Any = await client.call_tool(tool, arguments)
            return bool(result.is_error), str(result.content[0].text)

    return run(ask())


def answer(target: str | StdioServerParameters, tool: str, **arguments: Any) -> dict[str, Any]:
    refused, text = call(target, tool, **arguments)
    assert not refused, text
    document: dict[str, Any] = json.loads(text)
    return document


def test_every_tool_says_that_it_only_reads_and_what_each_argument_is(address: str) -> None:
    async def ask() -> Any:
        async with Client(address) as client:
            return (await client.list_tools()).tools

    tools = run(ask())
    assert [tool.name for tool in tools] == ["search", "read", "quote", "trends"]
    for tool in tools:
        assert tool.description
        assert (tool.annotations.read_only_hint, tool.annotations.destructive_hint) == (True, False)
        assert all(one["description"] for one in tool.input_schema["properties"].values())


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("search", {"query": "dike"}),
        ("read", {"identifier": SEED}),
        ("quote", {"identifier": SEED, "paragraphs": "2"}),
        ("trends", {"words": ["dike", "河堤"]}),
    ],
)
def test_each_answer_names_the_edition_and_has_a_permalink(
    library: Served, address: str, tool: str, arguments: dict[str, Any]
) -> None:
    found = answer(address, tool, **arguments)
    ready = json.loads(library.ask("/readyz").text)
    assert found["edition"] == ready["edition"]
    assert found["permalink"].startswith(f"{PUBLIC}/")
    path = found["permalink"].removeprefix(PUBLIC).partition("#")[0]
    assert library.ask(path).status == 200


def test_both_ways_of_transport_answer_alike(library: Served, address: str) -> None:
    by_pipe = StdioServerParameters(
        command=sys.executable,
        args=["manage.py", "mcp"],
        cwd=str(ROOT),
        env=library.environment,
    )
    asked = {"identifier": CORRECTED, "version": 1}
    assert answer(by_pipe, "read", **asked) == answer(address, "read", **asked)


@pytest.mark.parametrize(
    ("tool", "arguments", "said"),
    [
        ("search", {"querry": "dike"}, "querry: search takes no such argument; it takes query,"),
        ("search", {"limit": "many"}, "limit: Input should be a valid integer"),
        ("search", {"date_to": "58"}, "date_to: “58” is not a date"),
        ("read", {}, "identifier: Field required"),
        ("read", {"identifier": WITHDRAWN}, f"{WITHDRAWN} was withdrawn on 2026-10-05: A dupl"),
        ("read", {"identifier": REPLACED}, f"In its place: {PUBLIC}/articles/{LONE}/"),
        ("quote", {"identifier": LONE, "paragraphs": "9"}, "paragraphs: found '9' expected num"),
        ("write", {}, "there is no tool 'write'; the tools are search, read, quote, trends"),
    ],
)
def test_a_bad_argument_is_answered_with_what_to_write_instead(
    address: str, tool: str, arguments: dict[str, Any], said: str
) -> None:
    refused, text = call(address, tool, **arguments)
    assert (refused, said in text) == (True, True), text
    assert "Traceback" not in text


@pytest.mark.skipif(not Path("/proc").exists(), reason="this system shows no environments")
def test_the_server_runs_with_the_settings_whose_connections_only_read(
    server: tuple[str, int],
) -> None:
    environment = Path(f"/proc/{server[1]}/environ").read_bytes().split(b"\0")
    assert b"DJANGO_SETTINGS_MODULE=archive.serving" in environment


def test_a_page_of_another_site_cannot_use_a_server_on_this_machine(address: str) -> None:
    body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "tools/list"}).encode()
    headers = {
        "Content-Type": "application/json",
        "Accept": "application/json, text/event-stream",
        "Origin": "https://evil.example",
    }
    request = urllib.request.Request(address, body, headers, method="POST")
    with pytest.raises(urllib.error.HTTPError) as refused, urllib.request.urlopen(request):
        pass
    assert refused.value.code == 403
    refused.value.close()


def test_without_a_database_the_command_says_what_to_run(library: Served, tmp_path: Any) -> None:
    there = library.environment | {"ARCHIVE_VAR": str(tmp_path), "DATABASE_URL": ""}
    outcome = subprocess.run(
        [sys.executable, "manage.py", "mcp"], cwd=ROOT, env=there, capture_output=True, text=True
    )
    assert (outcome.returncode, "manage.py migrate" in outcome.stderr) == (2, True)


@pytest.mark.parametrize("missing", ["mcp", "pydantic", "anyio"])
def test_without_its_package_the_command_says_how_to_install_it(
    library: Served, tmp_path: Path, missing: str
) -> None:
    (tmp_path / missing).mkdir()
    (tmp_path / missing / "__init__.py").write_text("raise ImportError(__name__)\n")
    refused = subprocess.run(
        [sys.executable, "manage.py", "mcp"],
        cwd=ROOT,
        env=library.environment | {"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )
    assert refused.returncode == 2
    assert "pip install .[mcp]" in refused.stderr
    assert "Traceback" not in refused.stderr
