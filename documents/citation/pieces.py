"""The parts of citations that styles share: names, titles, pages, locators, addresses."""

from __future__ import annotations

import re

from documents.citation import dating
from documents.citation.language_tags import in_language, nearest_tag
from documents.citation.passage import Passage
from documents.citation.record import CitedArticle, CitedWork
from documents.citation.runs import Line, Run, one_line, quoted

_SMALL_WORDS = frozenset(
    ["a", "an", "and", "at", "before", "by", "for", "from", "in", "of", "on", "the", "to", "with"]
)


def edition_read(article: CitedArticle, language: str = "en") -> str:
    """The edition that was read, short enough to copy: the first twelve hex digits."""
    short = article.edition[:12]
    return f"文献库版次 {short}" if language.startswith("zh") else f"archive edition {short} read"


def source_name(article: CitedArticle, language: str) -> tuple[str, str]:
    """The publication's name in a language, and in the original's if held (else empty)."""
    name = one_line(in_language(article.source_names, language))
    own = one_line(in_language(article.source_names, article.source_text.language))
    return name, own if own != name else ""


def archive_name(article: CitedWork, language: str = "") -> str:
    """The archive's name, in the language of the title that leads unless another is asked for."""
    return one_line(in_language(article.archive_names, language or article.lead.language))


def add_source(
    line: Line, article: CitedArticle, *, brackets: bool = False, plain: bool = False
) -> Line:
    """The publication in italics, as the leading title has it: *People's Daily* 人民日报.

    Its own name follows where that is another. A collection of documents is set plain.
    """
    language = article.lead.language
    name, own = source_name(article, language)
    line.add(name, "text" if plain else "italic", nearest_tag(article.source_names, language))
    if own:
        own_tag = nearest_tag(article.source_names, article.source_text.language)
        line.add(" [" if brackets else " ").add(own, language=own_tag)
        line.add("]" if brackets else "")
    return line


def add_original_title(line: Line, article: CitedArticle) -> Line:
    """The other title in brackets: the original's after a translated one, and the reverse."""
    language = article.language if article.original_title else "en"
    title = one_line(article.original_title or article.translated_title)
    return line.add(" [").add(title, language=language).add("]") if title else line


def identifier_text(article: CitedArticle) -> str:
    """The ARK, marked as a trial where it is one; else the archive's own identifier."""
    if not article.ark:
        return f"no. {article.identifier}"
    return f"{article.ark} [trial NAAN]" if article.ark_is_trial else article.ark


def ordinal(number: int) -> str:
    """A number as an English ordinal: 1st, 2nd, 3rd, 11th.

    >>> [ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 112)]
    ['1st', '2nd', '3rd', '4th', '11th', '12th', '13th', '21st', '112th']
    """
    teen = number % 100 in {11, 12, 13}
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def title_run(article: CitedArticle, *, quotes: bool = True) -> Run:
    """The leading title; where there is none, a description in brackets, as every guide asks."""
    title = one_line(article.lead.title)
    if not title:
        return Run("[Untitled]")
    return Run(quoted(title) if quotes else title, language=article.lead.language)


def add_title(line: Line, article: CitedArticle, *, quotes: bool = True) -> Line:
    """Append the leading title and, where that is a translation, the original's in brackets."""
    run = title_run(article, quotes=quotes)
    line.add(run.text, language=run.language)
    return add_original_title(line, article)


def add_page(line: Line, article: CitedArticle, before: str = "p. ", brackets: str = "()") -> Line:
    """Append the printed page, with the source's own label where it says more than a number."""
    label = one_line(article.page_label)
    if article.page is None:
        return line.add(label, language=article.language)
    line.add(f"{before}{article.page}")
    if label and label != str(article.page):
        line.add(f" {brackets[0]}").add(label, language=article.language).add(brackets[1])
    return line


def add_place_in_issue(line: Line, article: CitedArticle, join: str = ", ") -> Line:
    """Append section and column of a newspaper, each as printed."""
    for word, value in (("sec. ", article.section), ("column ", article.column)):
        if one_line(value):
            line.add(join + word).add(one_line(value), language=article.language)
    return line


def locator(passage: Passage | None, one: str = "para.", many: str = "paras.") -> str:
    """The paragraphs cited: ``paras. 3–4``; those counted in the translation say so."""
    if passage is None:
        return ""
    whose = "translation, " if passage.of_translation else ""
    return f"{whose}{one if len(set(passage.numbers)) == 1 else many} {passage.numerals()}"


def add_address(
    line: Line, article: CitedArticle, passage: Passage | None, local: str = "local address"
) -> Line:
    """Append the address of version and passage, announced as local where it is."""
    address = article.pinned_address(passage)
    if article.is_local:
        return line.add(f"{local} {address}")
    return line.add(address, "url")


def short_title(article: CitedArticle) -> str:
    """The leading title shortened for a parenthesis: to its first break, else its first words."""
    title = one_line(article.lead.title) or "[Untitled]"
    head = re.split(r"[:：\u3000]", title, maxsplit=1)[0].strip() or title
    if len(head.split()) > 5:
        head = head.split(",")[0]
    words = head.split()
    if len(words) > 5:
        words = words[:4]
        while len(words) > 1 and words[-1].lower() in _SMALL_WORDS:
            words.pop()
        head = " ".join(words)
    return head if len(head) <= 60 else head[:20]


def when_translated(article: CitedArticle) -> str:
    """When the leading text was translated, behind its translators: ``, 1891``; "" if not known."""
    written = dating.years(article.lead.translated)
    return f", {written}" if written else ""
