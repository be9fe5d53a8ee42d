"""The arguments of OAI-PMH requests: which a verb takes, and what is wrong with them.

Open Archives Initiative Protocol for Metadata Harvesting 2.0, sections 3.6 and 4.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal, NamedTuple, TypeAlias

ErrorCode: TypeAlias = Literal[
    "badArgument",
    "badResumptionToken",
    "badVerb",
    "cannotDisseminateFormat",
    "idDoesNotExist",
    "noMetadataFormats",
    "noRecordsMatch",
    "noSetHierarchy",
]
RESUMPTION = "resumptionToken"

_SET = re.compile(r"[A-Za-z0-9\-_.!~*'()]+(:[A-Za-z0-9\-_.!~*'()]+)*")
_DAY, _SECOND = "%Y-%m-%d", "%Y-%m-%dT%H:%M:%SZ"
_DAY_FORM = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_SECOND_FORM = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z", re.ASCII)


class OaiError(ValueError):
    """The exception for a request that the protocol answers with an error."""

    def __init__(self, code: ErrorCode, message: str) -> None:
        super().__init__(message)
        self.code = code


class _Signature(NamedTuple):
    """The arguments of a verb; with ``resumes`` a resumption token may stand for all others."""

    required: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()
    resumes: bool = False


_LIST = _Signature(frozenset({"metadataPrefix"}), frozenset({"from", "until", "set"}), resumes=True)
VERBS: Mapping[str, _Signature] = {
    "GetRecord": _Signature(frozenset({"identifier", "metadataPrefix"})),
    "Identify": _Signature(),
    "ListIdentifiers": _LIST,
    "ListMetadataFormats": _Signature(optional=frozenset({"identifier"})),
    "ListRecords": _LIST,
    "ListSets": _Signature(resumes=True),
}


@dataclass(frozen=True, slots=True)
class OaiRequest:
    """A request with its verb and the arguments of it, all legal by name."""

    verb: str
    arguments: Mapping[str, str]


def read_arguments(sent: Sequence[tuple[str, Sequence[str]]]) -> OaiRequest:
    """Read the arguments sent, each with all its values. Raises `OaiError`."""
    values = dict(sent)
    verbs = values.pop("verb", ())
    if len(verbs) != 1:
        raise OaiError("badVerb", "The argument verb is missing or repeated.")
    verb = verbs[0]
    if verb not in VERBS:
        raise OaiError("badVerb", f"There is no verb {verb[:40]!r}: {', '.join(VERBS)}.")
    signature = VERBS[verb]
    legal = signature.required | signature.optional | ({RESUMPTION} if signature.resumes else set())
    for name, given in values.items():
        if name not in legal:
            raise OaiError("badArgument", f"{verb} takes no argument {name[:40]!r}.")
        if len(given) != 1:
            raise OaiError("badArgument", f"The argument {name} is repeated.")
    arguments = {name: given[0] for name, given in values.items()}
    if RESUMPTION in arguments:
        if len(arguments) > 1:
            raise OaiError("badArgument", f"{RESUMPTION} is an exclusive argument.")
    elif missing := sorted(signature.required - arguments.keys()):
        raise OaiError("badArgument", f"{verb} needs the argument {missing[0]}.")
    return OaiRequest(verb, arguments)


def read_range(arguments: Mapping[str, str]) -> tuple[datetime | None, datetime | None]:
    """The first and the last second that ``from`` and ``until`` ask for. Raises `OaiError`."""
    first, last = (arguments.get(name) for name in ("from", "until"))
    start = _read_time("from", first) if first is not None else None
    end = _read_time("until", last) if last is not None else None
    if first is not None and last is not None and len(first) != len(last):
        raise OaiError("badArgument", "from and until are of different granularity.")
    if end and last is not None and len(last) == len("2026-01-01"):
        end += timedelta(days=1, seconds=-1)
    if start and end and start > end:
        raise OaiError("badArgument", "The range ends before it begins: from is after until.")
    return start, end


def _read_time(name: str, text: str) -> datetime:
    """A day or a second in UTC; a day begins at midnight."""
    form = _DAY if _DAY_FORM.fullmatch(text) else _SECOND if _SECOND_FORM.fullmatch(text) else ""
    try:
        if form:
            return datetime.strptime(text, form).replace(tzinfo=UTC)
    except ValueError:
        pass
    raise OaiError(
        "badArgument", f"{name} is no UTC date: write 2026-11-28 or 2026-11-28T10:00:00Z."
    )


def check_set(text: str) -> None:
    """Raise `OaiError` for what can be the name of no set."""
    if not _SET.fullmatch(text):
        raise OaiError("badArgument", "set is no setSpec.")
