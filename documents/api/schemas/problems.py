"""The types of an error’s answer (RFC 9457)."""

from __future__ import annotations

from typing import Annotated, Any, NotRequired, TypedDict


class FaultJson(TypedDict):
    """What is wrong with a parameter."""

    parameter: str
    detail: str


class WayOutJson(TypedDict):
    """An address that helps."""

    href: str
    title: str


class ProblemJson(TypedDict):
    """An error (RFC 9457): what, where, and the way out."""

    type: Annotated[str, "address that explains the kind of error"]
    title: str
    status: int
    detail: str
    instance: Annotated[str, "what was asked for"]
    see: Annotated[list[WayOutJson], "addresses that help"]
    errors: NotRequired[Annotated[list[FaultJson], "by parameter"]]
    identifier: NotRequired[str]
    newest_version: NotRequired[int]
    reason: NotRequired[Annotated[str, "why an article was withdrawn"]]
    date: NotRequired[Annotated[str, "when it was withdrawn"]]
    successor: NotRequired[str | None]
    versions: NotRequired[list[dict[str, Any]]]
