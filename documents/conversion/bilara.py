"""Reads bilara JSON, as SuttaCentral keeps its texts: segments by identifier, a file a language.

``root/…/mn1_root-pli-ms.json`` and ``translation/…/mn1_translation-en-sujato.json`` are one record.
Segments of one section number are a paragraph; so the paragraphs of all languages are given in
pairs, and what one language lacks stands alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from documents.conversion.input_files import InputFile, open_input, report_read_errors
from documents.conversion.language_tags import read_language
from documents.conversion.plain_text import clean_text, escape_line, escape_verse
from documents.conversion.records import BadInput, CollectionRecord, Markdown, Origin

_NAME = re.compile(
    r"(?P<uid>[^_/]+)_(?P<kind>root|translation|comment|variant|html|reference|name)"
    r"(?:-(?P<language>[a-z]{2,3})(?:-(?P<hand>.+?))?)?\.json"
)
_SEGMENT = re.compile(r"(?P<text>[^:]+):(?P<place>[0-9][0-9.,a-z–-]*)")
_TEXTS = ("root", "translation")
_LARGEST = 16_000_000  # bytes of a file
_SPACED = re.compile(r"[\w.,;:!?’”'\")\]…]$")


_STRONG, _EMPHATIC = "\ue000", "\ue001"  # stand for Markdown's signs while a text is escaped
_SET_APART = re.compile(r"</?(?:j|span)\b[^<>]*>")
_INSIDE = r"(?P<before>\s*)(?P<inside>\S.*?)(?P<behind>\s*)"
_EMPHASIS = (
    (re.compile(rf"<(?P<tag>b|strong)>{_INSIDE}</(?P=tag)>"), _STRONG),
    (re.compile(rf"<(?P<tag>i|em)>{_INSIDE}</(?P=tag)>"), _EMPHATIC),
    (
        re.compile(r"(?<!\w)_(?P<before>)(?P<inside>[^\s_](?:[^_]*[^\s_])?)(?P<behind>)_(?!\w)"),
        _EMPHATIC,
    ),
)


@dataclass(slots=True)
class BilaraText:
    """The files of one text: its identifier, and by kind the names of what it consists of."""

    uid: str
    files: list[tuple[str, str, str, str]] = field(default_factory=list)  # name and its parts


def group_bilara(names: Iterable[str]) -> tuple[list[BilaraText], list[str]]:
    """The texts among files of bilara's names, and the files that hold none: comments, variants."""
    texts: dict[str, BilaraText] = {}
    apart = []
    for name in names:
        match = _NAME.fullmatch(PurePosixPath(name).name)
        if match is None:
            continue
        kind = match["kind"]
        if kind not in {*_TEXTS, "html"}:
            apart.append(f"{name} ({kind})")
            continue
        parts = (name, kind, match["language"] or "", match["hand"] or "")
        texts.setdefault(match["uid"], BilaraText(match["uid"])).files.append(parts)
    whole = {uid for uid, text in texts.items() if any(one[1] in _TEXTS for one in text.files)}
    apart += [name for uid in texts.keys() - whole for name, *_ in texts[uid].files]
    return [texts[uid] for uid in sorted(whole)], apart


def is_bilara(name: str) -> bool:
    """Whether a file's name is one of bilara's."""
    return _NAME.fullmatch(PurePosixPath(name).name) is not None


class BilaraRecords:
    """One text of a bilara collection as a record."""

    form = "bilara"

    def __init__(self, root: Path, text: BilaraText) -> None:
        self._root, self._text = root, text
        self.remarks: list[str] = []

    def identities(self) -> Iterator[CollectionRecord]:
        record = CollectionRecord(1, "", Origin(self._text.files[0][0], ""), source_kind="book")
        record.identity = self._text.uid
        yield record

    def records(self) -> Iterator[CollectionRecord]:
        ordered = sorted(self._text.files, key=lambda one: (one[1] != "root", one[0]))
        record = next(self.identities())
        try:
            files = [(open_input(self._root / one[0], one[0]), one) for one in ordered]
            texts = [(*one, _read_segments(file)) for file, one in files if one[1] in _TEXTS]
            # Of several translations into a language the fullest stands for it.
            texts.sort(key=lambda one: (one[1] != "root", -sum(map(bool, one[4].values()))))
            marks = [_read_segments(file) for file, one in files if one[1] == "html"]
        except BadInput as error:
            record.fault = str(error)
            yield record
            return
        first, *others = [file for file, _ in files]
        record.origin = Origin(
            first.shown, first.sha256, tuple((file.shown, file.sha256) for file in others)
        )
        _fill(record, texts, marks[0] if marks else {})
        yield record


def _read_segments(file: InputFile) -> dict[str, str]:
    with report_read_errors(file.shown):
        if file.path.stat().st_size > _LARGEST:
            raise BadInput(f"{file.shown}: larger than {_LARGEST:,} bytes")
        data = file.path.read_bytes()
    try:
        pairs = json.loads(data.decode("utf-8-sig"), object_pairs_hook=list)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise BadInput(f"{file.shown}:{line}: not UTF-8: save the file as UTF-8") from error
    except json.JSONDecodeError as error:
        raise BadInput(
            f"{file.shown}:{error.lineno}: broken JSON: {error.msg} (is the file cut off?)"
        ) from error
    except RecursionError as error:
        raise BadInput(f"{file.shown}: values nested too deep") from error
    segments: dict[str, str] = {}
    if not isinstance(pairs, list):
        raise BadInput(f'{file.shown}: no segments: expected {{"mn1:1.1": …}}')
    for pair in pairs:
        if not (isinstance(pair, tuple) and isinstance(pair[1], str)):
            raise BadInput(f"{file.shown}: {str(pair)[:60]}: expected a segment and its text")
        name, text = pair
        if not _SEGMENT.fullmatch(name):
            raise BadInput(
                f"{file.shown}: {name[:60]!r} is no segment such as mn1:1.1: correct it in the file"
            )
        if name in segments:
            raise BadInput(f"{file.shown}: the segment {name!r} stands twice: number one anew")
        segments[name] = clean_text(text)[0].replace("\n", " ")
    return segments


