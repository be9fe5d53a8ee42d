"""Spans within a request's. Imports nothing of OpenTelemetry.

Where requests are not traced (`archive.tracing`) they are nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from contextvars import copy_context
from typing import Any, Protocol, TypeVar

Result = TypeVar("Result")


class SpanSource(Protocol):
    """What of an OpenTelemetry tracer is used here."""

    def start_as_current_span(self, name: str) -> AbstractContextManager[Any]: ...


class Propagation(Protocol):
    """How a span is named to another process, and gone on with there."""

    def inject(self, headers: dict[str, str]) -> None: ...
    def resume(self, headers: Mapping[str, str]) -> AbstractContextManager[Any]: ...


_nothing: AbstractContextManager[None] = nullcontext()
_source: SpanSource | None = None
_propagation: Propagation | None = None


def set_span_source(source: SpanSource | None, propagation: Propagation | None = None) -> None:
    """Take spans from a tracer from now on; from None, no more."""
    global _source, _propagation
    _source, _propagation = source, propagation


def child_span(name: str) -> AbstractContextManager[Any]:
    """A span within the one that is under way."""
    return _nothing if _source is None else _source.start_as_current_span(name)


def bind_current_span(call: Callable[[], Result]) -> Callable[[], Result]:
    """A call for another thread, whose spans are then children of this thread's."""
    if _source is None:
        return call
    context = copy_context()
    return lambda: context.run(call)


def span_headers() -> Mapping[str, str]:
    """The span under way, as headers of W3C Trace Context that name it to another process."""
    headers: dict[str, str] = {}
    if _propagation is not None:
        _propagation.inject(headers)
    return headers


def continue_span(headers: Mapping[str, str]) -> AbstractContextManager[Any]:
    """Within the block, spans are children of the one that another process named."""
    return _nothing if _propagation is None else _propagation.resume(headers)
