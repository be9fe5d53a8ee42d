"""Encyclopedia entries as copied from the dictionary site."""

from __future__ import annotations

from pathlib import Path

import pytest

from documents.seed_store.files import decode
from documents.seed_store.layouts import parse_file
from documents.seed_store.records import ArticleRecord, TextRecord
from tests.helpers.layout_samples import DISCLAIMER, RIGHTS, blocks, fields, read, refusal

SEED = Path(__file__).parents[3] / "seeds" / "002_41d499eae482cac3.txt"
BODY = "the branch of agriculture concerned with the cultivation of the tea plant. It is old."
LAYOUT = "great_soviet_encyclopedia"


def entry(
    body: str = BODY,
    after: str = "",
    *,
    title: str = "Tea Growing",
    again: str | None = None,
    disclaimer: str = DISCLAIMER,
    rights: str = RIGHTS,
    chrome: str = "Full browser ?",
) -> str:
    again = title if again is None else again
    return f"{title}\n\n{disclaimer}\n\n{again}\n\n\n{body}\n\n\n{after}\n\n\n{rights}\n{chrome}"


def held(record: ArticleRecord) -> TextRecord:
    (only,) = record.translations
    return only


def test_the_seed_is_read_whole() -> None:
    record = parse_file(decode(SEED.read_bytes(), SEED.name), LAYOUT)
    text = held(record)
    assert (record.language, record.original, text.language) == ("ru", None, "en")
    assert text.headline == ("Scientific and Technical Cooperation of the Socialist Countries",)
    assert [block.kind for block in text.blocks] == ["paragraph"] * 6
    assert text.blocks[0].text.startswith("one of the most important trends")
    assert len(text.references) == 6
    assert text.references[2] == text.references[5]
    assert (text.byline, text.authors, text.sections, text.dateline) == ("", (), (), None)
    assert (str(record.date), record.page, record.page_label) == ("1970/1979", None, "")
    assert set(record.notes) == {"rights", "disclaimer"}
    assert "(1979)" in record.notes["disclaimer"][0]
    assert record.not_understood == ()


def test_chrome_is_furniture_wherever_it_stands() -> None:
    chrome = (
        "Link to this page:\nMentioned in ?\nReferences in periodicals archive\n"
        "Encyclopedia browser ?\nCopyright © 2003-2024 Farlex, Inc\nFeedback\nPage tools"
    )
    record = read("Full browser ?\n" + entry(f"{BODY}\n\nAdvertisement\n\n{BODY}", chrome=chrome))
    assert blocks(held(record)) == [("paragraph", BODY)] * 2
    assert fields(record).count("furniture") == 10
    assert record.not_understood == ()


def test_a_headword_that_is_also_chrome_is_a_headword() -> None:
    text = held(read(entry(title="Feedback", chrome="Feedback")))
    assert (text.headline, len(text.blocks)) == (("Feedback",), 1)


@pytest.mark.parametrize("heading", ["REFERENCES", "REFERENCE", "WORKS", "SOURCES", "References:"])
def test_a_headed_bibliography(heading: str) -> None:
    cited = (
        "Lenin, V. I. Poln. sobr. soch., 5th ed., vol. 3. (See Index, part 1.)\nIvanov, I. Chai."
    )
    record = read(entry(after=f"{heading}\n{cited}"))
    assert held(record).references == tuple(cited.split("\n"))
    assert record.notes["references"] == (heading,)


def test_a_bibliography_without_heading_ends_in_imprints() -> None:
    cited = (
        "Lenin, V. I. Poln. sobr. soch., 5th ed., vol. 3.\n"
        "Chainoe delo, vols. 1–3. Tbilisi, 1950–54.\n"
        "Petrov, A. B. Chai. Leningrad-Moscow, 1965. Pages 3–5."
    )
    text = held(read(entry(after=cited)))
    assert text.references == tuple(cited.split("\n"))
    assert blocks(text) == [("paragraph", BODY)]


def test_prose_that_ends_in_a_year_is_no_reference() -> None:
    prose = "By 1913 the tea area was 900 hectares, and the harvest was small until 1925."
    assert held(read(entry(f"{BODY}\n\n{prose}"))).references == ()


@pytest.mark.parametrize("order", ["before", "after"])
def test_signatures_in_capitals_name_the_authors(order: str) -> None:
    signature, cited = "V. I. IVANOV and A. P. PETROVA", "REFERENCES\nIvanov, I. Chai. Baku, 1930."
    after = f"{signature}\n\n{cited}" if order == "before" else f"{cited}\n\n{signature}"
    text = held(read(entry(after=after)))
    assert blocks(text) == [("paragraph", BODY), ("signature", signature)]
    assert (text.byline, text.authors) == (signature, ("V. I. IVANOV", "A. P. PETROVA"))
    assert text.references == ("Ivanov, I. Chai. Baku, 1930.",)


