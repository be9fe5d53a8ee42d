"""The JSON of reading lists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from documents.api.common_fields import begin
from documents.api.schemas.listed_articles import ListedArticleJson, ListItemJson, ReadingListJson
from documents.citation.bibliography import FORMS
from documents.citation.record import CitedArticle
from documents.exchange.article_lists import summary
from documents.exchange.citation_records import typeset_names
from documents.reading_lists.items import ListItem


def describe_reading_list(items: Sequence[ListItem], query: str) -> ReadingListJson:
    """A list of items; ``query`` is that of its address."""
    return {
        **begin("reading-list", "reading_list", "reading_list_json", query=query),
        "returned": sum(item.cited is not None for item in items),
        "items": [_item(item) for item in items],
    }


def _item(item: ListItem) -> ListItemJson:
    cited = item.cited
    passage = cited.passage if cited else None
    return {
        "id": item.key,
        "fault": item.fault or None,
        "article": cast("ListedArticleJson", summary(cited)) if cited else None,
        "newest_version": item.newest or None,
        "passage": passage.numerals("-").replace(" ", "") if passage else "",
        "of_translation": bool(passage and passage.of_translation),
        "pinned": cited.cited_address if cited else None,
        "citations": _cite(typeset_names(cited)) if cited else {},
    }


def _cite(cited: CitedArticle) -> dict[str, str]:
    return {
        key: form.write(cited, language=style.language, passage=cited.passage, accessed=None).text
        for key, (style, form) in FORMS.items()
    }
