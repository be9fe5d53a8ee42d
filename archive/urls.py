"""Root of all addresses: machines' and exports' unprefixed, pages' also under ``/zh-hans/``.

Errors are answered by Django's own views with our templates 400.html, 404.html and 500.html.
"""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = [
    path("", include("documents.machine_urls")),
    *i18n_patterns(path("", include("documents.urls")), prefix_default_language=False),
]
