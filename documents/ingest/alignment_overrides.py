"""Applies hand-made alignments, ``NNN_<accession>.align.toml``, in place of computed ones."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from documents import identifiers
from documents.alignment import BadOverride, override_languages, read_override
from documents.ingest.align_translation import Text, keep_beads
from documents.models import Article, SeedFile, Translation
from documents.seed_store.records import Fault, Refused

_HELP = "a pairing as docs/alignment.md describes it"


def apply_override(seed: SeedFile, shown: str) -> None:
    """Apply a hand-made alignment to its article; nothing to do where that was withdrawn.

    Raises `Refused` with everything wrong in it.
    """
    if SeedFile.objects.of(seed.accession).filter(kind=SeedFile.Kind.WITHDRAWAL).exists():
        return
    articles = Article.objects.select_related("seed")
    article = articles.filter(
        identifier=identifiers.mint(seed.accession), version=seed.version
    ).first()
    if article is None:
        found = f"no text of {seed.accession} version {seed.version}"
        raise Refused(Fault(shown, 0, "alignment", found, "the article that it pairs"))
    try:
        text = seed.content.decode("utf-8")
        pairings = []
        for language in override_languages(text):
            translation = _translation(article, language)
            blocks = len(article.blocks), len(translation.blocks)
            pairings.append((translation, read_override(text, *blocks, language)))
    except UnicodeDecodeError as error:
        raise Refused(Fault(shown, 0, "alignment", str(error), "TOML in UTF-8")) from error
    except BadOverride as error:
        faults = [Fault(shown, 0, "alignment", sentence, _HELP) for sentence in error.faults]
        raise Refused(*faults) from error
    for translation, beads in pairings:
        pairing = keep_beads(
            Text(article.language, article.blocks),
            Text(translation.language, translation.blocks),
            beads,
            Path(settings.ARCHIVE_CACHE_DIR),
        )
        translation.alignment, translation.doubts = pairing.alignment, pairing.doubts
        translation.sentences = pairing.sentences
        translation.save(update_fields=["alignment", "doubts", "sentences"])


def _translation(article: Article, language: str | None) -> Translation:
    held = list(article.translations.all())
    if not article.original_held:
        raise BadOverride(["the article's original is not held, so nothing is to be paired"])
    chosen = [one for one in held if language in {None, one.language}]
    if len(chosen) != 1:
        languages = ", ".join(one.language for one in held) or "none"
        raise BadOverride(
            [f"language: {language} names no one translation; there are: {languages}"]
        )
    return chosen[0]
