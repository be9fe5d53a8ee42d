"""The layout of TEI P5: a header, a text for each language, links between their blocks.

What this archive exports is read back as the same record. Elements that are not understood are
counted, and their text is kept.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from lxml import etree

from documents.alignment.beads import Bead
from documents.blocks import Dateline
from documents.seed_store.files import DecodedFile
from documents.seed_store.layouts._language_tags import EXAMPLES, guess_tag, read_tag
from documents.seed_store.layouts._lines import LineLedger, shorten
from documents.seed_store.layouts._tei_body import TeiReader, TeiText
from documents.seed_store.layouts._tei_header import (
    TeiHeader,
    add_note,
    enter_header_lines,
    iter_texts,
    read_header,
)
from documents.seed_store.layouts._tei_lines import LineCursor
from documents.seed_store.layouts._tei_links import Numbering, read_beads
from documents.seed_store.layouts._tei_xml import (
    XML_ID,
    XML_LANG,
    children,
    find,
    local_name,
    parse_xml,
)
from documents.seed_store.records import ArticleRecord, NamedSource, TextRecord
from documents.translation_tags import name_translation_tag

NAME = "tei"

_ROOT = re.compile(r"<(?:\w+:)?(?:TEI|teiCorpus)\b[^>]*http://www\.tei-c\.org/ns/1\.0")
_REACH = 5_000  # characters at the top in which the root begins
_OURS = 'type="archive-edition"'
_UNTITLED = "[Untitled]"


def recognise(file: DecodedFile) -> bool:
    """Whether the file's root is TEI's."""
    return _ROOT.search(file.text[:_REACH]) is not None


def named_source(file: DecodedFile) -> NamedSource | None:
    """The publication that a document exported by an archive of this kind is from."""
    start = file.text.find("<monogr>")
    if _OURS not in file.text or start < 0:
        return None
    begin = file.text.find("<title", start)
    opened, closed = file.text.find(">", begin), file.text.find("</title>", begin)
    if begin < 0 or not begin < opened < closed:
        return None
    name = file.text[opened + 1 : closed]
    for sign, character in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        name = name.replace(sign, character)
    return NamedSource(file.text.count("\n", 0, begin) + 1, name.strip())


@dataclass(frozen=True, slots=True)
class _Held:
    """A text with its language and its ``type`` attribute."""

    text: TeiText
    kind: str


def parse(file: DecodedFile) -> ArticleRecord:
    """Parse a document. Raises `Refused` for what is no XML, no TEI, or holds several documents."""
    ledger = LineLedger(file)
    lines = [line.text for line in file.lines]
    root = parse_xml(ledger, lines)
    if local_name(root) != "TEI":
        found = f"a document that begins with <{etree.QName(root).localname}>"
        raise ledger.refusal(0, "xml", found, "one <TEI> in a file, in TEI's namespace")
    cursor, unknown = LineCursor(), Counter[str]()
    header = TeiHeader()
    held: list[_Held] = []
    for child in root:
        if local_name(child) == "teiHeader":
            header = read_header(ledger, cursor, child)
        elif local_name(child) == "text":
            held += _read_texts(ledger, cursor, unknown, header, child, root)
        else:
            enter_header_lines(cursor, child, {})
        cursor.skip(child.tail)
    if not any(one.text.blocks for one in held):
        raise ledger.refusal(-1, "body", "no text", "a <text> with paragraphs or verse")
    language, original = _original(header, held)
    held.sort(key=lambda one: one is not original)
    texts = [_make_text(root, header, one, held, original) for one in held]
    cursor.enter(ledger)
    if unknown:
        said = ", ".join(f"<{name}> {count}" for name, count in sorted(unknown.items()))
        add_note(header.notes, "elements", said)
    return ArticleRecord(
        layout=NAME,
        language=language,
        original=texts[0] if original else None,
        translations=tuple(texts[1:] if original else texts),
        date=header.date,
        lines=ledger.readings(),
        page=header.page,
        page_label=header.page_label,
        section=header.section,
        column=header.column,
        notes=header.notes,
    )


def _read_texts(
    ledger: LineLedger,
    cursor: LineCursor,
    unknown: Counter[str],
    header: TeiHeader,
    element: etree._Element,
    root: etree._Element,
) -> list[_Held]:
    """Each text of a document, in its language; several in one language are read as one."""
    holders = [*iter_texts(element)]
    if len(holders) == 1:
        holders = _by_division(holders[0])
    tags = _tell_apart(holders, [_language(ledger, one) for one in holders])
    if len(set(tags)) < len(tags):
        holders = [element]
        tags = [next(filter(None, tags), "")]
    held = []
    for holder, tag in zip(holders, tags, strict=True):
        if not tag:
            tag = _language(ledger, root) or next(iter(header.languages), "")
            tag = tag or guess_tag("".join(holder.itertext()))
        reader = TeiReader(cursor, tag, unknown)
        held.append(_Held(reader.read(holder), holder.get("type", "")))
    if len({one.text.language for one in held}) < len(held):
        found = f"two texts in {held[-1].text.language}"
        raise ledger.refusal((element.sourceline or 1) - 1, "language", found, "xml:lang on each")
    return held


def _tell_apart(holders: list[etree._Element], tags: list[str]) -> list[str]:
    """The tags of texts; of several translations into a language each has its own, by its name."""
    named = list(tags)
    for place, (one, tag) in enumerate(zip(holders, tags, strict=True)):
        name = one.get("n") or one.get(XML_ID) or ""
        if name and tags.count(tag) > 1 and one.get("type") == "translation":
            named[place] = name_translation_tag(tag, name) or tag
    return named


def _by_division(text: etree._Element) -> list[etree._Element]:
    """The divisions of a body that are texts in languages of their own, or the text itself."""
    body = find(text, "body")
    if body is None or text.get(XML_LANG):
        return [text]
    divisions = [one for one in children(body) if local_name(one) != "head"]
    tags = [one.get(XML_LANG) for one in divisions if local_name(one) == "div"]
    is_parallel = len(divisions) == len(tags) > 1 and None not in tags
    return divisions if is_parallel and len(set(tags)) == len(tags) else [text]


def _language(ledger: LineLedger, element: etree._Element) -> str:
    """The language of an element, its own or that of its body; empty without any."""
    body = find(element, "body")
    said = element.get(XML_LANG) or ("" if body is None else body.get(XML_LANG)) or ""
    if said and not read_tag(said):
        raise ledger.refusal((element.sourceline or 1) - 1, "language", shorten(said), EXAMPLES)
    return read_tag(said)


def _original(header: TeiHeader, held: list[_Held]) -> tuple[str, _Held | None]:
    """The language of the original, and its text, if that is held."""
    for one in held:
        if one.kind == "original":
            return one.text.language, one
    languages = {one.text.language for one in held}
    if all(one.kind == "translation" for one in held):
        others = (tag for tag in header.languages if tag not in languages)
        return next(others, "und"), None
    first = next(one for one in held if one.kind != "translation")
    return first.text.language, first


def _make_text(
    root: etree._Element,
    header: TeiHeader,
    one: _Held,
    held: list[_Held],
    original: _Held | None,
) -> TextRecord:
    text, language = one.text, one.text.language
    is_first = one is held[0]
    headline = text.headline
    if not headline:
        title = header.titles.get(language) or (header.titles.get("", "") if is_first else "")
        headline = (title,) if title else ()
    headline = () if headline == (_UNTITLED,) else headline
    authors = header.authors.get(language) or (header.authors.get("", ()) if is_first else ())
    translators = header.translators.get(language, ())
    if not translators and (one is not original or len(held) == 1):
        translators = header.translators.get("", ())
    alignment: tuple[Bead, ...] = ()
    if original is not None and one is not original:
        ours = Numbering(original.text.language, original.text.targets, len(original.text.blocks))
        theirs = Numbering(language, text.targets, len(text.blocks))
        alignment = read_beads(root, ours, theirs)
    return TextRecord(
        language=language,
        headline=headline,
        blocks=text.blocks,
        byline=text.byline or ("" if header.is_ours else "; ".join(authors)),
        authors=authors,
        translators=translators,
        dateline=header.datelines.get(language)
        or (header.datelines.get("") if is_first else None)
        or (None if header.is_ours else _dateline(text)),
        references=text.references,
        sections=text.sections,
        alignment=alignment,
    )


def _dateline(text: TeiText) -> Dateline | None:
    """The first dateline that is marked in a text."""
    for block in text.blocks:
        for mark in block.marks:
            if mark.kind == "dateline":
                inner = {
                    one.kind: block.text[one.start : one.end]
                    for one in reversed(block.marks)
                    if mark.start <= one.start and one.end <= mark.end
                }
                return Dateline(
                    inner.get("agency", ""), inner.get("place", ""), inner.get("day", "")
                )
    return None
