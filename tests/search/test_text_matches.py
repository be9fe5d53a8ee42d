"""What finds hits in several texts at once finds what it finds in each."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.search.folded_texts import FoldedTexts
from documents.search.text_matches import Matcher

QUERIES = ("people", "水庫", '"the people"', "水库 done", "peo*", "co-operate", '"ten… people"')
PIECES = (
    *("People", "the people's", "水库", "水 库", "水庫", " ", "\n", "。", "…", "……", "“", "’"),
    *("co-operate", "done", "ten", "é", "e\u0301", "ﬁ", "🤦\u200d♀️", "，", "½", "-", "."),
)
texts = st.lists(st.lists(st.sampled_from(PIECES), max_size=8).map("".join), max_size=6)


@given(st.sampled_from(QUERIES), texts)
def test_spans_of_several_texts_are_those_of_each(q: str, held: list[str]) -> None:
    matcher = Matcher(q)
    each = {place: spans for place, text in enumerate(held) if (spans := matcher.spans(text))}
    assert matcher.spans_by_text(held) == each


@pytest.mark.parametrize(
    "text", ["据新华社武汉22日电 你的水库", "……水库", "水 库", "🤦\u200d♀️水库"]
)
def test_a_span_leads_to_what_was_written_where_folding_moves_it(text: str) -> None:
    found = Matcher("水库").spans_by_text(["前", text])
    assert [text[start:end].replace(" ", "") for start, end in found[1]] == ["水库"]


def test_several_queries_are_looked_for_in_texts_folded_once() -> None:
    held = FoldedTexts(["The people’s reservoir", "水庫完工", "", "People"])
    assert Matcher("people").full_holders(held) == {0, 3}
    assert Matcher("水库").full_holders(held) == {1}
    assert Matcher("people reservoir").full_holders(held) == {0}
