"""HTML made by code: what a value can do in each place, and that nothing else is called safe."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.utils.safestring import SafeString
from hypothesis import given
from hypothesis import strategies as st

from archive.safe_html import (
    HtmlPattern,
    escape_html,
    join_html,
    literal,
    rewrite_html,
    split_html,
    write_script_data,
)
from tests.helpers.project_code import modules, nodes_of
from tests.helpers.site_process import ROOT

TEXTS = st.text(st.sampled_from("<>\"'&{}%/=a b-!\n"), max_size=12)
LINK = HtmlPattern('<a href="{}" title="{}"{}>{}</a>')
# The one module that calls texts safe; and the Markdown writer's, which escapes every text.
TRUSTED = {"archive.safe_html", "archive.markdown_text"}
SAYING_SAFE = {"mark_safe", "SafeString", "SafeText", "Markup"}
PATTERN_AT = {"HtmlPattern": 0, "literal": 0, "format_html": 0, "format_html_join": 1}
CATALOGUE = {"gettext", "ngettext", "pgettext", "npgettext"}
DECLARED = {"sentence", "suggestion"}  # messages of the table of filters


class Elements(HTMLParser):
    """Every tag of some HTML with its attributes, and all text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, attrs))

    def handle_data(self, data: str) -> None:
        self.text += data


@given(TEXTS, TEXTS, TEXTS)
def test_a_text_is_the_same_text_wherever_it_stands(href: str, title: str, text: str) -> None:
    read = Elements(LINK(href, title, "", text))
    assert read.tags == [("a", [("href", href), ("title", title)])]
    assert read.text == text


@given(TEXTS)
def test_html_in_an_attribute_cannot_leave_it(text: str) -> None:
    html = HtmlPattern('<b class="c">{}</b>')(text)
    assert [tag for tag, _ in Elements(LINK("/", html, "", "")).tags] == ["a"]


def test_a_tag_takes_only_attributes_made_by_a_pattern() -> None:
    language = HtmlPattern(' lang="{}"')('"x')
    assert LINK("/", "", language, "") == '<a href="/" title="" lang="&quot;x"></a>'
    with pytest.raises(TypeError, match="onclick"):
        LINK("/", "", " onclick=x", "")


@pytest.mark.parametrize("values", [(), ("a", "b", "")])
def test_every_place_wants_its_value(values: tuple[str, ...]) -> None:
    with pytest.raises(TypeError, match="expected 4"):
        LINK(*values)


@pytest.mark.parametrize("pattern", ["{0}", "{name}", "{!r}", "{:>3}"])
def test_a_place_has_no_name_and_no_format(pattern: str) -> None:
    with pytest.raises(ValueError, match=r"expected \{\}"):
        HtmlPattern(pattern)


@given(st.lists(TEXTS), TEXTS)
def test_parts_and_what_stands_between_are_escaped(parts: list[str], between: str) -> None:
    assert Elements(join_html(between, parts)).text == between.join(parts)
    assert Elements(join_html(between, map(escape_html, parts))).text == between.join(parts)


@pytest.mark.parametrize(
    "make",
    [
        lambda: rewrite_html("<b>", re.compile("b"), HtmlPattern("{}")),  # type: ignore[arg-type]
        lambda: rewrite_html(literal("b"), re.compile("b"), lambda _: "<i>"),  # type: ignore[arg-type,return-value]
        lambda: split_html("<b>", re.compile("b")),  # type: ignore[arg-type]
    ],
    ids=["rewrite", "replacement", "split"],
)
def test_a_plain_text_is_not_taken_for_html(make: object) -> None:
    assert callable(make)
    with pytest.raises(TypeError, match="expected HTML"):
        make()


def test_data_of_a_script_hold_nothing_that_ends_it() -> None:
    written = write_script_data('"</script><!--\u2028&"')
    assert not set("<>&\u2028") & set(written)
    assert isinstance(written, SafeString)


def called(file: Path) -> Iterator[tuple[str, ast.Call]]:
    for node in nodes_of(file):
        if isinstance(node, ast.Call):
            match node.func:
                case ast.Name(id=name) | ast.Attribute(attr=name):
                    yield name, node


def is_ours(node: ast.expr) -> bool:
    """Whether an expression is a text of the code or of the catalogues."""
    match node:
        case ast.Constant():
            return True
        case ast.Call(func=ast.Name(id="str"), args=[ast.Attribute(attr=name)]):
            return name in DECLARED
        case ast.Call(func=ast.Name(id=name), args=args):
            return name in CATALOGUE and all(isinstance(one, ast.Constant) for one in args[:2])
        case ast.IfExp(body=body, orelse=other):
            return is_ours(body) and is_ours(other)
    return False


def test_one_module_alone_says_that_a_text_is_safe_html() -> None:
    saying = {
        f"{name}:{node.lineno}"
        for name, file in modules("archive", "documents", "tools").items()
        for one, node in called(file)
        if one in SAYING_SAFE and name not in TRUSTED
    }
    assert saying == set()


def test_no_pattern_is_made_of_values() -> None:
    made = {
        f"{name}:{node.lineno}"
        for name, file in modules("archive", "documents").items()
        for one, node in called(file)
        if one in PATTERN_AT and name not in TRUSTED
        if not is_ours(node.args[PATTERN_AT[one]])
    }
    assert made == set()


@pytest.mark.parametrize("spelling", [r"\|\s*safe\b", r"\bautoescape\b", r"\bMarkup\b"])
def test_no_template_prints_a_value_unescaped(spelling: str) -> None:
    templates = list((ROOT / "templates").rglob("*.html"))
    assert templates
    assert not [one.name for one in templates if re.search(spelling, one.read_text("utf-8"))]
