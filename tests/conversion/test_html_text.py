"""HTML in a cell or a value of JSON, made into Markdown."""

from __future__ import annotations

import json

import pytest

from documents.conversion.html_text import is_html, write_html_text
from tests.conversion.conftest import Desk


@pytest.mark.parametrize(
    ("fragment", "written"),
    [
        (
            "<p>One <b>two</b> *x* &lt;b&gt;</p><p># three</p>",
            "One **two** \\*x\\* \\<b>\n\n\\# three",
        ),
        ("<ul><li>a<li>b</ul>", "- a\n- b"),
        ("Roses are red,<br>violets blue", "| Roses are red,\n| violets blue"),
        ("One.<br><br>Two.", "One.\n\nTwo."),
        ("<h2>Head</h2>tail<blockquote>said</blockquote>", "### Head\n\ntail\n\n> said"),
        ("<p>1. no item</p><p>- none</p>", "1\\. no item\n\n\\- none"),
        ("<p>x<script>alert(1)</script></p>", "x"),
    ],
)
def test_a_fragment_becomes_markdown(fragment: str, written: str) -> None:
    assert is_html(fragment)
    assert write_html_text(fragment) == written


@pytest.mark.parametrize("text", ["3 < 4 > 2", "a <tag> of mine", "<p>", "R&D"])
def test_other_signs_are_no_html(text: str) -> None:
    assert not is_html(text)


def test_letters_that_a_parser_would_drop_are_kept_as_they_are() -> None:
    nested = "<div>" * 3000 + "deep inside" + "</div>" * 3000
    assert "deep inside" in write_html_text(nested)


def test_html_in_a_record_is_said_to_be_read_so(desk: Desk) -> None:
    desk.put("w.json", json.dumps({"id": "w", "title": "T", "text.en": "<p>One</p><p>Two</p>"}))
    run = desk.convert("w.json")
    assert run.status == 0
    assert run.said("its text is HTML: read as such")
    assert "\nOne\n\nTwo\n" in desk.seeds()["w.md"]
