"""Sentence pairs of the articles nearest to a text: how their words are rendered there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from documents.current_index import open_current
from documents.models import Article
from documents.raw_queries import fetch_translations, fetch_versions
from documents.reading.rows import NumberedBlock, Texts, pair_blocks
from documents.search.similar import find_related

MOST_ARTICLES = 24  # near ones whose sentence pairs are looked for
MOST_READ = 16_000  # characters of their sentences, in the text's own language, that are read


def find_nearest_sentence_pairs(
    shown: Article, languages: tuple[str, str]
) -> Iterator[tuple[str, str]]:
    """Sentence pairs of the articles that share a text's rarest words.

    ``languages`` are the primary subtags of the first of each pair and of the second.
    """
    index = open_current()
    if index is None:
        return
    texts = [block.text for block in shown.blocks]
    tags = [shown.language] * (1 + len(texts))
    near = find_related(index, shown.identifier, [shown.title], texts, MOST_ARTICLES, tags)
    left = MOST_READ
    for identifier in near:
        for own, other in _pairs_of(identifier, languages):
            if (left := left - len(own)) < 0:
                return
            yield own, other


def _pairs_of(identifier: str, wanted: tuple[str, str]) -> Iterator[tuple[str, str]]:
    article = fetch_versions(identifier)[-1]
    for one in fetch_translations(article) if article.original_held else ():
        languages = (article.language, one.language)
        bases = tuple(map(_base, languages))
        if bases not in {wanted, wanted[::-1]}:
            continue
        texts = Texts(
            article.blocks,
            one.blocks,
            one.alignment,
            steps=one.sentences,
            languages=languages,
        )
        for row in pair_blocks(texts, lit=True):
            if row.uncertain or not row.original or not row.translation:
                continue
            sides = _sentences(row.original), _sentences(row.translation)
            for pair in sides[0].keys() & sides[1].keys():
                both = (sides[0][pair], sides[1][pair])
                yield both if bases == wanted else both[::-1]


def _sentences(side: Sequence[NumberedBlock]) -> dict[int, str]:
    """A side's text by pair of sentences; as one, of pair 0, where it is not parted."""
    if not any(item.sentences for item in side):
        return {0: " ".join(item.block.text for item in side)}
    parted: dict[int, str] = {}
    for item in side:
        for one in item.sentences:
            said = item.block.text[one.start : one.end]
            parted[one.pair] = f"{parted.get(one.pair, '')} {said}".strip()
    return parted


def _base(language: str) -> str:
    return language.partition("-")[0].lower()
