"""OpenTelemetry: one span a request, its children, and nothing where it is not asked for."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment
from wsgiref.util import setup_testing_defaults

import pytest
from django.db import connection
from django.db.backends.signals import connection_created
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode

from archive import tracing
from archive.request_record import read_record
from archive.spans import child_span, continue_span, set_span_source, span_headers
from documents.search.search_threads import start_in_thread
from tests.helpers.project_code import modules
from tests.helpers.site_process import ROOT

PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


@pytest.fixture
def exporter() -> Iterator[InMemorySpanExporter]:
    yield InMemorySpanExporter()
    set_span_source(None)
    connection_created.disconnect(tracing._trace_queries)


def site(environ: WSGIEnvironment, start: StartResponse) -> list[bytes]:
    record = read_record(environ)
    record.cost, record.waited, record.cached = 0.005, 0.25, "miss"
    with child_span("index search"):
        pass

    def ask() -> None:
        with child_span("index counts"):
            pass

    start_in_thread(ask)()
    if environ["PATH_INFO"].startswith("/zh-hans/articles"):
        record.refused = "search"
        start("503 Service Unavailable", [])
    else:
        start("200 OK", [])
    return [b""]


def ask(exporter: InMemorySpanExporter, path: str, **environ: str) -> dict[str, ReadableSpan]:
    asked: dict[str, Any] = {"PATH_INFO": path, "QUERY_STRING": "q=secret"}
    setup_testing_defaults(asked)
    traced = tracing.trace_requests(site, [SimpleSpanProcessor(exporter)])
    traced(asked | environ, lambda *_: lambda _: None)
    return {span.name: span for span in exporter.get_finished_spans()}


def test_a_request_is_a_span_with_its_route_status_cost_and_id(
    exporter: InMemorySpanExporter,
) -> None:
    span = ask(exporter, "/articles/R27H22JB0F/", HTTP_X_REQUEST_ID="proxy-1")[
        "GET documents:article"
    ]
    assert span.kind is SpanKind.SERVER
    assert dict(span.attributes or {}) == {
        "http.request.method": "GET",
        "http.route": "documents:article",
        "http.response.status_code": 200,
        "request.id": "proxy-1",
        "request.cost_ms": 5.0,
        "request.waited_ms": 250.0,
        "request.cache": "miss",
    }
    assert "secret" not in span.to_json()


def test_children_stand_within_it_those_of_other_threads_too(
    exporter: InMemorySpanExporter,
) -> None:
    spans = ask(exporter, "/about/", HTTP_TRACEPARENT=PARENT)
    request = spans["GET documents:about"]
    assert request.context
    assert request.parent
    assert f"{request.context.trace_id:x}" in PARENT
    assert f"{request.parent.span_id:x}" in PARENT
    for name in ("index search", "index counts"):
        parent = spans[name].parent
        assert parent is not None
        assert parent.span_id == request.context.span_id


def test_spans_go_on_in_another_worker_that_makes_the_page(
    exporter: InMemorySpanExporter,
) -> None:
    ask(exporter, "/about/")
    with child_span("here"):
        headers = span_headers()
    with continue_span(headers), child_span("there"):
        pass
    spans = {span.name: span for span in exporter.get_finished_spans()}
    parent = spans["there"].parent
    assert spans["here"].context
    assert parent is not None
    assert parent.span_id == spans["here"].context.span_id


def test_a_refusal_is_an_error_and_says_why(exporter: InMemorySpanExporter) -> None:
    span = ask(exporter, "/zh-hans/articles/")["GET documents:articles"]
    assert span.status.status_code is StatusCode.ERROR
    assert (span.attributes or {})["request.refused"] == "search"


@pytest.mark.django_db
def test_a_query_of_the_database_is_a_span_without_its_values(
    exporter: InMemorySpanExporter,
) -> None:
    ask(exporter, "/about/")
    tracing._trace_queries(connection)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT %s", ["secret"])
    finally:
        connection.execute_wrappers.pop()
    span = next(one for one in exporter.get_finished_spans() if one.name == "database")
    assert (span.attributes or {})["db.query.text"] == "SELECT %s"
    assert "secret" not in span.to_json()


@pytest.mark.parametrize(
    ("variables", "is_asked"),
    [
        ({}, False),
        ({"OTEL_SERVICE_NAME": "archive"}, False),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:4318"}, True),
        ({"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": "http://127.0.0.1:4318/v1/traces"}, True),
        ({"OTEL_TRACES_EXPORTER": "console"}, True),
        ({"OTEL_TRACES_EXPORTER": "none", "OTEL_EXPORTER_OTLP_ENDPOINT": "http://x"}, False),
        ({"OTEL_TRACES_EXPORTER": "console", "OTEL_SDK_DISABLED": "true"}, False),
    ],
)
def test_it_is_asked_for_by_the_standard_variables(
    variables: dict[str, str], is_asked: bool
) -> None:
    assert tracing.is_tracing_requested(variables) is is_asked


def test_an_exporter_that_is_not_installed_is_told_and_the_site_goes_on(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("OTEL_TRACES_EXPORTER", "no_such")
    monkeypatch.setattr(tracing._log.parent, "propagate", True)
    monkeypatch.setattr(tracing, "_log", tracing._log.getChild("told"))
    tracing._log.addHandler(caplog.handler)
    assert tracing.add_tracing_if_requested(site) is site
    assert "pip install .[tracing]" in caplog.text


@pytest.mark.process
def test_nothing_of_opentelemetry_is_imported_unless_it_is_asked_for() -> None:
    names = [name for name in modules("archive") if "opentelemetry" in _source(name)]
    assert names == ["archive.tracing"]
    code = (
        "import sys, os; os.environ['DJANGO_SETTINGS_MODULE'] = 'archive.settings';"
        "import archive.tracing as t; app = lambda *_: [];"
        "assert t.add_tracing_if_requested(app) is app;"
        "print([name for name in sys.modules if 'opentelemetry' in name])"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, env={}
    )
    assert said.stdout.strip() == "[]"


def _source(name: str) -> str:
    return modules("archive")[name].read_text("utf-8")
