"""JSON-LD in schema.org's terms: the original and its translations as linked works.

``sha256`` belongs to the file, a MediaObject, and not to the article: schema.org has it nowhere
else.
"""

from __future__ import annotations

import re
from typing import Any

import orjson

from documents.citation import dating
from documents.citation.language_tags import base
from documents.citation.names import read_names
from documents.citation.record import CitedArticle, CitedText, CitedWork
from documents.citation.runs import one_line
from documents.translation_tags import written_language

MEDIA_TYPE = "application/ld+json"

# In a script block, "<" would end or open markup; these two separators end a line for old parsers.
_SCRIPT = re.compile("[<>&\u2028\u2029]")


def node(article: CitedArticle) -> dict[str, Any]:
    """The JSON-LD of a work: the original with its translations, or the text held without it."""
    main = article.source_text
    work = _article(article, main, article.cite_as)
    work = {"@context": "https://schema.org", **work}
    others = [text for text in article.texts if text is not main]
    if article.original_held and others:
        work["workTranslation"] = [
            {
                **_article(article, text, _address(article, text, is_shown=text is others[0])),
                "translationOfWork": {"@id": article.cite_as},
            }
            for text in others
        ]
    elif base(article.language) != base(main.language):
        work["translationOfWork"] = {"@type": schema_type(article), "inLanguage": article.language}
    return work


def _address(article: CitedArticle, text: CitedText, *, is_shown: bool) -> str:
    """The address at which a translation's headline stands; the page shows one of them unasked."""
    page = article.cite_as if is_shown else f"{article.permalink}?beside={text.language}"
    return f"{page}#{text.language}"


def script(article: CitedArticle) -> str:
    """`node` as the content of ``<script type="application/ld+json">``, safe to print unescaped."""
    return escape_script(orjson.dumps(node(article)).decode())


def escape_script(document: str) -> str:
    """JSON escaped so that no HTML parser takes it for markup; its meaning stays."""
    return _SCRIPT.sub(lambda found: f"\\u{ord(found[0]):04x}", document)


def schema_type(article: CitedWork) -> str:
    """The type of an article in schema.org's terms."""
    return "NewsArticle" if article.genre == "newspaper" else "Article"


def _article(article: CitedArticle, text: CitedText, address: str) -> dict[str, Any]:
    values: dict[str, Any] = {
        "@type": schema_type(article),
        "@id": address,
        "headline": one_line(text.title),
        "inLanguage": written_language(text.language),
        "author": _people(article, article.authors_of(text)),
        "translator": _people(article, text.translators),
        "url": article.permalink,
        "archivedAt": article.version_address,
        "version": str(article.version),
        "identifier": _identifiers(article),
        "datePublished": _date(article) if article.genre == "newspaper" else "",
        "articleSection": one_line(article.column),
        "isPartOf": _container(article),
        "license": article.rights_uri,
        "usageInfo": article.rights_uri,
        "copyrightNotice": one_line(article.rights_line),
        "isAccessibleForFree": True,
    }
    if article.genre == "newspaper":
        page = str(article.page) if article.page is not None else one_line(article.page_label)
        values |= {"printPage": page, "printSection": one_line(article.section)}
    if text is article.source_text and article.sha256:
        values["encoding"] = {
            "@type": "MediaObject",
            "contentUrl": f"{article.version_address}source/file",
            "encodingFormat": "text/plain",
            "sha256": article.sha256,
        }
    return {key: value for key, value in values.items() if value}


def _people(article: CitedArticle, names: tuple[str, ...]) -> list[dict[str, str]]:
    return [
        {"@type": "Organization" if name.corporate else "Person", "name": name.direct}
        for name in read_names(names, article.language)
    ]


def _identifiers(article: CitedArticle) -> list[dict[str, str]]:
    found = [{"@type": "PropertyValue", "propertyID": "archive", "value": article.identifier}]
    if article.ark:
        kind = "trial ARK" if article.ark_is_trial else "ARK"
        found.append({"@type": "PropertyValue", "propertyID": kind, "value": article.ark})
    return found


def _container(article: CitedArticle) -> dict[str, Any]:
    names = list(dict.fromkeys(one_line(name) for name in article.source_names.values()))
    work: dict[str, Any] = {"name": names[0] if names else "", "alternateName": names[1:]}
    publisher = next(iter(article.publisher.values()), "")
    if publisher:
        work["publisher"] = {"@type": "Organization", "name": one_line(publisher)}
    if article.genre == "newspaper":
        work = {"@type": "Newspaper", **work}
        if date := _date(article):
            work = {"@type": "PublicationIssue", "datePublished": date, "isPartOf": _kept(work)}
        return _kept(work)
    kind = {"encyclopedia": "Book", "book": "Book", "periodical": "Periodical"}
    kind["documents"] = "Collection"
    work = {"@type": kind.get(article.source_kind, "CreativeWork"), **work}
    if work["@type"] == "Book":
        work["bookEdition"] = str(article.source_edition or "")
    work["datePublished"] = _date(article)
    return _kept(work)


def _kept(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value}


def _date(article: CitedArticle) -> str:
    """A date in ISO 8601, an interval as ``1970/1979``; "" for a decade, which it cannot say."""
    ends = dating.moments(article.date)
    if any(end.span > 1 for end in ends):
        return ""
    joined = "/".join("-".join(f"{part:02}" for part in end.parts) for end in ends)
    if ends and (side := ends[0].open_side):
        return f"{joined}/.." if side == "after" else f"../{joined}"
    return joined
