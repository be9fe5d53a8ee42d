"""The citation page of a passage: both languages quoted, every style, one permanent address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, pgettext

from archive.languages import interface_languages, interface_tag, remove_language_prefix
from archive.negotiation import JSON, Representation, negotiated
from archive.query_parameters import query_parameters
from documents.citation import fragments
from documents.citation.exports import EXPORTS
from documents.citation.passage import Passage
from documents.citation.quotations import Quotation, quotations, read_passage
from documents.citation.record import CitedArticle
from documents.citation.record_ids import write_record_id
from documents.citation.runs import Citation
from documents.citation.styles import cite
from documents.exchange.citation_records import typeset_names
from documents.presentation.dates import say_date
from documents.presentation.labels import name_language
from documents.presentation.titles import order_texts, titled_texts
from documents.presentation.translation_names import name_translations
from documents.reading.contents import list_contents
from documents.reading.rows import NumberedBlock, Row, View, arrange_rows
from documents.reading.view_options import ViewOption
from documents.views.landing import Alternate, Landing
from documents.views.resolve import RequestedVersion, resolve, texts_of
from documents.views.unapi import record_address

MARKED = 8  # paragraphs of each text that an address makes a browser mark
SHOWN = 70  # characters of a paragraph in the list one chooses from; a Han one counts twice


@dataclass(frozen=True, slots=True)
class ParagraphOption:
    """A row of the list in which one chooses paragraphs."""

    name: str  # "p" or "t": whose numbers
    number: int
    chosen: bool
    texts: tuple[tuple[str, str], ...]  # language, first words


class LanguageCitation(NamedTuple):
    """A citation as readers of one language write it; ``name`` is the language's."""

    name: str
    citation: Citation


@query_parameters("p", "t", "beside")
@negotiated(Representation(JSON, "cite_json"))
def pincite(request: HttpRequest, identifier: str, version: int) -> HttpResponse:
    """The page for ``?p=3-4`` or ``?t=3-4``; several values are one passage.

    Without any, the whole article; ``beside`` says which translation stands beside the original.
    """

    def address(identifier: str, version: int | None) -> str:
        if version is None:
            return reverse("documents:article", args=(identifier,))
        return reverse("documents:cite", args=(identifier, version))

    wanted = resolve(request, identifier, version, address)
    if isinstance(wanted, HttpResponse):
        return wanted
    landing = Landing.build(wanted, version, bodies=True, beside=request.GET.get("beside", ""))
    cited = landing.cited
    passage, fault = read_passage_parameters(request, cited)
    citations = cite_in_each_language(cited, passage)
    record = write_record_id(cited.record_id, passage)
    rows = list_rows(wanted, cited.beside)
    quotes = quotations(cited, passage) if passage else []
    context = {
        "article": wanted.shown,
        "newest": wanted.newest,
        "cited": cited,
        "titles": titled_texts(wanted.shown),
        "recorded": say_date(cited.recorded_at.date().isoformat()),
        "passage": passage,
        "unapi_record": record,
        "numerals": say_numerals(passage) if passage else "",
        "fault": fault,
        "quotations": quotes,
        "is_doubtful": is_doubtful(rows, quotes),
        "pinned": cited.pinned_address(passage),
        "marked": _marked(cited, rows, passage, quotes) if passage else "",
        "citation": citations[0][0].citation,
        "citations": citations,
        "alternates": _records(record) if passage else landing.alternates(),
        "translations": _list_translations(wanted, cited),
        "choices": _choices(cited, rows, passage),
        "canonical": _canonical(cited, passage),
    }
    status = 400 if fault else 200
    return render(request, "documents/cite.html", context, status=status)


def cite_in_each_language(
    cited: CitedArticle, passage: Passage | None
) -> list[list[LanguageCitation]]:
    """The citations of each style and form, one a language: the interface's own first.

    Those that say the same stand once.
    """
    rows: dict[tuple[str, str], dict[str, LanguageCitation]] = {}
    own = interface_tag()
    for language in sorted(interface_languages(), key=lambda one: one.tag != own):
        led = replace(cited, lead_language=language.tag if language.prefix else cited.beside)
        for citation in cite(typeset_names(led), language=language.tag, passage=passage):
            row = rows.setdefault((citation.style, citation.form), {})
            name = name_language(language.tag)
            row.setdefault(citation.text, LanguageCitation(name, citation))
    return [list(row.values()) for row in rows.values()]


def _records(identifier: str) -> list[Alternate]:
    """The exports for reference managers, which keep the passage as a note."""
    return [
        Alternate(form.name, form.media_type, record_address(identifier, suffix))
        for suffix, form in EXPORTS.items()
        if form.describes and form.many
    ]


def read_passage_parameters(
    request: HttpRequest, cited: CitedArticle
) -> tuple[Passage | None, str]:
    """The passage asked for, or the faults of the parameters."""
    asked = {name: ",".join(filter(None, request.GET.getlist(name))) for name in ("p", "t")}
    if asked["p"] and asked["t"]:
        return None, gettext(
            "A passage is counted in one text: give p (the original) or t (the translation)."
        )
    of_translation = bool(asked["t"])
    words = asked["t"] or asked["p"]
    if not words:
        return None, ""
    try:
        return read_passage(cited, words, of_translation=of_translation), ""
    except ValueError:
        count = _count(cited, of_translation)
        if not count:
            return None, gettext("No translation stands beside this text.")
        return None, gettext(
            "“%(asked)s” is no passage of this text: its paragraphs are 1 to %(count)s; "
            "write 3, 3-4 or 3-4,7."
        ) % {"asked": words, "count": count}


