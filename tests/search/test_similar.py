"""Near-duplicates and related articles, on texts made for it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.search import IndexBuilder, IndexDocument, OpenIndex, open_index
from documents.search.similar import find_duplicates, find_related
from documents.search.sketches import ALIKE, SIZE, estimate_similarity, make_sketch, read, write

HAN = "科學研究合作文化人民公社水渠修成國家發展農業工業會議代表團參觀學校醫院鐵路橋樑電站鋼鐵"
SIMPLIFIED = str.maketrans("學國發農業會團參觀鐵橋樑電鋼", "学国发农业会团参观铁桥梁电钢")


def han(seed: int, length: int = 300) -> str:
    chance = random.Random(seed)
    return "".join(chance.choice(HAN) + "，" * (chance.random() < 0.1) for _ in range(length))


def article(name: str, title: str, **texts: str) -> IndexDocument:
    held: dict[str, tuple[str, ...]] = {
        tag.replace("_", "-"): (text,) for tag, text in texts.items()
    }
    return IndexDocument(name, "s", title, {"en": title}, held, has_translation=len(held) > 1)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> OpenIndex:
    folder = tmp_path_factory.mktemp("likeness")
    builder = IndexBuilder(folder, None)
    text = han(1)
    for one in (
        article("0000000001", "A", zh_Hant=text),
        article("0000000002", "B", zh_Hans=text.translate(SIMPLIFIED).replace("，", "。 ")),
        article("0000000003", "C", zh_Hans=text[:270].translate(SIMPLIFIED) + han(2, 30)),
        article("0000000004", "D", zh_Hans=han(3).translate(SIMPLIFIED)),
        article("0000000005", "E", zh_Hans="短文一篇。"),
        article("0000000006", "F", zh_Hans="短文一篇。"),
        article("0000000007", "Saltworks", en="The saltworks of Zigong boil brine in iron pans."),
        article(
            "0000000008",
            "盐",
            zh_Hans="自贡盐井用铁锅熬卤。",
            en="Brine from the wells of Zigong is boiled.",
        ),
        article("0000000009", "井", zh_Hans="自贡的盐井很深，卤水很浓。"),
        *(article(f"00000001{n:02}", "X", en=f"Nothing of note in town {n}.") for n in range(40)),
    ):
        builder.add(one)
    builder.finish("first")
    return open_index(folder, "first")


def test_one_text_in_either_script_and_any_punctuation_is_the_same(index: OpenIndex) -> None:
    found = {hit.identifier: hit.score for hit in find_duplicates(index, "0000000001")}
    assert found.keys() == {"0000000002", "0000000003"}
    assert found["0000000002"] == 1.0
    assert 0.6 <= found["0000000003"] < 1.0


def test_likeness_is_mutual(index: OpenIndex) -> None:
    assert "0000000001" in {hit.identifier for hit in find_duplicates(index, "0000000003")}


@pytest.mark.parametrize("name", ["0000000004", "0000000005", "0000000007", "nowhere"])
def test_other_texts_and_short_ones_have_no_twin(index: OpenIndex, name: str) -> None:
    assert find_duplicates(index, name) == []


def test_related_articles_are_reached_through_the_one_held_in_both_languages(
    index: OpenIndex,
) -> None:
    english = find_related(index, "0000000007", [], ["The saltworks of Zigong boil brine."], 3)
    assert english[0] == "0000000008"
    both = find_related(
        index, "0000000008", [], ["自贡盐井用铁锅熬卤。", "Brine from the wells of Zigong."], 3
    )
    assert set(both[:2]) == {"0000000007", "0000000009"}


def test_a_text_without_a_rare_word_is_related_to_nothing(index: OpenIndex) -> None:
    assert find_related(index, "0000000005", ["X"], ["of in", ""], 3) == []


UNITS = st.lists(st.sampled_from("abcdefghij"), max_size=300)


@given(UNITS, UNITS)
def test_resemblance_is_a_share_the_same_both_ways(left: list[str], right: list[str]) -> None:
    one, other = make_sketch(" ".join(left)), make_sketch(" ".join(right))
    assert 0.0 <= estimate_similarity(one, other) == estimate_similarity(other, one) <= 1.0
    assert estimate_similarity(one, one) == (1.0 if one else 0.0)
    assert len(one) <= SIZE
    if one:
        assert read(write("zh", one)) == ("zh", one)


def test_a_set_phrase_that_everything_shares_hides_no_twin(tmp_path: Path) -> None:
    builder = IndexBuilder(tmp_path, None)
    phrase = han(7, 80)
    texts = [phrase + han(100 + number, 100) for number in range(200)]
    texts[199] = texts[150] + han(8, 5)
    for number, text in enumerate(texts):
        builder.add(article(f"{number:010}", str(number), zh_Hans=text))
    builder.finish("many")
    index = open_index(tmp_path, "many")
    assert [hit.identifier for hit in find_duplicates(index, "0000000150")] == ["0000000199"]
    assert [hit.identifier for hit in find_duplicates(index, "0000000199")] == ["0000000150"]


def test_a_text_of_little_but_a_set_phrase_is_like_all_that_repeat_it(tmp_path: Path) -> None:
    builder = IndexBuilder(tmp_path, None)
    phrase = han(7, 160)
    for number in range(150):
        builder.add(article(f"{number:010}", str(number), zh_Hans=phrase + han(number, 10)))
    builder.finish("repeated")
    index = open_index(tmp_path, "repeated")
    found = find_duplicates(index, "0000000003")
    assert len(found) >= 50
    assert all(hit.score >= 0.8 for hit in found)


@given(UNITS, UNITS)
def test_resemblance_is_that_of_the_samples_where_texts_are_alike_and_else_nothing(
    left: list[str], right: list[str]
) -> None:
    one, other = (
        make_sketch(" ".join(left)),
        make_sketch(" ".join([*left[: len(left) // 2], *right])),
    )
    sample = {*sorted({*one, *other})[:SIZE]}
    shared = len(sample & {*one} & {*other}) / max(len(sample), 1)
    assert estimate_similarity(one, other) == (shared if shared >= ALIKE else 0.0)


def test_equals_stand_in_one_order_however_the_index_was_filled(tmp_path: Path) -> None:
    """Texts that share the same words score alike, wherever their segments lie."""
    names = [f"{number:010}" for number in range(60)]
    texts = {name: f"{han(5, 120)}。Brine of Zigong." for name in names}
    texts |= {f"9{number:09}": f"Nothing of note in town {number}." for number in range(300)}
    found = []
    for run in ("as they come", "shuffled"):
        order = list(texts)
        if run == "shuffled":
            random.Random(1).shuffle(order)
        previous: str | None = None
        for step in range(0, len(order), 97):
            builder = IndexBuilder(tmp_path / run, previous)
            for name in order[step : step + 97]:
                builder.add(article(name, name, zh_Hans=texts[name]))
            previous = str(step)
            builder.finish(previous)
        assert previous is not None
        index = open_index(tmp_path / run, previous)
        related = find_related(index, names[0], [], ["Brine of Zigong."], 12)
        found.append((related, find_duplicates(index, names[0])))
    assert found[0] == found[1]
    assert found[0][0] == names[1:13]
