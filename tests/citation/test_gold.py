"""Citations held to strings written by hand from the guides' rules."""

from __future__ import annotations

from dataclasses import replace

import pytest

from documents.citation.passage import Passage
from documents.citation.record import CitedArticle
from documents.citation.styles import apa, chicago, gbt, mla
from tests.citation.samples import (
    ENTRY,
    ENTRY_URL,
    NEWS,
    NEWS_URL,
    ORIGINAL,
    READ,
    TITLE,
    led_by,
    local,
    published,
    signed,
    signed_in_both,
    titled,
    translated_by,
    with_ark,
)

TWO_NAMES = signed_in_both(NEWS, ("王大力", "朱　鹏"), ("Wang Dali", "Zhu Peng"))


def _chinese_only(article: CitedArticle) -> CitedArticle:
    return replace(article, texts=article.texts[:1])


CHICAGO = {
    "an unsigned article in a note": (
        chicago.note(NEWS, accessed=READ),
        f"“{TITLE}” [{ORIGINAL}], People’s Daily 人民日报, May 13, 1959, p. 6 (第6版), "
        "Parallel Archive, no. h4x9k2m7q0b, version 1, accessed November 22, 2026, "
        f"{NEWS_URL}.",
    ),
    "an unsigned article in a bibliography stands under the newspaper": (
        chicago.bibliography(NEWS, accessed=READ),
        f"People’s Daily 人民日报. “{TITLE}” [{ORIGINAL}]. May 13, 1959, p. 6 (第6版). "
        "Parallel Archive, no. h4x9k2m7q0b, version 1. Accessed November 22, 2026. "
        f"{NEWS_URL}.",
    ),
    "a translated passage by a named author, in a note": (
        chicago.note(
            translated_by(signed(NEWS, "Zhang Xiangshan"), "Ann Lee"),
            passage=Passage((3, 4)),
            accessed=READ,
        ),
        f"Zhang Xiangshan, “{TITLE}” [{ORIGINAL}], People’s Daily 人民日报, May 13, 1959, "
        "p. 6 (第6版), trans. Ann Lee, Parallel Archive, no. h4x9k2m7q0b, version 1, "
        f"paras. 3–4, accessed November 22, 2026, {NEWS_URL}#p3.",
    ),
    "a Chinese name is not turned round": (
        chicago.bibliography(translated_by(signed(NEWS, "鞠　鹏"), "Ann Lee")),
        f"鞠鹏. “{TITLE}” [{ORIGINAL}]. People’s Daily 人民日报, May 13, 1959, p. 6 (第6版). "
        "Translated by Ann Lee. Parallel Archive, no. h4x9k2m7q0b, version 1. "
        f"Archive edition 1a2b3c4d5e6f read. {NEWS_URL}.",
    ),
    "romanised authors keep their characters": (
        chicago.bibliography(TWO_NAMES, accessed=READ),
        f"Wang Dali 王大力 and Zhu Peng 朱鹏. “{TITLE}” [{ORIGINAL}]. People’s Daily 人民日报, "
        "May 13, 1959, p. 6 (第6版). Parallel Archive, no. h4x9k2m7q0b, version 1. "
        f"Accessed November 22, 2026. {NEWS_URL}.",
    ),
    "a body's name is translated, not romanised": (
        chicago.note(signed_in_both(NEWS, ("新华社",), ("Xinhua News Agency",)), accessed=READ),
        f"Xinhua News Agency, “{TITLE}” [{ORIGINAL}], People’s Daily 人民日报, May 13, 1959, "
        "p. 6 (第6版), Parallel Archive, no. h4x9k2m7q0b, version 1, accessed November 22, 2026, "
        f"{NEWS_URL}.",
    ),
    "a reader of Chinese has the Chinese title lead, in a Chinese newspaper": (
        chicago.note(led_by(TWO_NAMES, "zh-Hans"), accessed=READ),
        f"王大力 and 朱鹏, “{ORIGINAL}” [{TITLE}], 人民日报, May 13, 1959, p. 6 (第6版), "
        f"对照文献, no. h4x9k2m7q0b, version 1, accessed November 22, 2026, {NEWS_URL}.",
    ),
    "section and column": (
        chicago.note(replace(NEWS, section="国际", column="今日谈"), accessed=READ),
        f"“{TITLE}” [{ORIGINAL}], People’s Daily 人民日报, May 13, 1959, p. 6 (第6版), sec. 国际, "
        "column 今日谈, Parallel Archive, no. h4x9k2m7q0b, version 1, accessed November 22, 2026, "
        f"{NEWS_URL}.",
    ),
    "an unsigned entry in a note": (
        chicago.note(ENTRY, accessed=READ),
        "The Great Soviet Encyclopedia, 3rd ed. (1970–1979), s.v. “Irrigation Canals of the "
        "Socialist Countries,” Parallel Archive, no. z0c1d2f3g4h, version 2, "
        f"accessed November 22, 2026, {ENTRY_URL}.",
    ),
    "a signed entry in a note": (
        chicago.note(published(signed(ENTRY, "V. I. IVANOV")), accessed=READ),
        "The Great Soviet Encyclopedia, 3rd ed. (Moscow: Sovetskaia entsiklopediia, 1970–1979), "
        "s.v. “Irrigation Canals of the Socialist Countries,” by V. I. Ivanov, Parallel Archive, "
        f"no. z0c1d2f3g4h, version 2, accessed November 22, 2026, {ENTRY_URL}.",
    ),
    "an unsigned entry in a bibliography": (
        chicago.bibliography(ENTRY, accessed=READ),
        "The Great Soviet Encyclopedia. 3rd ed. 1970–1979. S.v. “Irrigation Canals of the "
        "Socialist Countries.” Parallel Archive, no. z0c1d2f3g4h, version 2. "
        f"Accessed November 22, 2026. {ENTRY_URL}.",
    ),
    "an entry by two authors in a bibliography": (
        chicago.bibliography(published(signed(ENTRY, "V. I. IVANOV", "A. N. Petrov"))),
        "Ivanov, V. I., and A. N. Petrov. “Irrigation Canals of the Socialist Countries.” In The "
        "Great Soviet Encyclopedia. 3rd ed. Moscow: Sovetskaia entsiklopediia, 1970–1979. "
        "Parallel Archive, no. z0c1d2f3g4h, version 2. Archive edition 1a2b3c4d5e6f read. "
        f"{ENTRY_URL}.",
    ),
    "a title that asks keeps its mark, and its quotation marks become single": (
        chicago.note(titled(_chinese_only(NEWS), 'Who Said "Enough"?'), accessed=READ),
        "“Who Said ‘Enough’?,” 人民日报, May 13, 1959, p. 6 (第6版), 对照文献, "
        f"no. h4x9k2m7q0b, version 1, accessed November 22, 2026, {NEWS_URL}.",
    ),
    "no full stop after a question in a bibliography": (
        chicago.bibliography(titled(_chinese_only(NEWS), "Who Said It?"), accessed=READ),
        "人民日报. “Who Said It?” May 13, 1959, p. 6 (第6版). 对照文献, "
        f"no. h4x9k2m7q0b, version 1. Accessed November 22, 2026. {NEWS_URL}.",
    ),
    "a trial ARK is announced": (
        chicago.note(with_ark(NEWS, "99999"), accessed=READ),
        f"“{TITLE}” [{ORIGINAL}], People’s Daily 人民日报, May 13, 1959, p. 6 (第6版), Parallel "
        "Archive, ark:99999/h4x9k2m7q0b [trial NAAN], version 1, accessed November 22, 2026, "
        f"{NEWS_URL}.",
    ),
    "an address of one machine says so": (
        chicago.note(local(ENTRY), accessed=READ),
        "The Great Soviet Encyclopedia, 3rd ed. (1970–1979), s.v. “Irrigation Canals of the "
        "Socialist Countries,” Parallel Archive, no. z0c1d2f3g4h, version 2, accessed "
        "November 22, 2026, local address /articles/z0c1d2f3g4h/v2/.",
    ),
}
APA = {
    "an unsigned article begins with its title": (
        apa.reference(NEWS, accessed=READ),
        f"{TITLE} [{ORIGINAL}]. (1959, May 13). People’s Daily [人民日报], 6 [第6版]. Parallel "
        "Archive (Version 1; no. h4x9k2m7q0b). Retrieved November 22, 2026, from "
        f"{NEWS_URL}",
    ),
    "three authors and a translator, of a Russian paper": (
        apa.reference(
            translated_by(
                signed(
                    replace(NEWS, language="ru"), "Ivan Ivanov", "Anna-Maria Petrova", "V. I. Orlov"
                ),
                "Jane Ann Smith",
            )
        ),
        f"Ivanov, I., Petrova, A.-M., & Orlov, V. I. (1959, May 13). {TITLE} [{ORIGINAL}] "
        "(J. A. Smith, Trans.). People’s Daily [人民日报], 6 [第6版]. Parallel Archive (Version 1; "
        f"no. h4x9k2m7q0b). Archive edition 1a2b3c4d5e6f read. {NEWS_URL}",
    ),
    "romanised authors keep their characters": (
        apa.reference(TWO_NAMES, accessed=READ),
        f"Wang, D. 王大力, & Zhu, P. 朱鹏. (1959, May 13). {TITLE} [{ORIGINAL}]. People’s Daily "
        "[人民日报], 6 [第6版]. Parallel Archive (Version 1; no. h4x9k2m7q0b). Retrieved "
        f"November 22, 2026, from {NEWS_URL}",
    ),
    "an entry": (
        apa.reference(published(signed(ENTRY, "V. I. IVANOV")), accessed=READ),
        "Ivanov, V. I. (1970–1979). Irrigation Canals of the Socialist Countries. In The Great "
        "Soviet Encyclopedia (3rd ed.). Sovetskaia entsiklopediia. Parallel Archive (Version 2; "
        f"no. z0c1d2f3g4h). Retrieved November 22, 2026, from {ENTRY_URL}",
    ),
    "no date": (
        apa.reference(replace(NEWS, date=None), accessed=READ),
        f"{TITLE} [{ORIGINAL}]. (n.d.). People’s Daily [人民日报], 6 [第6版]. Parallel Archive "
        f"(Version 1; no. h4x9k2m7q0b). Retrieved November 22, 2026, from {NEWS_URL}",
    ),
    "a passage in the text": (
        apa.in_text(signed(ENTRY, "V. I. IVANOV"), passage=Passage((3, 4, 7))),
        "(Ivanov, 1970–1979, paras. 3–4, 7)",
    ),
    "an unsigned passage in the text": (
        apa.in_text(NEWS, passage=Passage((2,), of_translation=True)),
        "(“Canals Mended,” 1959, translation, para. 2)",
    ),
}
MLA = {
    "an unsigned article": (
        mla.reference(NEWS, accessed=READ),
        f"“{TITLE}” [{ORIGINAL}]. People’s Daily [人民日报], 13 May 1959, p. 6 (第6版). Parallel "
        f"Archive, version 1, no. h4x9k2m7q0b, {NEWS_URL}. Accessed 22 Nov. 2026.",
    ),
    "three authors and a translator": (
        mla.reference(
            translated_by(
                signed(replace(NEWS, language="ru"), "Ivan Ivanov", "A. B. Orlov", "V. Petrov"),
                "Jane Smith",
            ),
            passage=Passage((3, 4)),
            accessed=READ,
        ),
        f"Ivanov, Ivan, et al. “{TITLE}” [{ORIGINAL}]. People’s Daily [人民日报], "
        "translated by Jane Smith, 13 May 1959, p. 6 (第6版). Parallel Archive, version 1, "
        "pars. 3–4, no. h4x9k2m7q0b, "
        f"{NEWS_URL}#p3. Accessed 22 Nov. 2026.",
    ),
    "romanised authors keep their characters": (
        mla.reference(TWO_NAMES, accessed=READ),
        f"Wang Dali 王大力 and Zhu Peng 朱鹏. “{TITLE}” [{ORIGINAL}]. People’s Daily [人民日报], "
        f"13 May 1959, p. 6 (第6版). Parallel Archive, version 1, no. h4x9k2m7q0b, {NEWS_URL}. "
        "Accessed 22 Nov. 2026.",
    ),
    "an entry": (
        mla.reference(published(ENTRY)),
        "“Irrigation Canals of the Socialist Countries.” The Great Soviet Encyclopedia, 3rd ed., "
        "Sovetskaia entsiklopediia, 1970–79. Parallel Archive, version 2, no. z0c1d2f3g4h, "
        f"{ENTRY_URL}. Archive edition 1a2b3c4d5e6f read.",
    ),
    "a passage in the text": (
        mla.in_text(signed(ENTRY, "V. I. IVANOV", "A. N. Petrov"), passage=Passage((3, 4))),
        "(Ivanov and Petrov, pars. 3–4)",
    ),
}
GBT = {
    "an article, read in Chinese": (
        gbt.reference(NEWS, accessed=READ),
        f"{ORIGINAL}[N/OL]. 人民日报, 1959-05-13(6)[2026-11-22]. {NEWS_URL}. "
        "对照文献: h4x9k2m7q0b, 版本1.",
    ),
    "an article, read in English": (
        gbt.reference(NEWS, language="en"),
        f"{ORIGINAL}[N/OL]. 人民日报, 1959-05-13(6)[archive edition 1a2b3c4d5e6f read]. "
        f"{NEWS_URL}. Parallel Archive: no. h4x9k2m7q0b, version 1.",
    ),
    "four Chinese authors and a passage": (
        gbt.reference(
            signed(_chinese_only(NEWS), "王力", "张三", "李四", "赵五"),
            passage=Passage((3, 4)),
            accessed=READ,
        ),
        f"王力, 张三, 李四, 等. {ORIGINAL}[N/OL]. 人民日报, 1959-05-13(6)[2026-11-22]. "
        f"{NEWS_URL}#p3. 对照文献: h4x9k2m7q0b, 版本1, 第3—4段.",
    ),
    "an entry in English": (
        gbt.reference(published(signed(ENTRY, "V. I. IVANOV")), accessed=READ),
        "IVANOV V I. Irrigation Canals of the Socialist Countries[M/OL]//The Great Soviet "
        "Encyclopedia. 3rd ed. Moscow: Sovetskaia entsiklopediia, 1970-1979[2026-11-22]. "
        f"{ENTRY_URL}. 对照文献: z0c1d2f3g4h, 版本2.",
    ),
    "four Western authors": (
        gbt.reference(signed(ENTRY, "A. Orlov", "B. Petrov", "C. Ivanov", "D. Popov")),
        "ORLOV A, PETROV B, IVANOV C, et al. Irrigation Canals of the Socialist Countries[M/OL]//"
        "The Great Soviet Encyclopedia. 3rd ed. 1970-1979[文献库版次 1a2b3c4d5e6f]. "
        f"{ENTRY_URL}. 对照文献: z0c1d2f3g4h, 版本2.",
    ),
    "an article without a date": (
        gbt.reference(replace(NEWS, date=None, page=None), accessed=READ),
        f"{ORIGINAL}[N/OL]. 人民日报, [出版日期不详][2026-11-22]. {NEWS_URL}. "
        "对照文献: h4x9k2m7q0b, 版本1.",
    ),
    "a trial ARK on one machine": (
        gbt.reference(local(with_ark(NEWS, "99999")), accessed=READ),
        f"{ORIGINAL}[N/OL]. 人民日报, 1959-05-13(6)[2026-11-22]. 本机地址 "
        "/articles/h4x9k2m7q0b/v1/. 对照文献: ark:99999/h4x9k2m7q0b[试用NAAN], 版本1.",
    ),
}
GOLD = {
    f"{style}: {case}": pair
    for style, cases in (("Chicago", CHICAGO), ("APA", APA), ("MLA", MLA), ("GB/T", GBT))
    for case, pair in cases.items()
}


@pytest.mark.parametrize("case", GOLD)
def test_a_citation_reads_as_its_guide_has_it(case: str) -> None:
    citation, expected = GOLD[case]
    assert citation.text == expected
