"""Stands for pages that are being written."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse


def sources(request: HttpRequest, **_: object) -> HttpResponse:
    return HttpResponse(status=501)


def source(request: HttpRequest, **_: object) -> HttpResponse:
    return HttpResponse(status=501)


def source_year(request: HttpRequest, **_: object) -> HttpResponse:
    return HttpResponse(status=501)


def source_month(request: HttpRequest, **_: object) -> HttpResponse:
    return HttpResponse(status=501)


def issue(request: HttpRequest, **_: object) -> HttpResponse:
    return HttpResponse(status=501)
