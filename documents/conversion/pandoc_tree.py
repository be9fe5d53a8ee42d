"""Pandoc's tree made ready for the archive: flat blocks, facts as texts, languages apart. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from documents.conversion.language_tags import guess_language, read_language
from documents.conversion.plain_text import looks_like_title

# What heads of files say of a text; all else there is about the program that wrote it.
_FACTS = {
    "title": "title",
    "subtitle": "subtitle",
    "author": "authors",
    "creator": "authors",
    "translator": "translators",
    "date": "date",
    "dc.date": "date",
    "dcterms.date": "date",
    "dc.creator": "authors",
    "dcterms.creator": "authors",
    "lang": "language",
    "language": "language",
    "publisher": "publisher",
    "rights": "rights",
    "subject": "subject",
    "keywords": "keywords",
    "description": "description",
    "abstract": "abstract",
}


def read_facts(meta: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """The facts of a file's head by field, and the names of what was left out."""
    facts: dict[str, Any] = {}
    left = []
    for name, value in meta.items():
        said = _plain(value)
        if name not in _FACTS:
            left.append(name)
        elif said:
            facts.setdefault(_FACTS[name], said)
    return facts, left


def flatten(blocks: Sequence[Any], *, keep_tables: bool = True) -> Iterator[Any]:
    """The blocks without what only groups them; of a table of longer texts, its cells' blocks.

    Without ``keep_tables`` every table becomes its cells' blocks, and a paragraph its lines.
    """
    for block in blocks:
        match block["t"]:
            case "Div":
                yield from flatten(block["c"][1], keep_tables=keep_tables)
            case "Figure":
                yield from flatten(block["c"][2], keep_tables=keep_tables)
                said = text_of(block["c"][1][1])
                if said.strip() and said.split() != text_of(block["c"][2]).split():
                    yield from flatten(block["c"][1][1], keep_tables=keep_tables)
            case "Table" if not (keep_tables and _is_simple(block)):
                for cell in _cells(block):
                    yield from flatten(cell[4], keep_tables=keep_tables)
            case "Para" | "Plain" if not keep_tables:
                yield from _lines(block)
            case _:
                yield block


def text_of(node: Any) -> str:
    """The words of a block or an inline."""
    return "".join(_words(node))


def take_title(blocks: list[Any]) -> str:
    """The title that a text begins with, taken out: a heading of the first level."""
    if blocks and blocks[0]["t"] == "Header" and blocks[0]["c"][0] == 1:
        return " ".join(text_of(blocks.pop(0)).split())
    return ""


def begins_with_title(blocks: Sequence[Any]) -> bool:
    """Whether a text begins with a short paragraph that reads as a title, and goes on."""
    if len(blocks) < 2 or blocks[0]["t"] not in {"Para", "Plain"}:
        return False
    line = " ".join(text_of(blocks[0]).split())
    return looks_like_title(line) and "Note" not in {one["t"] for one in blocks[0]["c"]}


def take_first_line(blocks: list[Any]) -> str:
    """The short paragraph that a text begins with, taken out, if it reads as a title."""
    return " ".join(text_of(blocks.pop(0)).split()) if begins_with_title(blocks) else ""


def drop_language_rows(blocks: Sequence[Any]) -> str:
    """The names of languages that head the columns of tables, taken out: ``中文, English``."""
    found: dict[str, None] = {}
    for table in blocks:
        if table["t"] != "Table":
            continue
        head, bodies = table["c"][3], table["c"][4]
        for rows in (head[1], *(body[3] for body in bodies)):
            names = [" ".join(text_of(cell[4]).split()) for cell in rows[0][1]] if rows else []
            if len(names) > 1 and all(read_language(name) for name in names):
                found |= dict.fromkeys(names)
                del rows[0]
                break
            if any(names):
                break
    return ", ".join(found)


def part_languages(blocks: Sequence[Any], tags: Sequence[str]) -> dict[str, list[Any]]:
    """The blocks by language, told apart by their scripts; what has no letters follows the last."""
    parts: dict[str, list[Any]] = {tag: [] for tag in tags}
    last = tags[0]
    for block in blocks:
        text = text_of(block)
        if any(letter.isalpha() for letter in text):
            last = language_of(text, tags)
        parts[last].append(block)
    return parts


def language_of(text: str, tags: Sequence[str]) -> str:
    """That of several languages whose script a text is in."""
    script = guess_language(text).partition("-")[0]
    same = [tag for tag in tags if tag.partition("-")[0] == script]
    if same:
        return same[0]
    scripted = {"zh", "ja", "ko", "ru", "ar", "he", "el"}
    return next((tag for tag in tags if tag.partition("-")[0] not in scripted), tags[0])


def has_two_scripts(blocks: Sequence[Any]) -> bool:
    """Whether blocks in Latin letters and blocks in another script are each a fifth and more."""
    texts = [text for text in map(text_of, blocks) if any(one.isalpha() for one in text)]
    other = sum(1 for text in texts if guess_language(text))
    return len(texts) >= 4 and 0.2 <= other / len(texts) <= 0.8


def _lines(paragraph: Any) -> Iterator[Any]:
    """A paragraph's lines as paragraphs, where it has two scripts."""
    lines: list[list[Any]] = [[]]
    for inline in paragraph["c"]:
        if inline["t"] == "LineBreak":
            lines.append([])
        else:
            lines[-1].append(inline)
    if len({guess_language(text_of(line)) for line in lines if text_of(line).strip()}) < 2:
        yield paragraph
        return
    yield from ({"t": "Para", "c": line} for line in lines if line)


def _is_simple(table: Any) -> bool:
    """Whether a table's cells each hold one line at most, and none spans others."""
    return all(
        cell[2] == cell[3] == 1
        and len(cell[4]) <= 1
        and all(
            block["t"] in {"Plain", "Para"} and '"LineBreak"' not in str(block).replace("'", '"')
            for block in cell[4]
        )
        and len(text_of(cell[4])) <= 200
        for cell in _cells(table)
    )


def _cells(table: Any) -> Iterator[Any]:
    head, bodies, foot = table["c"][3], table["c"][4], table["c"][5]
    rows = [*head[1]]
    for body in bodies:
        rows += [*body[2], *body[3]]
    for row in [*rows, *foot[1]]:
        yield from row[1]


def _words(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for one in node:
            yield from _words(one)
    elif isinstance(node, dict):
        match node.get("t"):
            case "Str":
                yield node["c"]
            case "Space" | "SoftBreak" | "LineBreak":
                yield " "
            case "Code" | "CodeBlock" | "Math":
                yield node["c"][1]
            case "RawInline" | "RawBlock":
                return
            case "Link" | "Image" | "Span":
                yield from _words(node["c"][1])
            case "Header":
                yield from _words(node["c"][2])
            case _:
                yield from _words(node.get("c"))


def _plain(value: Any) -> Any:
    match value["t"]:
        case "MetaList":
            return [said for one in value["c"] if (said := _plain(one))]
        case "MetaMap":
            named = value["c"].get("text") or value["c"].get("name")
            return _plain(named) if named else ""
        case "MetaBool":
            return ""
        case "MetaString":
            return value["c"].strip()
        case _:
            return " ".join(text_of(value["c"]).split())
