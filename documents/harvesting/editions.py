"""The editions published so far, and what each brought against the one before it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.db.models import Q, QuerySet

from documents import identifiers
from documents.models import Article, Edition, SeedFile, Withdrawal
from documents.results.entries import fetch_articles

LISTED = 100  # articles of an edition that its page names, of each kind
SHORTEST_PREFIX = 8  # characters of a digest that may stand for it; the site prints twelve


class ChangeCounts(NamedTuple):
    """How many articles an edition brought, changed and took back."""

    came: int
    changed: int
    went: int


@dataclass(frozen=True)
class PublishedEdition:
    """An edition with its neighbours in time; ``number`` counts from the oldest, from 1."""

    edition: Edition
    number: int
    previous: Edition | None
    following: Edition | None

    @property
    def is_present(self) -> bool:
        """Whether it is the one being served."""
        return self.following is None

    @cached_property
    def counts(self) -> ChangeCounts:
        """What it brought: as it was counted then, else by the register's times."""
        row = self.edition
        if row.came is not None and row.changed is not None and row.went is not None:
            return ChangeCounts(row.came, row.changed, row.went)
        rows = _recorded(self)
        texts = rows.filter(kind=SeedFile.Kind.ARTICLE)
        came = texts.filter(version=1)
        other = rows.filter(
            Q(kind=SeedFile.Kind.ARTICLE, version__gt=1) | Q(kind=SeedFile.Kind.ALIGNMENT)
        )
        changed = other.exclude(accession__in=came.values("accession"))
        return ChangeCounts(
            came.count(),
            changed.values("accession").distinct().count(),
            rows.filter(kind=SeedFile.Kind.WITHDRAWAL).count(),
        )

    @property
    def has_other_rules(self) -> bool:
        """Whether its rows were made by other rules than those before: any page may differ."""
        return self.previous is not None and self.previous.derivation != self.edition.derivation


@dataclass(frozen=True, slots=True)
class EditionChanges:
    """The articles that an edition brought, changed and took back: as far as they are named."""

    came: Sequence[Article]
    changed: Sequence[Article]
    went: Sequence[Withdrawal]


def list_editions() -> list[PublishedEdition]:
    """Every edition, newest first. One that was published again stands where it was last."""
    latest = {row.digest: row for row in Edition.objects.order_by("published_at", "pk")}
    served = Edition.objects.order_by("-pk").first()
    rows = [row for row in latest.values() if served is None or row.digest != served.digest]
    rows += [served] if served else []
    both = [None, *rows, None]
    listed = [
        PublishedEdition(row, number, both[number - 1], both[number + 1])
        for number, row in enumerate(rows, start=1)
    ]
    return listed[::-1]


def find_edition(prefix: str) -> PublishedEdition | None:
    """The edition whose digest begins so; None where there is none, or several."""
    if len(prefix) < SHORTEST_PREFIX:
        return None
    found = [one for one in list_editions() if one.edition.digest.startswith(prefix)]
    return found[0] if len(found) == 1 else None


def find_edition_changes(published: PublishedEdition) -> EditionChanges:
    """What came, changed and went between the register's times of two editions.

    Articles are named as they are today; one withdrawn since stands among what went then.
    """
    rows = _recorded(published)
    texts = rows.filter(kind=SeedFile.Kind.ARTICLE)
    changed: list[str] = []
    if published.counts.changed:
        paired = rows.filter(kind=SeedFile.Kind.ALIGNMENT)
        changed = [*_accessions(texts.filter(version__gt=1)), *_accessions(paired)]
    came = _accessions(texts.filter(version=1)) if published.counts.came else []
    gone = Withdrawal.objects.filter(
        seed__in=rows.filter(kind=SeedFile.Kind.WITHDRAWAL).values("pk")
    )
    new = set(came)
    return EditionChanges(
        _articles(came),
        _articles(accession for accession in dict.fromkeys(changed) if accession not in new),
        list(gone.order_by("-recorded_at", "identifier")[:LISTED]),
    )


def _recorded(published: PublishedEdition) -> QuerySet[SeedFile]:
    rows = SeedFile.objects.filter(recorded_at__lte=published.edition.published_at)
    if published.previous:
        rows = rows.filter(recorded_at__gt=published.previous.published_at)
    return rows


def _accessions(rows: QuerySet[SeedFile]) -> list[str]:
    return list(
        rows.order_by("recorded_at", "accession").values_list("accession", flat=True)[:LISTED]
    )


def _articles(accessions: Iterable[str]) -> list[Article]:
    names = [identifiers.mint(accession) for accession in accessions]
    return fetch_articles(names[:LISTED], seeds=True)
