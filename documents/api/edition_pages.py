"""The JSON of the pages of editions."""

from __future__ import annotations

from collections.abc import Sequence

from documents.api.common_fields import address, begin, list_articles, write_moment
from documents.api.schemas.editions import EditionFactsJson, EditionJson, EditionsJson
from documents.exchange.citation_records import permanent_url
from documents.harvesting.editions import EditionChanges, PublishedEdition


def describe_editions(
    shown: Sequence[PublishedEdition], total: int, page: int, following: int | None
) -> EditionsJson:
    """A page of the editions published; ``following`` is the number of the next."""
    query = f"page={page}" if page > 1 else ""
    return {
        **begin("editions", "editions", "editions_json", query=query),
        "total": total,
        "editions": [_facts(one) for one in shown],
        "next": f"{address('editions_json')}?page={following}" if following else None,
    }


def describe_edition(published: PublishedEdition, changes: EditionChanges) -> EditionJson:
    """One edition, and what it brought."""
    before, after = published.previous, published.following
    digest = published.edition.digest
    return {
        **begin("edition", "edition", "edition_json", digest),
        "published": _facts(published),
        "before": address("edition_json", before.digest) if before else None,
        "after": address("edition_json", after.digest) if after else None,
        "added": list_articles(changes.came),
        "corrected": list_articles(changes.changed),
        "withdrawn": [
            {
                "identifier": one.identifier,
                "date": one.date.isoformat(),
                "reason": one.reason,
                "successor": one.successor,
            }
            for one in changes.went
        ],
    }


def _facts(published: PublishedEdition) -> EditionFactsJson:
    edition = published.edition
    return {
        "digest": edition.digest,
        "recorded_at": write_moment(edition.published_at),
        "rules": edition.derivation,
        "articles": edition.articles,
        "added": published.counts.came,
        "corrected": published.counts.changed,
        "withdrawn": published.counts.went,
        "is_present": published.is_present,
        "html": permanent_url("edition", edition.digest),
        "json": address("edition_json", edition.digest),
    }
