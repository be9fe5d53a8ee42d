"""Looks up the source and the languages of withdrawn texts, by which lists of changes select."""

from __future__ import annotations

from django.db.models import Q

from documents import identifiers
from documents.ingest.publication import BATCH, batched
from documents.ingest.stored_items import make_stored_item
from documents.ingest.writer import Writer
from documents.models import SeedFile, Source, Withdrawal
from documents.seed_store.records import Refused
from documents.seed_store.seed_names import read_name
from documents.seed_store.survey import CollectionSources
from documents.seed_store.withdrawals import parse_withdrawal
from documents.translation_tags import written_language


def describe_withdrawals(
    sources_by_collection: CollectionSources, writer: Writer, *, anew: bool
) -> None:
    """Look up the facts of withdrawals: the new ones, and those whose text came or went.

    ``anew``: of all, since sources or rules changed. What is found hangs on the seeds alone, and
    on no run before.
    """
    rows = Withdrawal.objects.select_related("seed").order_by("pk")
    if not anew:
        names = [identifiers.mint(accession) for accession in sorted(writer.taken_back)]
        wanted = Q(languages="")
        for some in batched(names, BATCH):
            wanted |= Q(identifier__in=some)
        rows = rows.filter(wanted)
    known = set(Source.objects.values_list("key", flat=True))
    for row in list(rows):
        source, languages = _facts(row.seed, sources_by_collection)
        facts = (source if source in known else None, f" {' '.join(sorted(languages))} ")
        if facts != (row.source_id, row.languages):
            Withdrawal.objects.filter(pk=row.pk).update(source=facts[0], languages=facts[1])


def _facts(
    seed: SeedFile, sources_by_collection: CollectionSources
) -> tuple[str | None, list[str]]:
    """Source and languages: as the withdrawal says, else as its newest text does that is kept."""
    said = parse_withdrawal(seed.content, seed.path)
    source, languages = said.source or None, list(said.languages)
    if not (source and languages):
        texts = SeedFile.objects.of(seed.accession).filter(kind=SeedFile.Kind.ARTICLE)
        text = texts.order_by("-version").first()
        read = (
            _read(text, sources_by_collection)
            if text
            else (_claimed(seed, sources_by_collection), [])
        )
        source, languages = source or read[0], languages or read[1]
    return source, languages


def _read(text: SeedFile, sources_by_collection: CollectionSources) -> tuple[str | None, list[str]]:
    item = make_stored_item(text, sources_by_collection.claims_in(text.collection))
    try:
        claim, record = item.record()
    except Refused:  # it was withdrawn before anybody read it
        return None, []
    languages = dict.fromkeys(written_language(one.language) for one in record.texts)
    return claim.key, list(languages)


def _claimed(seed: SeedFile, sources_by_collection: CollectionSources) -> str | None:
    """The source that claims the path at which the text lay."""
    name = read_name(seed.path)
    try:
        claim = name and sources_by_collection.claims_in(seed.collection).by_glob(
            f"{name.path}.txt", seed.path
        )
    except Refused:
        return None
    return claim.key if claim else None
