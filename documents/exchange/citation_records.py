"""Makes citation records of rows; only here do addresses, edition and ARK enter them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.urls import get_script_prefix, reverse
from django.utils import translation

from archive.context import Site
from archive.languages import interface_languages
from documents.citation.memento import Memento
from documents.citation.record import TRIAL_NAAN, Bead, CitedArticle, CitedText, CitedWork
from documents.dates import PartialDate
from documents.edition import current_edition
from documents.models import Article, Source, Translation
from documents.presentation.labels import typeset
from documents.presentation.rights import name_rights
from documents.translation_tags import read_translation_dates


def permanent_url(name: str, *arguments: object) -> str:
    """A page's permanent address: without language prefix, absolute where the archive has one."""
    with translation.override(settings.LANGUAGE_CODE):
        return Site().permalink(reverse(f"documents:{name}", args=arguments))


def article_path(identifier: str, version: int | None = None) -> str:
    """An article's address, or a version's, without language prefix.

    A page prints a dozen that begin so: what stands around an identifier is worked out once.
    """
    before, after = _around_identifier(get_script_prefix())
    page = f"{before}{identifier}{after}"
    return page if version is None else f"{page}v{version}/"


@lru_cache(maxsize=16)
def _around_identifier(script_prefix: str) -> tuple[str, str]:
    with translation.override(settings.LANGUAGE_CODE):
        before, _, after = reverse("documents:article", args=["-"]).rpartition("-")
    return before, after


def cite_article(
    article: Article,
    translations: Iterable[Translation],
    *,
    bodies: bool = True,
    lead_language: str = "",
) -> CitedArticle:
    """The citation record of one version of an article; ``lead_language``: which text leads.

    Without ``bodies`` it has titles and facts only, for lists: no deferred column is read then.
    """
    facts = _facts(article, article.source, translations, bodies=bodies)
    facts["lead_language"] = lead_language
    return _recorded(article, facts, _edition())


def cite_articles(
    articles: Iterable[Article],
    sources: Mapping[str, Source],
    edition: str,
    lead_language: str = "",
    *,
    bodies: bool = False,
) -> list[CitedArticle]:
    """The citation records of a list of articles, without queries.

    The rows are `results.fetch_articles`', with their seeds, and whole where ``bodies`` are wanted;
    ``edition`` is the digest of the one that listed them.
    """
    return [
        _recorded(row, facts | {"lead_language": lead_language}, edition)
        for row in articles
        for facts in (_facts(row, sources[row.source_id], row.translated, bodies=bodies),)
    ]


def cite_works(
    articles: Iterable[Article], sources: Mapping[str, Source], lead_language: str = ""
) -> list[CitedWork]:
    """The citation records of a list, without what needs a seed: facts about versions."""
    return [
        CitedWork(
            **_facts(row, sources[row.source_id], row.translated, bodies=False),
            lead_language=lead_language,
        )
        for row in articles
    ]


def typeset_names(cited: CitedArticle) -> CitedArticle:
    """A record whose names of ours have printers' apostrophes, for citations that people read."""
    return replace(
        cited,
        source_names={tag: typeset(name) for tag, name in cited.source_names.items()},
        publisher={tag: typeset(name) for tag, name in cited.publisher.items()},
    )


def mementos(versions: Sequence[Article]) -> list[Memento]:
    """The versions of an article as mementos, by the time each was recorded."""
    return [
        Memento(
            row.version,
            Site().permalink(article_path(row.identifier, row.version)),
            row.seed.recorded_at,
        )
        for row in versions
    ]


def ark_of(identifier: str) -> str:
    """``ark:NAAN/identifier``, or "" where the archive has no NAAN."""
    return f"ark:{settings.ARCHIVE_NAAN}/{identifier}" if settings.ARCHIVE_NAAN else ""


def permanent_identifier(identifier: str) -> str:
    """The address an article is cited as, whether it is held or not (`CitedWork.cite_as`)."""
    ark = ark_of(identifier)
    if ark and not ark.startswith(f"ark:{TRIAL_NAAN}/"):
        return Site().permalink(f"/{ark}")
    return Site().permalink(article_path(identifier))


def _edition() -> str:
    edition = current_edition()
    return edition.digest if edition else ""


def _recorded(article: Article, facts: dict[str, Any], edition: str) -> CitedArticle:
    seed = article.seed
    return CitedArticle(
        **facts,
        edition=edition,
        recorded_at=seed.recorded_at,
        sha256=seed.sha256,
        notes=_notes(article),
    )


def _notes(article: Article) -> dict[str, tuple[str, ...]]:
    """The file's notes; one that an older release kept as a text is a list of one."""
    return {
        name: (said,) if isinstance(said, str) else tuple(said)
        for name, said in article.notes.items()
    }


def _facts(
    article: Article, source: Source, translations: Iterable[Translation], *, bodies: bool
) -> dict[str, Any]:
    """The fields of a `CitedWork` out of a row."""
    ark = ark_of(article.identifier)
    texts = [_original(article, bodies)] if article.original_held else []
    days = read_translation_dates(article.notes)
    texts += [_translation(row, bodies, days.get(row.language, "")) for row in translations]
    return {
        "identifier": article.identifier,
        "version": article.version,
        "permalink": Site().permalink(article_path(article.identifier)),
        "version_address": Site().permalink(article_path(article.identifier, article.version)),
        "archive_names": settings.ARCHIVE_NAMES,
        "source_key": source.key,
        "source_kind": source.kind,
        "source_names": source.names,
        "source_edition": source.edition,
        "language": article.language,
        "texts": tuple(texts),
        "date": article.partial_date,
        "publisher": source.publisher,
        "place": source.place,
        "page": article.page,
        "page_label": article.page_label,
        "section": article.section,
        "column": article.column,
        "rights_uri": source.rights_uri,
        "rights_line": source.rights_line,
        "rights_names": _rights_names(source.rights_uri),
        "ark": ark,
        "ark_address": Site().permalink(f"/{ark}") if ark else "",
    }


@lru_cache(maxsize=64)
def _rights_names(uri: str) -> dict[str, str]:
    """The name of a rights statement in every language of the interface."""
    names = {}
    for language in interface_languages():
        with translation.override(language.code):
            names[language.tag] = name_rights(uri)
    return names


def _original(article: Article, bodies: bool) -> CitedText:
    return CitedText(
        language=article.language,
        headline=tuple(article.headline),
        blocks=article.blocks if bodies else (),
        is_original=True,
        byline=article.byline,
        authors=tuple(article.authors),
        translators=tuple(article.notes.get("translator", ())),
        dateline=article.dateline,
        references=tuple(article.references) if bodies else (),
        sections=tuple(article.sections) if bodies else (),
    )


def _translation(row: Translation, bodies: bool, translated: str) -> CitedText:
    return CitedText(
        language=row.language,
        headline=tuple(row.headline),
        blocks=row.blocks if bodies else (),
        byline=row.byline,
        authors=tuple(row.authors),
        translators=tuple(row.translators),
        dateline=row.dateline,
        references=tuple(row.references) if bodies else (),
        sections=tuple(row.sections) if bodies else (),
        alignment=tuple(map(_bead, row.alignment)) if bodies else (),
        steps=tuple(row.sentences) if bodies else (),
        doubts=row.doubts if bodies else {},
        translated=PartialDate.parse(translated) if translated else None,
    )


def _bead(stored: Sequence[Any]) -> Bead:
    original, answer, confidence = stored
    return tuple(original), tuple(answer), float(confidence)
