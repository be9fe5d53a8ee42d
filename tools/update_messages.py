"""Updates and compiles the translation catalogues: ``make messages``; ``ADD=de`` begins one.

Django's own ``makemessages`` needs GNU gettext; Babel does the same without it. What is new stands
in the ``.po`` with an empty ``msgstr`` afterwards; what nobody says any more is gone from it.
"""

from __future__ import annotations

import ast
import io
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract as extract_messages
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation import to_locale

ROOT = Path(__file__).resolve().parent.parent
LOCALES = ROOT / "documents" / "locale"

_Found: TypeAlias = tuple[str | tuple[str, ...], str | None]  # message (or both numbers), context
_FOLDERS = ("archive", "documents", "templates")
_WORDS = {"gettext": 1, "ngettext": 2, "pgettext": 2, "npgettext": 3}  # arguments that are words
_CALLS: dict[str, Any] = {  # the same as Babel says it; (1, "c") is a context
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
_OPTIONS = {"newstyle_gettext": "true", "trimmed": "true", "silent": "false"}


def locales() -> list[str]:
    """The locales with a catalogue, as Django names their folders: ``zh_Hans``."""
    return sorted(file.parent.parent.name for file in LOCALES.glob("*/LC_MESSAGES/django.po"))


def po_file(locale: str) -> Path:
    """The path of a locale's catalogue."""
    return LOCALES / locale / "LC_MESSAGES" / "django.po"


def mo_file(locale: str) -> Path:
    """The path of a locale's compiled catalogue."""
    return po_file(locale).with_suffix(".mo")


def begin(locale: str) -> Catalog:
    """A new catalogue without messages."""
    language = Locale.parse(locale).get_display_name("en")
    catalog = Catalog(
        locale=locale,
        charset="utf-8",
        project="Parallel Archive",
        version="1",
        header_comment=f"# The archive's interface in {language}. docs/translating.md says how.",
        fuzzy=False,
    )
    # Babel takes an empty name for one that is not given.
    catalog.msgid_bugs_address = catalog.last_translator = catalog.language_team = ""
    return catalog


def extract(locale: str) -> Catalog:
    """Extract every message marked in code and templates, untranslated."""
    catalog = begin(locale)
    for folder in _FOLDERS:
        for file in sorted((ROOT / folder).rglob("*.*")):
            reader = _READERS.get(file.suffix)
            for words, context in reader(file) if reader else ():
                where = file.relative_to(ROOT).as_posix()
                catalog.add(words, locations=[(where, 0)], context=context)
    return catalog


def _read_python(file: Path) -> Iterator[_Found]:
    """Extract a module's messages from its syntax tree.

    Those inside f-strings too, which no lexer sees before Python 3.12.
    """
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            name = node.func.id.removesuffix("_lazy").removesuffix("_noop")
            if name in _WORDS:
                said = [ast.literal_eval(argument) for argument in node.args[: _WORDS[name]]]
                context = said.pop(0) if name.startswith(("p", "np")) else None
                yield tuple(said) if len(said) > 1 else said[0], context


def _read_template(file: Path) -> Iterator[_Found]:
    """Extract a template's messages, as its own extension lays them out."""
    with file.open("rb") as template:
        for _, said, _, context in extract_messages("jinja2", template, _CALLS, options=_OPTIONS):
            yield said, context


_READERS = {".py": _read_python, ".html": _read_template}


def read(locale: str) -> Catalog:
    """Read the committed catalogue of a locale."""
    with po_file(locale).open("rb") as file:
        return read_po(file, locale=locale)


def update(catalog: Catalog, found: Catalog) -> None:
    """Update a catalogue to hold exactly the messages found, without fuzzy matching."""
    catalog.update(found, no_fuzzy_matching=True, update_creation_date=False)
    catalog.obsolete.clear()


def write(catalog: Catalog) -> bytes:
    """Write a catalogue as ``.po``: file names without line numbers, which change all the time."""
    output = io.BytesIO()
    write_po(output, catalog, width=100, sort_by_file=True, include_lineno=False)
    return output.getvalue()


def compile_catalog(catalog: Catalog) -> bytes:
    """Compile a catalogue to ``.mo``."""
    output = io.BytesIO()
    write_mo(output, catalog)
    return output.getvalue()


def messages(catalog: Catalog) -> Iterable[Message]:
    """A catalogue's messages without its header."""
    return (message for message in catalog if message.id)


def is_missing(message: Message) -> bool:
    """Whether a message has no translation: a reader would get English, or nothing."""
    said = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    return message.fuzzy or not said or not all(said)


def bring_up_to_date(locale: str) -> list[Message]:
    """Update a locale's catalogue and its compiled form. Returns what is not translated."""
    catalog = read(locale) if po_file(locale).exists() else begin(locale)
    update(catalog, extract(locale))
    po_file(locale).parent.mkdir(parents=True, exist_ok=True)
    po_file(locale).write_bytes(write(catalog))
    mo_file(locale).write_bytes(compile_catalog(catalog))
    return [message for message in messages(catalog) if is_missing(message)]


def main(added: list[str]) -> int:
    missing = 0
    for locale in dict.fromkeys([*locales(), *map(to_locale, added)]):
        for message in bring_up_to_date(locale):
            where = ", ".join(file for file, _ in message.locations)
            print(f"{locale}: not translated: {message.id!r} ({where})", file=sys.stderr)  # noqa: T201
            missing += 1
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
