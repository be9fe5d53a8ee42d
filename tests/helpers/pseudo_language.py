"""Languages of the interface that nobody speaks, in a copy of the code that knows their catalogues.

Every message stands between ⟦ and ⟧ with its letters full width, so that a word that no catalogue
gave is a word in plain Latin letters.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import django
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from django.utils.translation import to_locale

from tests.helpers.site_process import ROOT
from tools.update_messages import compile_catalog, extract, messages

_CODE = ("archive", "documents", "templates", "static")
_FILES = ("manage.py", "requirements.lock")
_KEPT = re.compile(r"(%\(\w+\)s|%%|\{\w*\}|<[^>]+>|&\w+;)")  # values, elements
_WIDE = {ord(c): ord(c) + 0xFEE0 for c in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"}


def widen(text: str) -> str:
    """A text in full-width letters, its values and elements as they were."""
    parts = _KEPT.split(text)
    return "".join(part if place % 2 else part.translate(_WIDE) for place, part in enumerate(parts))


def copy_code(folder: Path, *tags: str) -> Path:
    """A copy of the project's code with a catalogue for each language; that is all it has more."""
    for name in _CODE:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in _FILES:
        shutil.copyfile(ROOT / name, folder / name)
    for tag in tags:
        locale = to_locale(tag.lower())
        file = folder / "documents" / "locale" / locale / "LC_MESSAGES" / "django.mo"
        file.parent.mkdir(parents=True)
        file.write_bytes(compile_catalog(translate(tag, locale)))
    return folder


def translate(tag: str, locale: str) -> Catalog:
    """Every message of the archive and of Django in a pseudo-language."""
    catalog = extract(locale)
    with (Path(django.__file__).parent / "conf/locale/en/LC_MESSAGES/django.po").open("rb") as file:
        for message in messages(read_po(file)):
            catalog.add(message.id, context=message.context)
    for message in messages(catalog):
        said = message.id if isinstance(message.id, str) else message.id[-1]
        context = message.context or ""
        if context.startswith("format of"):
            text = f"⟦{said}⟧"
        elif context == "this language's locale in Open Graph":
            text = tag.replace("-", "_")
        elif context == "this language's name for itself":
            text = f"⟦{tag}⟧"
        else:
            text = f"⟦{widen(said)}⟧"
        plural = isinstance(message.id, tuple | list)
        message.string = (text,) * catalog.num_plurals if plural else text
    return catalog