def test_several_entries_under_one_headword_are_sections() -> None:
    record = read(entry("a city in the RSFSR.", title="Orel") + "\n" + entry(BODY, title="Orel"))
    text = held(record)
    assert [body for _, body in blocks(text)] == ["a city in the RSFSR.", BODY]
    assert text.sections == (2,)
    assert record.notes["rights"] == (RIGHTS,)


def test_a_second_headword_is_refused_with_its_line() -> None:
    text = entry(title="Orel") + "\n" + entry(title="Kursk")
    assert "x.txt:16: title: found a second headword, 'Kursk'" in refusal(text)


def test_another_works_entry_is_kept_out_of_the_text() -> None:
    other = (
        "\n\ntea\n\n(botany)\nThe dried leaves of a shrub.\n\n"
        "McGraw-Hill Dictionary of Terms, 6E, Copyright © 2003 by The McGraw-Hill Companies, Inc.\n"
    )
    record = read(entry() + other)
    assert blocks(held(record)) == [("paragraph", BODY)]
    assert record.notes["other_entry"][:2] == ("tea", "(botany)")
    assert record.not_understood == ()


def test_a_fuller_headword_is_kept_as_a_note() -> None:
    record = read(entry(title="Lenin, Vladimir", again="LENIN, VLADIMIR (real surname Ul’ianov)"))
    assert held(record).headline == ("Lenin, Vladimir",)
    assert record.notes["headword"] == ("LENIN, VLADIMIR (real surname Ul’ianov)",)
    assert blocks(held(record)) == [("paragraph", BODY)]


@pytest.mark.parametrize("again", ["", "TEA GROWING", "**Tea Growing**", "Tea Growing 1"])
def test_the_headword_said_again_varies(again: str) -> None:
    assert blocks(held(read(entry(again=again)))) == [("paragraph", BODY)]


@pytest.mark.parametrize(
    ("disclaimer", "rights", "date"),
    [
        (DISCLAIMER, RIGHTS.replace("-", "–").replace("©", "(c)"), "1970/1979"),
        (f"Warning! {DISCLAIMER}", RIGHTS.replace(" ", "\u00a0"), "1970/1979"),
        (f"Warning!\n{DISCLAIMER}", "", "1979"),
        ("", RIGHTS, "1970/1979"),
        ("", "", "None"),
    ],
)
def test_the_date_is_the_editions_or_none(disclaimer: str, rights: str, date: str) -> None:
    record = read(entry(disclaimer=disclaimer, rights=rights), LAYOUT)
    assert str(record.date) == date
    assert blocks(held(record)) == [("paragraph", BODY)]
    assert record.not_understood == ()


def test_a_cross_reference_is_an_entry() -> None:
    assert blocks(held(read(entry("see SOCIALISM.")))) == [("paragraph", "see SOCIALISM.")]


def test_unmarked_subheads_stand_before_prose() -> None:
    text = held(read(entry(f"{BODY}\n\nHistorical survey\n\n{BODY}")))
    assert blocks(text)[1] == ("subhead", "Historical survey")


def test_an_entry_without_text_is_refused() -> None:
    assert "x.txt:0: body: found no text below the headword" in refusal(entry(""))
    assert "title: found 'aaa" in refusal("a" * 201, LAYOUT)


@pytest.mark.parametrize(
    "prose",
    [
        "also found in the southern regions, where tea has been grown since the last century.",
        "related to the cultivation of crops: tea, citrus fruits and others.",
        "copyright law as it stood in the years 1928-1961 and was then amended by the Fundamentals"
        " of Civil Legislation, which the union republics took into their civil codes later on.",
    ],
)
def test_prose_that_resembles_chrome_stays(prose: str) -> None:
    assert blocks(held(read(entry(prose)))) == [("paragraph", prose)]


def test_a_cross_reference_in_brackets_is_text_and_no_headword() -> None:
    text = held(read(entry(f"Orel (see KURSK)\n\n{BODY}", title="Orel", again="")))
    assert blocks(text)[0][1] == "Orel (see KURSK)"


def test_a_bibliography_in_one_paragraph_is_parted_after_each_imprint() -> None:
    cited = (
        "Kanalov, N. P. Kanaly i reki, 2nd ed., vols. 1–3. Moscow, 1950–54.",
        "Rekin, S. A. Soch., vol. 2. Leningrad, 1961. Pages 3–5.",
        "Dvizhenie vody. In: Trudy instituta, no. 5. Moscow, 1968.",
    )
    assert held(read(entry(after=f"REFERENCES\n{' '.join(cited)}"))).references == cited


