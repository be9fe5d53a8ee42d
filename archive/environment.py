"""Settings from environment variables: typed, with a default, refused when not understood.

Every variable the archive reads is declared once, in `archive.settings`; ``docs/settings.md`` lists
them and a test compares the two.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Mapping
from ipaddress import ip_address
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

_YES = frozenset({"1", "true", "yes", "on"})
_NO = frozenset({"0", "false", "no", "off"})


class Environment:
    """A reader of environment variables with one prefix; it remembers which it was asked for."""

    def __init__(self, prefix: str, variables: Mapping[str, str] | None = None) -> None:
        self._prefix = prefix
        self._variables = os.environ if variables is None else variables
        self.declared: dict[str, str] = {}

    def text(self, name: str, default: str = "") -> str:
        """A variable as text, outer spaces stripped; an empty one counts as not set."""
        self.declared[name] = default
        return self._variables.get(name, "").strip() or default

    def flag(self, name: str, default: bool) -> bool:
        """A variable as a boolean: 1/true/yes/on or 0/false/no/off.

        Raises `ImproperlyConfigured` for the rest.
        """
        word = self.text(name, "1" if default else "0").lower()
        if word in _YES:
            return True
        if word in _NO:
            return False
        raise ImproperlyConfigured(f"{name}: found {word!r} expected one of 1, 0, yes, no, on, off")

    def number(self, name: str, default: int, low: int, high: int) -> int:
        """A variable as a whole number between two bounds, both included."""
        word = self.text(name, str(default))
        if word.isascii() and word.isdigit() and low <= int(word) <= high:
            return int(word)
        raise ImproperlyConfigured(
            f"{name}: found {word!r} expected a whole number, {low} to {high}"
        )

    def address(self, name: str) -> tuple[str, int] | None:
        """A variable as IP address and port to listen at; None if it is not set.

        ``127.0.0.1:9400`` or ``[::1]:9400``; none of the public internet, nor all at once, since
        these may have a public one among
        them.
        """
        word = self.text(name)
        if not word:
            return None
        host, _, port = word.rpartition(":")
        try:
            address = ip_address(host.removeprefix("[").removesuffix("]"))
            is_own = not (address.is_global or address.is_unspecified or address.is_multicast)
            if is_own and port.isascii() and port.isdigit() and 0 < int(port) < 65536:
                return str(address), int(port)
        except ValueError:
            pass
        raise ImproperlyConfigured(
            f"{name}: found {word!r} expected a loopback or private IP address and a port, "
            "as 127.0.0.1:9400"
        )

    def words(self, name: str, default: str) -> list[str]:
        """A variable as a list, separated by commas or spaces."""
        return self.text(name, default).replace(",", " ").split()

    def path(self, name: str, default: Path) -> Path:
        """A variable as a path; a relative one counts from the working directory."""
        return Path(self.text(name, str(default))).expanduser().absolute()

    def refuse_unknown(self) -> None:
        """Raise for a variable with our prefix that no setting reads, most likely misspelt."""
        for name in sorted(self._variables):
            if name.startswith(self._prefix) and name not in self.declared:
                near = difflib.get_close_matches(name, self.declared, n=1)
                hint = f"; did you mean {near[0]}?" if near else ""
                raise ImproperlyConfigured(f"{name}: no setting has this name{hint}")
