"""Root of all addresses: machines' and exports' unprefixed, pages' also under ``/zh-hans/``."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = [
    path("", include("documents.machine_urls")),
    *i18n_patterns(path("", include("documents.urls")), prefix_default_language=False),
]

handler400 = "documents.views.errors.bad_request"
handler404 = "documents.views.errors.page_not_found"
handler500 = "documents.views.errors.server_error"
