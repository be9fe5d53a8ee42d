"""The database models, all derived from the seeds; only `ingest/importer` writes them.

An `Article` row is one *version* of one article: a correction adds a row and never edits one.
``is_newest`` marks the version that lists, counts and search show. The file is longer than others
because Django looks for all models of an app in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property

from django.db import models
from django.db.models import Q
from django.db.models.expressions import RawSQL

from documents.dates import PartialDate
from documents.fields import CompressedField, CompressedJSONField, SortedJSONField
from documents.held_text import HeldText


class Source(models.Model):
    """A publication that articles were printed in. Its key is permanent and part of addresses."""

    key = models.SlugField(primary_key=True, max_length=80)
    kind = models.CharField(max_length=20)  # one of `seed_store.sources.KINDS`
    names = SortedJSONField()  # {"en": "People's Daily", "zh-Hans": "人民日报"}
    publisher = SortedJSONField(default=dict)  # by language, as names
    place = SortedJSONField(default=dict)
    edition = models.PositiveSmallIntegerField(null=True)  # 3 for "3rd ed."; None if not known
    languages = models.JSONField(default=list)  # BCP 47 tags of the texts it prints or is held in
    rights_uri = models.CharField(max_length=200)
    rights_line = models.TextField(blank=True)
    notes = SortedJSONField(default=dict)  # {"attribution": {"en": …}, "content": {"en": …}, …}
    has_issues = models.BooleanField(default=False)  # dated issues: prev/next follow the page

    class Meta:
        ordering = ("key",)

    def __str__(self) -> str:
        return self.name_in("en")

    @property
    def is_ordered_by_date(self) -> bool:
        """Whether its contents and prev/next go by date: letters do, entries go by title."""
        return self.kind == "documents"

    def name_in(self, language: str) -> str:
        """The source's name in a language, else in English, else the first there is."""
        names: dict[str, str] = self.names
        return names.get(language) or names.get("en") or next(iter(names.values()), self.key)


class SeedFileQuerySet(models.QuerySet["SeedFile"]):
    """The queries of an ingest."""

    def of(self, *accessions: str) -> SeedFileQuerySet:
        """Every file of some accessions.

        What the index of accessions leaves out is said as it says it: neither database would infer
        it from a list, and each would read the whole table instead.
        """
        return self.filter(~Q(accession=RawSQL("''", [])), accession__in=accessions)

    def alignment_times(self, *accessions: str) -> dict[tuple[str, int], datetime]:
        """When the hand-made alignments of some accessions were recorded, by version too."""
        rows = self.of(*accessions).filter(kind=SeedFile.Kind.ALIGNMENT)
        times = rows.values_list("accession", "version", "recorded_at")
        return {(accession, version): at for accession, version, at in times}


class SeedFile(models.Model):
    """One file of the seed store, byte for byte, and its line in the accession register.

    ``path`` is the path inside its collection (the folder or archive it was ingested from); the
    order of an issue follows it. ``recorded_at`` is the register's UTC time: every date about our
    copies comes from there.
    """

    class Kind(models.TextChoices):
        ARTICLE = "article"
        WITHDRAWAL = "withdrawal"
        SOURCES = "sources"
        ALIGNMENT = "alignment"

    kind = models.CharField(max_length=10, choices=Kind.choices)
    collection = models.CharField(max_length=200)
    path = models.CharField(max_length=1000)
    accession = models.CharField(max_length=1000, blank=True)
    version = models.PositiveIntegerField(default=0)  # 0 where versions do not apply
    sha256 = models.CharField(max_length=64)
    content = CompressedField()
    recorded_at = models.DateTimeField()

    objects = SeedFileQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("accession", "kind", "version"),
                condition=~Q(accession=""),
                name="one_file_per_accession_and_version",
            ),
            models.UniqueConstraint(
                fields=("collection", "path"), name="one_file_per_collection_and_path"
            ),
        ]
        indexes = [
            # All that the edition's digest is made of, in its order: the contents stay unread.
            models.Index(
                fields=("kind", "sha256", "path", "accession", "version", "recorded_at"),
                name="edition_order",
            ),
            # What came, changed and went between two times.
            models.Index(
                fields=("kind", "recorded_at", "accession", "version"), name="recorded_order"
            ),
        ]

    def __str__(self) -> str:
        return self.path


class ArticleQuerySet(models.QuerySet["Article"]):
    """The queries of views."""

    def newest(self) -> ArticleQuerySet:
        """The newest version of each article: the one that lists and search show."""
        return self.filter(is_newest=True)


