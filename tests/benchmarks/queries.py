"""What the benchmark asks of the article list: 200 mixed queries, facets, and hostile ones."""

from __future__ import annotations

import re
import tarfile
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlencode

import numpy as np
import zstandard

from documents.alignment import lexicon
from tools.generate_corpus import SOURCES, Words, read_words

SEED = 1958  # the corpus's own, so that the words are its words
KINDS = ("common", "rare", "both", "phrase", "han", "filtered", "deep", "either")
Pairs = list[tuple[str, str]]


_ENGLISH = re.compile("[a-z]{2,}")
_CHINESE = re.compile("[\u4e00-\u9fff]{2,}")


def vocabulary() -> Words:
    """The generated corpus's words by falling frequency."""
    return read_words(np.random.default_rng(SEED))


def words_of(archive: Path) -> Words:
    """The words of a given corpus by falling frequency: English ones, Chinese of two characters."""
    known = lexicon.load().words
    english: Counter[str] = Counter()
    chinese: Counter[str] = Counter()
    with (
        archive.open("rb") as file,
        zstandard.ZstdDecompressor().stream_reader(file) as stream,
        tarfile.open(fileobj=stream, mode="r|") as members,
    ):
        for member in members:
            read = members.extractfile(member) if member.name.endswith(".txt") else None
            if read is None:
                continue
            text = read.read().decode().lower()
            english.update(_ENGLISH.findall(text))
            for run in _CHINESE.findall(text):
                chinese.update(run[k : k + 2] for k in range(len(run) - 1))
    words = [word for word, _ in chinese.most_common() if word in known]
    return Words(tuple(words), tuple(word for word, _ in english.most_common()), np.zeros(1))


def _any_of(words: Sequence[str], rng: np.random.Generator, low: int, high: int) -> str:
    """A word by its rank, or the rarest where there are fewer."""
    return words[min(int(rng.integers(low, high)), len(words) - 1)]


def mixed(words: Words, count: int = 200) -> list[Pairs]:
    """Common and rare words, phrases, 1 to 6 Chinese characters, filters, deep pages: in turn."""
    rng = np.random.default_rng(2)

    def english(low: int, high: int) -> str:
        return _any_of(words.english, rng, low, high)

    def chinese(low: int, high: int) -> str:
        return _any_of(words.chinese, rng, low, high)

    asked: list[Pairs] = []
    for number in range(count):
        match KINDS[number % len(KINDS)]:
            case "common":
                asked.append([("q", english(0, 60))])
            case "rare":
                asked.append([("q", english(3_000, 30_000))])
            case "both":
                asked.append([("q", f"{english(0, 200)} {english(200, 5_000)}")])
            case "phrase":
                asked.append([("q", f'"{english(20, 2_000)} {english(20, 2_000)}"')])
            case "han":
                run = chinese(10, 3_000) + chinese(10, 3_000)
                asked.append([("q", run[: int(rng.integers(1, 7))])])
            case "filtered":
                year = str(int(rng.integers(1946, 2004)))
                source = SOURCES[int(rng.integers(len(SOURCES)))][0]
                asked.append([("q", chinese(0, 300)), ("source", source), ("year", year)])
            case "deep":
                page = str(int(rng.integers(2, 400)))
                asked.append([("q", english(0, 100)), ("sort", "newest"), ("page", page)])
            case _:
                asked.append([("q", f"{english(50, 500)} OR {chinese(50, 500)}")])
    return asked


def browsed(count: int = 100) -> list[Pairs]:
    """The list without words, under combinations of facets and orders."""
    rng = np.random.default_rng(3)
    asked: list[Pairs] = [[]]
    while len(asked) < count:
        pairs: Pairs = []
        if rng.random() < 0.6:
            pairs.append(("source", SOURCES[int(rng.integers(len(SOURCES)))][0]))
        if rng.random() < 0.5:
            pairs.append(("year", str(int(rng.integers(1946, 2004)))))
        if rng.random() < 0.3:
            pairs.append(("translation", str(rng.choice(["held", "none"]))))
        if rng.random() < 0.3:
            pairs.append(("newspaper_page", str(int(rng.integers(1, 9)))))
        if rng.random() < 0.3:
            pairs += [("from", str(int(rng.integers(1946, 1970)))), ("to", "1990")]
        pairs.append(("sort", str(rng.choice(["oldest", "newest", "title"]))))
        if pairs not in asked:
            asked.append(pairs)
    return asked


def hostile(words: Words) -> list[Pairs]:
    """What a visitor might write to hold a worker: the commonest words in the costliest ways."""
    english, chinese = words.english[:40], words.chinese[:40]
    phrases = [f'"{one} {two}"' for one, two in pairwise(english)]
    queries = [
        phrases[0],
        " OR ".join(phrases[:16]),
        " ".join(phrases[:16]),
        " OR ".join(english[:32]),
        " OR ".join(chinese[:32]),
        " ".join(f"-{word}" for word in english[:32]),
        f"“{chinese[0]}，{chinese[1]}”",
        " OR ".join(f"“{one}，{two}”" for one, two in pairwise(chinese))[:400],
        "".join(chinese)[:64],
        chinese[0][0] * 64,
        '"' + " ".join([english[0]] * 60) + '"',
        "a* b* c*",
        f"{english[0][:4]}*",
        " ".join(f"{word}~" for word in english[:16]),
        " OR ".join(f"title:{word}~" for word in english[:24]),
        " ".join(f"“{one}，{two}”" for one, two in pairwise(chinese[:20])),
        "(" * 400,
    ]
    asked = [[("q", query)] for query in queries]
    years = [("year", str(year)) for year in range(1947, 2004)]
    pages = [("newspaper_page", str(page)) for page in range(2, 9)]
    sources = [("source", key) for key, *_ in SOURCES[1:]]
    held = [("translation", "held"), ("language", "en")]
    asked.append([*sources, *years, *pages, *held])  # nearly every value of five facets
    asked.append([("q", f"{english[0]} OR {chinese[0]}"), *sources, *years, *pages, *held])
    # Nothing is found, and many a way out of it is counted.
    asked.append([("q", f"zzqx {phrases[0]} {' '.join(english[:24])}")])
    asked.append([("q", f"zzqx~ {' '.join(phrases[:8])}"), *years[:20]])
    return asked


def hostile_paths(words: Words) -> list[str]:
    """The same of the list, and the costliest of it of the other pages that take words."""
    asked = hostile(words)
    listed = paths(asked)
    others = [
        path.replace("/articles/", page, 1)
        for page in ("/concordance/", "/articles.json", "/articles.bib", "/trends/")
        for path in listed[::3]
        if "?q=" in path
    ]
    five = [pairs[0] for pairs in asked if pairs[0][0] == "q"][1:6]
    return [*listed, *others, f"/trends/?{urlencode(five)}"]


def paths(asked: list[Pairs]) -> list[str]:
    """The list's addresses."""
    return [f"/articles/?{urlencode(pairs)}" if pairs else "/articles/" for pairs in asked]
