"""Errors in the media type of the export that was asked for. Pure: problem details in, a text out.

What a format cannot say of an error stands where its readers show it: as a note, a comment or a
row. Formats of records have one record, of no article, so that nobody takes it for a citation.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape as escape_markup  # nosec B406  # it only writes
from xml.sax.saxutils import quoteattr  # nosec B406  # it only writes

from documents.citation import (
    bibtex,
    memento,
    pairs_tsv,
    plain,
    ris,
    tei,
    tmx,
    xml_elements,
    zotero_rdf,
)
from documents.citation.runs import one_line
from documents.csv_tables import BOM, write_rows

Problem = Mapping[str, Any]  # the members of problem details (RFC 9457)


@dataclass(frozen=True, slots=True)
class ProblemFormat:
    """How errors are written at addresses of one ending."""

    content_type: str
    write: Callable[[Problem], str]


def _lines(problem: Problem) -> list[str]:
    """What there is to say, line by line: title, detail, facts, addresses that help."""
    lines = [f"{problem['status']} {problem['title']}"]
    if problem["detail"] != problem["title"]:
        lines.append(str(problem["detail"]))
    for name in ("date", "successor"):
        if problem.get(name):
            lines.append(f"{name}: {problem[name]}")
    lines += [f"{one['title']}: {one['href']}" for one in problem["see"]]
    return [one_line(line) for line in lines]


def _text(problem: Problem) -> str:
    return "\n".join(_lines(problem)) + "\n"


def _markdown(problem: Problem) -> str:
    title, *others = _lines(problem)
    return "\n\n".join([f"# {title}", *others]) + "\n"


def _bibtex(problem: Problem) -> str:
    lines = "\n".join(f"  {bibtex.escape(line)}" for line in _lines(problem))
    return f"@comment{{\n{lines}\n}}\n"


def _ris(problem: Problem) -> str:
    title, *others = _lines(problem)
    lines = ["TY  - GEN", f"TI  - {ris.escape(title)}"]
    lines += [f"N1  - {ris.escape(line)}" for line in others]
    return "".join(f"{line}\r\n" for line in (*lines, "ER  - "))


def _tei(problem: Problem) -> str:
    title, *others = (escape_markup(xml_elements.escape(line)) for line in _lines(problem))
    paragraphs = "".join(f"<p>{line}</p>\n" for line in (others or [title]))
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0">\n'
        f"<teiHeader><fileDesc><titleStmt><title>{title}</title></titleStmt>\n"
        "<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc>"
        f"</teiHeader>\n<text><body>\n{paragraphs}</body></text>\n</TEI>\n"
    )


def _zotero_rdf(problem: Problem) -> str:
    """Statements about the error: without an item type Zotero imports nothing."""
    title, *others = (escape_markup(xml_elements.escape(line)) for line in _lines(problem))
    comments = "".join(f"<rdfs:comment>{line}</rdfs:comment>\n" for line in others)
    about = quoteattr(xml_elements.escape(str(problem["type"])))
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        ' xmlns:rdfs="http://www.w3.org/2000/01/rdf-schema#">\n'
        f"<rdf:Description rdf:about={about}>\n<rdfs:label>{title}</rdfs:label>\n{comments}"
        "</rdf:Description>\n</rdf:RDF>\n"
    )


def _tmx(problem: Problem) -> str:
    lines = (escape_markup(xml_elements.escape(line)) for line in _lines(problem))
    notes = "".join(f"<note>{line}</note>\n" for line in lines)
    head = tmx.write_head("").replace("</header>", f"{notes}</header>")
    return head + tmx.FOOT


def _atom(problem: Problem) -> str:
    title, *others = (escape_markup(xml_elements.escape(line)) for line in _lines(problem))
    moment = f"{problem.get('date') or '1970-01-01'}T00:00:00Z"  # no clock enters a page
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<id>{escape_markup(xml_elements.escape(problem['type']))}</id>\n<title>{title}</title>\n"
        f"<subtitle>{' '.join(others)}</subtitle>\n<updated>{moment}</updated>\n</feed>\n"
    )


def _xml(problem: Problem) -> str:
    """Problem details in XML (RFC 9457, appendix B)."""
    members = "".join(
        f"<{name}>{escape_markup(xml_elements.escape(str(problem[name])))}</{name}>\n"
        for name in ("type", "title", "status", "detail", "instance")
    )
    head = '<?xml version="1.0" encoding="utf-8"?>\n<problem xmlns="urn:ietf:rfc:7807">\n'
    return f"{head}{members}</problem>\n"


def _svg(problem: Problem) -> str:
    lines = [escape_markup(xml_elements.escape(line)) for line in _lines(problem)]
    rows = "".join(f'<text x="8" y="{24 * n}">{line}</text>' for n, line in enumerate(lines, 1))
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" role="img" width="640"'
        f' height="{24 * len(lines) + 16}">'
        f"<title>{lines[0]}</title>{rows}</svg>\n"
    )


def _links(problem: Problem) -> str:
    title = one_line(f"{problem['status']} {problem['title']}").replace('"', "'")
    said = title if title.isascii() else str(problem["status"])
    return f'<{problem["instance"]}>; rel="original"; title={quoteattr(said)}\n'


def _table(delimiter: str) -> Callable[[Problem], str]:
    def write(problem: Problem) -> str:
        names = ["status", "title", "detail", "date", "successor"]
        held = [str(problem.get(name) or "") for name in names]
        table = write_rows([names, held], delimiter)
        return table if delimiter == "\t" else BOM + table

    return write


def _formats() -> Mapping[str, ProblemFormat]:
    text = ProblemFormat(f"{plain.MEDIA_TYPE_TEXT}; charset=utf-8", _text)
    table = ProblemFormat("text/csv; charset=utf-8; header=present", _table(","))
    return {
        ".bib": ProblemFormat(f"{bibtex.MEDIA_TYPE}; charset=utf-8", _bibtex),
        ".ris": ProblemFormat(f"{ris.MEDIA_TYPE}; charset=utf-8", _ris),
        ".zotero.rdf": ProblemFormat(zotero_rdf.MEDIA_TYPE, _zotero_rdf),
        ".tei.xml": ProblemFormat(tei.MEDIA_TYPE, _tei),
        ".tmx": ProblemFormat(tmx.MEDIA_TYPE, _tmx),
        ".tsv": ProblemFormat(f"{pairs_tsv.MEDIA_TYPE}; charset=utf-8", _table("\t")),
        ".csv": table,
        ".md": ProblemFormat(f"{plain.MEDIA_TYPE_MARKDOWN}; charset=utf-8", _markdown),
        ".txt": text,
        "/source/file": text,
        ".timemap": ProblemFormat(memento.TIMEMAP_TYPE, _links),
        ".atom": ProblemFormat("application/atom+xml", _atom),
        ".svg": ProblemFormat("image/svg+xml; charset=utf-8", _svg),
        ".xml": ProblemFormat("application/problem+xml", _xml),
    }


FORMATS = _formats()  # by the ending of an address; the first that fits
