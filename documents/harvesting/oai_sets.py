"""The sets of OAI-PMH: by source, and by the language of a text held."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from documents.models import Article, Source, Withdrawal
from documents.search import OpenIndex, SearchRequest

BY_SOURCE, BY_LANGUAGE = "source", "language"
_TOP = {BY_SOURCE: "By source", BY_LANGUAGE: "By language of a text held"}


@dataclass(frozen=True, slots=True)
class OaiSet:
    """A set: its spec (``source:peoples-daily``) and its name, in further languages too."""

    spec: str
    name: str
    names: Mapping[str, str]


def list_sets(index: OpenIndex, sources: Mapping[str, Source]) -> list[OaiSet]:
    """Every set that has articles, those above them first."""
    return list(_sets(index, sources))


def _sets(index: OpenIndex, sources: Mapping[str, Source]) -> Iterator[OaiSet]:
    if not sources:
        return
    yield OaiSet(BY_SOURCE, _TOP[BY_SOURCE], {})
    for key in sorted(sources):
        source = sources[key]
        yield OaiSet(f"{BY_SOURCE}:{key}", str(source), source.names)
    yield OaiSet(BY_LANGUAGE, _TOP[BY_LANGUAGE], {})
    for tag in sorted({tag for tags in index.whole.values["languages"] for tag in tags.split()}):
        yield OaiSet(f"{BY_LANGUAGE}:{tag}", tag, {})


def select_set(spec: str) -> SearchRequest | None:
    """The request for the members of a set, of all articles for ""; None where no set is so named.

    Every article has a source and a language; so the two sets above all others have everything.
    """
    kind, colon, value = spec.partition(":")
    if not spec or (kind in _TOP and not colon):
        return SearchRequest()
    if ":" in value or kind not in _TOP:
        return None
    if kind == BY_SOURCE:
        return SearchRequest(source=(value,))
    return SearchRequest(language=(value,))


def sets_of_article(article: Article) -> list[str]:
    """The sets of an article; those above them are implied."""
    held = [article.language] if article.original_held else []
    held += [text.language for text in article.translated]
    return [f"{BY_SOURCE}:{article.source_id}", *_by_language(sorted(set(held)))]


def sets_of_withdrawal(withdrawal: Withdrawal) -> list[str]:
    """The sets that a withdrawn article was in, as far as that is known."""
    source = withdrawal.source_id
    return [
        f"{BY_SOURCE}:{source}" if source else BY_SOURCE,
        *_by_language(withdrawal.languages.split()),
    ]


def _by_language(tags: list[str]) -> list[str]:
    return [f"{BY_LANGUAGE}:{tag}" for tag in tags] or [BY_LANGUAGE]
