"""What the database has recorded of a batch's files, and the refusals that follow from it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from documents.models import Article, SeedFile, Withdrawal
from documents.seed_store.items import Item
from documents.seed_store.records import Fault, Refused


def find_known(batch: Iterable[Item]) -> dict[tuple[str, str, int], dict[str, Any]]:
    """The rows of a batch's versions, by accession, kind and version."""
    rows = SeedFile.objects.of(*{item.accession for item in batch}).values(
        "pk",
        "accession",
        "kind",
        "version",
        "sha256",
        "collection",
        "path",
        "recorded_at",
        "article__not_understood",
    )
    return {(row["accession"], row["kind"], row["version"]): dict(row) for row in rows}


def find_holders(batch: list[Item]) -> dict[tuple[str, str], str]:
    """The accession for which each path of a batch was recorded before."""
    rows = SeedFile.objects.filter(
        collection__in={item.collection for item in batch},
        path__in=[item.path for item in batch],
    ).values_list("collection", "path", "accession")
    return {(collection, path): accession for collection, path, accession in rows}


def find_owners(names: Iterable[str]) -> dict[str, str]:
    """The accession from which each identifier was minted before."""
    articles = Article.objects.filter(identifier__in=names).values_list(
        "identifier", "seed__accession"
    )
    withdrawals = Withdrawal.objects.filter(identifier__in=names).values_list(
        "identifier", "seed__accession"
    )
    return dict([*articles, *withdrawals])


def check_holder(item: Item, holder: str | None) -> None:
    """Refuse a path recorded for another accession: the rule that counts them has changed."""
    if holder is not None:
        found = f"{item.accession}, by the way its source counts accessions"
        raise Refused(
            Fault(item.shown, 0, "accession", found, f"{holder}, recorded for it and permanent")
        )


def check_owner(item: Item, name: str, owners: dict[str, str]) -> None:
    """Refuse an accession whose identifier another one has. Notes the owner for the batch."""
    owner = owners.setdefault(name, item.accession)
    if owner != item.accession:
        raise Refused(
            Fault(
                item.shown,
                0,
                "accession",
                f"{item.accession}, which mints the identifier {name}",
                f"an accession that mints one of its own: {owner} has it",
            )
        )
