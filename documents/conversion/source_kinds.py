"""Tells what kind of source records come from: by the type they give, else by its name. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

DEFAULT = "documents"

# Names of columns that say what a record is, and what they say, as letters and digits alone.
_COLUMNS = frozenset({"type", "kind", "genre", "itemtype", "documenttype", "类型", "类别", "体裁"})
_TYPES: Mapping[str, str] = {
    **dict.fromkeys(
        ("articlenewspaper", "newspaperarticle", "newspaper", "报纸", "报纸文章"), "newspaper"
    ),
    **dict.fromkeys(
        (
            *("article", "articlejournal", "articlemagazine", "journalarticle", "magazinearticle"),
            *(
                "review",
                "periodical",
                "journal",
                "magazine",
                "期刊",
                "期刊文章",
                "期刊论文",
                "杂志",
            ),
        ),
        "periodical",
    ),
    **dict.fromkeys(
        ("entryencyclopedia", "entrydictionary", "encyclopediaarticle", "dictionaryentry", "entry"),
        "encyclopedia",
    ),
    **dict.fromkeys(
        ("chapter", "book", "booksection", "incollection", "inbook", "poem", "图书", "章节"), "book"
    ),
    **dict.fromkeys(
        (
            *("letter", "personalcommunication", "manuscript", "document", "report", "memo"),
            *("minutes", "telegram", "speech", "treaty", "bill", "legislation", "diary"),
            *("interview", "书信", "信件", "信", "文件", "档案", "报告", "电报", "日记", "公文"),
        ),
        "documents",
    ),
}
# What a column is called that names the source, where its name is that of a kind.
_SOURCE_COLUMNS: Mapping[str, str] = {
    **dict.fromkeys(("newspaper", "报纸", "報紙"), "newspaper"),
    **dict.fromkeys(("journal", "magazine", "periodical", "刊名", "期刊"), "periodical"),
    **dict.fromkeys(("book", "booktitle", "书名", "書名"), "book"),
}
_NAMES = (
    (
        "newspaper",
        r"\b(?:newspaper|daily|gazette|herald|tribune|evening (?:news|paper|post)|morning post"
        r"|times|zeitung|journal de|izvestiia|izvestia|pravda|правда|известия|газета)\b"
        r"|(?:日|晚|早|时|時|商|青年|工人|农民|解放|大公)[报報]$|新[闻聞]$|[报報]纸$|新聞$",
    ),
    (
        "encyclopedia",
        r"encyclop|\bdictionary\b|lexikon|энциклопеди|словарь|百科|[辞辭词詞][典书書]",
    ),
    (
        "periodical",
        r"\b(?:journal|magazine|review|quarterly|monthly|weekly|bulletin|annals|zeitschrift|revue"
        r"|журнал|вестник)\b|[月周週旬季半]刊|学报|學報|杂志|雜誌|通讯$|评论$|評論$",
    ),
    (
        "book",
        r"\b(?:book|works|writings|anthology|essays|stories|poems|canon|chapters|сочинения)\b"
        r"|全集|选集|選集|文集|诗集|詩集|[书書]$",
    ),
)
_KINDS_BY_NAME = tuple((kind, re.compile(form, re.IGNORECASE)) for kind, form in _NAMES)
_DOCUMENTS = re.compile(r"书信|書信|家书|家書|文书|文書|国书|letters?|papers", re.IGNORECASE)


def read_kind(values: Mapping[str, Any]) -> str:
    """The kind that a record's type names, or the column of its source; "" for none known.

    >>> read_kind({"itemType": "newspaperArticle"}), read_kind({"book": "Collected Works"})
    ('newspaper', 'book')
    """
    said = [
        _kind_of(value)
        for name, value in values.items()
        if isinstance(value, str) and _letters(name) in _COLUMNS
    ]
    said += [_SOURCE_COLUMNS.get(_letters(name), "") for name, value in values.items() if value]
    return next(filter(None, said), "")


def _kind_of(value: str) -> str:
    """The kind of a type: as a whole, else by its first word that names one (letters, 1 leaf)."""
    words = [word.removesuffix("s") for word in re.findall(r"\w+", value.lower())]
    return next(filter(None, (_TYPES.get(one, "") for one in (_letters(value), *words))), "")


def guess_kind(name: str) -> str:
    """The kind that a source's name says it is; else a collection of documents.

    >>> guess_kind("Evening Paper"), guess_kind("人民日报"), guess_kind("Letters of the County")
    ('newspaper', 'newspaper', 'documents')
    """
    if _DOCUMENTS.search(name) and not re.search(
        r"evening|morning|daily|news", name, re.IGNORECASE
    ):
        return DEFAULT
    return next((kind for kind, form in _KINDS_BY_NAME if form.search(name)), DEFAULT)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()
