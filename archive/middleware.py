"""The site's middleware: allowed methods, interface language, security and cache headers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.middleware.common import CommonMiddleware
from django.utils import translation
from django.utils.translation import gettext

from archive.cross_origin import ALLOWED
from archive.problems import is_for_program, problem_response
from archive.query_parameters import find_inputs

Handler: TypeAlias = Callable[[HttpRequest], HttpResponseBase]

READING = ("GET", "HEAD")
PAGE_CACHE_CONTROL = "public, no-cache"

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "connect-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
SECURITY_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cross-Origin-Opener-Policy": settings.SECURE_CROSS_ORIGIN_OPENER_POLICY,
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": settings.X_FRAME_OPTIONS,
}


def add_security_headers(get_response: Handler) -> Handler:
    """Middleware for the security headers, the CSP among them, on every answer that lacks one.

    Pages load the site's own files only. ``Strict-Transport-Security`` is set by
    `archive.transport_security`, on what never comes here too.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        for name, value in SECURITY_HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return middleware


def refuse_unsafe_methods(get_response: Handler) -> Handler:
    """Middleware that refuses every method but those that read: there is nothing to change."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.method in READING:
            return get_response(request)
        if _takes_form(request):
            return _refuse_body(request) or get_response(request)
        if not is_for_program(request):
            return HttpResponseNotAllowed(ALLOWED)
        said = gettext("This site is read-only. Allowed methods: %(methods)s.")
        methods = ", ".join(ALLOWED)
        title = gettext("This method is not allowed")
        refusal = problem_response(
            request, 405, "method-not-allowed", title, said % {"methods": methods}
        )
        refusal.headers["Allow"] = methods
        return refusal

    return middleware


def _takes_form(request: HttpRequest) -> bool:
    """Whether it is a POST to a protocol that reads by that method too."""
    if request.method != "POST":
        return False
    inputs = find_inputs(request.path_info)
    return inputs is not None and inputs.is_protocol


def _refuse_body(request: HttpRequest) -> HttpResponse | None:
    """413 for a form that is too long, 411 for one that does not say how long it is."""
    length = request.META.get("CONTENT_LENGTH") or ""
    unsaid = (
        "Transfer-Encoding" in request.headers or request.META.get("SERVER_PROTOCOL") == "HTTP/2"
    )
    if not length and unsaid:
        status, said = (
            411,
            "The form must say its length (Content-Length).\n表单须注明长度（Content-Length）。\n",
        )
    elif length.isdecimal() and int(length) > (most := settings.DATA_UPLOAD_MAX_MEMORY_SIZE):
        status = 413
        said = f"The form is longer than {most} bytes.\n表单超过 {most} 字节。\n"
    else:
        return None
    refusal = HttpResponse(said, status=status, content_type="text/plain; charset=utf-8")
    refusal.headers["Cache-Control"] = "no-store"
    return refusal


def require_revalidation(get_response: Handler) -> Handler:
    """Middleware that sets ``Cache-Control: no-cache`` where an answer sets nothing else.

    Keep it, but ask each time whether it still holds.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if response.status_code >= 500:
            response.headers["Cache-Control"] = "no-store"
        response.headers.setdefault("Cache-Control", PAGE_CACHE_CONTROL)
        return response

    return middleware


def activate_address_language(get_response: Handler) -> Handler:
    """Middleware that takes the language from the address: ``/zh-hans/…``, else the first.

    Django's LocaleMiddleware varies its answers by Accept-Language and takes ``/zh-cn/`` for
    ``/zh-hans/``; here one address has one language, so a cache may keep it.
    """
    codes = {code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE}

    def middleware(request: HttpRequest) -> HttpResponseBase:
        first = request.path_info.removeprefix("/").partition("/")[0]
        code = first if first in codes else settings.LANGUAGE_CODE
        with translation.override(code):
            request.LANGUAGE_CODE = code
            response = get_response(request)
        response.headers.setdefault("Content-Language", code)
        return response

    return middleware


class SlashRedirects(CommonMiddleware):
    """Django's redirects to the form with a final slash, but for addresses with a suffix.

    An unknown suffix is no page for which a slash is missing, and a permanent redirect stays in
    browsers for good.
    """

    def should_redirect_with_slash(self, request: HttpRequest) -> bool:
        if "." in request.path_info.rpartition("/")[2]:
            return False
        return bool(super().should_redirect_with_slash(request))
