"""The items of a reading list: each with its article, version and passage, or why it has none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db.models import Prefetch
from django.utils.translation import gettext

from documents import identifiers
from documents.citation.quotations import read_passage
from documents.citation.record import CitedArticle, choose_translation, record_id
from documents.citation.record_ids import RecordId, read_record_name
from documents.edition import current_edition
from documents.exchange.citation_records import cite_articles
from documents.models import Article, Translation, Withdrawal
from documents.presentation.dates import say_date
from documents.raw_queries import fetch_sources
from documents.reading.replacements import find_successor
from documents.results.entries import with_titles

LIMIT = 200  # items of one list: an address of more is cut by some servers and mail programs
LONGEST = 80  # characters of what cannot be read that are shown, and kept in addresses
_MENDED = 10  # mistyped identifiers of a list that the true ones are looked for


@dataclass(frozen=True, slots=True)
class ListItem:
    """An item. ``key`` is how the list's address names it.

    ``article`` is the version shown and ``cited`` its record, with the passage; both are None where
    there is a ``fault``. ``see`` are keys to put in the place of a faulty one, or of a version that
    was corrected.
    """

    key: str
    article: Article | None = None
    cited: CitedArticle | None = None
    newest: int = 0
    fault: str = ""
    see: tuple[str, ...] = ()


def read_keys(asked: Iterable[str]) -> list[str]:
    """What an address asks for, each once, in its order; in true form what can be read."""
    return list(dict.fromkeys(_true_form(text) for text in asked if text.strip()))


def fetch_items(keys: Sequence[str], lead_language: str = "") -> list[ListItem]:
    """The items of a list, in its order. Four queries, and two more for passages."""
    asked = {key: _read(key) for key in keys}
    names = {one.identifier for one in asked.values() if one}
    versions = _find_versions(names)
    rows = {
        key: versions[one.identifier].get(one.version or max(versions[one.identifier]))
        for key, one in asked.items()
        if one and one.identifier in versions
    }
    cited = _cite(rows, asked, lead_language)
    withdrawn = {row.identifier: row for row in _find_withdrawals(names - set(versions))}
    items: list[ListItem] = []
    mended = 0
    for key, one in asked.items():
        name = one.identifier if one else identifiers.normalise(key)
        if one is None or not identifiers.is_valid(name):
            mended += 1
            see = _find_near(name) if mended <= _MENDED else ()
            items.append(ListItem(key, fault=gettext("Not a valid identifier."), see=see))
        elif one.identifier in withdrawn:
            items.append(_withdrawn(key, withdrawn[one.identifier]))
        elif one.identifier not in versions:
            items.append(ListItem(key, fault=gettext("No article has this identifier.")))
        elif rows[key] is None:
            items.append(_no_version(key, one, max(versions[one.identifier])))
        else:
            article, record = cited[key]
            items.append(_held(key, one, article, record, max(versions[one.identifier])))
    return items


def _true_form(text: str) -> str:
    try:
        return str(read_record_name(text))
    except ValueError:
        return " ".join(text.split())[:LONGEST]


def _read(key: str) -> RecordId | None:
    try:
        return read_record_name(key)
    except ValueError:
        return None


def _find_versions(names: Iterable[str]) -> dict[str, dict[int, int]]:
    """The key of each version's row, by identifier and version."""
    found: dict[str, dict[int, int]] = {}
    rows = Article.objects.filter(identifier__in=names)
    for identifier, version, pk in rows.values_list("identifier", "version", "pk"):
        found.setdefault(identifier, {})[version] = pk
    return found


def _find_withdrawals(names: Iterable[str]) -> Iterable[Withdrawal]:
    wanted = list(names)
    return Withdrawal.objects.filter(identifier__in=wanted) if wanted else ()


def _cite(
    rows: dict[str, int | None], asked: dict[str, RecordId | None], lead_language: str
) -> dict[str, tuple[Article, CitedArticle]]:
    """The row and the record of each item; with bodies where a passage is meant."""
    edition = current_edition()
    digest = edition.digest if edition else ""
    sources = fetch_sources()
    found: dict[str, tuple[Article, CitedArticle]] = {}
    for bodies in (False, True):
        wanted = {
            key: pk
            for key, pk in rows.items()
            if pk is not None and bool((one := asked[key]) and one.spans) is bodies
        }
        if not wanted:
            continue
        whole = Article.objects.defer("lines").select_related("seed")
        whole = whole.prefetch_related(
            Prefetch("translations", queryset=Translation.objects.order_by("pk"))
        )
        listed = whole if bodies else with_titles(Article.objects.all())
        held = {row.pk: row for row in listed.filter(pk__in=set(wanted.values()))}
        articles = [held[pk] for pk in wanted.values()]
        records = cite_articles(articles, sources, digest, lead_language, bodies=bodies)
        found |= dict(zip(wanted, zip(articles, records, strict=True), strict=True))
    return found


def _held(
    key: str, asked: RecordId, article: Article, cited: CitedArticle, newest: int
) -> ListItem:
    see = (record_id(asked.identifier, newest),) if article.version != newest else ()
    cited = choose_translation(cited, asked.beside)
    if not asked.spans:
        return ListItem(key, article, cited, newest, see=see)
    of_translation = asked.letter == "t"
    try:
        passage = read_passage(cited, asked.spans, of_translation=of_translation)
    except ValueError:
        return ListItem(key, fault=_say_no_passage(asked, cited), see=(cited.record_id,))
    return ListItem(key, article, replace(cited, passage=passage), newest, see=see)


def _say_no_passage(asked: RecordId, cited: CitedArticle) -> str:
    if asked.letter == "p":
        count = len(cited.source_text.blocks)
    else:
        count = len(cited.beside_text.blocks) if cited.beside_text else 0
    if not count:
        return gettext("No translation stands beside this text.")
    return gettext("There is no paragraph %(asked)s in this text (1–%(count)s).") % {
        "asked": asked.spans,
        "count": count,
    }


def _find_near(name: str) -> tuple[str, ...]:
    """The articles whose identifiers are one slip away from a mistyped one."""
    near = Article.objects.newest().filter(identifier__in=identifiers.repairs(name))
    found = near.order_by("identifier").values_list("identifier", "version")
    return tuple(record_id(identifier, version) for identifier, version in found)


def _withdrawn(key: str, withdrawal: Withdrawal) -> ListItem:
    said = gettext("This article was withdrawn on %(date)s. Reason: %(reason)s") % {
        "date": say_date(withdrawal.date.isoformat()),
        "reason": withdrawal.reason,
    }
    successor = find_successor(withdrawal)
    see = (record_id(successor.identifier, successor.version),) if successor else ()
    return ListItem(key, fault=said, see=see)


def _no_version(key: str, asked: RecordId, newest: int) -> ListItem:
    said = gettext("This article has no version %(version)s; the newest is version %(newest)s.")
    told = said % {"version": asked.version, "newest": newest}
    return ListItem(key, fault=told, see=(record_id(asked.identifier, newest),))
