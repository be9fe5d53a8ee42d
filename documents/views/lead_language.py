"""Whose title leads an export or a page's metadata: ``?lang=``, or the interface's language."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse

from archive.languages import current_language
from documents.views.bad_query import refuse_parameters

PARAMETER = "lang"
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")


def read_lead_language(request: HttpRequest) -> str | HttpResponse:
    """The BCP 47 tag that an export was asked with, else its page's; 400 for what is no tag."""
    tag = request.GET.get(PARAMETER, "") or page_lead_language()
    if tag and not _TAG.fullmatch(tag):
        fault = f"found {tag[:40]!r} expected a language tag such as en or zh-Hans"
        return refuse_parameters(request, {PARAMETER: [fault]})
    return tag


def page_lead_language() -> str:
    """The language that leads on a page: the interface's, "" for the first, as in exports."""
    language = current_language()
    return language.tag if language.prefix else ""


def with_lead_language(address: str, tag: str) -> str:
    """An export's address as it leads with a language; the same for none."""
    if not tag:
        return address
    return f"{address}{'&' if '?' in address else '?'}{PARAMETER}={tag}"
