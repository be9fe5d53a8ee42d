"""Reassigns earlier articles to sources when a ``sources.toml`` changes."""

from __future__ import annotations

from documents.ingest.finish_run import reindex
from documents.ingest.publication import BATCH
from documents.ingest.rederive import replace_articles
from documents.ingest.stored_items import make_stored_item
from documents.ingest.writer import Writer
from documents.models import Article, SeedFile
from documents.seed_store.files import decode
from documents.seed_store.items import recognise_source
from documents.seed_store.layouts import choose_layout
from documents.seed_store.records import Fault, Refused
from documents.seed_store.seed_names import read_name
from documents.seed_store.source_claims import Claim
from documents.seed_store.survey import CollectionSources


def reassign_sources(
    sources_by_collection: CollectionSources, changed: set[str] | None, writer: Writer
) -> None:
    """Check articles of earlier runs against the present claims, where these changed.

    ``changed`` are the collections whose claims did; None is all of them.

    One that falls to another source is moved there, and read again if its layout differs. The way
    accessions are counted cannot change: they are permanent.
    """
    known = SeedFile.objects.order_by("collection").values_list("collection", flat=True)
    collections = [
        name
        for name in known.distinct()
        if changed is None or sources_by_collection.governing_collection(name) in changed
    ]
    last = 0
    while collections and (
        batch := list(
            Article.objects.filter(
                pk__gt=last, seed__lt=writer.first_new, seed__collection__in=collections
            )
            .select_related("seed")
            .defer("stored_blocks", "lines")
            .order_by("pk")[:BATCH]
        )
    ):
        last = batch[-1].pk
        moved = []
        for article in batch:
            try:
                claim = _settle(article, sources_by_collection, writer)
                layout = _layout(article, claim)
                if (claim.key, layout) != (article.source_id, article.layout):
                    _move(article, claim, layout, sources_by_collection, writer)
                    moved.append(article.identifier)
            except Refused as refused:
                writer.report.add_faults(refused.faults)
        writer.touched |= bool(moved)
        reindex(moved, writer)


def _settle(article: Article, sources_by_collection: CollectionSources, writer: Writer) -> Claim:
    seed = article.seed
    claims = sources_by_collection.claims_in(seed.collection)
    shown = writer.ledger.place(seed.accession, str(seed.version)) or seed.path
    claim = claims.choose_claim(
        seed.path, shown, lambda: recognise_source(decode(seed.content, shown), claims)
    )
    name = read_name(seed.path)
    if name and name.accession(by_path=claim.by_path) != seed.accession:
        found = f"another accession by the rule of {claim.key}"
        raise Refused(Fault(shown, 0, "accession", found, f"{seed.accession}, which is permanent"))
    return claim


def _layout(article: Article, claim: Claim) -> str:
    """The layout that a claim reads an article as."""
    if claim.layouts == (article.layout,):
        return article.layout
    return choose_layout(decode(article.seed.content, article.seed.path), claim.layouts)


def _move(
    article: Article,
    claim: Claim,
    layout: str,
    sources_by_collection: CollectionSources,
    writer: Writer,
) -> None:
    if layout == article.layout:
        Article.objects.filter(pk=article.pk).update(source=claim.key)
        return
    seed = article.seed
    item = make_stored_item(seed, sources_by_collection.claims_in(seed.collection))
    replace_articles([article], [item], writer)
