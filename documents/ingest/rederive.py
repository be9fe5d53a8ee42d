"""Derives all rows again from the stored bytes, where rules or dictionaries have changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from documents.dictionaries.installed import dictionaries_digest
from documents.edition import current_edition
from documents.ingest.alignment_overrides import apply_override
from documents.ingest.derivation import DERIVATION
from documents.ingest.interrupts import InterruptGuard
from documents.ingest.prepare_rows import PreparedRows, insert_articles
from documents.ingest.publication import BATCH
from documents.ingest.stored_items import make_stored_item
from documents.ingest.writer import Writer
from documents.models import Article, Edition, SeedFile
from documents.seed_store.items import Item
from documents.seed_store.records import Refused
from documents.seed_store.source_claims import Claim, Claims, read_globs


def rederive(writer: Writer, guard: InterruptGuard) -> bool:
    """Make every article's rows again if other rules or dictionaries made them.

    Returns whether they did: the rules of attribution may be others too. An article that these
    rules refuse is reported, and stays as it is.
    """
    present = current_edition()
    if present is None or not is_outdated(present):
        return False
    writer.touched = True
    for articles in _stored():
        replace_articles(articles, [_item(article) for article in articles], writer)
        guard.check()
    writer.start_index_anew()
    return True


def is_outdated(edition: Edition) -> bool:
    """Whether an edition's rows were made by other rules or dictionaries than those of today."""
    made_by = edition.derivation, edition.dictionaries
    return made_by != (DERIVATION, dictionaries_digest())


def _stored() -> Iterator[list[Article]]:
    last = 0
    rows = Article.objects.defer("stored_blocks", "lines").select_related("seed").order_by("pk")
    while batch := list(rows.filter(pk__gt=last)[:BATCH]):
        yield batch
        last = batch[-1].pk


def _item(article: Article) -> Item:
    claim = Claim(article.source_id, (article.layout,), read_globs(["**"]))
    return make_stored_item(article.seed, Claims((claim,)))


def replace_articles(articles: list[Article], items: list[Item], writer: Writer) -> None:
    """Parse seeds again and replace their articles' rows by the result."""
    made: list[PreparedRows] = []
    for old, outcome in zip(articles, writer.crew.make(items), strict=True):
        if isinstance(outcome, tuple):
            writer.report.add_faults(outcome)
            continue
        outcome.article.update(id=old.pk, seed_id=old.seed_id, is_newest=old.is_newest)
        made.append(outcome)
    Article.objects.filter(pk__in=[one.article["id"] for one in made]).only("pk").delete()
    insert_articles(made)
    apply_stored_overrides([article.seed.accession for article in articles], writer)


def apply_stored_overrides(accessions: Iterable[str], writer: Writer) -> None:
    """Apply the stored hand-made alignments again."""
    seeds = SeedFile.objects.of(*accessions).filter(kind=SeedFile.Kind.ALIGNMENT)
    for seed in seeds:
        try:
            apply_override(seed, seed.path)
        except Refused as refused:
            writer.report.add_faults(refused.faults)
