"""Translates a query into a structured one: each word by its translations, one being enough."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from documents.query_translation.bilingual_dictionary_translator import find_translator
from documents.query_translation.name_candidates import (
    chinese_names,
    is_other_spelling,
    latin_names,
)
from documents.query_translation.query_units import (
    LONGEST_PHRASE,
    MOST_WORDS,
    NO_GROUP,
    QueryUnit,
    join_phrases,
    read_units,
)
from documents.query_translation.term_weights import weigh_synonyms
from documents.query_translation.translation_candidates import TranslationCandidate
from documents.query_translation.word_candidates import (
    PART_OF_GLOSS,
    as_written,
    chinese_candidates,
    compound_candidates,
    english_candidates,
    english_compounds,
    with_renderings,
    words_together,
)
from documents.search import OpenIndex, SearchRequest, count_articles
from documents.search.clauses import Clause, FilterValue, Query, write
from documents.search.query import parse
from documents.search.request import TranslatedQuery, TranslatedWord, WordTranslation
from documents.search.schema import LANGUAGES

# The shares of the words asked, the rarer counting more, that an article must answer: the first
# that finds a page of articles, else the last.
LEVELS = (1.0, 0.6, 0.3)
FEW = 10
ANY = 0.001  # where they find nothing: any of the words
USED_SHARE = 0.1  # of the likeliest translation, below which another is not searched for
MOST_USED = 4  # translations of a word that are searched for, unless others are chosen


@dataclass(frozen=True, slots=True)
class _Translated:
    """A unit with its translations, and the clause that asks for them."""

    unit: QueryUnit
    word: TranslatedWord
    clause: Clause
    not_together: tuple[tuple[Clause, ...], ...] = ()


def translate_query(q: str, chosen: Sequence[str], index: OpenIndex) -> TranslatedQuery:
    """The translated query of some words; one that finds nothing where none can be translated.

    ``chosen`` are the translations to search for, of each word that has one of them.
    """
    query = parse(q)
    read = read_units(query)
    to_chinese = any(not unit.is_chinese for unit in read.units)
    brought = find_translator(read.units, index)
    own, other = ("en", "zh") if to_chinese else ("zh", "en")
    if brought is not None:
        own, other = brought.languages
    without = [
        Clause((FilterValue("language", tag, "language"),), excluded=True)
        for tag in _tags(index, own)
    ]
    unknown = list(read.left_out)
    units = [
        *(
            brought.units(read.units)
            if brought is not None
            else join_phrases(read.units, index, to_chinese=to_chinese)
        )
    ]
    translated: list[_Translated] = []
    while units:
        unit = units.pop(0)
        if len(translated) >= MOST_WORDS:
            unknown.append(unit.asked)
        elif candidates := (
            brought.candidates(index, unit, without)
            if brought is not None
            else _candidates(unit, index, without, to_chinese=to_chinese)
        ):
            translated.append(_translate(unit, candidates, chosen, index))
        elif len(unit.words) > 1 and not (unit.excluded or unit.is_chinese):
            units[:0] = unit.parts()  # a phrase that has no translation: its words
        elif (
            brought is None and unit.excluded and (apart := words_together(index, [*_words(unit)]))
        ):
            translated.append(_exclude_together(unit, apart, chosen))
        else:
            unknown.append(unit.asked)
    clauses = [clause for clause in _clauses(translated) if clause.leaves]
    required = sum(not clause.excluded for clause in clauses)
    found = TranslatedQuery(
        q,
        own,
        other,
        tuple(one.word for one in translated),
        tuple(dict.fromkeys(unknown)),
        Query(
            (*clauses, *read.kept, *without),
            unread=query.unread,
            not_together=tuple(several for one in translated for several in one.not_together),
        )
        if required
        else Query(unread=(q,)),
    )
    return _loosened(found, index) if required > 1 else found


def _loosened(found: TranslatedQuery, index: OpenIndex) -> TranslatedQuery:
    """A query that is answered by a part of its words, where all of them find too little."""
    for level in LEVELS:
        found = replace(found, query=replace(found.query, least=level))
        asked = SearchRequest(q=found.q, across=True, translated=found)
        count = count_articles(index, asked)
        if count >= FEW or (count and level == LEVELS[-1]):
            return found
    return replace(found, query=replace(found.query, least=ANY))


def _candidates(
    unit: QueryUnit, index: OpenIndex, without: Sequence[Clause], *, to_chinese: bool
) -> list[TranslationCandidate]:
    """What a unit may be in the other language; ``without`` leaves out texts in its own."""
    if unit.is_chinese and to_chinese:  # among words of an alphabet: it stands as it is
        return [TranslationCandidate(unit.asked, 1.0, "name")]
    if unit.is_chinese:
        found = with_renderings(
            index, english_candidates(index, unit.asked), unit.search, ("zh", "en")
        )
        found += latin_names(index, unit.asked)
        if not found and unit.excluded:
            found = english_compounds(index, [one.asked for one in unit.parts()])
        return list({one.leaf(): one for one in reversed(found)}.values())[::-1]
    found = chinese_candidates(index, " ".join(unit.words))
    known = any(one.share > PART_OF_GLOSS for one in found)
    if not known or any(map(is_other_spelling, unit.words)):
        found = [*chinese_names(index, unit.words), *found]
    found = with_renderings(index, found, unit.search, ("en", "zh"))
    if not found and 1 < len(unit.words) <= LONGEST_PHRASE:
        found = compound_candidates(index, unit.words)
    return found or as_written(index, unit.words, without)


def _translate(
    unit: QueryUnit, found: Sequence[TranslationCandidate], chosen: Sequence[str], index: OpenIndex
) -> _Translated:
    likely = [one for one in found if one.share >= USED_SHARE * max(each.share for each in found)]
    taken = [one for one in found if one.text in chosen] or likely[:MOST_USED]
    translations = [
        WordTranslation(
            one.text,
            write([Clause((one.leaf(unit.field),))]),
            one.share,
            one.origin,
            used=one in taken,
        )
        for one in found
    ]
    word = TranslatedWord(unit.asked, tuple(translations), unit.excluded)
    shares = {one.leaf(unit.field): one.share for one in taken}
    if unit.excluded:
        return _Translated(unit, word, Clause(tuple(shares), excluded=True))
    rarity, weights = weigh_synonyms(index, shares)
    return _Translated(unit, word, Clause(tuple(shares), weights=weights, rarity=rarity))


def _words(unit: QueryUnit) -> Iterator[str]:
    """The words of a Chinese compound; none of a unit in an alphabet."""
    if unit.is_chinese:
        yield from (one.asked for one in unit.parts())


def _exclude_together(
    unit: QueryUnit, apart: Sequence[tuple[TranslationCandidate, ...]], chosen: Sequence[str]
) -> _Translated:
    """A compound of which no phrase is held: what has all its words is excluded."""
    said = {" + ".join(one.text for one in several): several for several in apart[:MOST_USED]}
    taken = {text for text in said if text in chosen} or said.keys()
    clauses = {
        text: tuple(Clause((one.leaf(unit.field),)) for one in several)
        for text, several in said.items()
    }
    translations = tuple(
        WordTranslation(
            text,
            write(clauses[text]),
            min(one.share for one in several),
            "dictionary",
            used=text in taken,
        )
        for text, several in said.items()
    )
    return _Translated(
        unit,
        TranslatedWord(unit.asked, translations, excluded=True),
        Clause((), excluded=True),
        tuple(clauses[text] for text in said if text in taken),
    )


def _clauses(translated: Sequence[_Translated]) -> Iterator[Clause]:
    """The clauses of the translated words; those of alternatives (``OR``) as one."""
    groups: dict[int, list[Clause]] = {}
    for one in translated:
        if one.unit.group == NO_GROUP:
            yield one.clause
        else:
            groups.setdefault(one.unit.group, []).append(one.clause)
    for clauses in groups.values():
        yield Clause(
            tuple(leaf for clause in clauses for leaf in clause.leaves),
            weights=tuple(weight for clause in clauses for weight in clause.weights),
            rarity=min(clause.rarity for clause in clauses),
        )


def _tags(index: OpenIndex, primary: str) -> list[str]:
    """The language tags in which texts of a language are held."""
    held = {tag for value in index.whole.values.get(LANGUAGES, ()) for tag in value.split()}
    return sorted(tag for tag in held if tag.partition("-")[0] == primary)
