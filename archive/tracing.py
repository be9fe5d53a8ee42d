"""OpenTelemetry spans: one a request, with children for the database and the index.

Off unless the standard ``OTEL_…`` variables ask for it, and then nothing of OpenTelemetry is
imported. Needs the extra ``tracing``. A span names no address, no query and nobody who asked.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.db.backends.signals import connection_created

from archive.request_log import find_route
from archive.request_record import read_record, request_id
from archive.spans import child_span, set_span_source

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import SpanProcessor
    from opentelemetry.trace import Span

_ENDPOINTS = ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT")
_log = logging.getLogger("django.archive.tracing")


def is_tracing_requested(variables: Mapping[str, str] = os.environ) -> bool:
    """Whether the variables ask for traces: an exporter or an endpoint, with the SDK enabled."""
    if variables.get("OTEL_SDK_DISABLED", "").lower() == "true":
        return False
    exporter = variables.get("OTEL_TRACES_EXPORTER", "")
    return exporter != "none" and bool(exporter or any(map(variables.get, _ENDPOINTS)))


def add_tracing_if_requested(application: WSGIApplication) -> WSGIApplication:
    """Wrap a WSGI application in spans where the variables ask for them and the SDK is there."""
    if not is_tracing_requested():
        return application
    try:
        processors = [*_processors()]
    except (ImportError, LookupError) as error:
        _log.error("OTEL_ variables ask for traces, but %s: pip install .[tracing]", error)
        return application
    return trace_requests(application, processors)


def trace_requests(
    application: WSGIApplication, processors: Iterable[SpanProcessor]
) -> WSGIApplication:
    """Wrap a WSGI application so that each request is a span, handed to some processors."""
    from opentelemetry import propagate
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.trace import SpanKind

    provider = TracerProvider()
    for processor in processors:
        provider.add_span_processor(processor)
    tracer = provider.get_tracer("archive")
    set_span_source(tracer, _TraceContext())
    connection_created.connect(_trace_queries)

    def traced(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        method, route = environ["REQUEST_METHOD"], find_route(environ.get("PATH_INFO", ""))
        headers = {
            name[5:].lower().replace("_", "-"): value
            for name, value in environ.items()
            if name in ("HTTP_TRACEPARENT", "HTTP_TRACESTATE")
        }
        record = read_record(environ)
        with tracer.start_as_current_span(
            f"{method} {route}".strip(), propagate.extract(headers), SpanKind.SERVER
        ) as span:

            def note(
                status: str, headers: list[tuple[str, str]], exc_info: Any = None
            ) -> Callable[[bytes], object]:
                _note_status(span, int(status[:3]))
                return start(status, headers)

            span.set_attribute("http.request.method", method)
            span.set_attribute("http.route", route)
            span.set_attribute("request.id", request_id(environ))
            try:
                return application(environ, note)
            finally:
                span.set_attribute("request.cost_ms", round(record.cost * 1000, 2))
                span.set_attribute("request.waited_ms", round(record.waited * 1000, 2))
                span.set_attribute("request.cache", record.cached)
                if record.refused:
                    span.set_attribute("request.refused", record.refused)

    return traced


class _TraceContext:
    """Names spans to other processes by the W3C's headers."""

    def inject(self, headers: dict[str, str]) -> None:
        from opentelemetry import propagate

        propagate.inject(headers)

    @contextmanager
    def resume(self, headers: Mapping[str, str]) -> Iterator[None]:
        from opentelemetry import context, propagate

        token = context.attach(propagate.extract(headers))
        try:
            yield
        finally:
            context.detach(token)


def _note_status(span: Span, status: int) -> None:
    from opentelemetry.trace import StatusCode

    span.set_attribute("http.response.status_code", status)
    if status >= 500:
        span.set_status(StatusCode.ERROR)


def _trace_queries(connection: Any, **_: object) -> None:
    """A new connection's queries are spans: their SQL, without what was asked for."""

    def execute(
        run: Callable[..., Any], sql: str, parameters: object, many: bool, context: object
    ) -> Any:
        with child_span("database") as span:
            if span is not None:
                span.set_attribute("db.system.name", connection.vendor)
                span.set_attribute("db.query.text", sql)
            return run(sql, parameters, many, context)

    connection.execute_wrappers.append(execute)


def _processors() -> Iterable[SpanProcessor]:
    """A processor for each exporter that the variables name. Raises `LookupError` for none such."""
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    for name in os.environ.get("OTEL_TRACES_EXPORTER", "otlp").split(","):
        wanted = name.strip()
        if wanted == "otlp":
            protocol = os.environ.get("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")
            wanted = "otlp_proto_grpc" if protocol == "grpc" else "otlp_proto_http"
        found = [*entry_points(group="opentelemetry_traces_exporter", name=wanted)]
        if not found:
            raise LookupError(f"no exporter {wanted} is installed")
        yield BatchSpanProcessor(found[0].load()())
