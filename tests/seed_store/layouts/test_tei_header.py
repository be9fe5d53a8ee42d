"""The header of a TEI file: facts, dates of any calendar, the day a letter was sent."""

from __future__ import annotations

import pytest

from documents.blocks import Dateline
from documents.seed_store.files import decode
from documents.seed_store.layouts import recognise
from tests.helpers.tei_samples import HEADER, PARALLEL, read_tei, wrap


def test_the_header_gives_the_facts() -> None:
    record = read_tei(PARALLEL.replace("{}", ""))
    original, translation = record.texts
    assert (original.language, original.headline) == ("ru", ("Паром",))
    assert (translation.language, translation.headline) == ("en", ("The Ferry",))
    assert (original.authors, translation.translators) == (("Ivan Petrov",), ("Ann Lee",))
    assert original.byline == "Ivan Petrov"
    assert (str(record.date), record.page, record.page_label) == ("1911-05", 12, "12-14")
    assert record.notes == {"rights": ("CC BY",)}
    assert translation.alignment == ()


@pytest.mark.parametrize(
    ("element", "edtf", "written"),
    [
        ('<date when="1917-11-07">7 November 1917</date>', "1917-11-07", ""),
        (
            '<date when="1917-11-07" calendar="#julian">25 October 1917</date>',
            *("1917-11-07", "25 October 1917"),
        ),
        ('<date calendar="#julian">25 October 1917</date>', "1917-11-07", "25 October 1917"),
        ("<date>25 October 1917 (O.S.)</date>", "1917-11-07", "25 October 1917 (O.S.)"),
        ("<date>昭和20年8月15日</date>", "1945-08-15", "昭和20年8月15日"),
        (
            '<date when-custom="1917-10-25" datingMethod="#julian">St Crispin</date>',
            *("1917-11-07", "St Crispin"),
        ),
        ('<date when-custom="195X"/>', "195X", ""),
        ('<date notBefore="1950-03" notAfter="1952">early</date>', "1950-03/1952", "early"),
        ('<date from="1950" to="1952"/>', "1950/1952", ""),
        ('<date notBefore="1848"/>', "1848/..", ""),
        ('<date notAfter="1850-03">spring</date>', "../1850-03", "spring"),
        ('<date from="1848-02-10"/>', "1848-02-10/..", ""),
        ('<date to="1850"/>', "../1850", ""),
        ('<date notBefore="1848" when-custom="1848/"/>', "1848/", ""),
        ("<date>no day</date>", "None", "no day"),
        (
            '<date when="1912-12-11" when-custom="1331-01-01" datingMethod="#cal_islamic">'
            "1 Muḥarram 1331</date>",
            *("1912-12-11", "1 Muḥarram 1331"),
        ),
        (
            '<date when-custom="1331-01-01" datingMethod="#cal_islamic">1 Muḥarram 1331</date>',
            *("None", "1 Muḥarram 1331"),
        ),
        ('<date when-custom="1331" calendar="#hijri">1331</date>', "None", "1331"),
        ('<date calendar="#cal_islamic">1331</date>', "None", "1331"),
        (
            '<date calendar="#cal_islamic">1331</date><date when="1912-12-11"/>',
            *("1912-12-11", "1331"),
        ),
    ],
)
def test_a_date_is_gregorian_and_kept_in_the_words_of_another_calendar(
    element: str, edtf: str, written: str
) -> None:
    bibl = f"<sourceDesc><bibl>{element}</bibl></sourceDesc>"
    record = read_tei(wrap("<p>a</p>").replace("</fileDesc>", f"{bibl}</fileDesc>"))
    assert str(record.date) == edtf
    assert "".join(record.notes.get("date_as_written", ())) == written


def test_a_letter_has_day_and_place_of_its_sending_where_nothing_else_says_them() -> None:
    sent = (
        '<profileDesc><correspDesc><correspAction type="received"><date when="1911"/>'
        '</correspAction><correspAction type="sent"><placeName>Riga</placeName>'
        '<date when="1910-05-02"/></correspAction></correspDesc></profileDesc>'
    )
    letter = wrap("<p>a</p>").replace("</teiHeader>", f"{sent}</teiHeader>")
    record = read_tei(letter)
    assert str(record.date) == "1910-05-02"
    assert record.texts[0].dateline == Dateline(place="Riga")
    bibl = '<sourceDesc><bibl><date when="1958"/></bibl></sourceDesc></fileDesc>'
    assert str(read_tei(letter.replace("</fileDesc>", bibl)).date) == "1958"


def test_a_file_is_known_by_its_root() -> None:
    for text in (wrap("<p>a</p>"), wrap("<p>a</p>").replace("<TEI", "<!-- a -->\n<TEI")):
        assert recognise(decode(text.encode(), "x.xml")) == ("tei",)
    assert recognise(decode(b"<TEI><text/></TEI>", "x.xml")) == ()


@pytest.mark.parametrize(
    ("lang", "text_lang", "edtf"),
    [("pl", "en", "1918-11-11"), ("", "hr", "1918-10-11"), ("en", "pl", "1918-11-11")],
)
def test_a_date_is_read_in_the_language_around_it(lang: str, text_lang: str, edtf: str) -> None:
    said = f' xml:lang="{lang}"' if lang else ""
    header = HEADER.replace(
        "</titleStmt>",
        f"</titleStmt><sourceDesc><bibl><date{said}>11 listopada 1918</date></bibl></sourceDesc>",
    )
    text = wrap("<p>Tekst.</p>", header).replace('xml:lang="en"', f'xml:lang="{text_lang}"')
    record = read_tei(text)
    assert record.date is not None
    assert record.date.edtf == edtf
