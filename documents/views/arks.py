"""The ARK resolver: ``/ark:NAAN/identifier`` redirects to the article; ``?info`` gives a record."""

from __future__ import annotations

import re

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from archive.query_parameters import query_parameters
from documents.citation.ark import INFO_TYPE, info, parse
from documents.exchange.citation_records import ark_of, cite_article
from documents.views.article_exports import ARTICLE_SUFFIXES, VERSION_SUFFIXES
from documents.views.machine_response import machine_response
from documents.views.resolve import resolve

_VERSION = re.compile(r"v([1-9][0-9]{0,5})(?:\.(.+))?", re.ASCII)


@query_parameters("info")
def ark(request: HttpRequest, name: str) -> HttpResponse:
    """Redirect (302) to the permalink: where an ARK leads may change, the ARK does not.

    ``/v2`` behind it names a version and ``.bib`` an export. Without a NAAN there are no ARKs.
    """
    try:
        asked = parse(f"ark:{name}?info" if "info" in request.GET else f"ark:{name}")
    except ValueError as error:
        raise Http404 from error
    if not settings.ARCHIVE_NAAN or asked.naan != settings.ARCHIVE_NAAN:
        raise Http404
    version, suffix = _qualifier(asked.qualifier)

    def address(identifier: str, version: int | None) -> str:
        behind = "".join((f"/v{version}" if version else "", f".{suffix}" if suffix else ""))
        return f"/{ark_of(identifier)}{behind}"

    is_own = not asked.qualifier and not asked.wants_info
    wanted = resolve(request, asked.name, version, address, is_own=is_own)
    if isinstance(wanted, HttpResponse):
        return wanted
    cited = cite_article(wanted.shown, wanted.translations)
    if asked.wants_info:
        return machine_response(info(cited), INFO_TYPE)
    return HttpResponseRedirect(cited.address(suffix, versioned=version is not None))


def _qualifier(text: str) -> tuple[int | None, str]:
    """The version and the export in an ARK's qualifier. Raises Http404 for anything else."""
    found = _VERSION.fullmatch(text)
    version = int(found[1]) if found else None
    suffix = (found[2] or "") if found else text
    if suffix and suffix not in (VERSION_SUFFIXES if found else ARTICLE_SUFFIXES):
        raise Http404
    return version, suffix
