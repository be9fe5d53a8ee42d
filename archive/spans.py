"""Spans within a request's. Imports nothing of OpenTelemetry.

Where requests are not traced (`archive.tracing`) they are nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from contextvars import copy_context
from typing import Any, Protocol, TypeVar

Result = TypeVar("Result")


class SpanSource(Protocol):
    """What of an OpenTelemetry tracer is used here."""

    def start_as_current_span(self, name: str) -> AbstractContextManager[Any]: ...


_nothing: AbstractContextManager[None] = nullcontext()
_source: SpanSource | None = None


def set_span_source(source: SpanSource | None) -> None:
    """Take spans from a tracer from now on; from None, no more."""
    global _source
    _source = source


def child_span(name: str) -> AbstractContextManager[Any]:
    """A span within the one that is under way."""
    return _nothing if _source is None else _source.start_as_current_span(name)


def bind_current_span(call: Callable[[], Result]) -> Callable[[], Result]:
    """A call for another thread, whose spans are then children of this thread's."""
    if _source is None:
        return call
    context = copy_context()
    return lambda: context.run(call)
