"""Addresses for machines. They have one language, so no prefixed form."""

from __future__ import annotations

from django.urls import path

from documents.views import health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("robots.txt", health.robots, name="robots"),
    path("favicon.ico", health.favicon, name="favicon"),
]
