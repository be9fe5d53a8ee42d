"""How texts are paired at ingest, and how a hand-made file overrules that."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.blocks import Block
from documents.ingest import publication, rederive
from documents.ingest.align_translation import (
    ONE_BY_ONE,
    Passages,
    Text,
    pair_sentences,
    pair_texts,
)
from documents.ingest.importer import Options, ingest
from documents.models import Article, Edition, Translation
from documents.search import SearchRequest, open_index, search
from tests.helpers.seed_workshop import THEN, Workshop, accession_of, counts, faults, shown

CHINESE = st.lists(
    st.text(alphabet="社会主义国家文化合作。！", min_size=1, max_size=30), max_size=6
)
ENGLISH = st.lists(
    st.text(alphabet="Culture and co-operation. 12!", min_size=1, max_size=60), max_size=6
)


@settings(deadline=None, max_examples=50)  # the first one loads the dictionary
@given(CHINESE, ENGLISH)
def test_every_block_is_in_one_bead_and_every_sentence_in_one_step(
    ours: list[str], theirs: list[str]
) -> None:
    left = Text("zh-Hans", [Block("paragraph", text) for text in ours])
    right = Text("en", [Block("paragraph", text) for text in theirs])
    pairing = pair_texts(left, right, None)
    for side, texts in enumerate((ours, theirs)):
        numbers = [number for bead in pairing.alignment for number in bead[side]]  # type: ignore[attr-defined]
        assert numbers == list(range(1, len(texts) + 1))
    assert len(pairing.sentences) == len(pairing.alignment)
    assert {int(key) for key in pairing.doubts} <= set(range(1, len(pairing.alignment) + 1))
    for bead, steps in zip(pairing.alignment, pairing.sentences, strict=True):
        held = [
            len(Passages(text.language, [text.passages[k - 1] for k in bead[side]]).sentences())  # type: ignore[attr-defined]
            for side, text in enumerate((left, right))
        ]
        if steps == ONE_BY_ONE:
            assert held[0] == held[1] or 0 in held
        else:
            assert isinstance(steps, list)
            assert [sum(step[side] for step in steps) for side in (0, 1)] == held


@pytest.mark.parametrize(
    ("languages", "texts"),
    [
        (("de", "fr"), ("Der Deich ist repariert.", "On a refait la digue hier, et elle tient.")),
        (("zh-Hans", "en"), ("河堤已修。", "Nothing of the kind was ever said in this long text.")),
    ],
)
def test_two_texts_of_one_paragraph_each_are_no_doubtful_pair(
    languages: tuple[str, str], texts: tuple[str, str]
) -> None:
    left, right = (
        Text(language, [Block("paragraph", text)])
        for language, text in zip(languages, texts, strict=True)
    )
    pairing = pair_texts(left, right, None)
    assert pairing.alignment == [[[1], [1], 1.0]]
    assert pairing.doubts == {}


def test_sentences_run_together_are_one_step() -> None:
    left = Passages("zh-Hans", ["会议结束了。"])
    right = Passages("en", ["The meeting is over.", "They left."])
    assert pair_sentences(left, right, None) == [[1, 2]]


@pytest.mark.django_db
def test_a_pairing_made_by_hand_overrules_an_article_ingested_before(workshop: Workshop) -> None:
    workshop.article("wheat")
    first = workshop.ingest().edition
    assert [bead[:2] for bead in Translation.objects.get().alignment] == [[[1], [1]], [[2], [2]]]
    workshop.write(override("wheat"), 'beads = ["1-2 = 1-2"]\nnote = "Read as one."\n')
    report = workshop.ingest()
    assert (counts(report), report.edition != first) == ({"new": 1, "unchanged": 1}, True)
    translation = Translation.objects.get()
    assert translation.alignment == [[[1, 2], [1, 2], 1.0]]
    assert len(translation.sentences) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('beads = ["1 = 1"]', "original: block 2 is missing"),
        ('beads = ["1-2 = 1-3"]', "translation: block 3 is unknown"),
        ('beads = ["1-2 = 1-2"]\nlanguage = "fr"', "language: fr names no one translation"),
        ("beads = [", "not TOML"),
    ],
)
def test_a_pairing_that_does_not_fit_publishes_nothing(
    workshop: Workshop, text: str, found: str
) -> None:
    workshop.article("wheat")
    workshop.write(override("wheat"), text)
    report = workshop.ingest()
    assert (report.published, Article.objects.count()) == (False, 0)
    assert all(field == "alignment" for field, _ in faults(report))
    assert any(sentence.startswith(found) for _, sentence in faults(report))
    assert workshop.ingest(skip_bad=True).published
    assert (
        f"{accession_of('wheat')}\t1.align" not in (workshop.seeds / "accessions.tsv").read_text()
    )


@pytest.mark.django_db
def test_a_pairing_of_no_text_is_refused(workshop: Workshop) -> None:
    workshop.write(override("wheat"), 'beads = ["1 = 1"]')
    assert faults(workshop.ingest())[0][1] == f"no text of {accession_of('wheat')} version 1"


@pytest.mark.django_db
@pytest.mark.parametrize("processes", [0, pytest.param(2, marks=pytest.mark.process)])
def test_other_rules_make_every_row_again_and_another_edition(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch, processes: int
) -> None:
    for word in ("wheat", "rye", "oats"):
        workshop.article(word)
    workshop.article("rye", version=2)
    workshop.write(override("wheat"), 'beads = ["1-2 = 1-2"]\n')
    workshop.ingest()
    before = list(Article.objects.order_by("pk").values("pk", "identifier", "version", "is_newest"))
    # As if an earlier release had made them, by other rules.
    Edition.objects.update(digest="0" * 64, derivation=0)
    Article.objects.update(title="as it was read before")
    Translation.objects.update(stored_blocks=b"", alignment=[])
    report = ingest([], Options(date=THEN, processes=processes))
    assert (counts(report), report.changed) == ({"unchanged": 5}, True)
    after = Article.objects.order_by("pk")
    assert list(after.values("pk", "identifier", "version", "is_newest")) == before
    assert not after.filter(title="as it was read before").exists()
    beads = {t.article.seed.accession: t.alignment for t in Translation.objects.all()}
    assert beads[accession_of("wheat")] == [[[1, 2], [1, 2], 1.0]]
    assert [bead[:2] for bead in beads[accession_of("oats")]] == [[[1], [1]], [[2], [2]]]
    assert search(open_index(workshop.root / "index", shown()), SearchRequest(q="rye")).total == 1
    assert workshop.ingest().changed is False
    for module in (rederive, publication):
        monkeypatch.setattr(module, "DERIVATION", 1_000_000)
    assert publication.digest_archive() != shown()


def override(word: str) -> str:
    return f"seeds/000_{accession_of(word)}.align.toml"
