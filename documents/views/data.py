"""The page of bulk data, and its files: served whole or in parts, with their digests."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response

from archive.cross_origin import allow_any_origin
from archive.negotiation import JSON, Representation, negotiated
from documents.bulk.data_folder import CARDS, DataCatalogue, digest_file, read_catalogue
from documents.bulk.formats import FORMATS
from documents.edition import current_edition

_CHUNK = 1 << 18
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)
_KEPT = "public, no-cache"


@negotiated(Representation(JSON, "data_json"))
def data_page(request: HttpRequest) -> HttpResponse:
    """The files there are, with sizes and digests, and the edition they are of."""
    catalogue = find_catalogue()
    edition = current_edition()
    context = {
        "files": catalogue.files if catalogue else (),
        "of_edition": catalogue.edition if catalogue else "",
        "is_current": bool(catalogue and edition and catalogue.edition == edition.digest),
        "cards": list(CARDS) if catalogue else [],
    }
    response = render(request, "documents/data.html", context)
    # The folder may change while the edition stays.
    response.headers["Cache-Control"] = "no-store"
    return response


@transaction.non_atomic_requests
def data_file(request: HttpRequest, name: str) -> HttpResponseBase:
    """A file of the catalogue or a card, by its name; a part of it for a ``Range`` of bytes."""
    catalogue = find_catalogue()
    if catalogue is None:
        raise Http404
    file = settings.ARCHIVE_DATA / name
    listed = next((one for one in catalogue.files if one.name == name), None)
    if listed is None and name not in CARDS:
        raise Http404
    try:
        size, digest = (listed.bytes, listed.sha256) if listed else digest_file(file)
        there = file.stat().st_size
    except FileNotFoundError as error:
        raise Http404 from error
    if there != size:  # being replaced just now
        raise Http404
    etag = f'"{digest}"'
    response = get_conditional_response(request, etag) or _content(request, file, size, etag)
    media_type = CARDS[name] if listed is None else FORMATS[listed.format].media_type
    return _with_headers(response, media_type, etag, digest)


def find_catalogue() -> DataCatalogue | None:
    """What is served; None where nothing is, or nothing that this archive wrote."""
    try:
        return read_catalogue(settings.ARCHIVE_DATA)
    except ValueError:
        return None


def _content(request: HttpRequest, file: Path, size: int, etag: str) -> HttpResponseBase:
    if request.method == "HEAD":
        return HttpResponse(headers={"Content-Length": str(size)})
    # A part is only worth having of the file that the other parts are of.
    if_range = request.headers.get("If-Range", etag)
    asked = _RANGE.fullmatch(request.headers.get("Range", "")) if if_range == etag else None
    if asked is None or not any(asked.groups()):
        whole = FileResponse(file.open("rb"))
        whole.block_size = _CHUNK
        return whole
    first, last = _bounds(asked, size)
    if first > last or first >= size:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    response = StreamingHttpResponse(_part(file, first, last), status=206)
    response.headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    response.headers["Content-Length"] = str(last - first + 1)
    return response


def _bounds(asked: re.Match[str], size: int) -> tuple[int, int]:
    """The first and the last byte of a range (RFC 9110, 14.1.2): ``5-9``, ``5-``, ``-5``."""
    if not asked[1]:
        return max(0, size - int(asked[2])), size - 1
    return int(asked[1]), min(int(asked[2]) if asked[2] else size - 1, size - 1)


def _part(file: Path, first: int, last: int) -> Iterator[bytes]:
    with file.open("rb") as content:
        content.seek(first)
        left = last - first + 1
        while left and (chunk := content.read(min(_CHUNK, left))):
            left -= len(chunk)
            yield chunk


def _with_headers(
    response: HttpResponseBase, media_type: str, etag: str, digest: str
) -> HttpResponseBase:
    encoded = base64.b64encode(bytes.fromhex(digest)).decode()
    for name, value in {
        "Content-Type": media_type,
        "ETag": etag,
        "Repr-Digest": f"sha-256=:{encoded}:",
        "Accept-Ranges": "bytes",
        "Cache-Control": _KEPT,
    }.items():
        response.headers[name] = value
    allow_any_origin(response)
    return response
