"""The JSON of the pages about an article: related, source view, citation, changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from documents.api.common_fields import address, begin, list_articles, write_moment
from documents.api.schemas.articles import (
    ChangedFactJson,
    ChangedPieceJson,
    ChangesJson,
    CiteJson,
    FileLineJson,
    SourceViewJson,
    WordLinksJson,
)
from documents.api.schemas.listed_articles import RelatedJson
from documents.citation.passage import Passage
from documents.citation.quotations import Quotation
from documents.citation.record import CitedArticle
from documents.citation.runs import Citation
from documents.dictionaries.chinese_english import pair_attribution
from documents.models import Article, Translation
from documents.reading.changed_facts import (
    ChangedFact,
    TextChanges,
    compare_facts,
    compare_versions,
)
from documents.reading.provenance import file_name
from documents.reading.version_changes import Change, ChangedText
from documents.reading.word_links import PlacedLink, PlacedSpan
from documents.results.entries import fetch_articles
from documents.results.related import find_similar
from documents.seed_store.files import decode


def describe_related(article: Article) -> RelatedJson:
    """The near-duplicates of a newest version, and articles that share its rarest words."""
    twins, others = find_similar(article)
    asked = [article.identifier, *(twin.identifier for twin in twins), *others]
    found = {one["identifier"]: one for one in list_articles(fetch_articles(asked, seeds=True))}
    return {
        **begin("related", "related", "related_json", article.identifier),
        "article": found[article.identifier],
        "near_duplicates": [
            {"similarity": round(twin.score, 3), "article": found[twin.identifier]}
            for twin in twins
            if twin.identifier in found
        ],
        "related": [found[identifier] for identifier in others if identifier in found],
    }


def describe_source_view(article: Article, version: int | None) -> SourceViewJson:
    """The file of a version, line by line; ``version`` as the address names it."""
    seed = article.seed
    content = bytes(seed.content)
    file = decode(content, seed.path)
    kind = "source_view" if version is None else "source_view_version"
    named = (article.identifier,) if version is None else (article.identifier, version)
    return {
        **begin("source-view", kind, f"{kind}_json", *named),
        "identifier": article.identifier,
        "version": article.version,
        "name": file_name(article),
        "encoding": file.encoding,
        "size": len(content),
        "sha256": seed.sha256,
        "file": address("source_file", article.identifier, article.version),
        "lines": [
            _line(article, line.number, line.text, *reading)
            for line, reading in zip(file.lines, article.lines, strict=True)
        ],
    }


def _line(
    article: Article, number: int, text: str, field: str, language: str, block: int
) -> FileLineJson:
    counted = not article.original_held or language == article.language
    return {
        "number": number,
        "text": text,
        "field": field,
        "language": language,
        "block": f"{'p' if counted else 't'}{block}" if block else None,
    }


def describe_citation(
    cited: CitedArticle,
    passage: Passage | None,
    quotes: Iterable[Quotation],
    citations: Iterable[Citation],
    *,
    is_doubtful: bool,
) -> CiteJson:
    """What to cite a version, or a passage of it, by."""
    numbers = passage.numerals("-").replace(" ", "") if passage else ""
    letter = "t" if passage and passage.of_translation else "p"
    asked = {"beside": cited.beside, letter: numbers}
    query = "&".join(f"{name}={value}" for name, value in asked.items() if value)
    return {
        **begin("citation", "cite", "cite_json", cited.identifier, cited.version, query=query),
        "identifier": cited.identifier,
        "version": cited.version,
        "pinned": cited.pinned_address(passage),
        "passage": numbers,
        "of_translation": bool(passage and passage.of_translation),
        "doubtful": is_doubtful,
        "quotations": [
            {
                "language": quote.language,
                "anchors": list(quote.anchors),
                "blocks": list(quote.blocks),
            }
            for quote in quotes
        ],
        "citations": [
            {"style": one.style, "form": one.form, "text": one.text} for one in citations
        ],
    }


def describe_changes(shown: Article, before: Article | None) -> ChangesJson:
    """What a version changed against the one before it; nothing of the first."""
    texts = compare_versions(before, shown) if before else ()
    return {
        **begin("changes", "changes", "changes_json", shown.identifier, shown.version),
        "identifier": shown.identifier,
        "version": shown.version,
        "before": before.version if before else None,
        "recorded_at": write_moment(shown.seed.recorded_at),
        "facts": [*map(_fact, compare_facts(before, shown))] if before else [],
        "texts": [
            {
                "language": text.language,
                "facts": [*map(_fact, text.facts)],
                "blocks": [
                    {
                        "before": block.before,
                        "after": block.after,
                        "pieces": _pieces(block.pieces),
                    }
                    for block in _changed_blocks(text)
                ],
            }
            for text in texts
        ],
    }


def _changed_blocks(text: TextChanges) -> list[Change]:
    return [block for block in text.blocks if isinstance(block, Change)]


def _fact(fact: ChangedFact) -> ChangedFactJson:
    return {"name": fact.name, "language": fact.language, "pieces": _pieces(fact.pieces)}


def _pieces(pieces: Sequence[ChangedText]) -> list[ChangedPieceJson]:
    return [{"operation": piece.operation, "text": piece.text} for piece in pieces]


def describe_word_links(
    article: Article, beside: Translation | None, links: Iterable[PlacedLink], query: str
) -> WordLinksJson:
    """The words of a version and of one of its translations that answer each other."""
    named = (article.identifier, article.version)
    source, licence = pair_attribution(article.language, beside.language if beside else "")
    return {
        **begin("word-links", "article_version", "word_links_json", *named, query=query),
        "identifier": article.identifier,
        "version": article.version,
        "language": article.language,
        "other_language": beside.language if beside else "",
        "links": [
            {
                "original": [*map(_write_span, link.original)],
                "translation": [*map(_write_span, link.translation)],
            }
            for link in links
        ],
        "attribution": source,
        "licence": licence,
    }


def _write_span(span: PlacedSpan) -> str:
    return f"{span.anchor}:{span.start}-{span.end}"
