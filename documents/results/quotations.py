"""Quotations from an article for a search: the sentence found, marked, with its counterpart."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from django.utils.safestring import SafeString

from archive.languages import interface_tag
from archive.safe_html import EMPTY, HtmlPattern, join_html
from documents.models import Article, Translation
from documents.presentation.titles import order_texts
from documents.renderings import find_aligned_spans
from documents.renderings.counterparts import Counterpart, StoredAlignment, TextSide, find_answer
from documents.search.snippets import Snippet, clip, hit_passages
from documents.search.text_matches import Matcher
from documents.translation_tags import written_language

MAX_QUOTATIONS = 2  # passages quoted of one article
_MARK = HtmlPattern("<mark>{}</mark>")
_ANSWERING = HtmlPattern('<span class="answering">{}</span>')
LONGEST_ANSWER = 600  # characters of a counterpart shown; a Han one counts twice


@dataclass(frozen=True, slots=True)
class HitQuotation:
    """A sentence with the words found marked; and its counterpart, "" where there is none.

    ``silent`` says that the other text is held and nothing in it answers; ``sure`` that the
    counterpart is this sentence's and not only somewhere in what is shown.
    """

    text: SafeString
    lang: str
    answer: SafeString = EMPTY
    answer_lang: str = ""
    sure: bool = True
    silent: bool = False
    beside: str = ""  # the tag of the translation it is in, where an article opens with another
    turned: bool = False  # its counterpart stands under the first title, in the language that leads


@dataclass(frozen=True)
class _Held:
    """One text of an article; its blocks are unpacked when first looked at, once."""

    row: Article | Translation

    @cached_property
    def blocks(self) -> tuple[str, ...]:
        return self.row.passages

    @property
    def language(self) -> str:
        """The language it is written in, whoever translated it."""
        return written_language(self.row.language)

    @property
    def side(self) -> TextSide:
        return TextSide(self.blocks, self.row.language)


def mark_matches(text: str, matcher: Matcher | None) -> SafeString:
    """A text with the words searched marked."""
    pieces: list[tuple[str, bool]] = []
    reached = 0
    for start, end in matcher.spans(text) if matcher else ():
        pieces += [(text[reached:start], False), (text[start:end], True)]
        reached = end
    return join_pieces([*pieces, (text[reached:], False)])


def mark_texts(
    texts: Sequence[str], languages: Sequence[str], matcher: Matcher | None
) -> list[SafeString]:
    """Texts as `mark_matches` gives them, each in its language.

    Few titles have the words: that is tested in one go for all that one stemmer reads.
    """
    if matcher is None:
        return [mark_matches(text, None) for text in texts]
    places: dict[Matcher, list[int]] = {}
    for place, language in enumerate(languages):
        places.setdefault(matcher.in_language(language), []).append(place)
    holders: dict[int, Matcher] = {}
    for own, theirs in places.items():
        held = own.holders([texts[place] for place in theirs])
        holders |= {theirs[number]: own for number in held}
    return [mark_matches(text, holders.get(place)) for place, text in enumerate(texts)]


def join_pieces(pieces: Iterable[tuple[str, bool]]) -> SafeString:
    """Pieces joined as HTML, those found in ``mark_matches`` elements."""
    return join_html("", [_MARK(text) if hit else text for text, hit in pieces])


def quote(article: Article, matcher: Matcher) -> tuple[HitQuotation, ...]:
    """The best passage, and one of each language in which the first shows nothing found."""
    if not matcher:
        return ()
    return tuple(_quotations(article, [*map(_Held, article.texts)], matcher))


def _quotations(
    article: Article, held: Sequence[_Held], matcher: Matcher
) -> Iterator[HitQuotation]:
    shown: set[str] = set()
    for passage, text in islice(_best_first(held, matcher), MAX_QUOTATIONS):
        if text.language in shown:
            continue
        shown.add(text.language)
        answer, other = _answer(article, held, text, passage.block, passage.span)
        start, end = answer.shown if answer else passage.sentence
        opened = any(text.row is row for row in article.texts[:2])
        beside = "" if opened else text.row.language
        block = text.blocks[passage.block - 1]
        pieces = clip(block, passage.spans, start, end)
        if answer is None or other is None:
            yield HitQuotation(join_pieces(pieces), text.language, beside=beside)
            continue
        said = _mark_answer(
            _shortened(answer.text),
            matcher.in_language(other.language),
            {block[a:b] for a, b in passage.spans},
            (text.language, other.language),
        )
        if "<mark>" in said:
            shown.add(other.language)
        yield HitQuotation(
            join_pieces(pieces),
            text.language,
            said,
            other.language,
            sure=answer.sure,
            silent=not said,
            beside="" if "<mark>" in said else beside,
            turned=order_texts((text.row, other.row))[0] is other.row,
        )
        if shown.issuperset(other.language for other in held):
            return


def _mark_answer(
    text: str, matcher: Matcher, found: Collection[str], languages: tuple[str, str]
) -> SafeString:
    """A counterpart with the words searched marked or, where it has none, those that answer."""
    if matcher.spans(text):
        return mark_matches(text, matcher)
    pieces: list[str] = []
    reached = 0
    for start, end in find_aligned_spans(found, text, languages):
        pieces += [text[reached:start], _ANSWERING(text[start:end])]
        reached = end
    return join_html("", [*pieces, text[reached:]])


def _best_first(held: Sequence[_Held], matcher: Matcher) -> Iterator[tuple[Snippet, _Held]]:
    """The best passage of each text, the fullest first; of equal ones the original's.

    A text is not looked through before it is known to matter.
    """
    waiting = []
    for text in held:
        passage = hit_passages(text.blocks, text.row.language, matcher)
        if passage and passage.count == matcher.term_count:
            yield passage, text
        elif passage:
            waiting.append((passage, text))
    yield from sorted(waiting, key=lambda one: -one[0].count)


def _answer(
    article: Article, held: Sequence[_Held], text: _Held, block: int, span: tuple[int, int]
) -> tuple[Counterpart | None, _Held | None]:
    """The counterpart, and the text it is from: of translations, one the reader reads."""
    if not article.original_held or len(held) < 2:
        return None, None
    original, *translations = held
    wanted = interface_tag()
    read = next((one for one in translations if one.language == wanted), translations[0])
    of_translation = text is not original
    translation = text if of_translation else read
    row = translation.row
    if not isinstance(row, Translation):
        return None, None
    answer = find_answer(
        original.side,
        translation.side,
        StoredAlignment(row.alignment, row.sentences),
        block,
        span,
        of_translation=of_translation,
    )
    return answer, original if of_translation else translation


def _shortened(text: str) -> str:
    room = LONGEST_ANSWER
    for place, character in enumerate(text):
        room -= 2 if "\u2e80" <= character <= "\uffef" else 1
        if room < 0:
            return text[:place].rstrip() + "…"
    return text
