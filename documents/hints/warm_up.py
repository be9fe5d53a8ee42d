"""What searches read once a process: the dictionaries of glosses, words and sounds."""

from __future__ import annotations

from documents.chinese.dictionary import dictionary
from documents.dictionaries.installed import list_dictionaries
from documents.hints.autocomplete import read_words
from documents.renderings.gloss_index import gloss_index
from documents.renderings.gloss_table import gloss_table


def warm_up() -> None:
    """Read the dictionaries that a search would read when it is the first."""
    gloss_table()
    gloss_index()
    dictionary()
    list_dictionaries()
    read_words()