def test_a_wrapped_reference_is_joined() -> None:
    wrapped = "Kanalov, N. P. Kanaly i reki, 2nd ed.,\nvols. 1–3. Moscow, 1950–54."
    text = held(read(entry(after=f"REFERENCES\n{wrapped}")))
    assert text.references == (wrapped.replace("\n", " "),)


def test_a_sentence_that_ends_in_a_place_and_year_is_no_reference() -> None:
    prose = "The first congress of canal builders was held in Moscow, 1898."
    assert blocks(held(read(entry(f"{BODY}\n\n{prose}"))))[1] == ("paragraph", prose)


def test_lines_wrapped_by_hand_are_one_paragraph() -> None:
    wrapped = (
        "the branch of engineering concerned with the construction of canals\n"
        "and the regulation of rivers. Its foundations were laid in the days of\n"
        "Peter the Great."
    )
    assert blocks(held(read(entry(wrapped)))) == [("paragraph", wrapped.replace("\n", " "))]


def test_numbered_lines_are_a_list_and_a_figures_line_a_caption() -> None:
    items = "(1) navigation canals\n(2) irrigation canals"
    text = held(read(entry(f"{BODY}\n\n{items}\n\nFigure 1. Cross section of a canal")))
    assert blocks(text)[1:] == [("list", items), ("caption", "Figure 1. Cross section of a canal")]


def test_a_second_headword_without_its_own_disclaimer_is_refused() -> None:
    text = f"{entry(title='Orel', chrome='')}\nKursk\n\n\n{BODY}\n\n\n{RIGHTS}\n"
    assert "title: found a second headword, 'Kursk'" in refusal(text)


def test_a_numbered_homonym_begins_a_section() -> None:
    text = held(read(entry(f"{BODY}\n\nOrel 2\n\na river.", title="Orel", again="Orel 1")))
    assert [body for _, body in blocks(text)] == [BODY, "a river."]
    assert text.sections == (2,)


def test_an_entry_of_another_work_may_stand_first() -> None:
    other = (
        "tea\n\nThe dried leaves of a shrub.\n\n"
        "Collins Discovery Encyclopedia, 1st edition © HarperCollins Publishers 2005\n\n"
    )
    record = read(other + entry())
    assert held(record).headline == ("Tea Growing",)
    assert blocks(held(record)) == [("paragraph", BODY)]
    assert record.notes["other_entry"][:2] == ("tea", "The dried leaves of a shrub.")


def test_the_sites_lists_below_the_entries_are_furniture() -> None:
    lists = "Mentioned in ?\nCoffee\nCocoa\nReferences in periodicals archive ?\nTea was drunk."
    record = read(
        "Encyclopedia browser ?\n" + entry(chrome=f"{lists}\nEncyclopedia browser ?\nTea")
    )
    assert held(record).headline == ("Tea Growing",)
    assert blocks(held(record)) == [("paragraph", BODY)]
    assert record.not_understood == ()


def test_lines_of_no_entry_below_the_last_are_not_understood() -> None:
    record = read(entry(chrome="\nA line that nobody signed."))
    assert blocks(held(record)) == [("paragraph", BODY)]
    assert len(record.not_understood) == 1


def test_each_section_of_a_long_entry_may_have_its_bibliography() -> None:
    prose = f"{BODY} It was planted by hand in rows and picked three times in the summer months."
    cited = "REFERENCES\nPetrov, A. B. Chai. Moscow, 1965."
    record = read(entry(f"{BODY}\n\n{cited}\n\nHarvest\n\n{prose}\n\n{cited}"))
    assert blocks(held(record)) == [
        ("paragraph", BODY),
        ("subhead", "Harvest"),
        ("paragraph", prose),
    ]
    assert held(record).references == ("Petrov, A. B. Chai. Moscow, 1965.",) * 2


def test_a_signature_may_carry_a_volume_and_page_mark() -> None:
    record = read(entry(after="L. V. BELIAEV, M. A. GUKOV, and A. A. SIDOROV [12–345–6]"))
    assert held(record).authors == ("L. V. BELIAEV", "M. A. GUKOV", "A. A. SIDOROV")


def test_a_list_heading_above_the_rights_line_takes_no_text_away() -> None:
    record = read(entry(f"{BODY}\n\nMentioned in ?\n\n{BODY}"))
    assert blocks(held(record)) == [("paragraph", BODY)] * 2


def test_an_entry_that_goes_on_after_an_imprint_is_not_parted() -> None:
    cited = "Rekin, S. A. Dvizhenie vody. Moscow, 1951. In: Trudy instituta, no. 5. Moscow, 1968."
    assert held(read(entry(after=f"REFERENCES\n{cited}"))).references == (cited,)
