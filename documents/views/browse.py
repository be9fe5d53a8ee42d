"""Stands for pages that are being written."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse


def articles(request: HttpRequest, **_: object) -> HttpResponse:
    return HttpResponse(status=501)
