"""Health checks and the icon."""

from __future__ import annotations

import os

from django.conf import settings
from django.db import connections, transaction
from django.db.utils import Error
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.templatetags.static import static

from archive.database import explain_missing_file
from archive.warm_up import wait_until_warm
from documents.edition import current_edition
from documents.search import WAY_OUT, find_fault, index_path, newest_index

_DOCTOR = "run `manage.py doctor`"
_PATIENCE = 10  # seconds that a worker may take to read its dictionaries
NEVER_STORED = {"Cache-Control": "no-store"}


@transaction.non_atomic_requests
def healthz(request: HttpRequest) -> HttpResponse:
    """200 while the process answers.

    It asks nothing else, so a restart is never asked for in vain.
    """
    return JsonResponse({"status": "up"}, headers=NEVER_STORED)


@transaction.non_atomic_requests
def readyz(request: HttpRequest) -> HttpResponse:
    """200 when every page can be answered from the current edition, else 503 and the reason.

    A worker that has just started answers when it has read its dictionaries.
    """
    if not wait_until_warm(_PATIENCE):
        return _not_ready("the dictionaries are still being read")
    try:
        edition = current_edition()
    except (Error, UnicodeDecodeError) as error:
        connections.close_all()
        why = explain_missing_file(settings.DATABASES["default"]) or type(error).__name__
        return _not_ready(f"the database does not answer ({why}): {_DOCTOR}")
    if missing := explain_missing_file(settings.DATABASES["default"]):
        return _not_ready(missing)  # what is still open here, nobody else can open
    if edition is None:
        return _not_ready("nothing has been ingested: run `manage.py ingest`")
    folder = index_path(settings.INDEX_ROOT, edition.digest)
    if fault := find_fault(folder):
        stands = "cannot be used" if os.path.exists(folder) else "does not stand"
        return _not_ready(
            f"the edition's search index {stands} ({fault}): {WAY_OUT}",
            edition=edition.digest,
            index=newest_index(settings.INDEX_ROOT),  # what search answers from until then
        )
    facts = {"edition": edition.digest, "index": edition.digest, "articles": edition.articles}
    return JsonResponse({"status": "ready", **facts}, headers=NEVER_STORED)


def _not_ready(reason: str, **facts: str | None) -> HttpResponse:
    return JsonResponse(
        {"status": "not ready", "reason": reason, **facts}, status=503, headers=NEVER_STORED
    )


@transaction.non_atomic_requests
def favicon(request: HttpRequest) -> HttpResponse:
    """A redirect to the icon, for programs that read no HTML."""
    return HttpResponsePermanentRedirect(static("favicon.svg"))
