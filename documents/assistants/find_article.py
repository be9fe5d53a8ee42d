"""Finds the version of an article that an assistant names, or says why there is none."""

from __future__ import annotations

from documents.assistants.refusals import ToolRefused
from documents.citation.record import CitedArticle
from documents.exchange.citation_records import cite_article, permanent_url
from documents.hints.typed_identifier import find_similar_identifiers, read_identifier
from documents.models import Withdrawal
from documents.raw_queries import fetch_translations, fetch_versions


def find_article(identifier: str, version: int | None = None) -> CitedArticle:
    """The citation record of a version, the newest by default, with its texts.

    Takes an identifier, an ARK or an article's address. Raises `ToolRefused`.
    """
    name = read_identifier(identifier)
    versions = fetch_versions(name) if name else []
    if not versions:
        raise ToolRefused(_say_missing(identifier, name))
    wanted = versions[-1].version if version is None else version
    shown = next((row for row in versions if row.version == wanted), None)
    if shown is None:
        held = ", ".join(str(row.version) for row in versions)
        raise ToolRefused(f"version: found {wanted}, but {name} has the versions {held}")
    return cite_article(shown, fetch_translations(shown))


def _say_missing(typed: str, name: str) -> str:
    withdrawal = Withdrawal.objects.filter(identifier=name).first() if name else None
    if withdrawal:
        instead = (
            f" In its place: {permanent_url('article', withdrawal.successor)}"
            if withdrawal.successor
            else ""
        )
        return f"{name} was withdrawn on {withdrawal.date}: {withdrawal.reason}{instead}"
    near = [row.identifier for row in find_similar_identifiers(name)] if name else []
    meant = f" Did you mean {' or '.join(near)}?" if near else ""
    return (
        f"identifier: no article is called {typed[:80]!r}.{meant} An identifier has eleven letters "
        "and figures; the tool `search` finds them."
    )
