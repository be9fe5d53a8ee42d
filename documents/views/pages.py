"""Stands for pages that are being written."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse


def help_page(request: HttpRequest, **_: object) -> HttpResponse:
    return HttpResponse(status=501)


def about(request: HttpRequest, **_: object) -> HttpResponse:
    return HttpResponse(status=501)
