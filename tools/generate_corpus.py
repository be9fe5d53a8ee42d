"""Generates a corpus of bilingual newspaper articles, to measure and to try with.

The same arguments give the same bytes. Words follow Zipf's law, lengths a log-normal one around 3.5
KB, days run from 1946 to 2003. Chinese is drawn from CC-CEDICT's words and English from their
glosses, so that an aligner has something to hold on to; the sentences mean nothing. One article in
ten has no translation.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from documents.cedict import dictionary_file, read_entries
from tools.seed_archive import write_archive

FIRST_DAY = date(1946, 1, 1)
DAYS = (date(2003, 12, 31) - FIRST_DAY).days + 1
VOCABULARY = 30_000
PLACES = (
    ("北京", "Beijing"),
    ("上海", "Shanghai"),
    ("莫斯科", "Moscow"),
    ("广州", "Guangzhou"),
    ("平壤", "Pyongyang"),
    ("布拉格", "Prague"),
    ("开罗", "Cairo"),
    ("河内", "Hanoi"),
)
SOURCES = (
    ("morning-post", "Morning Post", "晨报"),
    ("river-daily", "River Daily", "江河日报"),
    ("workers-gazette", "Workers' Gazette", "工人公报"),
    ("harbour-news", "Harbour News", "港湾新闻"),
    ("northern-star", "Northern Star", "北星报"),
)
MARK = {
    "en": "Generated text, for trial: no such newspaper was ever printed.",
    "zh-Hans": "生成文本，仅供试用：并无此报。",
}
SURNAMES = (
    *(("王", "Wang"), ("李", "Li"), ("张", "Zhang"), ("刘", "Liu"), ("陈", "Chen"), ("杨", "Yang")),
    *(
        ("赵", "Zhao"),
        ("黄", "Huang"),
        ("周", "Zhou"),
        ("吴", "Wu"),
        ("曾", "Zeng"),
        ("单", "Shan"),
    ),
)
GIVEN = (
    *(("明", "ming"), ("华", "hua"), ("国", "guo"), ("文", "wen"), ("建", "jian"), ("平", "ping")),
    *(("红", "hong"), ("军", "jun"), ("青", "qing"), ("山", "shan"), ("海", "hai"), ("云", "yun")),
    *(
        ("春", "chun"),
        ("生", "sheng"),
        ("志", "zhi"),
        ("强", "qiang"),
        ("英", "ying"),
        ("兰", "lan"),
    ),
)
AUTHORS = 3000
_WORD = re.compile("[\u4e00-\u9fff]{1,4}")
_GLOSS = re.compile(r"[a-z]+(?: [a-z]+){0,2}")


@dataclass(frozen=True, slots=True)
class Words:
    """A vocabulary: Chinese words and glosses by falling frequency; ``cumulated`` is Zipf's law."""

    chinese: tuple[str, ...]
    english: tuple[str, ...]
    cumulated: np.ndarray[tuple[int], np.dtype[np.float64]]


def read_words(rng: np.random.Generator) -> Words:
    """Read the vocabulary from CC-CEDICT, in an order of frequency that the generator chooses."""
    pairs: dict[str, str] = {}
    for entry in read_entries(dictionary_file()):
        gloss = next((text for text in entry.glosses if _GLOSS.fullmatch(text)), "")
        if gloss and _WORD.fullmatch(entry.simplified):
            pairs.setdefault(entry.simplified, gloss.removeprefix("to "))
    chosen = rng.permutation(sorted(pairs))[:VOCABULARY].tolist()
    weights = 1 / np.arange(1, len(chosen) + 1)
    cumulated = np.cumsum(weights)
    return Words(
        tuple(chosen), tuple(pairs[word] for word in chosen), cumulated / float(cumulated[-1])
    )


