"""One answer of a WSGI application, read as a server would."""

from __future__ import annotations

from collections.abc import Callable

from django.test import RequestFactory

from archive.page_cache.cache import PageCache


class Reply:
    """One answer of a WSGI application, read as a server would."""

    def __init__(self, application: PageCache, path: str, method: str = "GET", **headers: str):
        path, _, query = path.partition("?")
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        request = RequestFactory().generic(method, path, headers=headers, query_params=None)
        environ = {"HTTP_HOST": "testserver"} | request.environ | {"QUERY_STRING": query}
        self.headers: dict[str, str] = {}
        pieces = application(environ, self._start)
        self.body = b"".join(pieces)
        getattr(pieces, "close", lambda: None)()

    def _start(
        self, status: str, headers: list[tuple[str, str]], exc_info: object = None, /
    ) -> Callable[[bytes], object]:
        self.status = int(status[:3])
        self.headers = dict(headers)
        return lambda piece: None

    @property
    def etag(self) -> str:
        return self.headers.get("ETag", "")
