"""The catalogues: nothing missing, nothing stale, and every value still in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from gettext import GNUTranslations
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from jinja2 import nodes

from archive.templating import environment
from tools import update_messages
from tools.update_messages import (
    ROOT,
    compile_catalog,
    extract,
    is_missing,
    locales,
    messages,
    mo_file,
    po_file,
    read,
    write,
)

TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
LOCALES = locales()
CATALOG = list(messages(read("zh_Hans")))
HAN = "[\u3400-\u9fff]"
# Read aloud or shown by a browser, though it stands in an attribute.
SHOWN = {"alt", "aria-label", "aria-description", "placeholder", "title", "data-done", "data-label"}
UNREAD = {"code", "kbd", "script", "style"}
# A block that holds nobody's words.
SILENT = "body_class"
# What is written the same in every language.
NAMES = {"SHA-256", "ARK", "CSV"}


extracted = cache(extract)  # by those who change nothing in it


def texts(message: Message) -> list[str]:
    """A message's wordings in a catalogue."""
    said = message.string or ()
    return [one for one in ((said,) if isinstance(said, str) else said) if one]


def sources(message: Message) -> list[str]:
    return [message.id] if isinstance(message.id, str) else list(message.id)


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"%\(\w+\)s|\{\w*\}|<[^>]+>", text))


@pytest.mark.parametrize("locale", LOCALES)
def test_every_marked_string_is_translated(locale: str) -> None:
    """What is wrong is mended by ``make messages`` and a translation."""
    known = {(message.id, message.context): message for message in messages(read(locale))}
    missing = [
        (message.id, message.locations)
        for message in messages(extracted(locale))
        if (held := known.get((message.id, message.context))) is None or is_missing(held)
    ]
    assert missing == []


@pytest.mark.parametrize("locale", LOCALES)
def test_a_catalogue_holds_nothing_that_nobody_says_any_more(locale: str) -> None:
    said = {(message.id, message.context) for message in messages(extracted(locale))}
    known = {(message.id, message.context) for message in messages(read(locale))}
    assert known - said == set()


@pytest.mark.parametrize("locale", LOCALES)
def test_a_catalogue_is_written_as_the_tool_writes_it(locale: str) -> None:
    """So that bringing it up to date changes only what there is to change."""
    assert write(read(locale)) == po_file(locale).read_bytes()


@pytest.mark.parametrize("locale", LOCALES)
def test_the_compiled_catalogue_says_what_the_readable_one_says(locale: str) -> None:
    assert compile_catalog(read(locale)) == mo_file(locale).read_bytes()


@pytest.mark.slow
def test_a_catalogue_is_begun_and_then_holds_what_was_translated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As ``make messages ADD=de`` and, when it is written, ``make messages`` do it."""
    monkeypatch.setattr(update_messages, "LOCALES", tmp_path)
    assert update_messages.main(["de"]) == 1
    assert "de: not translated: 'Search' (" in capsys.readouterr().err
    begun = read("de")
    assert {message.id for message in messages(begun)} == {one.id for one in CATALOG}
    for message in messages(begun):
        assert is_missing(message)
        count = begun.num_plurals if isinstance(message.id, tuple) else 0
        message.string = ("ja",) * count if count else "ja"
    po_file("de").write_bytes(write(begun))
    assert update_messages.main([]) == 0
    with mo_file("de").open("rb") as compiled:
        assert GNUTranslations(compiled).gettext("Search") == "ja"


@pytest.mark.parametrize("locale", LOCALES)
def test_no_value_and_no_element_is_lost_in_translation(locale: str) -> None:
    for message in messages(read(locale)):
        values = set().union(*map(placeholders, sources(message)))
        for text in texts(message):
            assert placeholders(text) == values, text


def test_chinese_is_set_with_chinese_punctuation_and_without_spaces() -> None:
    """Spaces between scripts are the style sheet's (``text-autospace``)."""
    wrong = re.compile(rf"{HAN}[,;:!?()]|[,;!?()]{HAN}|{HAN} +\S|\S +{HAN}|\.\.\.|{HAN}…(?!…)")
    faults = [text for message in CATALOG for text in texts(message) if wrong.search(text)]
    assert faults == []


def test_a_sentence_ends_in_chinese_as_it_ends_in_english() -> None:
    ends = {".": "。", "?": "？", ":": "：", "!": "！"}
    for message in CATALOG:
        first = sources(message)[0]
        if len(first) > 1 and (" " in first or first.endswith(":")):
            for text in texts(message):
                assert ends.get(first[-1], text[-1:]) == text[-1:], text


class _Reader(HTMLParser):
    """Collects what a template shows that nothing marks."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []
        self._silent = 0

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.shown.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in UNREAD
        self.shown += [value for name, value in attrs if name in SHOWN and value]

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in UNREAD


def written(node: nodes.Node) -> Iterator[str]:
    """The text of a template as it stands; what marks a message has become a call."""
    if isinstance(node, nodes.TemplateData):
        yield node.data
    elif not (isinstance(node, nodes.Block) and node.name == SILENT):
        for child in node.iter_child_nodes():
            yield from written(child)


def constants(node: nodes.Node) -> Iterator[str]:
    """The texts that an expression shows: not what it asks for, compares or hands to a function."""
    if isinstance(node, nodes.Const):
        yield str(node.value)
    elif isinstance(node, nodes.Getitem):
        yield from constants(node.node)
    elif not isinstance(node, nodes.Call | nodes.Compare | nodes.Test):
        for child in node.iter_child_nodes():
            yield from constants(child)


def unmarked(template: str) -> list[str]:
    """The words of a template that stand in it as they are."""
    tree = environment(autoescape=True).parse(template)
    reader = _Reader()
    reader.feed("".join(written(tree)))
    reader.close()
    shown = [*reader.shown]
    for output in tree.find_all(nodes.Output):
        shown += [text for child in output.nodes for text in constants(child)]
    return [
        text.strip()
        for text in shown
        if re.search(r"[A-Za-z]{2}|[,;:.!?]\s|[,;:!?]$", text) and text.strip() not in NAMES
    ]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_template_shows_no_words_of_its_own(path: Path) -> None:
    assert unmarked(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("<p>Plain words</p>", ["Plain words"]),
        ('<a href="/x/" title="A title">{{ name }}</a>', ["A title"]),
        ('{{ names|join(", ") }}', [","]),
        ('{{ name or "nobody" }}', ["nobody"]),
        ("{{ one }}, {{ other }}", [","]),
        ('<p>{{ _("Marked") }}</p>', []),
        ("<p>{% trans %}Marked {{ name }}{% endtrans %}</p>", []),
        ("<p><kbd>j</kbd> next row</p>", ["next row"]),
        ('{{ names|join(_(", ")) }}', []),
        ("<a href=\"{{ url('documents:help') }}\">{{ name }}</a>", []),
        ("{# A remark #}<b>{{ name }}</b>", []),
    ],
)
def test_words_are_found_wherever_a_template_may_show_them(template: str, found: list[str]) -> None:
    assert unmarked(template) == found
