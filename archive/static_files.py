"""Middleware that serves the collected static files (WhiteNoise), whatever becomes of them.

WhiteNoise looks at the files once, when a worker starts: each is opened later as it was found then.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from whitenoise.middleware import WhiteNoiseFileResponse, WhiteNoiseMiddleware

_ENCODINGS = "HTTP_ACCEPT_ENCODING"
_UNREADABLE = (
    "This file of the site's look cannot be read just now. The fault has been recorded.\n"
    "此网站样式文件暂时无法读取。故障已记录。\n"
)
_RETRY_AFTER = "60"  # seconds
_WAY_OUT = "run `manage.py collectstatic`, or let the serving user read it"
_log = logging.getLogger("django.archive.static")


class StaticFiles(WhiteNoiseMiddleware):  # type: ignore[misc]  # untyped
    """A file that is gone is 404; one that cannot be read, or is cut, 503. The log says which.

    Where only its compressed form is, the plain one is sent. What is put back is served again.
    """

    get_response: Callable[[HttpRequest], HttpResponseBase]

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        found = self.files.get(request.path_info)
        if found is None:
            return self.get_response(request)
        try:
            return _read(found, request)
        except OSError as fault:
            said = f"{fault.strerror or fault}: {fault.filename or request.path_info}"
            _log.error("A static file cannot be read (%s): %s", said, _WAY_OUT)
            if isinstance(fault, FileNotFoundError | NotADirectoryError):
                return self.get_response(request)  # which knows no such address
            return _refuse()


def _read(found: Any, request: HttpRequest) -> HttpResponseBase:
    meta = request.META
    try:
        return _open(found, request, meta)
    except OSError:
        if _ENCODINGS not in meta:
            raise
        return _open(found, request, {**meta, _ENCODINGS: ""})


def _open(found: Any, request: HttpRequest, meta: dict[str, Any]) -> HttpResponseBase:
    """The answer, if the file has the length that is said of it: else a reader would wait for more.

    Raises `OSError` where it has not, or cannot be opened.
    """
    is_head = request.method == "HEAD"
    answer = found.get_response("GET" if is_head else request.method, meta)
    if answer.file is not None:
        file = getattr(answer.file, "fileobj", answer.file)  # a part of a file has it within
        there = os.fstat(file.fileno()).st_size
        size = int(dict(found.get_path_and_headers(meta)[1])["Content-Length"])
        if is_head or there != size:
            answer.file.close()
        if there != size:
            raise OSError(0, f"it has {there} bytes instead of {size}", file.name)
    content = answer.file if answer.file is not None and not is_head else ()
    response: HttpResponseBase = WhiteNoiseFileResponse(content, status=int(answer.status))
    del response.headers["Content-Type"]
    for name, value in answer.headers:
        response.headers[name] = value
    return response


def _refuse() -> HttpResponseBase:
    response = HttpResponse(_UNREADABLE, status=503, content_type="text/plain; charset=utf-8")
    response.headers["Retry-After"] = _RETRY_AFTER
    response.headers["Cache-Control"] = "no-store"
    response._has_been_logged = True  # type: ignore[attr-defined]  # Django would say it again
    return response
