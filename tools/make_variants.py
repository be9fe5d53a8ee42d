"""Makes ``variants.txt``, the table of character variants, from OpenCC's dictionaries.

Run it as ``python -m tools.make_variants``.

Characters that any of OpenCC's character dictionaries turns into one another stand in one class, so
that a text and its conversion fold alike whichever way the conversion went (乾 干 幹; 發 髮 发).
OpenCC's phrase tables are left out on purpose: a fold that looks at neighbours would fold a query
and a text differently. The dictionaries' own tool unpacks them; it comes with the package.
"""

from __future__ import annotations

import subprocess  # nosec B404  # a list of arguments, no shell
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import opencc

from documents.search import folding

DICTIONARIES = ("TSCharacters", "TSCharactersExt", "STCharacters", "TWVariants", "HKVariants")
TARGET = Path(folding.__file__).with_name("variants.txt")
HEADER = f"""\
# Han characters searched as one: a class a line, the one they are folded to first.
# Made by tools/make_variants.py from the character dictionaries of OpenCC
# {opencc.__version__} (https://github.com/BYVoid/OpenCC), licensed under the Apache License 2.0.
"""


def entries(dictionary: str) -> Iterator[tuple[str, list[str]]]:
    """The entries of one dictionary: characters, and what each may become, likeliest first."""
    home = Path(opencc.__file__).parent / "clib"
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.txt"
        subprocess.run(  # nosec B603
            [
                home / "bin" / "opencc_dict",
                *("-i", home / "share" / "opencc" / f"{dictionary}.ocd2", "-f", "ocd2"),
                *("-o", plain, "-t", "text"),
            ],
            check=True,
        )
        for line in plain.read_text(encoding="utf-8").splitlines():
            character, _, targets = line.partition("\t")
            yield character, targets.split(" ")


def classes() -> list[str]:
    """Classes of equivalent characters: strings that begin with the commonest Simplified member."""
    parent: dict[str, str] = {}
    simplified: Counter[str] = Counter()

    def root(character: str) -> str:
        while parent.setdefault(character, character) != character:
            character = parent[character]
        return character

    for dictionary in DICTIONARIES:
        for character, targets in entries(dictionary):
            if dictionary == "TSCharacters":
                simplified[targets[0]] += 1
            for target in targets:
                parent[root(character)] = root(target)

    members: dict[str, list[str]] = {}
    for character in sorted(parent):
        members.setdefault(root(character), []).append(character)
    return sorted(
        "".join(sorted(group, key=lambda c: (-simplified[c], c)))
        for group in members.values()
        if len(group) > 1
    )


def main() -> None:
    TARGET.write_text(HEADER + "\n".join(classes()) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