def generate(
    articles: int, *, seed: int = 1958, merged: float = 0.0, bylines: float = 0.0
) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of every seed file, ``sources.toml`` first.

    ``merged`` is the share of translations that run two paragraphs together, so that rows by
    position would be wrong, ``bylines`` that of articles with an author. The same arguments give
    the same bytes.
    """
    rng = np.random.default_rng(seed)
    words = read_words(rng)
    yield "sources.toml", write_sources().encode()
    for number in range(articles):
        source = SOURCES[int(rng.integers(len(SOURCES)))][0]
        day = FIRST_DAY + timedelta(days=int(rng.integers(DAYS)))
        text = _article(rng, words, day, merged=bool(rng.random() < merged))
        if bylines and rng.random() < bylines:
            text = _sign(rng, text)
        accession = hashlib.sha256(f"{seed}/{number}".encode()).hexdigest()[:16]
        yield f"{source}/{day.year}/{number:07d}_{accession}.txt", text.encode()


def _article(rng: np.random.Generator, words: Words, day: date, *, merged: bool) -> str:
    size = int(np.clip(rng.lognormal(np.log(165), 0.6), 30, 6000))  # words in each language
    ranks = np.searchsorted(words.cumulated, rng.random(size)).tolist()
    head, body = ranks[:5], ranks[5:]
    page = int(rng.integers(1, 9))
    chinese, english = _paragraphs(rng, words, body)
    if rng.random() < 0.5:
        place = PLACES[int(rng.integers(len(PLACES)))]
        chinese[0] = f"新华社{place[0]}{day.day}日电　{chinese[0]}"
        english[0] = f"Xinhua News Agency, {place[1]}, {_ordinal(day.day)}: {english[0]}"
    if merged and len(english) > 1:
        seam = int(rng.integers(len(english) - 1))
        english[seam : seam + 2] = [" ".join(english[seam : seam + 2])]
    title = "".join(words.chinese[rank] for rank in head)
    lines = [f"### {title}", "", day.isoformat(), f"第{page}版()", "专栏：", "", f"    {title}"]
    original = "\n".join([*lines, *(f"    {paragraph}" for paragraph in chinese)]) + "\n"
    if rng.random() < 0.1:
        return original
    translated = " ".join(words.english[rank] for rank in head).capitalize()
    header = f"Title: {translated}\nAuthor: \nDate: {day.isoformat()}\nPage: {page}\n\n"
    return header + "\n\n".join(english) + "\n\n\n\n<hr /> \n\nOriginal: \n\n\n" + original


def _sign(rng: np.random.Generator, text: str) -> str:
    """The article with an author, in both its halves; few write often and many once."""
    drawn = int(rng.zipf(1.3)) % AUTHORS
    surname, spelled = SURNAMES[drawn % len(SURNAMES)]
    given = [GIVEN[drawn // len(SURNAMES) % len(GIVEN)]]
    given += [GIVEN[drawn // 7 % len(GIVEN)]] if drawn % 3 else []
    name = surname + "".join(character for character, _ in given)
    romanised = f"{spelled} {''.join(syllable for _, syllable in given).capitalize()}"
    title, _, rest = text.rpartition("### ")[2].partition("\n\n")
    english = text[: text.rindex("### ")].replace("Author: \n", f"Author: {romanised}\n", 1)
    return f"{english}### {title}\n{name}\n{rest}"


def _paragraphs(
    rng: np.random.Generator, words: Words, ranks: list[int]
) -> tuple[list[str], list[str]]:
    """Paragraphs of 2 to 6 sentences of 6 to 14 words."""
    chinese: list[str] = []
    english: list[str] = []
    place = 0
    while place < len(ranks):
        left: list[str] = []
        right: list[str] = []
        for length in rng.integers(6, 15, size=int(rng.integers(2, 7))).tolist():
            sentence = ranks[place : place + length]
            if not sentence:
                break
            place += length
            left.append("".join(words.chinese[rank] for rank in sentence) + "。")
            right.append(" ".join(words.english[rank] for rank in sentence).capitalize() + ".")
        chinese.append("".join(left))
        english.append(" ".join(right))
    return chinese, english


def _ordinal(day: int) -> str:
    ending = "th" if 10 < day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"


def write_sources() -> str:
    """The corpus's own ``sources.toml``: five newspapers that say they are generated."""
    parts = []
    for key, english, chinese in SOURCES:
        parts.append(
            f'[{key}]\nkind = "newspaper"\nlayout = "peoples_daily"\nfiles = ["{key}/**"]\n'
            'languages = ["zh-Hans", "en"]\n'
            'rights = "http://rightsstatements.org/vocab/NKC/1.0/"\n\n'
            f'[{key}.names]\nen = "{english}"\nzh-Hans = "{chinese}"\n\n'
            f'[{key}.notes.content]\nen = "{MARK["en"]}"\nzh-Hans = "{MARK["zh-Hans"]}"\n'
        )
    return "\n".join(parts)


def write_corpus(
    path: Path, articles: int, *, seed: int = 1958, merged: float = 0.0, bylines: float = 0.0
) -> int:
    """Write the corpus as one ``.tar.zst``. Returns the seed files' bytes, uncompressed."""
    return write_archive(path, generate(articles, seed=seed, merged=merged, bylines=bylines))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", type=Path, help="the .tar.zst to write")
    parser.add_argument("--articles", type=int, default=300_000)
    parser.add_argument("--seed", type=int, default=1958)
    parser.add_argument("--merged", type=float, default=0.0)
    parser.add_argument("--bylines", type=float, default=0.0)
    options = parser.parse_args()
    total = write_corpus(
        options.archive,
        options.articles,
        seed=options.seed,
        merged=options.merged,
        bylines=options.bylines,
    )
    sys.stdout.write(f"{options.articles} articles, {total / 1e6:.1f} MB of text\n")


if __name__ == "__main__":
    main()