class Article(HeldText):
    """One version of an article: its facts, and its text in the language it was first printed in.

    ``blocks`` is empty and ``original_held`` False where that text is not held. A reader's ``#p3``
    is block 3 of ``blocks``, or of the first translation's where the original is not held.
    """

    identifier = models.CharField(max_length=11)
    version = models.PositiveIntegerField(default=1)
    is_newest = models.BooleanField(default=True)
    seed = models.OneToOneField(SeedFile, on_delete=models.PROTECT, related_name="article")
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, related_name="articles", db_index=False
    )
    layout = models.CharField(max_length=40)

    language = models.CharField(max_length=35)
    original_held = models.BooleanField(default=True)
    title = models.TextField(blank=True)
    headline = models.JSONField(default=list)
    byline = models.TextField(blank=True)
    authors = models.JSONField(default=list)
    stored_blocks = models.BinaryField(default=b"")  # `pack_blocks`, beside the seed's bytes
    references = models.JSONField(default=list)
    sections = models.JSONField(default=list)

    date = models.CharField(max_length=40, blank=True)  # EDTF, "" where the file gives none
    date_from = models.DateField(null=True)  # first day the date may mean
    date_to = models.DateField(null=True)  # last day
    page = models.PositiveIntegerField(null=True)
    page_label = models.CharField(max_length=100, blank=True)
    section = models.CharField(max_length=200, blank=True)
    column = models.CharField(max_length=400, blank=True)
    agency = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=200, blank=True)
    day = models.CharField(max_length=100, blank=True)
    notes = SortedJSONField(default=dict)

    path_key = models.CharField(max_length=1800)  # natural order of the path: "9" before "10"
    lines = CompressedJSONField(default=list)  # [[field, language, block]…] for the source view
    not_understood = models.PositiveIntegerField(default=0)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("identifier", "version"), name="one_row_per_article_and_version"
            ),
            models.UniqueConstraint(
                fields=("identifier",), condition=Q(is_newest=True), name="one_newest_version"
            ),
            models.CheckConstraint(
                condition=Q(date_from__isnull=True) | Q(date_from__lte=models.F("date_to")),
                name="date_range_not_reversed",
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="versions_count_from_one"),
        ]
        indexes = [
            # An issue in order: its pages, then the articles as the seeds number them. With all
            # that a question about it needs, so that the rows of the issue are not read.
            models.Index(
                fields=(
                    *("source", "date_from", "date_to", "page", "path_key", "identifier"),
                    *("is_newest", "id"),
                ),
                name="issue_order",
            ),
            models.Index(fields=("source", "title"), name="title_order"),
            models.Index(fields=("date_from", "identifier"), name="date_order"),
        ]

    def __str__(self) -> str:
        return f"{self.identifier} v{self.version}"

    @property
    def partial_date(self) -> PartialDate | None:
        return PartialDate.parse(self.date) if self.date else None

    @cached_property
    def translated(self) -> Sequence[Translation]:
        """Its translations in the order of the file, fetched once."""
        return tuple(self.translations.all())

    @property
    def texts(self) -> list[Article | Translation]:
        """The texts held, the original first."""
        return [self, *self.translated] if self.original_held else [*self.translated]

    @property
    def _seed(self) -> SeedFile:
        return self.seed


class Translation(HeldText):
    """An article in another language, with its alignment to the original.

    ``alignment`` is a list of beads ``[[original block numbers], [translation block numbers],
    confidence]``, numbers from 1, covering every block of both texts once and in order; empty where
    the original is not held. ``doubts`` says why a bead is uncertain, in a word, under the bead's
    number from 1: ``{"3": "length"}``.

    ``sentences`` says how the sentences inside each bead answer each other, one item a bead: 0 for
    one by one, else steps ``[so many of the original, so many of the translation]`` in order. Both
    count what `text.sentences` finds in the bead's blocks, one block after the other.
    """

    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="translations", db_index=False
    )
    language = models.CharField(max_length=35)
    title = models.TextField(blank=True)
    headline = models.JSONField(default=list)
    byline = models.TextField(blank=True)
    authors = models.JSONField(default=list)
    translators = models.JSONField(default=list)
    stored_blocks = models.BinaryField(default=b"")  # `pack_blocks`, beside the seed's bytes
    references = models.JSONField(default=list)
    sections = models.JSONField(default=list)
    agency = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=200, blank=True)
    day = models.CharField(max_length=100, blank=True)
    alignment = CompressedJSONField(default=list)
    doubts = models.JSONField(default=dict)
    sentences = CompressedJSONField(default=list)

    class Meta:
        ordering = ("pk",)  # the order the file gives them in
        constraints = [
            models.UniqueConstraint(
                fields=("article", "language"), name="one_translation_per_language"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article} ({self.language})"

    def read_beside(self, seed: SeedFile) -> None:
        """Read the text by this seed, its article's, without asking for the article.

        Fetched rows have the seed instead of the article, which holds them: two rows that hold
        each other are waste that only the collector finds.
        """
        self._seed = seed

    @cached_property
    def _seed(self) -> SeedFile:
        return self.article.seed


class Withdrawal(models.Model):
    """An article taken back: every address of it answers 410, or 301 with a successor.

    ``source`` and ``languages`` are its text's, as far as that is kept or the withdrawal says
    them; ``languages`` is "" until they have been looked up. ``recorded_at`` is its seed's.
    """

    identifier = models.CharField(max_length=11, unique=True)
    seed = models.OneToOneField(SeedFile, on_delete=models.PROTECT, related_name="withdrawal")
    reason = models.TextField()
    date = models.DateField()
    successor = models.CharField(max_length=11, blank=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, db_index=False)
    languages = models.TextField(blank=True)  # " en zh-Hans ": one is found by its spaces
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=("-recorded_at", "identifier"), name="withdrawal_order")]

    def __str__(self) -> str:
        return self.identifier


class Edition(models.Model):
    """A published state of the archive, as one digest. The newest row is being served.

    ``derivation`` is the number of the rules by which its rows were made (`ingest.derivation`),
    ``dictionaries`` the digest of those that the collection brought, "" where it brought none.
    ``came``, ``changed`` and ``went`` count articles against the edition before; None where an
    earlier release did not count them.
    """

    digest = models.CharField(max_length=64)
    derivation = models.PositiveIntegerField()
    dictionaries = models.CharField(max_length=64, default="")
    articles = models.PositiveIntegerField()
    published_at = models.DateTimeField()  # of the newest register line: no clock enters a page
    came = models.PositiveIntegerField(null=True)
    changed = models.PositiveIntegerField(null=True)
    went = models.PositiveIntegerField(null=True)

    class Meta:
        get_latest_by = "pk"

    def __str__(self) -> str:
        return self.digest