@dataclass(slots=True)
class _Paragraph:
    """Segments that stand together: ``kind`` is "head", "verse" or "text"."""

    kind: str
    segments: list[str]


def _fill(
    record: CollectionRecord,
    texts: Sequence[tuple[str, str, str, str, dict[str, str]]],
    marks: dict[str, str],
) -> None:
    """Give a record its texts, titles, translators, and the pairs of paragraphs."""
    order = _merge([list(segments) for *_, segments in texts])
    lettered = {
        name for *_, held in texts for name, text in held.items() if re.search(r"[^\W\d_]", text)
    }
    title = _title_segment(order, marks, lettered)
    paragraphs = _paragraphs(order, title, marks)
    numbers: list[list[str]] = []
    for _, kind, code, hand, segments in texts:
        tag = read_language(code) or code
        if f"text.{tag}" in record.values:
            tag = f"{tag}-x-{re.sub('[^a-z0-9]', '', hand.lower())[:8] or 'other'}"
        written, places = _write(paragraphs, segments)
        if not written:
            record.remarks.append(f"{code} {hand}: no text")
            continue
        record.values[f"text.{tag}"] = Markdown(written)
        if title and segments.get(title, "").strip():
            record.values[f"title.{tag}"] = segments[title].strip()
        if kind == "translation" and hand:
            record.values[f"translators.{tag}"] = hand.replace("-", " ")
        numbers.append(places)
    tags = [name.removeprefix("text.") for name in record.values if name.startswith("text.")]
    record.beads = {
        tag: tuple(pair for pair in zip(numbers[0], places, strict=True) if any(pair))
        for tag, places in zip(tags[1:], numbers[1:], strict=True)
    }


def _merge(orders: Sequence[list[str]]) -> list[str]:
    """The segments of all languages: the first's order, with what others have more in its place."""
    merged = list(orders[0])
    known = set(merged)
    for order in orders[1:]:
        place = 0
        position = {name: number for number, name in enumerate(merged)}
        added: list[tuple[int, str]] = []
        for name in order:
            if name in known:
                place = max(place, position[name] + 1)
            else:
                known.add(name)
                added.append((place, name))
        for shift, (at, name) in enumerate(added):
            merged.insert(at + shift, name)
    return merged


def _title_segment(order: Sequence[str], marks: dict[str, str], lettered: set[str]) -> str:
    """What the layout sets as ``<h1>``; without a layout the last segment at the head: ``mn1:0.2``.

    Only a layout tells a title at the head from a first subheading below it (``dn1:0.3``).
    """
    for name in order:
        if "<h1" in marks.get(name, "") and name in lettered:
            return name
    last = ""
    for name in order:
        match = _SEGMENT.fullmatch(name)
        if match is None or match["place"].split(".")[0] != "0":
            break
        last = name if name in lettered else last  # a bare number is no title
    return last


def _paragraphs(order: Sequence[str], title: str, marks: dict[str, str]) -> list[_Paragraph]:
    found: list[_Paragraph] = []
    last = None
    in_header = after_break = False
    started = 0  # paragraphs that the layout begins
    for name in order:
        match = _SEGMENT.fullmatch(name)
        if match is None:
            continue
        section, dot, part = match["place"].rpartition(".")
        mark = marks.get(name, "")
        in_header = in_header or "<header" in mark
        is_head = in_header or part == "0" or section == "0" or re.search(r"<h\d", mark)
        in_header = in_header and "</header" not in mark
        is_verse = not dot or "verse-line" in mark or "<br" in mark or after_break
        after_break = "<br" in mark
        started += "<p" in mark
        if name == title:
            continue
        if is_head:
            found.append(_Paragraph("head", [name]))
            last = None
            continue
        kind = "verse" if is_verse else "text"
        key = (match["text"], section, kind, started)
        if key != last:
            found.append(_Paragraph(kind, []))
        found[-1].segments.append(name)
        last = key
    return found


def _write(paragraphs: Sequence[_Paragraph], segments: dict[str, str]) -> tuple[str, list[str]]:
    """A text's Markdown, and for each paragraph the number of its block; empty for none."""
    blocks: list[str] = []
    places = []
    for paragraph in paragraphs:
        held = [segments[name] for name in paragraph.segments if segments.get(name, "").strip()]
        if held:
            blocks.append(_block(paragraph.kind, held))
        places.append(str(len(blocks)) if held else "")
    return "\n\n".join(blocks), places


def _block(kind: str, held: Sequence[str]) -> str:
    if kind == "verse":
        return "\n".join(f"| {_emphasise(escape_verse(_lift(text.strip())))}" for text in held)
    whole = ""
    for text in held:
        if _SPACED.search(whole) and text[:1].isalnum() and text[0] < "\u2e80":
            whole += " "
        whole += text
    line = _emphasise(escape_line(_lift(" ".join(whole.split()))))
    return f"### {line}" if kind == "head" else line


def _lift(text: str) -> str:
    """Signs of no text in place of the tags of emphasis, so that these are not escaped."""
    for tags, sign in _EMPHASIS:
        text = tags.sub(rf"\g<before>{sign}\g<inside>{sign}\g<behind>", text)
    return _SET_APART.sub("", text)


def _emphasise(text: str) -> str:
    return text.replace(_STRONG, "**").replace(_EMPHATIC, "*")
