"""TEI files for tests: a head and a body around some elements, and what is read of them."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from pathlib import Path

from documents.alignment.beads import Bead
from documents.citation.record import CitedArticle, CitedText
from documents.ingest.align_translation import Text, pair_texts
from documents.seed_store.files import decode
from documents.seed_store.layouts import parse_file
from documents.seed_store.records import ArticleRecord, TextRecord

ROOT = Path(__file__).parents[2]
SOURCES = tomllib.loads((ROOT / "seeds" / "sources.toml").read_text("utf-8"))


def read_tei(text: str) -> ArticleRecord:
    return parse_file(decode(text.encode(), "x.xml"), "tei")


def noted(record: ArticleRecord) -> dict[str, tuple[str, ...]]:
    """The notes as rows keep them."""
    notes = dict(record.notes)
    if record.original and record.original.translators:
        notes["translator"] = record.original.translators
    return notes | ({"marks": record.marks} if record.marks else {})


def beads(record: ArticleRecord, text: TextRecord) -> tuple[Bead, ...]:
    """The alignment of a translation: the file's own, or the one worked out."""
    if record.original is None or text is record.original:
        return ()
    if text.alignment:
        return text.alignment
    paired = pair_texts(
        Text(record.original.language, record.original.blocks),
        Text(text.language, text.blocks),
        None,
    )
    return tuple(
        Bead(
            tuple(k - 1 for k in left),  # type: ignore[attr-defined]
            tuple(k - 1 for k in right),  # type: ignore[attr-defined]
            round(float(sure), 2),  # type: ignore[arg-type]
            paired.doubts.get(str(place), ""),
        )
        for place, (left, right, sure) in enumerate(paired.alignment, start=1)
    )


def cite(record: ArticleRecord, key: str = "peoples-daily") -> CitedArticle:
    """A record as exports see it."""
    source = SOURCES[key]
    texts = []
    for text in record.texts:
        paired = beads(record, text)
        texts.append(
            CitedText(
                language=text.language,
                headline=text.headline,
                blocks=text.blocks,
                is_original=text is record.original,
                byline=text.byline,
                authors=text.authors,
                translators=text.translators,
                dateline=text.dateline,
                references=text.references,
                sections=text.sections,
                alignment=tuple(
                    (
                        tuple(k + 1 for k in one.source),
                        tuple(k + 1 for k in one.target),
                        one.confidence,
                    )
                    for one in paired
                ),
                doubts={str(n): one.reason for n, one in enumerate(paired, 1) if one.reason},
            )
        )
    return CitedArticle(
        identifier="h4x9k2m7q0b",
        version=1,
        permalink="https://archive.example/articles/h4x9k2m7q0b/",
        version_address="https://archive.example/articles/h4x9k2m7q0b/v1/",
        archive_names={"en": "Parallel Archive"},
        source_key=key,
        source_kind=source["kind"],
        source_names=source["names"],
        language=record.language,
        texts=tuple(texts),
        date=record.date,
        source_edition=source.get("edition"),
        publisher=source["publisher"],
        place=source["place"],
        page=record.page,
        page_label=record.page_label,
        section=record.section,
        column=record.column,
        rights_uri=source["rights"],
        rights_line=source.get("rights_line", ""),
        edition="ab" * 32,
        recorded_at=datetime(2026, 1, 2, tzinfo=UTC),
        sha256="cd" * 32,
        notes=noted(record),
    )


NAMESPACE = 'xmlns="http://www.tei-c.org/ns/1.0"'
HEADER = "<teiHeader><fileDesc><titleStmt><title>A</title></titleStmt></fileDesc></teiHeader>"


def wrap(body: str, header: str = HEADER) -> str:
    return f'<TEI {NAMESPACE}>{header}<text xml:lang="en"><body>\n{body}\n</body></text></TEI>\n'


PARALLEL = f"""<TEI {NAMESPACE}>
<teiHeader><fileDesc><titleStmt>
<title xml:lang="en">The Ferry</title><title xml:lang="ru">Паром</title>
<author>Ivan Petrov</author><respStmt><resp>Translator</resp><name>Ann Lee</name></respStmt>
</titleStmt><publicationStmt><availability><licence>CC BY</licence></availability>
</publicationStmt><sourceDesc><bibl><date when="1911-05"/><biblScope unit="page">12-14</biblScope>
</bibl></sourceDesc></fileDesc></teiHeader>
<text><group>
<text xml:lang="ru"><body><p xml:id="r1">Раз.</p><p xml:id="r2">Два.</p><p xml:id="r3">Три.</p>
</body></text>
<text xml:lang="en"><body><p xml:id="e1">One.</p><p xml:id="e2"><s xml:id="s">Two.</s></p>
<p xml:id="e3">Three.</p></body></text>
</group><back><div><linkGrp>{{}}</linkGrp></div></back></text>
</TEI>
"""