def say_numerals(passage: Passage) -> str:
    """Paragraph numbers as the interface's language writes them: 3–4, 7."""
    spans = passage.numerals(pgettext("between two numbers", "–"))
    return spans.replace(", ", gettext(", "))


def _count(cited: CitedArticle, of_translation: bool) -> int:
    if not of_translation:
        return len(cited.source_text.blocks)
    return len(cited.beside_text.blocks) if cited.beside_text else 0


def list_rows(wanted: RequestedVersion, tag: str = "") -> list[Row]:
    """The rows of the version's page as its address opens it, with the translation of a tag."""
    held = wanted.translations
    chosen = (one for one in held if one.language == tag)
    beside = next(chosen, held[0] if held else None)
    view: View = "parallel" if wanted.shown.original_held and beside else "original"
    return arrange_rows(texts_of(wanted.shown, beside), view)


def is_doubtful(rows: Sequence[Row], quotes: Sequence[Quotation]) -> bool:
    """Whether the alignment of the passage is uncertain."""
    quoted = {anchor for quote in quotes for anchor in quote.anchors}
    return any(
        row.uncertain and not quoted.isdisjoint(block.anchor for block in _blocks(row))
        for row in rows
    )


def _blocks(row: Row) -> tuple[NumberedBlock, ...]:
    return (*row.original, *row.translation)


def _marked(
    cited: CitedArticle, rows: Sequence[Row], passage: Passage, quotes: Sequence[Quotation]
) -> str:
    """The address that opens the version at the passage and makes the browser mark it.

    Every quoted block of both texts is marked, so that the passage is seen whole; of a long passage
    the beginning, since an address can only be so long.
    """
    quoted = {anchor for quote in quotes for anchor in quote.anchors[:MARKED]}
    blocks = [block for row in rows for block in _blocks(row)]
    before = [*_heads(cited), *(heading.text for heading in list_contents(rows))]
    visible = [*before, *(block.block.text for block in blocks)]
    chosen = [place for place, block in enumerate(blocks, len(before)) if block.anchor in quoted]
    return cited.pinned_address(passage) + fragments.directive(visible, chosen)


def _heads(cited: CitedArticle) -> list[str]:
    """The text before the body, as the page has it: headlines, line by line, and bylines."""
    beside = cited.beside_text
    texts = [cited.source_text, *([beside] if beside else [])]
    unprefixed_page = interface_languages()[0].tag  # which a pinned address leads to
    texts = order_texts(texts, unprefixed_page)
    return [line for text in texts for line in (*text.headline, text.byline) if line]


def _list_translations(wanted: RequestedVersion, cited: CitedArticle) -> list[ViewOption]:
    """The links that choose the translation to cite, where there is more than one."""
    held = wanted.translations
    if len(held) < 2 or not wanted.shown.original_held:
        return []
    path = reverse("documents:cite", args=(cited.identifier, cited.version))
    shown = cited.beside or held[0].language
    return [
        ViewOption(name, f"{path}?beside={one.language}" if place else path, one.language == shown)
        for place, (one, name) in enumerate(zip(held, name_translations(held), strict=True))
    ]


def _choices(
    cited: CitedArticle, rows: Sequence[Row], passage: Passage | None
) -> list[ParagraphOption]:
    """Every row that can be cited, with the numbers to cite it by."""
    chosen = {(passage.of_translation, number) for number in passage.numbers} if passage else set()
    beside = cited.beside_text
    choices = []
    for row in rows:
        blocks = row.original or row.translation
        answers = row.translation if row.original else ()
        for place, block in enumerate(blocks):
            name = block.anchor[0]
            texts = [(_language(cited, name), shorten(block.block.text))]
            if place == 0 and answers and beside:
                texts.append((beside.language, shorten(answers[0].block.text)))
            marked = (name == "t", block.number) in chosen
            choices.append(ParagraphOption(name, block.number, marked, tuple(texts)))
    return choices


def _language(cited: CitedArticle, letter: str) -> str:
    beside = cited.beside_text
    return beside.language if letter == "t" and beside else cited.source_text.language


def shorten(words: str, limit: int = SHOWN) -> str:
    """The first words of a text, enough to recognise it; a Han character counts twice."""
    text, width = " ".join(words.split()), 0
    for place, character in enumerate(text):
        width += 2 if character >= "\u2e80" else 1
        if width > limit:
            cut = text[:place]
            whole = cut.rpartition(" ")[0] if character < "\u2e80" and " " in cut else cut
            return whole.rstrip() + " …"
    return text


def _canonical(cited: CitedArticle, passage: Passage | None) -> str:
    path = remove_language_prefix(reverse("documents:cite", args=(cited.identifier, cited.version)))
    if cited.beside:
        path += f"?beside={cited.beside}"
    if passage is None:
        return path
    name = "t" if passage.of_translation else "p"
    return f"{path}{'&' if cited.beside else '?'}{name}={passage.numerals('-').replace(' ', '')}"
