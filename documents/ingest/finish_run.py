"""The last step of an ingest: version gaps, newest versions, files that have gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import Max, Q

from documents import identifiers
from documents.ingest.alignment_overrides import apply_override
from documents.ingest.publication import BATCH, add_newest, batched
from documents.ingest.writer import Writer
from documents.models import Article, SeedFile, Withdrawal
from documents.seed_store.accession_register import version_label
from documents.seed_store.members import MAIN
from documents.seed_store.records import Fault, Refused
from documents.seed_store.report import Outcome, first_outcome
from documents.seed_store.run_ledger import KEEP
from documents.seed_store.survey import Survey, tree_of
from documents.seed_store.versions import Version, find_version_refusals


def finish_run(surveys: list[Survey], writer: Writer) -> None:
    """Refuse version gaps, mark the newest versions, and report what is gone."""
    for accessions in batched(_corrected(writer), BATCH):
        writer.refused |= set(_refuse_versions(accessions, writer))
        _mark_newest(accessions, writer)
    writer.redated |= _pair_by_hand(writer)
    if writer.redated:
        reindex(sorted(writer.redated), writer)
    _check_successors(writer)
    _drop_repeated_sources(writer)
    main = [found for found in surveys if found.collection.is_main and not found.collection.only]
    if main and not writer.report.not_looked_at:
        _miss_versions(writer)
        _miss_sources(main[0], writer)


def _corrected(writer: Writer) -> Iterator[str]:
    rows = SeedFile.objects.filter(
        pk__gte=writer.first_new, kind=SeedFile.Kind.ARTICLE, version__gt=1
    )
    yield from list(rows.values_list("accession", flat=True).distinct())


def _refuse_versions(accessions: list[str], writer: Writer) -> Iterator[tuple[str, str]]:
    """Refuse new versions that correct nothing or stand above a gap, and delete their rows.

    Yields accession and version of each. The texts of a withdrawn article may have been deleted, so
    its versions may have gaps.
    """
    of = SeedFile.objects.of
    withdrawn = of(*accessions).filter(kind=SeedFile.Kind.WITHDRAWAL)
    kept = sorted(set(accessions) - set(withdrawn.values_list("accession", flat=True)))
    rows = list(
        of(*kept)
        .filter(kind=SeedFile.Kind.ARTICLE)
        .order_by("accession", "version")
        .values_list("accession", "version", "sha256", "pk")
    )
    versions = (
        Version(accession, version, sha256, is_new=pk >= writer.first_new)
        for accession, version, sha256, pk in rows
    )
    for refusal in find_version_refusals(versions):
        accession, number = refusal.version.accession, refusal.version.number
        row = of(accession).defer("content").get(kind=SeedFile.Kind.ARTICLE, version=number)
        label = version_label(row.kind, row.version)
        shown = writer.ledger.place(accession, label) or row.path
        writer.report.counts[first_outcome(row.kind, row.version)] -= 1
        writer.report.refuse_file([refusal.fault(shown)])
        Article.objects.filter(seed=row).delete()
        row.delete()
        yield accession, label


def _mark_newest(accessions: list[str], writer: Writer) -> None:
    names = [identifiers.mint(accession) for accession in accessions]
    rows = Article.objects.filter(identifier__in=names)
    newest = rows.values_list("identifier").annotate(newest=Max("version"))
    wanted = dict(newest)
    rows.filter(is_newest=True).update(is_newest=False)
    pks = [
        pk
        for pk, name, version in rows.values_list("pk", "identifier", "version")
        if wanted[name] == version
    ]
    Article.objects.filter(pk__in=pks).update(is_newest=True)
    reindex(names, writer)


def reindex(names: Iterable[str], writer: Writer) -> None:
    """Replace these articles in the index by their newest versions."""
    index = writer.index()
    if index is None:
        return
    for some in batched(names, BATCH):
        for name in some:
            index.remove(name)
        add_newest(index, some)


def _pair_by_hand(writer: Writer) -> set[str]:
    """Apply hand-made alignments met for the first time; refuse those that fit no text.

    Returns the identifiers of the articles paired.
    """
    paired = set()
    rows = SeedFile.objects.filter(pk__gte=writer.first_new, kind=SeedFile.Kind.ALIGNMENT)
    for row in rows.order_by("pk").iterator(chunk_size=BATCH):
        label = version_label(row.kind, row.version)
        try:
            apply_override(row, writer.ledger.place(row.accession, label) or row.path)
            paired.add(identifiers.mint(row.accession))
        except Refused as refused:
            writer.report.counts[Outcome.NEW] -= 1
            writer.report.refuse_file(refused.faults)
            writer.refused.add((row.accession, label))
            row.delete()
    return paired


def _check_successors(writer: Writer) -> None:
    rows = Withdrawal.objects.filter(seed__gte=writer.first_new).exclude(successor="")
    for row in rows.select_related("seed"):
        known = Article.objects.filter(identifier=row.successor).exists()
        if not known and not Withdrawal.objects.filter(identifier=row.successor).exists():
            shown = writer.ledger.place(row.seed.accession, "withdrawn") or row.seed.path
            fault = Fault(shown, 0, "successor", row.successor, "an article of this archive")
            writer.report.add_faults([fault])


def _drop_repeated_sources(writer: Writer) -> None:
    """Delete a ``sources.toml`` from elsewhere that repeats a known one and brought nothing.

    Otherwise ingesting an export where it came from would make another edition.
    """
    sources = SeedFile.objects.filter(kind=SeedFile.Kind.SOURCES)
    for row in sources.filter(pk__gte=writer.first_new).exclude(collection__startswith=MAIN):
        others = SeedFile.objects.exclude(kind=SeedFile.Kind.SOURCES)
        below = Q(collection=row.collection) | Q(collection__startswith=f"{row.collection}/")
        known = sources.filter(sha256=row.sha256, pk__lt=writer.first_new).exists()
        if known and not others.filter(below).exists():
            row.delete()


def _miss_versions(writer: Writer) -> None:
    """Report versions read earlier in the main seeds and gone since, unless withdrawn."""
    rows = (
        SeedFile.objects.filter(collection__startswith=MAIN)
        .exclude(kind=SeedFile.Kind.SOURCES)
        .values_list("pk", "accession", "kind", "version", "collection", "path")
    )
    gone = []
    for pk, accession, kind, version, collection, path in rows.iterator(chunk_size=2000):
        label = version_label(kind, version)
        if writer.ledger.has_version(accession, label):
            continue
        if writer.ledger.has_version(accession, "withdrawn"):
            if not writer.ledger.is_faulty(accession, "withdrawn"):
                gone.append(pk)
            continue
        writer.ledger.add_version(accession, label, "gone", path)
        found = Fault(
            f"{collection.rstrip('/')}/{path}".lstrip("/"),
            0,
            "accession",
            f"nothing where {accession} version {label} was read before,",
            KEEP,
        )
        writer.report.add_faults([found])
    for some in batched(gone, BATCH):  # withdrawn, and the texts deleted
        writer.touched = True
        texts = SeedFile.objects.filter(pk__in=some)
        writer.taken_back |= set(texts.values_list("accession", flat=True))
        SeedFile.objects.filter(pk__in=some).delete()
        writer.report.counts[Outcome.REMOVED] += len(some)
    writer.report.add_faults(writer.ledger.missing_files(MAIN))


def _miss_sources(found: Survey, writer: Writer) -> None:
    present = {control.collection for control, _ in found.sources} | set(found.unreadable)
    rows = SeedFile.objects.filter(kind=SeedFile.Kind.SOURCES, collection__startswith=MAIN)
    for collection in rows.values_list("collection", flat=True):
        if collection not in present and tree_of(collection) == MAIN:
            shown = found.collection.shown(f"{collection}/sources.toml".lstrip("/"))
            fault = Fault(shown, 0, "sources", "nothing", "the sources.toml read here before")
            writer.report.add_faults([fault])
