"""A conversion takes as long as its input is large, whatever is repeated in it."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from tests.conversion.conftest import Desk
from tests.helpers.growth_of_time import grows_too_fast

pytestmark = pytest.mark.slow

SHORTEST = 0.3  # seconds of a whole conversion that can be measured beside other programs

MARKS = "\u0301\u0323"
Make = Callable[[int], str]
REPEATED: dict[str, tuple[str, Make]] = {
    "columns": ("a.csv", lambda n: f"{','.join(f'c{i}' for i in range(n))}\n{'v,' * n}\n"),
    "columns of one name": ("a.csv", lambda n: f"title{',text' * n}\nT{',v' * n}\n"),
    "columns without a name": ("a.csv", lambda n: f"title,text{',' * n}\nT,v{',v' * n}\n"),
    "keys": (
        "a.json",
        lambda n: json.dumps([{"title": "T", "text": "x"} | {f"k{i}": 1 for i in range(n)}]),
    ),
    "authors": (
        "a.json",
        lambda n: json.dumps([{"title": "T", "text": "x", "authors": ["A"] * n}]),
    ),
    "marks on a letter": ("a.csv", lambda n: f"title,text\nT,a{MARKS * n}\n"),
    "marks on a name": ("a.csv", lambda n: f"title,a{MARKS * n}\nT,x\n"),
}


@pytest.mark.parametrize("what", REPEATED)
def test_ten_times_as_much_takes_about_ten_times_as_long(desk: Desk, what: str) -> None:
    name, make = REPEATED[what]

    def convert(size: int) -> None:
        desk.put(name, make(size))
        desk.convert(name, "--language", "en")

    assert not grows_too_fast(convert, 6_000, shortest=SHORTEST)


BLANKS: dict[str, tuple[str, Make]] = {
    "key": ("a.bib", lambda n: "@book{" + " " * n + "title = {A}}\n"),
    "people": ("a.bib", lambda n: "@book{a, author = {A" + " " * n + "B}}\n"),
    "keywords": ("a.bib", lambda n: "@book{a, keywords = {A" + " " * n + "B}}\n"),
    "names of files": ("a.csv", lambda n: "id,title,file\na,T,b" + " " * n + "c\n"),
}


@pytest.mark.parametrize("what", BLANKS)
def test_blanks_take_time_in_proportion(desk: Desk, what: str) -> None:
    name, make = BLANKS[what]

    def convert(size: int) -> None:
        desk.put(name, make(size))
        desk.convert(name)

    assert not grows_too_fast(convert, 60_000, shortest=SHORTEST)


def test_columns_of_one_name_are_all_kept_apart(desk: Desk) -> None:
    desk.put("a.csv", "title,text,a-b,a-b,a-b,a-b-2\nT,x,1,2,3,4\n")
    said = desk.convert("a.csv", "--language", "en")
    (seed,) = desk.seeds().values()
    assert said.status == 0
    assert all(f"a-b{end}: " in seed for end in ("", "-2", "-3", "-2-2"))
