"""What is noted of a request while it is answered, for the log."""

from __future__ import annotations

from dataclasses import dataclass
from wsgiref.types import WSGIEnvironment

_KEY = "archive.record"


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


def read_record(environ: WSGIEnvironment) -> RequestRecord:
    """The record of a request; copies of its environment share it."""
    record: RequestRecord = environ.setdefault(_KEY, RequestRecord())
    return record
