"""TEI P5 export: both texts with their blocks, and the alignment as links between them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree  # nosec B405  # it only writes
from xml.etree.ElementTree import Element, SubElement  # nosec B405

from documents.blocks import Block, Mark, MarkKind
from documents.citation.record import CitedArticle, CitedText
from documents.citation.tei_header import add_header
from documents.citation.xml_elements import XML_NAMESPACE, add_element, append_text, escape

MEDIA_TYPE = "application/tei+xml"

_TEI = "http://www.tei-c.org/ns/1.0"
# Elements that hold or are whole units, so that a line break behind them is in nobody's text.
_UNITS = frozenset(
    [
        *("teiHeader", "fileDesc", "titleStmt", "editionStmt", "publicationStmt", "sourceDesc"),
        *("notesStmt", "creation", "ptr", "calendarDesc", "calendar"),
        *("profileDesc", "revisionDesc", "standOff", "linkGrp", "link", "text", "group", "body"),
        *("head", "p", "ab", "lg", "l", "quote", "note", "back", "bibl"),
    ]
)
_MARKS: Mapping[MarkKind, str] = {
    "dateline": "seg",
    "agency": "orgName",
    "place": "placeName",
    "day": "date",
    "emphasis": "emph",
    "strong": "hi",
    "link": "ref",
    "note": "ref",
    "person": "persName",
    "organisation": "orgName",
    "page": "pb",
}


def document(article: CitedArticle) -> str:
    """The article as one well-formed TEI document."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tei_element(article)}\n'


def tei_element(article: CitedArticle, prefix: str = "") -> str:
    """The article as one TEI element.

    ``prefix`` begins each ``xml:id``, so that several articles may stand in one document.
    """
    root = Element("TEI", {"xmlns": _TEI})
    add_header(root, article, prefix)
    _links(root, article, prefix)
    outer = SubElement(root, "text")
    holder = SubElement(outer, "group") if len(article.texts) > 1 else None
    for held in article.texts:
        element = outer if holder is None else SubElement(holder, "text")
        _text(element, held, prefix)
    for element in root.iter():
        if element.tag in _UNITS:
            element.tail = "\n"
    made: str = ElementTree.tostring(root, "unicode")
    return made


def block_id(held: CitedText, number: int, prefix: str = "") -> str:
    """The ``xml:id`` of a block: ``zh-Hans-p3``."""
    return f"{prefix}{held.language}-p{number}"


def _links(root: Element, article: CitedArticle, prefix: str) -> None:
    original = article.original
    aligned = [held for held in article.translations if held.alignment]
    if original is None or not aligned:
        return
    standoff = SubElement(root, "standOff")
    for held in aligned:
        group = SubElement(standoff, "linkGrp", {"type": "translation", "n": held.language})
        for place, (left, right, confidence) in enumerate(held.alignment, start=1):
            ids = [block_id(original, n, prefix) for n in left]
            ids += [block_id(held, n, prefix) for n in right]
            said = {"target": " ".join(f"#{each}" for each in ids), "cert": f"{confidence:.2f}"}
            if reason := held.doubts.get(str(place), ""):
                said["subtype"] = reason.replace(" ", "-")
            if left and right:
                SubElement(group, "link", said)
            else:
                SubElement(group, "ptr", {"type": "unpaired"} | said)


def _text(element: Element, held: CitedText, prefix: str) -> None:
    element.set("type", "original" if held.is_original else "translation")
    element.set(f"{XML_NAMESPACE}lang", held.language)
    body = SubElement(element, "body")
    head = SubElement(body, "head")
    _lines(head, held.headline or ("[Untitled]",))
    if held.byline.strip():
        add_element(body, "byline", held.byline)
    for number, block in enumerate(held.blocks, start=1):
        if number in held.sections:
            SubElement(body, "milestone", {"unit": "entry"})
        made = _block(body, block, lambda target: block_id(held, int(target), prefix))
        made.set(f"{XML_NAMESPACE}id", block_id(held, number, prefix))
    if held.references:
        division = SubElement(SubElement(element, "back"), "div", {"type": "references"})
        listed = SubElement(division, "listBibl")
        for reference in held.references:
            add_element(listed, "bibl", reference)


def _block(body: Element, block: Block, name: Callable[[str], str]) -> Element:
    """Add a block; ``name`` gives the ``xml:id`` of a block of the same text by its number."""
    if block.kind == "verse":
        group = SubElement(body, "lg")
        start = 0
        for line in block.text.split("\n"):
            end = start + len(line)
            inside = [mark for mark in block.marks if start <= mark.start <= mark.end <= end]
            _write_marked(SubElement(group, "l"), block.text, (start, end), inside, name)
            start = end + 1
        return group
    if block.kind == "paragraph":
        element = SubElement(body, "p")
    elif block.kind in {"note", "quotation"}:
        element = SubElement(body, "note" if block.kind == "note" else "quote")
    else:
        element = SubElement(body, "ab", {"type": block.kind})
    _write_marked(element, block.text, (0, len(block.text)), block.marks, name)
    return element


def _write_marked(
    element: Element,
    text: str,
    span: tuple[int, int],
    marks: Iterable[Mark],
    name: Callable[[str], str],
) -> None:
    """Fill an element with a stretch of a text and the marks inside it."""
    ordered = deque(sorted(marks, key=lambda mark: (mark.start, -mark.end)))
    _MarkedText(text, ordered, name).write(element, *span, span[1] + 1)


@dataclass(frozen=True, slots=True)
class _MarkedText:
    """A block's text and its marks in order, while it is written as nested elements."""

    text: str
    marks: deque[Mark]
    name: Callable[[str], str]

    def write(self, element: Element, start: int, end: int, limit: int) -> None:
        """Fill an element with text[start:end] and the marks that begin before ``limit``.

        A mark that overlaps another is skipped.
        """
        place = start
        while self.marks and self.marks[0].start < limit:
            mark = self.marks.popleft()
            is_point = mark.kind == "page"
            if not place <= mark.start <= mark.end <= end or (mark.start == mark.end) != is_point:
                continue
            append_text(element, self.text[place : mark.start])
            child = SubElement(element, _MARKS[mark.kind], self._attributes(mark))
            self.write(child, mark.start, mark.end, mark.end)
            place = mark.end
        append_text(element, self.text[place:end])

    def _attributes(self, mark: Mark) -> dict[str, str]:
        match mark.kind:
            case "dateline":
                return {"type": "dateline"}
            case "strong":
                return {"rend": "bold"}
            case "link":
                return {"target": escape(mark.target)}
            case "note":
                return {"type": "note", "target": f"#{self.name(mark.target)}"}
            case "page" if mark.target:
                return {"n": escape(mark.target)}
        return {}


def _lines(element: Element, lines: tuple[str, ...]) -> None:
    append_text(element, "\n".join(line.strip() for line in lines))
