"""Personal names: parsed as printed, written as each style inverts them.

A name is turned only where its parts are certain: initials before a surname (also behind a first
name), or a Western name in a Western source. A romanised name of a Chinese source has its surname
first already (``Wang Li``). Han names and names of bodies (``Xinhua News Agency``) are cited as
they stand; which is a body's, `corporate_names.is_corporate` says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from documents.citation.language_tags import base
from documents.citation.record import CitedText, CitedWork
from documents.citation.runs import one_line
from documents.corporate_names import is_corporate

HAN = re.compile("[\u3005\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_SPACED = re.compile(f"({HAN.pattern})[ \u3000]+({HAN.pattern})")
_INITIAL = re.compile(r"[^\W\d_]\.?(?:-[^\W\d_]\.?)?")
_FAMILY_FIRST = {"zh", "ja", "ko", "vi", "hu"}
# The surnames that nineteen in twenty Chinese bear, in pinyin and as older translations spell them.
_SURNAMES = frozenset(
    re.findall(
        r"\w+",
        """
        Ai An Bai Bao Bi Bian Bo Cai Cao Cen Chai Chang Che Chen Cheng Chi Chu Cui Dai Deng
        Di Ding Dong Dou Du Duan Fan Fang Fei Feng Fu Gan Gao Ge Geng Gong Gou Gu Guan Gui
        Guo Han Hao He Hong Hou Hu Hua Huang Huo Ji Jia Jian Jiang Jiao Jin Jing Kang Ke
        Kong Kou Kuang Lai Lan Lang Lei Leng Li Lian Liang Liao Lin Ling Liu Long Lou Lu Luo
        Lü Ma Mai Man Mao Mei Meng Mi Miao Min Mo Mu Nie Ning Niu Ou Ouyang Pan Pang Pei
        Peng Pi Pu Qi Qian Qiao Qin Qiu Qu Quan Ran Rao Ren Rong Ruan Rui Sha Shan Shang
        Shangguan Shao She Shen Sheng Shi Shu Si Sima Situ Song Su Sun Tai Tan Tang Tao Teng
        Tian Tong Tu Wan Wang Wei Wen Weng Wu Xi Xia Xian Xiang Xiao Xie Xin Xing Xiong Xu
        Xue Xun Yan Yang Yao Ye Yi Yin Ying You Yu Yuan Yue Yun Zang Zeng Zha Zhai Zhan
        Zhang Zhao Zhen Zheng Zhi Zhong Zhou Zhu Zhuang Zhuo Zong Zou Zu Zuo Chiang Chien
        Chin Chou Hsia Hsiao Hsieh Hsu Hsueh Jen Kao Kuo Lo Pai Pien Tsai Tsao Tseng Tung
        Yeh
        """,
    )
)
_PARTICLES = re.compile("d[aeiu]|de[lnr]|dos|l[ae]|te[nr]|v[ao]n|zu")


@dataclass(frozen=True, slots=True)
class Name:
    """A personal name. ``family`` is empty where its parts are uncertain: use ``literal`` then."""

    literal: str
    family: str = ""
    given: str = ""
    surname_first: bool = False  # as printed, so that no style turns it
    corporate: bool = False  # a body's name, or a role's that stands for one
    characters: str = ""  # the same name in Han characters, where the text has it romanised

    @property
    def sortable(self) -> str:
        """The name for programs, family name first: ``Ivanov, V. I.``, ``Wang, Li``."""
        return f"{self.family}, {self.given}" if self.family else self.literal

    @property
    def inverted(self) -> str:
        """``Ivanov, V. I.``, but ``Wang Li 王力``: the head of an entry.

        A body's article is left out there (Chicago, 18th edition, and MLA, 9th).
        """
        if self.corporate:
            return self.literal.removeprefix("The ")
        return self._with_characters(self.literal if self.surname_first else self.sortable)

    @property
    def direct(self) -> str:
        """``V. I. Ivanov``, ``Wang Li 王力``: a name in running text."""
        if self.surname_first or not self.family:
            return self._with_characters(self.literal)
        return f"{self.given} {self.family}"

    @property
    def initials(self) -> str:
        """The initials: ``V. I.``; a hyphenated name keeps its hyphen: ``J.-P.``"""
        words = self.given.split()
        return " ".join(
            "-".join(part[0] + "." for part in word.split("-") if part) for word in words
        )

    def _with_characters(self, name: str) -> str:
        return f"{name} {self.characters}" if self.characters else name


def read_name(printed: str, source_language: str) -> Name:
    """Parse a name as printed, where its parts are certain. Never empties one that had letters.

    Two Han characters set apart to fill three places (``鞠 鹏``) are put together again, and a
    surname in capitals (an encyclopedia's signatures) is written with one.
    """
    literal = one_line(printed).replace("\u3000", " ")
    if HAN.search(literal):
        spaced = _SPACED.fullmatch(literal)
        literal = spaced[1] + spaced[2] if spaced else literal
    if is_corporate(literal):
        return Name(literal, corporate=True)
    words = literal.replace(".", ". ").replace(". -", ".-").split()
    if len(words) < 2 or "," in literal or HAN.search(literal):
        return Name(literal)
    initials = all(_INITIAL.fullmatch(word) for word in words[:-1]) and len(words[-1]) > 2
    if base(source_language) == "zh" and len(words) == 2 and words[0] in _SURNAMES:
        return Name(" ".join(words), words[0], words[1], surname_first=True)
    # Initials inside a name (Ann B. Lee) are its bearer's second names, wherever it is printed.
    inside = len(words) > 2 and all(_INITIAL.fullmatch(word) for word in words[1:-1])
    western = (base(source_language) not in _FAMILY_FIRST or inside) and len(words) <= 5
    if not initials and not (western and all(_is_name_word(word) for word in words)):
        return Name(literal)
    start = next((n for n, word in enumerate(words[:-1]) if n and _PARTICLES.fullmatch(word)), -1)
    family = [_one_capital(word) for word in words[start:]]
    given = [word if "." in word else _one_capital(word) for word in words[:start]]
    if initials:
        given = ["-".join(p[0] + "." for p in word.split("-")) for word in given]
    return Name(literal, " ".join(family), " ".join(given))


def read_names(printed: Sequence[str], source_language: str) -> list[Name]:
    return [read_name(name, source_language) for name in printed if one_line(name)]


def name_contributors(text: CitedText) -> list[dict[str, str]]:
    """The authors and translators that a text names, each with role, name and type, for JSON.

    ``type`` is ``organization`` for a body, else ``person``.
    """
    roles = (("author", text.authors), ("translator", text.translators))
    return [
        {"role": role, "name": name, "type": "organization" if is_corporate(name) else "person"}
        for role, names in roles
        for name in names
    ]


def read_authors(article: CitedWork) -> list[Name]:
    """The authors as the leading text names them, romanised ones with their characters.

    Names of the two texts are taken for the same where both have as many: their order is the same.
    """
    names = read_names(article.authors_of(article.lead), article.language)
    original = article.original
    if original is None or original is article.lead or article.lead.authors == ():
        return names
    own = read_names(original.authors, article.language)
    if len(own) != len(names):
        return names
    return [
        _add_characters(name, theirs.literal) if _is_romanised(name, theirs) else name
        for name, theirs in zip(names, own, strict=True)
    ]


def _add_characters(name: Name, characters: str) -> Name:
    """A romanised name with its characters; they vouch for a surname that no list has."""
    words = name.literal.split()
    if not name.family and len(words) == 2 and words[1] not in _SURNAMES:
        name = Name(name.literal, words[0], words[1], surname_first=True)
    return replace(name, characters=characters)


def _is_romanised(name: Name, own: Name) -> bool:
    """Whether a name in Latin letters is a person's whose own name is in Han characters."""
    return (
        HAN.search(own.literal) is not None
        and HAN.search(name.literal) is None
        and not (name.corporate or own.corporate)
    )


def bibliography_list(names: Sequence[Name], *, limit: int, shown: int) -> str:
    """First name inverted, the rest direct; beyond ``limit`` names, ``et al.``"""
    texts = [name.inverted if n == 0 else name.direct for n, name in enumerate(names)]
    if len(texts) > limit:
        return ", ".join(texts[:shown]) + ", et al."
    return _with_and(texts, comma_for_two=texts[:1] != [name.direct for name in names[:1]])


def note_list(names: Sequence[Name], *, limit: int) -> str:
    """All direct; beyond ``limit``, the first and ``et al.`` without a comma."""
    if len(names) > limit:
        return f"{names[0].direct} et al."
    return _with_and([name.direct for name in names], comma_for_two=False)


def apa_list(names: Sequence[Name]) -> str:
    """``Ivanov, V. I., & Petrov, A.``; of more than twenty, nineteen, an ellipsis and the last."""
    texts = [_apa_name(name) for name in names]
    if len(texts) > 20:
        return ", ".join(texts[:19]) + f", … {texts[-1]}"
    if len(texts) > 1:
        return ", ".join(texts[:-1]) + f", & {texts[-1]}"
    return "".join(texts)


def gbt_list(names: Sequence[Name], language: str) -> str:
    """GB/T 7714-2015's list: three names at most, then 等 or et al. by the entry's language.

    A romanised surname is in capitals, Western initials without stops: ``IVANOV V I``,
    ``WANG Li`` (a Chinese given name's syllables, and so its initials, are not certain).
    """
    texts = [_gbt_name(name) for name in names]
    more = ", 等" if base(language) == "zh" else ", et al."
    return ", ".join(texts[:3]) + (more if len(texts) > 3 else "")


def _apa_name(name: Name) -> str:
    turned = f"{name.family}, {name.initials}" if name.family else name.literal
    return f"{turned} {name.characters}" if name.characters else turned


def _gbt_name(name: Name) -> str:
    if not name.family:
        return name.literal
    initials = name.initials.replace(".", "").replace("-", " ")
    return f"{name.family.upper()} {name.given if name.surname_first else initials}"


def _with_and(texts: Sequence[str], *, comma_for_two: bool) -> str:
    if len(texts) < 2:
        return "".join(texts)
    if len(texts) == 2 and not comma_for_two:
        return f"{texts[0]} and {texts[1]}"
    return ", ".join(texts[:-1]) + f", and {texts[-1]}"


def _is_name_word(word: str) -> bool:
    return _PARTICLES.fullmatch(word) is not None or (
        word[0].isupper() and all(c.isalpha() or c in ".'’-" for c in word)
    )


def _one_capital(word: str) -> str:
    """A word in capitals with only its first one kept: ``IVANOV-PETROV`` is ``Ivanov-Petrov``."""
    if len(word) < 3 or not word.isupper():
        return word
    return re.sub(r"[^\W\d_]+", lambda found: found[0].capitalize(), word)
