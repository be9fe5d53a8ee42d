"""The root URL configuration: pages also under ``/zh-hans/``, machine addresses unprefixed.

They are tried in turn, so what is asked for most stands first; none is both.
"""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = [
    *i18n_patterns(path("", include("documents.urls")), prefix_default_language=False),
    path("", include("documents.machine_urls")),
]

handler400 = "documents.views.errors.bad_request"
handler404 = "documents.views.errors.page_not_found"
handler500 = "documents.views.errors.server_error"
