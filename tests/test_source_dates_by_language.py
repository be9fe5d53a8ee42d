"""Dates as sources write them in many languages: the right day, or an error that says why."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.month_names import MONTHS, MONTHS_BY_NAME, WEEKDAY_NAMES
from documents.source_dates.forms import UnknownDate
from documents.source_dates.reader import read_source_date
from documents.source_dates.short_years import add_century


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        # Polish
        ("12 lipca 1918 r.", "1918-07-12"),
        ("dnia 12 lipca 1918 roku", "1918-07-12"),
        ("12 VII 1918", "1918-07-12"),
        ("12.VII.1918 r.", "1918-07-12"),
        ("12 vii 1918", "1918-07-12"),
        ("VII 1918", "1918-07"),
        ("październik 1918", "1918-10"),
        ("środa, 9 paźdz. 1918 r.", "1918-10-09"),
        ("11 listopada 1918 r.", "1918-11-11"),
        ("12 sty 1958", "1958-01-12"),
        ("12 kwi. 1958 r.", "1958-04-12"),
        ("12 paź 1958", "1958-10-12"),
        ("12. čvn 1958", "1958-06-12"),
        ("25. 4. 1958", "1958-04-25"),
        ("s.d. [1936]", "1936"),
        ("o. D. (März 1936)", "1936-03"),
        ("5.10.1918 r.", "1918-10-05"),
        ("około 1850 r.", "1850~"),
        # Ukrainian, Belarusian
        ("12 липня 1918 року", "1918-07-12"),
        ("12-го лип. 1918 р.", "1918-07-12"),
        ("п’ятниця, 22 січня 1918 р.", "1918-01-22"),
        ("25 сакавіка 1918 г.", "1918-03-25"),
        # Czech, Slovak, Slovenian
        ("28. října 1918", "1918-10-28"),
        ("dne 5. května 1945", "1945-05-05"),
        ("17. listopadu 1989", "1989-11-17"),
        ("29. augusta 1944", "1944-08-29"),
        ("29. oktobra 1918", "1918-10-29"),
        # Croatian, Serbian, Bulgarian, Macedonian
        ("29. listopada 1918. godine", "1918-10-29"),
        ("1. prosinca 1918.", "1918-12-01"),
        ("1. decembar 1918.", "1918-12-01"),
        ("1. децембра 1918. године", "1918-12-01"),
        ("3 март 1878 г.", "1878-03-03"),
        ("2 август 1903", "1903-08-02"),
        ("6 јули 1903", "1903-07-06"),
        # Turkish
        ("29 Ekim 1923 Pazartesi", "1923-10-29"),
        ("10 KASIM 1938", "1938-11-10"),
        ("29 Teşrinievvel 1933", "1933-10-29"),
        ("1 Ağustos 1928", "1928-08-01"),
        # Hungarian, Lithuanian: the year stands first
        ("1848. március 15-én", "1848-03-15"),
        ("1848. márc. 15.", "1848-03-15"),
        ("1848. III. 15.", "1848-03-15"),
        ("1848 március", "1848-03"),
        ("1956. október 23., kedd", "1956-10-23"),
        ("1918 m. vasario 16 d.", "1918-02-16"),
        # Finnish, Estonian
        ("6. joulukuuta 1917", "1917-12-06"),
        ("24. veebruar 1918", "1918-02-24"),
        # Portuguese, Spanish, Catalan, Italian, Romanian
        ("quinta-feira, 25 de abril de 1974", "1974-04-25"),
        ("1.º de maio de 1950", "1950-05-01"),
        ("11 d'abril de 1714", "1714-04-11"),
        ("1 genn. 1948", "1948-01-01"),
        ("1 decembrie 1918", "1918-12-01"),
        # Dutch, Swedish, Danish, Norwegian
        ("zaterdag den 5den mei 1945", "1945-05-05"),
        ("den 6 augusti 1945", "1945-08-06"),
        ("d. 17. marts 1814", "1814-03-17"),
        ("17. desember 1814", "1814-12-17"),
        # Greek, with the accents of either spelling
        ("Δευτέρα 28 Οκτωβρίου 1940", "1940-10-28"),
        ("25ῃ Μαρτίου 1821", "1821-03-25"),
        ("12 Ἰουλίου 1918", "1918-07-12"),
        # Vietnamese, Korean, Hebrew, Persian
        ("ngày 2 tháng 9 năm 1945", "1945-09-02"),
        ("Ngày 2-9-1945", "1945-09-02"),
        ("tháng Tám năm 1945", "1945-08"),
        ("1945년 8월 15일 (수)", "1945-08-15"),
        ("서기 1945년 8월 15일 수요일", "1945-08-15"),
        ("29 בנובמבר 1947", "1947-11-29"),
        ("۲۵ اکتبر ۱۹۱۷", "1917-10-25"),
        # Supplied by whoever described it
        ("Friday [24 September 1937]", "1937-09-24"),
    ],
)
def test_a_date_is_read_as_its_language_writes_it(written: str, edtf: str) -> None:
    found = read_source_date(written)
    assert (found.date.edtf, found.calendar) == (edtf, "gregorian")


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("17 (29) listopada 1830 r.", "1830-11-29"),
        ("29 lutego (12 marca) 1864 r.", "1864-03-12"),
        ("10/22 lipca 1863 r.", "1863-07-22"),
        ("25 жовтня (7 листопада) 1917 р.", "1917-11-07"),
        ("25 Οκτωβρίου 1917 (O.S.)", "1917-11-07"),
    ],
)
def test_old_style_is_read_in_any_language(written: str, edtf: str) -> None:
    found = read_source_date(written)
    assert (found.date.edtf, found.calendar) == (edtf, "julian")


@pytest.mark.parametrize(
    ("written", "language", "edtf"),
    [
        ("11 listopada 1918", "pl", "1918-11-11"),
        ("3 lis 1958", "pl", "1958-11-03"),
        ("3 lis. 1958", "hr", "1958-10-03"),
        ("3 lip 1958", "pl", "1958-07-03"),
        ("3. srp 1958", "cs", "1958-08-03"),
        ("11. listopada 1918.", "hr", "1918-10-11"),
        ("listopad 1918", "cs", "1918-11"),
        ("11 listopada 1918 r.", "hr", "1918-10-11"),
    ],
)
def test_the_language_decides_a_name_of_two_months(written: str, language: str, edtf: str) -> None:
    assert read_source_date(written, language=language).date.edtf == edtf


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("11 listopada 1918", r"may be two months, October \(hr\) or November \(pl\)"),
        ("listopad 1918", r"may be two months, October \(hr\) or November \(cs, pl\)"),
        ("31 Mart 1325", "may be a year of the Rumi calendar"),
        ("tháng Giêng năm 1945", "counted by the moon"),
        ("30 lutego 1918 r.", "days 1 to 28"),
        ("1848. február 30.", "days 1 to 29"),
        ("5.10.1918", "may be two days"),
    ],
)
def test_what_may_be_two_dates_is_never_guessed(written: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        read_source_date(written)


@pytest.mark.parametrize("written", ["set of 1918", "out 1918", "list 1918", "lunes", "maja"])
def test_what_only_looks_like_a_month_is_no_date(written: str) -> None:
    with pytest.raises(UnknownDate):
        read_source_date(written)


def test_every_language_has_twelve_months_and_few_names_are_two() -> None:
    assert {language: len(months.split("|")) for language, months in MONTHS.items()} == (
        dict.fromkeys(MONTHS, 12)
    )
    several = {name for name, one in MONTHS_BY_NAME.items() if len(set(one.values())) > 1}
    assert several == {"listopad", "listopada", "lis", "lip", "srp"}
    assert not WEEKDAY_NAMES & MONTHS_BY_NAME.keys()


@given(
    st.sampled_from([name for name, one in MONTHS_BY_NAME.items() if len(set(one.values())) == 1]),
    st.integers(1, 28),
)
def test_every_name_of_every_language_is_its_month(name: str, day: int) -> None:
    month = next(iter(MONTHS_BY_NAME[name].values()))
    assert read_source_date(f"{day}. {name} 1950").date.edtf == f"1950-{month:02}-{day:02}"
    assert read_source_date(f"1950. {name} {day}.").date.edtf == f"1950-{month:02}-{day:02}"


@pytest.mark.parametrize("written", ["3/4/58", "12 sty 58", "12.IV.36", "April 2, '36", "May 58"])
def test_a_year_of_two_digits_is_refused(written: str) -> None:
    with pytest.raises(UnknownDate, match="has a year of two digits, which may be of any century"):
        read_source_date(written)


@pytest.mark.parametrize("written", ["58-04-03", "May 12", "12 May", "1914-18", "1958"])
def test_what_may_be_no_year_gets_no_century(written: str) -> None:
    assert add_century(written, "19") == written
