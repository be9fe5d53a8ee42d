"""TEI documents as trees, parsed safely: no entities, no network, no deep or huge ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from documents.seed_store.layouts._lines import LineLedger
from documents.text import MOST_MARKS, find_piled_marks

TEI = "http://www.tei-c.org/ns/1.0"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
DEEPEST = 100  # elements inside each other

_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*\?>")
_DECLARATIONS = re.compile(r"<!DOCTYPE\b[^>\[]*\[|<!ENTITY\b", re.IGNORECASE)
_LAST_RECORDED_LINE = 65_535  # libxml2 counts no further


def parse_xml(ledger: LineLedger, lines: list[str]) -> etree._Element:
    """Parse a file's lines. Raises `Refused`, by line, for what is no XML or has entities."""
    text = "\n".join(lines)
    if declared := _DECLARATIONS.search(text):
        found = "a DOCTYPE with declarations of its own"
        expected = "none: write characters as they are, or as &#...;"
        raise ledger.refusal(text.count("\n", 0, declared.start()), "xml", found, expected)
    if declaration := _DECLARATION.match(text):  # its encoding is not that of this text
        text = "\n" * text.count("\n", 0, declaration.end()) + text[declaration.end() :]
    parser = _make_parser()
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        if _has_odd_names_alone(parser, text):
            return _checked(ledger, etree.fromstring(text.encode(), _make_parser(recover=True)))
        index = min(max((error.lineno or 1) - 1, 0), len(lines) - 1)
        found = f"XML with a fault: {str(error.msg)[:120]}"
        expected = "well-formed XML; of entities only &amp; &lt; &gt; &quot; &apos; and &#...;"
        raise ledger.refusal(index, "xml", found, expected) from error
    return _checked(ledger, root)


def _make_parser(*, recover: bool = False) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_pis=False,
        remove_comments=False,
        recover=recover,
    )


def _has_odd_names_alone(parser: etree.XMLParser, text: str) -> bool:
    """Whether all that is at fault are names that elements bear: the tree is whole all the same.

    Such are a name that is none (``xml:id="a:1"``), and one that two elements bear, unless
    something points at it.
    """
    kinds, log = etree.ErrorTypes, parser.error_log
    for one in log:
        if one.type == kinds.DTD_ID_REDEFINED:
            name = one.message.removeprefix("ID ").rpartition(" already")[0]
            if re.search(rf"""\btarget=["'][^"']*#{re.escape(name)}(?![\w.-])""", text):
                return False
        elif one.type != kinds.DTD_XMLID_VALUE:
            return False
    return len(log) > 0


def _checked(ledger: LineLedger, root: etree._Element) -> etree._Element:
    _refuse_depth(ledger, root)
    _refuse_piled_marks(ledger, root)
    return root


def _refuse_depth(ledger: LineLedger, root: etree._Element) -> None:
    depth = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST:
            index = min((element.sourceline or 1) - 1, len(ledger) - 1)
            found = f"elements more than {DEEPEST} deep"
            raise ledger.refusal(index, "xml", found, f"at most {DEEPEST}")


def _refuse_piled_marks(ledger: LineLedger, root: etree._Element) -> None:
    """Refuse what a file's lines hide: marks on marks, written as character references."""
    pieces = (value for element in root.iter(etree.Element) for value in element.values())
    if find_piled_marks("".join(root.itertext())) or any(map(find_piled_marks, pieces)):
        expected = f"at most {MOST_MARKS}"
        raise ledger.refusal(0, "xml", f"more than {MOST_MARKS} marks on one letter", expected)


def local_name(element: etree._Element | None) -> str:
    """An element's name without TEI's namespace; empty for a comment and the like, and for None."""
    if element is None:
        return ""
    return element.tag.removeprefix(f"{{{TEI}}}") if isinstance(element.tag, str) else ""


def children(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """The children of some names, of all without any."""
    for child in element:
        if local_name(child) in names or (not names and local_name(child)):
            yield child


def find(element: etree._Element, path: str) -> etree._Element | None:
    """The first element at a path of TEI names: ``fileDesc/titleStmt``."""
    return next(find_all(element, path), None)


def find_all(element: etree._Element, path: str) -> Iterator[etree._Element]:
    """Every element at a path of TEI names."""
    name, _, rest = path.partition("/")
    for child in children(element, name):
        if rest:
            yield from find_all(child, rest)
        else:
            yield child


def recorded_line(element: etree._Element) -> int:
    """The line on which an element's start tag ends; 0 where it is not known."""
    line = element.sourceline or 0
    return line if line < _LAST_RECORDED_LINE else 0
