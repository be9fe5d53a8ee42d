"""The examples of the manual for programs: each is asked by a test, on a served archive."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

LOCAL = "http://127.0.0.1:8000"  # where an archive without a public address is served by default


@dataclass(frozen=True, slots=True)
class ApiExample:
    """An example: what it does, the path it asks, and a key of what is answered."""

    does: str | Promise
    path: str
    key: str
    accept: str = ""

    def command(self, base: str, parts: Mapping[str, object]) -> str:
        """The example as a command line."""
        told = f" -H 'Accept: {self.accept}'" if self.accept else ""
        return f"curl{told} '{base}{self.address(parts)}'"

    def address(self, parts: Mapping[str, object]) -> str:
        """The path, with an article, a source and a day that this archive has."""
        return quote(self.path.format_map(parts), safe="/?&=%")


EXAMPLES: tuple[ApiExample, ...] = (
    ApiExample(gettext_lazy("A whole article"), "/articles/{identifier}.json", "texts"),
    ApiExample(
        gettext_lazy("The same, with an Accept header at the article’s own address"),
        "/articles/{identifier}/",
        "texts",
        "application/json",
    ),
    ApiExample(
        gettext_lazy("Articles of one year that contain a word"),
        "/articles.json?q={word}&year={year}",
        "articles",
    ),
    ApiExample(gettext_lazy("An issue, page by page"), "/sources/{key}/{date}.json", "pages"),
    ApiExample(
        gettext_lazy("Every occurrence of a word in context"), "/concordance.json?q={word}", "lines"
    ),
    ApiExample(
        gettext_lazy("Two words over time"), "/trends.json?q={word}&q={other_word}", "trends"
    ),
    ApiExample(gettext_lazy("The answer to a bad parameter"), "/articles.json?year=58", "errors"),
)
WALK = """\
import json
from urllib.parse import urljoin
from urllib.request import urlopen

address = "{base}/articles.json?sort=oldest"
while address:
    with urlopen(address) as answer:
        found = json.load(answer)
    for article in found["articles"]:
        print(article["identifier"], article["date"], article["texts"][0]["title"])
    address = urljoin(address, found["next"]) if found["next"] else ""
"""


def write_commands(base: str, parts: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """What each example does, and its command line."""
    for one in EXAMPLES:
        yield str(one.does), one.command(base, parts)
