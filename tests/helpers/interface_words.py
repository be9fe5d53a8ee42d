"""The words that a page shows in the interface's language, and those of them that are English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, quote, urljoin, urlsplit

from lxml.html import HtmlElement

from tests.helpers.page_elements import read_page, select, words
from tests.helpers.reading_collection import CORRECTED, DIKE, LONE, SEED, WITHDRAWN
from tests.helpers.site_process import Served

# Pages that no link leads to, or only with a query.
ASKED = (
    f"/articles/?q={quote('科学')}",
    "/articles/?q=xyzzy&source=peoples-daily",
    "/articles/?q=science&from=1950&to=1960-12&source=peoples-daily&language=en&newspaper_page=6",
    "/articles/?year=1958&month=1958-01&translation=held&sort=title",
    "/articles/?mentions=1957&from=1950",
    "/articles/?to=1960&place=" + quote("莫斯科"),
    f"/articles/{SEED}/?view=stacked&left=translation",
    f"/articles/{SEED}/?pinyin=1&glossary=1&script=hant&q=science&result=1",
    f"/articles/{SEED}/v1/cite/?p=2-3",
    f"/articles/{SEED}/v1/cite/?t=1",
    f"/articles/{SEED}/v1/cite/?p=1,3-4",
    f"/articles/{DIKE}/source/",
    f"/articles/{CORRECTED}/v2/changes/",
    f"/articles/{CORRECTED}/v1/changes/",
    f"/glossary/{quote('社会主义')}/",
    "/concordance/?q=Moscow",
    "/concordance/",
    f"/trends/?q={quote('科学')}&q=cooperation",
    "/trends/",
)
REFUSED = {
    f"/articles/{SEED}/v1/cite/?p=99": 400,
    f"/articles/{LONE}/v1/cite/?t=1": 400,
    f"/glossary/{quote('对照文献库')}/": 404,
    "/articles/?year=soon&month=1&from=never&to=1&sort=up&page=0&newspaper_page=x": 400,
    "/articles/?source=nobody&language=xx&translation=maybe&mentions=x&from=1960&to=1950": 400,
    "/nowhere/": 404,
    "/articles/nothing/": 404,
    f"/articles/{SEED[:-1]}0/": 404,
    f"/articles/{SEED}/v9/": 404,
    "/sources/peoples-daily/1958/02/30/": 404,
    "/sources/peoples-daily/1962/02/03/": 404,
    f"/articles/{WITHDRAWN}/": 410,
}
SHOWN = ("alt", "aria-label", "aria-description", "placeholder", "title", "data-done", "data-label")
FOR_PROGRAMS = {"Z3988", "unapi-id"}  # classes of empty elements that reference managers read
UNREAD = ("code", "kbd", "script", "style")
# What is called the same in every language: formats, styles, standards, what is typed as it is.
NAMES = re.compile(
    r"(?<![A-Za-z])(?:APA|API|ARK|Atom|BibTeX|CC BY-SA|CC-CEDICT|Cookie|CSL-JSON|CSV|GB/T|GB18030"
    r"|JSON(?:-LD)?|Markdown|MDBG|MLA|RIS|SHA-256|SVG|TEI|TMX|TSV|TXT|UTF-8|Zotero RDF"
    r"|(?:from|language|mailto|mentions|page|place|source|title|to|year):|manage\.py \w+|OR|195X"
    r"|KWIC|OAI-PMH|COMECON|cooperation|cooperative|labou?r|Mao Tse-tung|NOT"
    r"|the 1960s|U\.S\.S\.R\.|USSR"
    r"|en|held|newest|none|oldest|recorded|relevance|title|zh-Hans)(?![A-Za-z])"
)
DAY_OF_YEAR = re.compile(r"/on-this-day/(?!01-2[45])\d")
ADDRESS = re.compile(r"https?://\S+|(?<![^\s“])/[\w./:-]*|\b[0-9a-z]{11}\b|\b[a-z]+=")


def readable(page: HtmlElement, path: str) -> Iterator[str]:
    """What a reader sees or hears, without what is another language's or was typed.

    The manual for programs is left out: it is full of what programs say.
    """
    if path.endswith("/docs/api/"):
        return
    others = {value for _, value in parse_qsl(urlsplit(path).query)}
    for one in page.iter():
        if is_foreign(one) or one.tag in UNREAD:  # a title may repeat what stands marked below it
            others |= {words(one), *map(str.strip, one.itertext())}
    said = (one for one in others if len(one) > 1 and any(map(str.isalnum, one)))
    longest_first = sorted(said, key=len, reverse=True)
    for element in page.iter():
        for text in of_element(element):
            for other in longest_first:
                text = text.replace(other, "")
            yield text


def is_foreign(element: HtmlElement) -> bool:
    return isinstance(element.tag, str) and element.tag != "html" and bool(element.get("lang"))


def of_element(element: HtmlElement) -> Iterator[str]:
    """The texts and attributes that are an element's own, none where they are not ours."""
    chain = [element, *element.iterancestors()]
    if not isinstance(element.tag, str) or any(
        is_foreign(one) or one.tag in UNREAD or one.get("class") in FOR_PROGRAMS for one in chain
    ):
        return
    if element.tag == "meta" and element.get("name") == "description":
        yield element.get("content") or ""
    if element.tag not in {"link", "meta"}:
        yield from (element.get(name) or "" for name in SHOWN)
    yield element.text or ""
    yield from (child.tail or "" for child in element)


def english(page: HtmlElement, path: str) -> list[str]:
    """The words of Latin letters that are left over, with what stands around them."""
    found = []
    for text in readable(page, path):
        rest = NAMES.sub("", ADDRESS.sub("", text))
        if re.search(r"[A-Za-z]{2,}", rest):
            found.append(" ".join(text.split()))
    return found


def pages_of(site: Served, prefix: str) -> Iterator[tuple[str, HtmlElement]]:
    """Every page under a prefix that links lead to, queries apart."""
    waiting, seen = [f"{prefix}/"], set()
    while waiting:
        path = waiting.pop()
        if path in seen or DAY_OF_YEAR.search(path):  # one day is as another
            continue
        seen.add(path)
        status = site.ask(path).status
        # A withdrawn article's address leads to its successor, and chance to an article.
        if status in {301, 302}:
            continue
        page = read_page(site, path, 410 if status == 410 else 200)
        yield path, page
        for link in select(page, "a"):
            there = urlsplit(urljoin(path, str(link.get("href"))))
            if there.path.startswith(f"{prefix}/") and not there.netloc and not there.query:
                waiting.append(there.path)
