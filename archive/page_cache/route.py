"""What an address listens to. Everything else a visitor sends changes nothing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Route:
    """An address's query parameters, in canonical order, and the headers it negotiates by.

    Encodings and the interface's language are negotiated everywhere and alike: they are not named.
    """

    parameters: tuple[str, ...] = ()
    varies: tuple[str, ...] = ()
