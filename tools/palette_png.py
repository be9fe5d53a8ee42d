"""Rewrites a PNG of few colours with a palette: a third of the size, for pictures of pages.

Pages are flat: beyond the 256 most frequent colours there is only what smooths the edges of
letters, and the nearest of those stands for it.
"""

from __future__ import annotations

import struct
import zlib

import numpy as np
from numpy.typing import NDArray

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_CHANNELS = {2: 3, 6: 4}  # by colour type: RGB, RGBA
Pixels = NDArray[np.uint8]


def write_palette_png(png: bytes, colours: int = 256) -> bytes:
    """The same picture with a palette of at most so many colours. Raises ValueError for others.

    It takes what browsers write: eight bits a channel, not interlaced.
    """
    pixels = read_pixels(png)
    height, width, _ = pixels.shape
    packed = (pixels[..., :3].astype(np.uint32) @ np.array([1 << 16, 1 << 8, 1], np.uint32)).ravel()
    found, places, counts = np.unique(packed, return_inverse=True, return_counts=True)
    kept = found[np.argsort(-counts, kind="stable")[:colours]]
    palette = np.stack([kept >> 16, kept >> 8 & 255, kept & 255], axis=1).astype(np.uint8)
    rest = np.stack([found >> 16, found >> 8 & 255, found & 255], axis=1).astype(np.int32)
    nearest = np.empty(len(found), np.uint8)
    for start in range(0, len(found), 1024):
        part = rest[start : start + 1024, None, :] - palette[None, :, :].astype(np.int32)
        nearest[start : start + 1024] = (part**2).sum(axis=2).argmin(axis=1)
    lines = nearest[places].reshape(height, width)
    raw = b"".join(b"\x00" + line.tobytes() for line in lines)
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    return b"".join(
        (
            _SIGNATURE,
            _chunk(b"IHDR", head),
            _chunk(b"PLTE", palette.tobytes()),
            _chunk(b"IDAT", zlib.compress(raw, 9)),
            _chunk(b"IEND", b""),
        )
    )


def read_pixels(png: bytes) -> Pixels:
    """The pixels of a PNG, by line, column and channel."""
    if not png.startswith(_SIGNATURE):
        raise ValueError("png: found something else expected the signature of a PNG")
    chunks = dict[bytes, bytes]()
    place = len(_SIGNATURE)
    while place < len(png):
        (length,) = struct.unpack_from(">I", png, place)
        kind = png[place + 4 : place + 8]
        chunks[kind] = chunks.get(kind, b"") + png[place + 8 : place + 8 + length]
        place += length + 12
    width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", chunks[b"IHDR"])
    if depth != 8 or colour not in _CHANNELS or interlaced:
        raise ValueError("png: found another kind expected 8 bits a channel, RGB or RGBA")
    step = _CHANNELS[colour]
    raw = np.frombuffer(zlib.decompress(chunks[b"IDAT"]), np.uint8).reshape(height, -1)
    lines = np.zeros((height + 1, width * step), np.uint8)
    for number, (kind, line) in enumerate(zip(raw[:, 0], raw[:, 1:], strict=True), 1):
        lines[number] = _unfilter(int(kind), line, lines[number - 1], step)
    return lines[1:].reshape(height, width, step)


def _unfilter(kind: int, line: Pixels, above: Pixels, step: int) -> Pixels:
    """A line without its filter (PNG, 9.2)."""
    if kind == 0:
        return line
    if kind == 2:
        return line + above
    if kind == 1:
        return line.reshape(-1, step).cumsum(axis=0, dtype=np.uint8).reshape(-1)
    out, over = bytearray(line.tobytes()), above.tobytes()
    for place in range(len(out)):
        left = out[place - step] if place >= step else 0
        if kind == 3:
            guess = (left + over[place]) // 2
        else:
            corner = over[place - step] if place >= step else 0
            guess = _paeth(left, over[place], corner)
        out[place] = (out[place] + guess) & 255
    return np.frombuffer(bytes(out), np.uint8)


def _paeth(left: int, above: int, corner: int) -> int:
    guess = left + above - corner
    ways = (abs(guess - left), left), (abs(guess - above), above), (abs(guess - corner), corner)
    return min(ways, key=lambda way: way[0])[1]


def _chunk(kind: bytes, data: bytes) -> bytes:
    check = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)
