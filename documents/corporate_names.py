"""Corporate names: whether a byline's name is a body's or a person's. Pure.

Catalogues keep the two apart (RDA; MARC 110 and 100): a body's name is never turned round or taken
apart. It is known by a short list, else by its ending or its words; docs/citation.md has the rules.
"""

from __future__ import annotations

import re
import unicodedata

from documents.surnames import COMPOUND_SURNAMES, SURNAMES
from documents.text import HAN

# Bodies without a body's ending, and headings that stand for the paper itself.
_LISTED = frozenset(
    (
        *("本报", "本報", "本刊", "本社", "社论", "社論", "短评", "短評", "政协"),
        *("政協", "妇联", "婦聯", "文联", "文聯", "作协", "作協", "青联", "青聯"),
        *(
            "贫协",
            "全国妇联",
            "全國婦聯",
            "全国文联",
            "全國文聯",
            "全国政协",
            "全國政協",
            "团中央",
            "團中央",
        ),
        *("党中央", "黨中央", "中共中央"),
    )
)
# A role without a name is the paper's: 本刊记者, "Our Correspondent".
_ROLE = re.compile(
    rf"[{HAN}]*(?:记者|記者|通讯员|通訊員|评论员|評論員|观察家|觀察家|特派员|特派員|撰稿人|编辑|編輯|"
    r"编者|編者|读者|讀者)"
)
_ENDING = re.compile(
    r"(?:中共|全体|全體).+|.+(?:全体|全體).*|.{2,}(?:社|部|委|会|會|局|厅|廳|处|處|署|院|校|党|黨|团|團|"
    r"队|隊|军|軍|厂|廠|矿|礦|店|站|所|室|组|組|台|臺|报|報|刊|馆|館|当局|當局|政府|公司|法庭|大学|大學|"
    r"中学|中學|小学|小學|银行|銀行|集团|集團|联盟|聯盟|同盟|中心|妇联|婦聯|工商联|工商聯|政协|政協)"
)
# Words that begin with a surname's character (文, 卫, 国, 司, 常 …) and are none before an ending.
_NO_SURNAME = re.compile(
    "文化|文教|文工|卫生|衛生|国防|國防|国务|國務|司法|高教|安全|石油|石化|常委|管委|居委|武工|武装|武裝|"
    "广播|廣播|房管|车管|金融"
)
_CHINESE_PERSON = re.compile(
    rf"(?:[{SURNAMES}]|{'|'.join(COMPOUND_SURNAMES)})[{HAN}]{{1,2}}", re.DOTALL
)

_WESTERN_LISTED = frozenset(
    (
        *("tass", "itar-tass", "xinhua", "hsinhua", "ncna", "reuters", "reuter", "afp", "upi"),
        *(
            "ap",
            "kyodo",
            "kcna",
            "cna",
            "dpa",
            "ansa",
            "tanjug",
            "pravda",
            "izvestia",
            "renmin ribao",
        ),
        *("observer", "тасс", "правда", "известия"),
    )
)
_WESTERN_WORD = (
    r"(?:academy|administration|agency|army|assembly|association|authority|bank|board|bureau|"
    r"cent(?:er|re)|college|commentator|commission|committee|communes?|company|confederation|"
    r"conference|congress|consulate|cooperative|co-operative|corporation|correspondents?|council|"
    r"daily|delegation|departments?|editors?|editorial|embassy|factory|federation|foundation|"
    r"gazette|government|group|headquarters|hospital|institut(?:e|ion)|laborator(?:y|ies)|league|"
    r"legation|librar(?:y|ies)|ministr(?:y|ies)|museum|news|newspaper|observatory|office|orchestra|"
    r"organi[sz]ation|parliament|part(?:y|ies)|presidium|press|publishers|reporters?|school|"
    r"secretariat|service|society|soviet|staff|station|theatre|troupe|union|university|"
    r"академия|агентство|институт|комитет|министерство|общество|редакция|совет|союз|университет)"
)
# The word ends the name, or something it is "of" follows; in Russian that stands behind it bare.
_WESTERN_BODY = re.compile(
    rf"(?:.*[\s’'-])?{_WESTERN_WORD}\.?(?:,?\s(?:of|for|on|to|at|in|under|against)\s.+)?|"
    r"(?:.*\s)?(?:академия|институт|комитет|министерство|общество|совет|союз|университет)\s.+"
)
# Before a surname stand initials, before a body's word never: "A. Committee" is a person.
_INITIALS = re.compile(r"(?:[^\W\d_]\.[\s-]*)+[^\W\d_]+\.?")


def is_corporate(name: str) -> bool:
    """Whether a name is a body's, or a role that stands for one; else it is a person's.

    >>> [is_corporate(name) for name in ("新华社", "王社", "Ministry of Culture", "A. Committee")]
    [True, False, True, False]
    """
    folded = " ".join(unicodedata.normalize("NFKC", name).split())
    if re.search(f"[{HAN}]", folded):
        return _is_chinese_body(folded.replace(" ", ""))
    lowered = folded.casefold().removeprefix("the ")
    if lowered in _WESTERN_LISTED:
        return True
    return _INITIALS.fullmatch(folded) is None and _WESTERN_BODY.fullmatch(lowered) is not None


def _is_chinese_body(name: str) -> bool:
    if name in _LISTED or _ROLE.fullmatch(name):
        return True
    # 王社, 张建军, 欧阳立社: a surname and one character or two are a person's, whatever the last.
    if _CHINESE_PERSON.fullmatch(name) and not _NO_SURNAME.match(name):
        return False
    return _ENDING.fullmatch(name) is not None
