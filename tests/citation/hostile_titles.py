"""Text that breaks formats, for property tests."""

from __future__ import annotations

from hypothesis import strategies as st

CASES = (
    "A & B {C} <i>%#_$^~\\ \"q\" 'r' | `s` @t",
    "lone { brace",
    "lone } brace \\",
    "two\nlines\r\nand\ta tab",
    "</script><script>alert(1)</script><!--",
    "العربية ‮שלום‬ RTL",
    "👩‍👩‍👧 and 🏳️‍🌈",
    "ER  - \r\nTY  - BOOK",
    "字" * 300 + " & " + "x" * 300,
    "bell\x07 null\x00 separator\u2028 nonchar\ufffe",
)
titles = st.one_of(
    st.sampled_from(CASES),
    st.text(max_size=700),
    st.text(alphabet="{}\\&%#_$~^<>|-=\n\r\"'` a", max_size=60),
)
