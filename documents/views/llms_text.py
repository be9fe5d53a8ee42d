"""``llms.txt``: a plain index of what programs that read text may take, with addresses."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from archive.context import Site
from documents.citation.runs import one_line
from documents.exchange.article_lists import MEDIA_TYPES
from documents.exchange.citation_records import permanent_url
from documents.models import Source
from documents.views.machine_response import machine_response

TEXT_TYPE = "text/plain; charset=utf-8"
_EXAMPLE = "IDENTIFIER"


def llms_text(request: HttpRequest) -> HttpResponse:
    """The index, in Markdown: pages, formats, bulk data, sources."""
    site = Site()
    name = one_line(site.name)
    what = gettext(
        "A read-only archive of historical articles. Each stands as it was printed, beside its "
        "translation where there is one, at an address that will show the same words in twenty "
        "years."
    )
    parts = [f"# {name}", f"> {what}"]
    for heading, entries in (
        ("Read", _pages()),
        ("Formats", _formats(site)),
        ("Everything at once", _whole(site)),
        ("Sources", _sources()),
    ):
        lines = [f"- [{label}]({address}): {about}" for label, address, about in entries]
        parts.append("\n".join([f"## {heading}", "", *lines]))
    return machine_response("\n\n".join(parts) + "\n", TEXT_TYPE)


def _pages() -> Iterable[tuple[str, str, str]]:
    yield "Articles", permanent_url("articles"), "search with ?q=, filters, dates"
    yield "Concordance", permanent_url("concordance"), "every place where words stand, with ?q="
    yield "Renderings", permanent_url("renderings"), "how a word was said in the other language"
    yield "Trends", permanent_url("trends"), "words by year, with ?q=, up to five times"
    yield "Help", permanent_url("help"), "how a query is read, with examples"
    yield "About", permanent_url("about"), "what this is, and whose the texts are"


def _formats(site: Site) -> Iterable[tuple[str, str, str]]:
    article = permanent_url("article", _EXAMPLE)
    stem = article.rstrip("/")
    yield "An article", article, "its page; identifiers have eleven letters and figures"
    yield "As JSON", f"{stem}.json", "everything held, both languages and what answers what"
    yield "As Markdown", f"{stem}.md", "facts and texts"
    yield "As text", f"{stem}.txt", "facts and texts"
    yield "Its pairs", f"{stem}.pairs.tsv", "aligned paragraphs and sentences, with confidence"
    for suffix, media_type in MEDIA_TYPES.items():
        address = site.permalink(reverse("export_list", args=(suffix,)))
        yield f"A list as {suffix}", address, f"{media_type}; the parameters of the list"
    yield "API", permanent_url("api_docs"), "every address that answers programs, with examples"
    yield "OpenAPI", site.permalink(reverse("openapi")), "the same for programs"


def _whole(site: Site) -> Iterable[tuple[str, str, str]]:
    yield "Data", permanent_url("data"), "files of the whole archive, with digests: take these"
    yield "OAI-PMH", f"{site.permalink(reverse('oai'))}?verb=Identify", "records, harvested by date"
    yield "What is new", site.permalink(reverse("feed")), "Atom, in the order it was recorded"
    if not site.is_local:
        yield "Sitemap", site.permalink(reverse("sitemap_index")), "every article"


def _sources() -> Iterable[tuple[str, str, str]]:
    for source in Source.objects.order_by("key"):
        rights = source.rights_line or source.rights_uri
        label = source.name_in("en").replace("[", "(").replace("]", ")")  # they end a link's text
        yield one_line(label), permanent_url("source", source.key), one_line(rights)
