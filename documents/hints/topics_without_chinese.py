"""The topics of the help page for an archive that holds no Chinese: what is said of it goes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.utils.functional import Promise, lazystr
from django.utils.translation import gettext, gettext_lazy

from documents.edition import held_languages
from documents.hints.help_topics import HelpTopic
from documents.presentation.labels import name_primary_language
from documents.presentation.text_languages import holds_chinese

# Written without spaces between words, or found by any part of a word all the same.
_ANY_PART = frozenset({"bo", "dz", "ja", "km", "ko", "lo", "lzh", "my", "th"})
# Topics that need a dictionary of Chinese.
_OF_CHINESE = frozenset({"beside", "untranslated"})
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
    return tuple(topics) if not held or holds_chinese() else tuple(_adapt(topics, held))


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
        elif one.anchor != "chinese" and one.anchor not in _OF_CHINESE:
            yield replace(one, text=_TEXTS.get(one.anchor, one.text))
