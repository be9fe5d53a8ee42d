"""A bilingual corpus that is the same on every machine, and a slow search of it to compare with.

The slow search shares nothing with the archive's: it has its own folding, for these words only.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

from documents.search import IndexBuilder, IndexDocument, OpenIndex, open_index
from documents.search.request import IndexedName

# Simplified and Traditional forms of the same words.
HAN_WORDS = [
    ("科学", "科學"),
    ("研究", "研究"),
    ("合作", "合作"),
    ("社会主义", "社會主義"),
    ("国家", "國家"),
    ("后来", "後來"),
    ("皇后", "皇后"),
    ("干部", "幹部"),
    ("干燥", "乾燥"),
    ("发展", "發展"),
    ("理发", "理髮"),
    ("人民公社", "人民公社"),
    ("人", "人"),
    ("的", "的"),
    ("和", "和"),
    ("公", "公"),
    ("学习", "學習"),
    ("文化", "文化"),
    ("了解", "瞭解"),
    ("一九五○年", "一九五○年"),
]
ENGLISH_WORDS = [
    *("science", "scientific", "research", "the", "of", "and", "cultural", "cooperation", "1958"),
    *("country", "countries", "develops", "developed", "Café", "long-term", "people's", "COMECON"),
]
RUSSIAN_WORDS = ["сотрудничество", "сотрудничества", "и", "наука", "всё"]
AUTHORS = [(), (), ("艾青",), ("鞠鹏", "王大年"), ("Wang Danian", "鞠鹏", "艾青")]
AGENCIES = ["新华社", "塔斯社", ""]
PLACES = ["莫斯科", "北京", "Moscow", ""]
SIMPLIFIED = {
    ord(traditional): simplified
    for pair in HAN_WORDS
    for simplified, traditional in zip(*pair, strict=True)
    if traditional != simplified
} | {ord("○"): "〇"}


def make_corpus(count: int = 240, seed: int = 1958) -> list[IndexDocument]:
    """Articles in every combination of languages, dates and missing facts."""
    chance = random.Random(seed)
    return [_article(chance, number) for number in range(count)]


def _article(chance: random.Random, number: int) -> IndexDocument:
    languages = chance.choice(
        [("zh-Hans", "en"), ("zh-Hans",), ("zh-Hant", "en"), ("en",), ("ru", "en"), ("zh-Hant",)]
    )
    texts = {
        language: tuple(_block(chance, language) for _ in range(chance.randint(1, 4)))
        for language in languages
    }
    titles = {language: _words(chance, language, chance.randint(1, 4)) for language in languages}
    first, last = _dates(chance)
    authors = AUTHORS[number % 5]
    return IndexDocument(
        identifier=f"{chance.randrange(10**10):010d}{number % 10}",
        source=chance.choice(["peoples-daily", "great-soviet-encyclopedia", "red-flag"]),
        title=titles[languages[0]],
        titles=titles,
        texts=texts,
        bylines=("；".join(authors),) if authors else (),
        section=["国际", "", "副刊"][number % 3],
        column=chance.choice(["", "", "文化生活"]),
        date_from=first,
        date_to=last,
        page=chance.choice([None, 1, 2, 6, 11]),
        place=chance.choice(PLACES),
        agency=AGENCIES[number % 3],
        author=authors,
        translator=("李又明",) if number % 7 == 0 else (),
        names=tuple(IndexedName("author", name, ("aiqing",)) for name in authors),
        has_translation=len(languages) > 1,
        recorded_at=datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=number // 3),
    )


def _dates(chance: random.Random) -> tuple[date | None, date | None]:
    day = date(1957, 12, 1) + timedelta(days=chance.randrange(500))
    kind = chance.randrange(6)
    if kind == 0:
        return None, None
    if kind == 1:
        return date(1970, 1, 1), date(1979, 12, 31)
    if kind == 2 and day.month == 2:
        return (date.min, date(day.year, 12, 31)) if day.day % 2 else (day, date.max)
    if kind == 2:
        return date(day.year, 1, 1), date(day.year, 12, 31)
    return day, day


def _block(chance: random.Random, language: str) -> str:
    return "".join(
        _words(chance, language, chance.randint(1, 6)) + chance.choice(_stops(language))
        for _ in range(chance.randint(1, 5))
    )


def _stops(language: str) -> list[str]:
    if language.startswith("zh"):
        return ["，", "。", "“", "”", "", "\n", "　", " "]
    return [", ", ". ", " ", " - ", "; "]


def _words(chance: random.Random, language: str, count: int) -> str:
    if language.startswith("zh"):
        form = int(language == "zh-Hant")
        return "".join(chance.choice(HAN_WORDS)[form] for _ in range(count))
    words = ENGLISH_WORDS if language == "en" else RUSSIAN_WORDS
    return " ".join(chance.choice(words) for _ in range(count))


CORPUS = make_corpus()


def build(root: Path, articles: Iterable[IndexDocument], edition: str = "first") -> OpenIndex:
    """An index of some articles, built from nothing."""
    builder = IndexBuilder(root, None, heap=20_000_000)
    for article in articles:
        builder.add(article)
    builder.finish(edition)
    return open_index(root, edition)


def values(article: IndexDocument) -> list[str]:
    """Everything of an article that is searched, each piece by itself."""
    blocks = [block for text in article.texts.values() for block in text]
    lines = (*article.bylines, article.section, article.column)
    return [*article.titles.values(), *lines, *blocks]


@cache
@cache
def flat(text: str) -> str:
    """A text as an exact search sees it: punctuation is ``|``, words stand between spaces."""
    text = unicodedata.normalize("NFKC", text).translate(SIMPLIFIED).casefold()
    text = text.replace("é", "e").replace("ё", "е").replace("long-term", "long term")
    text = re.sub(r"[^\w\s'|]+|'(?!s)", "|", text)
    text = re.sub(r"\s*\|[\s|]*", "|", text)
    text = re.sub(r"(?<=[一-龥〇])\s+(?=[一-龥〇])", "", text)
    return text.strip("|").strip()


def holds_han(article: IndexDocument, query: str) -> bool:
    """Whether a run of Han characters stands in an article, by reading all of it."""
    return any(flat(query) in flat(value) for value in values(article))


def holds_phrase(article: IndexDocument, query: str) -> bool:
    """Whether a phrase of words stands in an article, by reading all of it."""
    wanted = re.compile(rf"(?<!\w){re.escape(flat(query))}(?!\w)")
    return any(wanted.search(re.sub(r"\s+", " ", flat(value))) for value in values(article))
