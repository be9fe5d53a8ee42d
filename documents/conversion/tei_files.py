"""Takes documents in TEI as they are: each file a seed, or each division of a type one.

TEI is a layout of its own, so what it says is read when it is ingested; here a file is only
parsed, so that what would be refused then is refused now.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from lxml import etree

from documents.conversion.accessions import accession_of_identifier
from documents.conversion.input_files import report_read_errors
from documents.conversion.records import BadInput
from documents.seed_store.files import DecodedFile, decode
from documents.seed_store.layouts import tei
from documents.seed_store.layouts._lines import LineLedger
from documents.seed_store.layouts._tei_xml import TEI, XML_ID, XML_LANG, local_name, parse_xml
from documents.seed_store.records import Refused

_START = 6_000  # bytes in which a root is looked for
_ROOT = re.compile(rb"<(?:\w+:)?TEI(?:Corpus)?\b|<TEI\.2\b", re.IGNORECASE)
_LARGEST = 16_000_000  # bytes of a seed
_DIV, _PB, _SCOPE = (f"{{{TEI}}}{name}" for name in ("div", "pb", "biblScope"))


class TeiSeed(NamedTuple):
    """A document as it becomes a seed: where it stands, or why it cannot."""

    shown: str
    accession: str
    data: bytes = b""
    languages: tuple[str, ...] = ()
    fault: str = ""


def is_tei(path: Path) -> bool:
    """Whether a file's root is one of TEI's, in any of its versions."""
    with report_read_errors(path.name), path.open("rb") as file:
        return _ROOT.search(file.read(_START).replace(b"\0", b"")) is not None


def read_tei(path: Path, shown: str, division: str) -> Iterator[TeiSeed]:
    """The seeds of a file: itself, or each `div` whose type or subtype is ``division``."""
    accession = accession_of_identifier(str(PurePosixPath(shown).with_suffix("")))
    try:
        with report_read_errors(shown):
            if path.stat().st_size > _LARGEST:
                raise BadInput(f"{shown}: larger than {_LARGEST:,} bytes")
            data = path.read_bytes()
        file = decode(data, shown)
        if not division:
            yield _check(shown, accession, data, file)
            return
        yield from _part(file, shown, accession, division)
    except Refused as refused:
        yield TeiSeed(shown, accession, fault=_say(refused))
    except BadInput as error:
        yield TeiSeed(shown, accession, fault=str(error).removeprefix(f"{shown}: "))


def _check(shown: str, accession: str, data: bytes, file: DecodedFile) -> TeiSeed:
    """A seed that the layout can read; else the layout's reason."""
    try:
        record = tei.parse(file)
    except Refused as refused:
        return TeiSeed(shown, accession, fault=_say(refused))
    languages = dict.fromkeys([record.language, *(text.language for text in record.texts)])
    return TeiSeed(shown, accession, data, tuple(languages))


def _part(file: DecodedFile, shown: str, accession: str, division: str) -> Iterator[TeiSeed]:
    """A document for each division, with the header of the whole."""
    root = parse_xml(LineLedger(file), [line.text for line in file.lines])
    wanted = [one for one in root.iter(_DIV) if division in _types(one)]
    # Of one within another the outer one is the document.
    parts = [one for one in wanted if not any(up in wanted for up in one.iterancestors(_DIV))]
    if not parts:
        types = sorted({name for one in root.iter(_DIV) for name in _types(one)})
        raise BadInput(
            f"{shown}: has no div of the type {division!r}"
            + (f"; those that it has: {', '.join(types)}" if types else "")
        )
    for number, part in enumerate(parts, start=1):
        data = _write_document(root, part)
        name = f"{accession}-{part.get(XML_ID) or number}"
        place = f"{shown}: {part.get(XML_ID) or f'{division} {number}'}"
        yield _check(place, accession_of_identifier(name), data, decode(data, place))


def _types(division: etree._Element) -> set[str]:
    names = f"{division.get('type', '')} {division.get('subtype', '')}"
    return set(names.split())


def _write_document(root: etree._Element, part: etree._Element) -> bytes:
    """The root with its header, and a text whose body is one division and the page it begins on."""
    document = etree.Element(root.tag, nsmap=root.nsmap)
    document.extend(deepcopy(one) for one in root if local_name(one) == "teiHeader")
    pages = _pages_of(document)
    begun = _find_page(part, pages)
    inside = [one for one in part.iter(_PB) if _is_of(one, pages)]
    for scope in document.iter(_SCOPE):
        if scope.get("unit") in {"page", "pages", "pp"}:
            _set_pages(scope, begun, inside)
    text = etree.SubElement(document, f"{{{TEI}}}text")
    above = (one.get(XML_LANG, "") for one in (part, *part.iterancestors()))
    if language := next(filter(None, above), ""):
        text.set(XML_LANG, language)
    body = etree.SubElement(text, f"{{{TEI}}}body")
    for one in (*([] if begun is None else [begun]), part):
        copy = deepcopy(one)
        copy.tail = None
        body.append(copy)
    return bytes(etree.tostring(document, encoding="utf-8", xml_declaration=True))


def _pages_of(document: etree._Element) -> range | None:
    """The pages that the header gives the whole; None where it gives no two numbers."""
    for scope in document.iter(_SCOPE):
        ends = (scope.get("from", ""), scope.get("to", ""))
        if scope.get("unit") in {"page", "pages", "pp"} and all(one.isdecimal() for one in ends):
            return range(int(ends[0]), int(ends[1]) + 1)
    return None


def _is_of(mark: etree._Element, pages: range | None) -> bool:
    """Whether a page is one of the whole's: editions of other pages may be marked beside it."""
    number = mark.get("n", "")
    return number.isdecimal() and (pages is None or int(number) in pages)


def _find_page(part: etree._Element, pages: range | None) -> etree._Element | None:
    """The mark of the page on which a division begins."""
    for inside in part.iter(_PB, etree.Element):  # before any word of it
        if inside.tag == _PB and _is_of(inside, pages):
            return None
        if (inside.text or "").strip():
            break
    marks = part.xpath("preceding::*[local-name() = 'pb']")
    return next((one for one in reversed(marks) if _is_of(one, pages)), None)


def _set_pages(
    scope: etree._Element, begun: etree._Element | None, inside: list[etree._Element]
) -> None:
    """The pages of a division in place of the whole's; none where no mark tells them."""
    numbers = [one.get("n", "") for one in ([] if begun is None else [begun])]
    numbers += [one.get("n", "") for one in inside]
    for name in ("from", "to"):
        scope.attrib.pop(name, None)
    del scope[:]
    scope.text = None
    if not numbers:
        return
    scope.set("from", numbers[0])
    scope.set("to", numbers[-1])
    scope.text = numbers[0] if numbers[0] == numbers[-1] else f"{numbers[0]}–{numbers[-1]}"


def _say(refused: Refused) -> str:
    fault = refused.faults[0]
    return f"line {fault.line}: {fault.field}: found {fault.found}, expected {fault.expected}"
