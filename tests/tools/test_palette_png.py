"""Pictures with a palette: what is drawn in few colours stays as it is, in fewer bytes."""

from __future__ import annotations

import struct
import zlib

import numpy as np
import pytest

from tools.palette_png import read_pixels, write_palette_png


def write_png(pixels: np.ndarray, kind: int) -> bytes:
    """A PNG whose lines all have one filter, as an encoder is free to choose."""
    height, width, step = pixels.shape
    flat = pixels.reshape(height, -1).astype(int)
    lines = []
    for number in range(height):
        line = flat[number]
        above = flat[number - 1] if number else np.zeros_like(line)
        left = np.concatenate([np.zeros(step, int), line[:-step]])
        corner = np.concatenate([np.zeros(step, int), above[:-step]])
        guess = left + above - corner
        near = np.abs(guess - left), np.abs(guess - above), np.abs(guess - corner)
        paeth = np.where(
            (near[0] <= near[1]) & (near[0] <= near[2]),
            left,
            np.where(near[1] <= near[2], above, corner),
        )
        told = (0 * line, left, above, (left + above) // 2, paeth)[kind]
        lines.append(bytes([kind]) + ((line - told) % 256).astype(np.uint8).tobytes())
    head = struct.pack(">IIBBBBB", width, height, 8, {3: 2, 4: 6}[step], 0, 0, 0)
    found = b"\x89PNG\r\n\x1a\n"
    for name, data in ((b"IHDR", head), (b"IDAT", zlib.compress(b"".join(lines))), (b"IEND", b"")):
        found += struct.pack(">I", len(data)) + name + data
        found += struct.pack(">I", zlib.crc32(name + data))
    return found


@pytest.mark.parametrize("step", [3, 4])
@pytest.mark.parametrize("kind", range(5))
def test_every_filter_of_png_is_read(kind: int, step: int) -> None:
    pixels = np.random.default_rng(1958).integers(0, 256, (7, 9, step), np.uint8)
    assert (read_pixels(write_png(pixels, kind)) == pixels).all()


def indices(png: bytes) -> np.ndarray:
    """The picture of a palette PNG, by line, column and channel."""
    width, height = struct.unpack(">II", png[16:24])
    start = png.index(b"PLTE")
    (length,) = struct.unpack(">I", png[start - 4 : start])
    palette = np.frombuffer(png[start + 4 : start + 4 + length], np.uint8).reshape(-1, 3)
    place = png.index(b"IDAT")
    (size,) = struct.unpack(">I", png[place - 4 : place])
    raw = np.frombuffer(zlib.decompress(png[place + 4 : place + 4 + size]), np.uint8)
    return palette[raw.reshape(height, width + 1)[:, 1:]]


def test_a_picture_of_few_colours_stays_as_it_is() -> None:
    colours = np.array([[251, 249, 243], [29, 26, 22], [160, 40, 28]], np.uint8)
    pixels = colours[np.random.default_rng(1958).integers(0, 3, (20, 30))]
    assert (indices(write_palette_png(write_png(pixels, 0), 3)) == pixels).all()


def test_a_rare_colour_becomes_the_nearest_of_the_frequent() -> None:
    pixels = np.zeros((10, 10, 3), np.uint8)
    pixels[5:] = 250
    pixels[0, 0] = 240
    written = indices(write_palette_png(write_png(pixels, 4), 2))
    assert written[0, 0].tolist() == [250] * 3


def test_what_is_no_png_is_refused() -> None:
    with pytest.raises(ValueError, match="png: found"):
        write_palette_png(b"GIF89a")
