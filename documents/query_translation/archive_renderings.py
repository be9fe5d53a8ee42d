"""How the archive's own translations render a word: read from sentences paired with its hits.

A bounded sample: the articles that have the word most, a few sentences of each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from documents.current_index import index_of
from documents.models import Article, Translation
from documents.raw_queries import fetch_newest
from documents.renderings import SentencePair, find_renderings
from documents.renderings.counterparts import StoredAlignment, TextSide, find_answer
from documents.search import OpenIndex, SearchRequest, find_best
from documents.search.schema import LANGUAGES
from documents.search.text_matches import Matcher

ARTICLES = 4  # read for one word
PAIRS = 8  # sentence pairs of them
_OF_ARTICLE = 3  # sentence pairs, and others to compare with, of one article
_LONGEST = 400  # characters of a sentence read
_LONGEST_TEXT = 40_000  # characters of an article's texts; longer ones are passed over
LEAST = 2  # sentences with a rendering that the dictionary lacks


def archive_shares(
    index: OpenIndex, search_words: str, own: str, other: str
) -> tuple[Mapping[str, float], int]:
    """The share of sentences that each rendering takes, and how many sentences were read.

    ``search_words`` are the word as the search box takes it; ``own`` and ``other`` are the primary
    tags of its language and of the renderings'.
    """
    if not _has_both(index, own, other):
        return {}, 0
    return _shares(index.edition, search_words, own, other)


def _has_both(index: OpenIndex, own: str, other: str) -> bool:
    """Whether any article is held in both languages."""
    return any(
        {own, other} <= {tag.partition("-")[0] for tag in value.split()}
        for value in index.whole.values.get(LANGUAGES, ())
    )


@lru_cache(maxsize=1024)
def _shares(
    edition: str, search_words: str, own: str, other: str
) -> tuple[Mapping[str, float], int]:
    """The same, cached by edition: its articles never change."""
    index = index_of(edition)
    if index is None:
        return {}, 0
    asked = SearchRequest(q=search_words, translation=("held",), limit=ARTICLES)
    rows = fetch_newest([hit.identifier for hit in find_best(index, asked)], texts=True)
    read: dict[tuple[str, str], SentencePair] = {}  # a text that is held twice says nothing twice
    others: list[str] = []
    matcher = Matcher(search_words)
    for article in rows.values():
        if len(read) < PAIRS:
            found, free = _read(article, matcher, (own, other))
            read |= {(pair.sentence, pair.counterpart): pair for pair in found}
            others += free
    pairs = list(read.values())
    if not pairs:
        return {}, 0
    renderings = find_renderings(pairs, others, languages=(own, other)).items
    counts = {
        item.text: item.count for item in renderings if item.in_dictionary or item.count >= LEAST
    }
    return {text: count / len(pairs) for text, count in counts.items()}, len(pairs)


def _read(
    article: Article, matcher: Matcher, languages: tuple[str, str]
) -> tuple[Sequence[SentencePair], Sequence[str]]:
    """The pairs of an article, and paragraphs of the other language that answer no hit."""
    for translation in article.translated:
        texts = (article, translation)
        tags = tuple(text.language.partition("-")[0] for text in texts)
        if tags not in {languages, languages[::-1]}:
            continue
        mine = tags.index(languages[0])
        blocks = [tuple(block.text for block in text.blocks) for text in texts]
        if sum(map(len, blocks[0])) + sum(map(len, blocks[1])) > _LONGEST_TEXT:
            break
        own = matcher.in_language(texts[mine].language)
        held = sorted(own.holders(blocks[mine]))
        pairs = list(_pairs(texts, blocks, mine, held[:_OF_ARTICLE], own))
        answering = {
            place
            for bead in translation.alignment
            if any(number - 1 in held for number in bead[mine])
            for place in bead[1 - mine]
        }
        free = [text for n, text in enumerate(blocks[1 - mine], 1) if n not in answering]
        return pairs, [text[:_LONGEST] for text in free[:_OF_ARTICLE]]
    return (), ()


def _pairs(
    texts: tuple[Article, Translation],
    blocks: Sequence[tuple[str, ...]],
    mine: int,
    held: Sequence[int],
    matcher: Matcher,
) -> Iterator[SentencePair]:
    original, translation = texts
    sides = TextSide(blocks[0], original.language), TextSide(blocks[1], translation.language)
    stored = StoredAlignment(translation.alignment, translation.sentences)
    for place in held:
        block = blocks[mine][place]
        for span in matcher.spans(block)[:1]:
            answer = find_answer(*sides, stored, place + 1, span, of_translation=bool(mine))
            if answer is not None and answer.sure and answer.text:
                start, end = answer.shown
                yield SentencePair(
                    block[start:end],
                    answer.text[:_LONGEST],
                    ((span[0] - start, span[1] - start),),
                )
