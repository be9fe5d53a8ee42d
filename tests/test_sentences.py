from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.sentences import sentences

prose = st.text(alphabet="社会主义。！？…”“（）、，Ab. C?؟«»م!'\"’ \n\u30003", max_size=80)


@given(prose, st.sampled_from(["zh-Hans", "en", "ru", "ar", "ja", "fr"]))
def test_sentences_cover_the_text_exactly(passage: str, language: str) -> None:
    spans = sentences(passage, language)
    assert "".join(passage[start:end] for start, end in spans) == passage
    assert all(start < end for start, end in spans)
    assert all(a[1] == b[0] for a, b in pairwise(spans))


def split(passage: str, language: str) -> list[str]:
    return [passage[start:end] for start, end in sentences(passage, language)]


def test_chinese_sentences_keep_their_closing_quotes() -> None:
    assert split("他说：“好！”大家走了……后来呢？（没有。）", "zh-Hans") == [
        "他说：“好！”",
        "大家走了……",
        "后来呢？",
        "（没有。）",
    ]
    assert split("“走吧！”，他说。", "zh-Hans") == ["“走吧！”，他说。"]
    assert split("真的?是!", "zh-Hans") == ["真的?", "是!"]


def test_english_sentences_respect_initials_abbreviations_and_figures() -> None:
    passage = (
        "Mr. Bykov, A. N. wrote vol. 3. It cost 3.5 rubles. “Why?” he asked. U.S. troops left."
    )
    assert split(passage, "en") == [
        "Mr. Bykov, A. N. wrote vol. 3. ",
        "It cost 3.5 rubles. ",
        "“Why?” he asked. ",
        "U.S. troops left.",
    ]


def test_russian_sentences_end_before_a_capital() -> None:
    assert split("Это так. Но и не так.", "ru") == ["Это так. ", "Но и не так."]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("ar", ["ما هذا؟ ", "هذا كتاب؛ وهو جديد. ", "قال د. أحمد: نعم! ", "ثم ذهب."]),
        ("fa", ["این چیست؟ ", "کتاب است. ", "رفت."]),
        ("hi", ["वह आया। ", "फिर गया।"]),
        (
            "ja",
            [
                "これは本です。",
                "「はい。」と言った。",
                "本当？",
                "嘘！",
                "行こう!",
                "「はい。」",
                "彼は去った。",
            ],
        ),
        ("ko", ["안녕하세요. ", "3.14는 수다! ", "네?"]),
        (
            "de",
            [
                "Am 24. Januar 1958 kam Dr. Müller, z. B. Berlin, vgl. Anm. 3 unten. ",
                "Friedrich II. König schwieg. ",
                "»Komm!« rief sie. ",
                "»Nein.« ",
                "„Ja.“ ",
                "Dann war es still.",
            ],
        ),
        (
            "fr",
            [
                "« Viens ! » dit-il. ",
                "Il partit : où ? ",
                "Personne ne le sait ; moi non plus ! ",
                "M. Dupont naquit av. J.-C. Rome tomba… ",
                "« C’est vrai. » ",
                "Oui… mais non. ",
                "Quoi ?! ",
                "Rien.",
            ],
        ),
        ("es", ["¿Qué pasa? ", "¡Nada! ", "El Sr. López vino."]),
        (
            "ru",
            [
                "В 1958 г. ",
                "Москва росла. ",
                "В г. Москва жил А. С. Пушкин, см. Рис. 3. ",
                "— Да! — сказал он. ",
                "— Нет?",
            ],
        ),
    ],
)
def test_sentences_end_as_their_language_ends_them(language: str, expected: list[str]) -> None:
    assert split("".join(expected), language) == expected
