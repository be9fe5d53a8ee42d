"""The topics of the help page for an archive that holds no Chinese: what is said of it goes.

Where the collection brings dictionaries, the topics that need one speak of them, whatever is held.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.conf import settings
from django.utils.functional import Promise, lazystr
from django.utils.translation import gettext, gettext_lazy

from documents.dictionaries.chinese_english import chinese_sources
from documents.dictionaries.installed import list_descriptions
from documents.edition import held_languages
from documents.hints.help_topics import HelpTopic
from documents.presentation.labels import name_primary_language
from documents.presentation.text_languages import holds_chinese

# Written without spaces between words, or found by any part of a word all the same.
_ANY_PART = frozenset({"bo", "dz", "ja", "km", "ko", "lo", "lzh", "my", "th"})
# Topics that need a dictionary.
_OF_DICTIONARY = frozenset({"beside", "untranslated"})
_TEXTS: dict[str, Promise] = {
    "words": gettext_lazy(
        "Type words in any language of the texts. An article is found if it contains all of them, "
        "in its titles, bylines, section, column or text, in either language. The words of most "
        "languages are found in all their forms, English ones in all spellings too (labor and "
        "labour, USSR and U.S.S.R.). Capitals and accents make no difference."
    ),
    "nearly": gettext_lazy(
        "An asterisk after at least three letters finds every word that begins with them. A tilde "
        "after a word of at least four letters finds similarly spelt words. If nothing is found, "
        "the page says which word is missing and suggests other searches."
    ),
    "people": gettext_lazy(
        "author: or translator: before a name finds what that person wrote or translated. Use any "
        "form of the name that a text gives. A name in a byline leads to all articles by that "
        "author, and a source’s page to its authors from A to Z."
    ),
    "order": gettext_lazy(
        "A search for words shows the best match first; a list without words, the oldest article. "
        "Undated articles come last. Titles are sorted by their characters."
    ),
}


def adapt_topics(topics: Iterable[HelpTopic]) -> tuple[HelpTopic, ...]:
    """The topics as they are where Chinese is held; else those that say something there."""
    held = {tag.partition("-")[0] for tag in held_languages()}
    topics = tuple(_name_dictionaries(topics))
    return topics if not held or holds_chinese() else tuple(_adapt(topics, held))


def _name_dictionaries(topics: Iterable[HelpTopic]) -> Iterator[HelpTopic]:
    """The topics, with those that need a dictionary about those that the collection brings."""
    names = [one.name for one in list_descriptions()]
    if names and holds_chinese() and not chinese_sources():
        names.append("CC-CEDICT")
    said = {"names": gettext(", ").join(names)}
    for one in topics:
        if names and one.anchor == "beside":
            heading = gettext("Read a language without knowing much of it")
            text = gettext(
                "In an article in two languages, point at a word or tap it: the corresponding word "
                "in the other text is marked. “Glossary” leads from the words of a text to their "
                "entries. Where no text in the language of these pages is held, the view “Glossed” "
                "puts a likely meaning under each word. A program chooses it: it shows what an "
                "article is about, and must not be quoted. Dictionaries: %(names)s."
            )
            yield replace(one, heading=lazystr(heading), text=lazystr(text % said))
        elif names and one.anchor == "untranslated":
            text = gettext(
                "A list of results says how many articles held only in the other language may be "
                "about the same subject, and which of their words correspond. The link leads to a "
                "separate list, with filters and exports as usual. Above that list are the "
                "translations of each word: remove those that mislead, or choose others. Each "
                "result names the words that matched. Translations come from the archive’s own "
                "aligned sentences and from dictionaries: %(names)s."
            )
            yield replace(one, text=lazystr(text % said))
        else:
            yield one


def _adapt(topics: Iterable[HelpTopic], held: set[str]) -> Iterator[HelpTopic]:
    by_part = gettext(", ").join(map(name_primary_language, sorted(held & _ANY_PART)))
    for one in topics:
        if one.anchor == "chinese" and by_part:
            said = {"languages": by_part}
            text = gettext(
                "%(languages)s: found exactly as typed, from one character on, in longer words too."
            )
            yield replace(
                one,
                heading=lazystr(gettext("Find %(languages)s") % said),
                text=lazystr(text % said),
            )
        elif one.anchor in _OF_DICTIONARY and settings.ARCHIVE_DICTIONARIES:
            yield one
        elif one.anchor != "chinese" and one.anchor not in _OF_DICTIONARY:
            yield replace(one, text=_TEXTS.get(one.anchor, one.text))
