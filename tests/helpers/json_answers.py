"""Asks a served site for JSON."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from archive.negotiation import JSON
from tests.helpers.reading_collection import PUBLIC
from tests.helpers.site_process import Answer, Served


def ask(site: Served, address: str, **headers: str) -> Answer:
    path = quote(address.removeprefix(PUBLIC), safe="/?&=%")
    return site.ask(path, headers={name.replace("_", "-"): said for name, said in headers.items()})


def read(site: Served, address: str) -> Any:
    answer = ask(site, address)
    assert answer.status == 200, (address, answer.text)
    assert answer.headers["content-type"] == JSON
    assert answer.headers["access-control-allow-origin"] == "*"
    return json.loads(answer.text)
