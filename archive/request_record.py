"""What is noted of a request while it is answered, for log, figures and traces."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from wsgiref.types import WSGIEnvironment

_KEY = "archive.record"
_ID = re.compile(r"[A-Za-z0-9._:/+=@-]{1,128}")


@dataclass(slots=True)
class RequestRecord:
    """How an answer came about.

    ``waited`` is the time in the queue and ``cost`` the processor time of the page's own thread,
    both in seconds; ``refused`` names the queue that was full, or the allowance. ``cached`` says
    what the page cache did: hit, revalidated, miss, bypass.
    """

    waited: float = 0.0
    cost: float = 0.0
    refused: str = ""
    cached: str = ""
    request_id: str = ""


def read_record(environ: WSGIEnvironment) -> RequestRecord:
    """The record of a request; copies of its environment share it."""
    record: RequestRecord = environ.setdefault(_KEY, RequestRecord())
    return record


def request_id(environ: WSGIEnvironment) -> str:
    """The id of a request: the one that the proxy sent as ``X-Request-ID``, or a new one."""
    record = read_record(environ)
    if not record.request_id:
        sent = environ.get("HTTP_X_REQUEST_ID", "")
        record.request_id = sent if _ID.fullmatch(sent) else uuid.uuid4().hex
    return record.request_id
