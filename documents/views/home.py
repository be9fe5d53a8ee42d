"""Stands for the page while it is being written."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def home(request: HttpRequest, identifier: str = "", version: int | None = None) -> HttpResponse:
    return render(request, "documents/home.html")
