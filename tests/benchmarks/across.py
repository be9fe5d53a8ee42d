"""Measures how well English words find documents held only in Chinese, against Chinese words.

usage: python -m tests.benchmarks.across --gold FILE.jsonl [--half even|odd] [--parallel] [--missed]

Each line of the file is a document: ``source`` (Chinese) and ``target`` (English) paragraphs, and
``gold``, beads of their numbers. Four beads are a passage, ingested as an article in Chinese alone
into an archive of its own. It is asked for by its three most telling English words (tf-idf over the
passages), by way of what the list of results offers, and by its three most telling Chinese words.
A listed article is on the topic if it has one of these Chinese words. With ``--half`` all documents
are held, and those of even or odd number asked for: what is fitted on one half is judged by the
other. With ``--parallel`` the other half is held in both languages: the archive's own renderings.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PASSAGE = 4  # beads
ASKED = 3  # words
FIRST = 10  # results
ROOT = Path(__file__).resolve().parents[2]
STATIC = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}


@dataclass(frozen=True, slots=True)
class Passage:
    """Four beads of a document: the article in Chinese, and its English, which is hidden."""

    number: int
    chinese: str
    english: str
    document: int

    @property
    def accession(self) -> str:
        return hashlib.sha256(f"passage {self.number}".encode()).hexdigest()[:16]

    def text(self, *, translated: bool = False) -> str:
        """The seed file; with its English, where that is not hidden."""
        title = f"文{self.number:05}"
        month, day = self.number // 25 % 12 + 1, self.number % 25 + 1
        head = (
            f"### {title}\n\n{1950 + self.number // 300}-{month:02}-{day:02}\n第1版()\n专栏：\n\n"
        )
        chinese = f"{head}    {title}\n    {self.chinese}\n"
        if not translated:
            return chinese
        head = f"Title: Passage {self.number}\n\n{self.english}\n\n\n\n<hr /> "
        return f"{head}\n\nOriginal: \n\n\n{chinese}"


@dataclass(slots=True)
class Score:
    """Where the passages asked for stood among the first ten."""

    asked: int = 0
    found: int = 0
    reciprocal: float = 0.0
    on_topic: int = 0
    listed: int = 0

    def count(self, own: str, listed: list[str], topic: set[str]) -> bool:
        """Whether a passage is among the first ten."""
        first = listed[:FIRST]
        self.asked += 1
        self.listed += len(first)
        self.on_topic += sum(one in topic for one in first)
        if own not in first:
            return False
        self.found += 1
        self.reciprocal += 1 / (first.index(own) + 1)
        return True

    def __str__(self) -> str:
        return (
            f"found {self.found / max(1, self.asked):.3f}, "
            f"MRR {self.reciprocal / max(1, self.asked):.3f}, "
            f"on the topic {self.on_topic / max(1, self.listed):.3f}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", required=True, type=Path)
    parser.add_argument("--half", choices=("even", "odd"), help="the documents asked for")
    parser.add_argument("--parallel", action="store_true", help="hold the other half in both")
    parser.add_argument("--missed", action="store_true", help="show the words that found nothing")
    options = parser.parse_args()
    passages = list(read_passages(options.gold))
    with tempfile.TemporaryDirectory() as folder:
        halves = {"even": (0,), "odd": (1,)}.get(options.half, (0, 1))
        publish(passages, Path(folder), halves if options.parallel else (0, 1))
        measure(passages, halves, show_missed=options.missed)


def read_passages(path: Path) -> Iterator[Passage]:
    """Each four beads of a document, in order; what is left over is left out."""
    number = 0
    for count, line in enumerate(path.read_text("utf-8").splitlines()):
        document = json.loads(line)
        beads = [(ours, theirs) for ours, theirs in document["gold"] if ours and theirs]
        for start in range(0, len(beads) - PASSAGE + 1, PASSAGE):
            part = beads[start : start + PASSAGE]
            chinese = "".join(document["source"][place] for ours, _ in part for place in ours)
            english = " ".join(document["target"][place] for _, theirs in part for place in theirs)
            yield Passage(number, chinese.replace("\n", ""), english.replace("\n", " "), count)
            number += 1


def publish(passages: list[Passage], folder: Path, hidden: Sequence[int] = (0, 1)) -> None:
    """An archive of the seeds and of the passages, those of some halves without their English."""
    os.environ["ARCHIVE_VAR"] = str(folder / "var")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    settings.STORAGES = {**settings.STORAGES, **STATIC}
    made = folder / "passages"
    made.mkdir()
    (made / "sources.toml").write_bytes((ROOT / "seeds" / "sources.toml").read_bytes())
    for one in passages:
        text = one.text(translated=one.document % 2 not in hidden)
        (made / f"{one.number:05}_{one.accession}.txt").write_text(text, "utf-8")
    call_command("migrate", verbosity=0)
    call_command("ingest", str(ROOT / "seeds"), str(made))


def measure(passages: list[Passage], halves: Sequence[int], *, show_missed: bool) -> None:
    """Ask for every passage of some halves in both languages, and write the scores."""
    from documents.chinese.dictionary import dictionary
    from documents.identifiers import mint
    from documents.text import is_han

    chinese = [
        Counter(
            token.form
            for token in dictionary().words(one.chinese)
            if len(token.form) > 1 and all(map(is_han, token.form))
        )
        for one in passages
    ]
    english = [count_words(one.english) for one in passages]
    in_chinese = Counter(word for counts in chinese for word in counts)
    in_english = Counter(word for counts, _ in english for word in counts)
    names = [mint(one.accession) for one in passages]
    by_chinese, by_english, offered, taken = Score(), Score(), 0, 0.0
    for place, name in enumerate(names):
        if passages[place].document % 2 not in halves:
            continue
        theirs = most_telling(chinese[place], in_chinese, len(passages))
        counts, forms = english[place]
        ours = [forms[key] for key in most_telling(counts, in_english, len(passages))]
        topic = {
            other
            for other, words in zip(names, chinese, strict=True)
            if any(word in words for word in theirs)
        }
        by_chinese.count(name, ask(f"{' '.join(theirs)} -language:en")[0], topic)
        started = time.process_time()
        _, offer = ask(" ".join(ours))
        taken += time.process_time() - started
        offered += bool(offer)
        if not by_english.count(name, ask("", offer)[0] if offer else [], topic) and show_missed:
            sys.stdout.write(f"    {' '.join(ours)}  ({' '.join(theirs)})\n")
    sys.stdout.write(
        f"{by_english.asked} of {len(passages)} passages, "
        f"{1000 * taken / by_english.asked:.0f} ms a list\n"
        f"Chinese words: {by_chinese}\nEnglish words: {by_english}, "
        f"offered {offered / by_english.asked:.3f}\n"
        f"found by English, of what is found by Chinese: "
        f"{by_english.found / max(1, by_chinese.found):.3f}\n"
    )


def count_words(text: str) -> tuple[Counter[str], Mapping[str, str]]:
    """The words of an English text by stem, without small words; and the first form of each."""
    from documents.renderings.words import SMALL_WORDS, read_words

    counts: Counter[str] = Counter()
    forms: dict[str, str] = {}
    for word in read_words(text):
        form = text[word.start : word.end]
        if word.key not in SMALL_WORDS and form.isascii() and form.isalpha() and len(form) > 2:
            counts[word.key] += 1
            forms.setdefault(word.key, form.lower())
    return counts, forms


def most_telling(counts: Counter[str], everywhere: Counter[str], size: int) -> list[str]:
    """The words of the highest tf-idf."""
    weights = {word: count * math.log(size / everywhere[word]) for word, count in counts.items()}
    return sorted(weights, key=lambda word: (-weights[word], word))[:ASKED]


def ask(q: str, address: str = "") -> tuple[list[str], str]:
    """The identifiers that a list of results has, and the address of what it offers besides."""
    from django.test import Client
    from lxml import html

    client = Client(HTTP_HOST="localhost", HTTP_ACCEPT_LANGUAGE="en")
    response = client.get(address) if address else client.get("/articles/", {"q": q})
    page = html.document_fromstring(response.content.decode("utf-8"))
    listed = []
    for entry in page.xpath("//ol[contains(@class, 'entries')]/li"):
        for href in entry.xpath(".//a/@href"):
            parts = str(href).split("?", maxsplit=1)[0].strip("/").split("/")
            if len(parts) > 1 and parts[0] == "articles":
                listed.append(parts[1])
                break
    offers = page.xpath("//p[starts-with(normalize-space(.), 'Untranslated:')]/a/@href")
    return listed, str(offers[0]) if offers else ""


if __name__ == "__main__":
    main()
