"""Unicode and text utilities: Han runs, numerals, natural order. Pure."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator

# Script=Han: radicals, 々 〇 and the Hangzhou numerals, the ideographs and every extension plane.
HAN = (
    "\u2e80-\u2fd5\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00016fe2-\U00016fff\U00020000-\U0003ffff"
)
# Spaces that occur at line ends and between words; a stray byte-order mark is one of them.
SPACES = " \t\u3000\u00a0\ufeff\u2000-\u200b\u202f\u205f"

_EDGE_SPACES = " \t\u3000\u00a0\ufeff\u202f\u205f" + "".join(map(chr, range(0x2000, 0x200C)))
_HAN_RUN = re.compile(f"[{HAN}]+")
_NO_LETTER = re.compile(r"[\W_]+")
_SPACE_RUN = re.compile(f"[{SPACES}]+")
# Normalising sorts the marks on a letter, which takes the square of their number.
MOST_MARKS = 100
_NO_WORDS = re.compile(rf"[^\w\s\x00-\u02ff]{{{MOST_MARKS + 1},}}")


def is_han(character: str) -> bool:
    """Whether one character is a Han ideograph (々 and 〇 among them)."""
    return _HAN_RUN.fullmatch(character) is not None


def find_piled_marks(text: str) -> range | None:
    """The first run of more than `MOST_MARKS` combining marks; None without one."""
    return next(_piled_marks(text), None)


def drop_piled_marks(text: str) -> str:
    """A text in which each run of combining marks ends after `MOST_MARKS`."""
    end, kept = 0, []
    for run in _piled_marks(text):
        kept.append(text[end : run.start + MOST_MARKS])
        end = run.stop
    return "".join([*kept, text[end:]]) if kept else text


def _piled_marks(text: str) -> Iterator[range]:
    for found in () if text.isascii() else _NO_WORDS.finditer(text):
        start = found.start()
        for place in range(found.start(), found.end() + 1):
            if place == found.end() or not unicodedata.combining(text[place]):
                if place - start > MOST_MARKS:
                    yield range(start, place)
                start = place + 1


def han_runs(text: str) -> list[str]:
    """The unbroken runs of Han characters, in order."""
    return _HAN_RUN.findall(text)


def han_share(text: str) -> float:
    """Han characters among all letters and digits, 0.0 to 1.0; 0.0 for a text without any."""
    han = 0 if text.isascii() else sum(map(len, han_runs(text)))
    return han / len(_NO_LETTER.sub("", text)) if han else 0.0


# -- script ----------------------------------------------------------------------------------------

# Frequent characters whose two forms stand in texts of one script only. 后, 里, 干, 系, 制 and
# others that both scripts print are left out: they prove nothing.
_PAIRED_TRADITIONAL = (
    "國會學這個們來時說對開產業經濟實現義爲為東書長門問間車馬風飛魚鳥龍動務無點當樣黨軍隊農單戰"
    "員報紙議論設認識讀寫見觀親權條機構樹歷歲殺決況減測滿漢燈營獎環畢異療發盡監礦確積穩窮競筆節"
    "築簡類級紅約純紡線組細終結給統絕繼續維網緊總縣縮織職聯聽聲肅腦興舉舊藝蘇蘭處術衛補裝規視覺"
    "計訂討訓記許訪證評詞試詩話該詳語誤請課調談負財貢貧貨責貴買費貿賀資質軌軟較輕輪輸辦邊達遷過"
    "進運遠適選遺鄉醫鋼錄錢鐵銀鎮關陽階際隨險難電靈靜響頁頂項順須預領頭題額顏願顧飯館驗體"
)
_PAIRED_SIMPLIFIED = (
    "国会学这个们来时说对开产业经济实现义为东书长门问间车马风飞鱼鸟龙动务无点当样党军队农单战"
    "员报纸议论设认识读写见观亲权条机构树历岁杀决况减测满汉灯营奖环毕异疗发尽监矿确积稳穷竞笔节"
    "筑简类级红约纯纺线组细终结给统绝继续维网紧总县缩织职联听声肃脑兴举旧艺苏兰处术卫补装规视觉"
    "计订讨训记许访证评词试诗话该详语误请课调谈负财贡贫货责贵买费贸贺资质轨软较轻轮输办边达迁过"
    "进运远适选遗乡医钢录钱铁银镇关阳阶际随险难电灵静响页顶项顺须预领头题额颜愿顾饭馆验体"
)
_TRADITIONAL = re.compile(f"[{''.join({*_PAIRED_TRADITIONAL} - {*_PAIRED_SIMPLIFIED})}]")
_SIMPLIFIED = re.compile(f"[{''.join({*_PAIRED_SIMPLIFIED} - {*_PAIRED_TRADITIONAL})}]")


def chinese_script(text: str) -> str:
    """The script of a Chinese text: ``Hant`` if its own characters outnumber those of ``Hans``."""
    traditional = _TRADITIONAL.findall(text)
    return "Hant" if traditional and len(traditional) > len(_SIMPLIFIED.findall(text)) else "Hans"


# -- numerals --------------------------------------------------------------------------------------

_DIGITS = dict(zip("〇一二三四五六七八九", range(10), strict=True))
_DIGITS |= dict(zip("零壹贰叁肆伍陆柒捌玖", range(10), strict=True))
_DIGITS |= dict(zip("○贰貳參陸", (0, 2, 2, 3, 6), strict=True)) | {
    "Ｏ": 0,
    "◯": 0,
    "两": 2,
    "兩": 2,
}
_TENS = {"廿": 20, "卅": 30, "卌": 40}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIADS = {"万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000}
NUMERAL = "".join([*_DIGITS, *_TENS, *_UNITS, *_MYRIADS])  # for a regular expression's brackets


_LONGEST_NUMERAL = 40  # characters; nothing that is counted here has as many


def read_numeral(text: str) -> int | None:
    """Read a whole number in Chinese or Arabic digits; None if the text is not one.

    Reads places (一九五八), units (二十四, 一百零三, 三万), 廿 and 卅, and zero as 〇, ○ or 零.
    """
    text = text.strip()
    if len(text) > _LONGEST_NUMERAL:
        return None
    if re.fullmatch("[0-9０-９]+", text):
        return int(text)
    if text and all(character in _DIGITS for character in text):
        return int("".join(str(_DIGITS[character]) for character in text))
    return _read_units(text) if text else None


def _read_units(text: str) -> int | None:
    total = section = 0
    digit: int | None = None
    for character in text:
        if character in _DIGITS:
            if digit:  # two digits side by side are places, which do not mix with units
                return None
            digit = _DIGITS[character]
        elif character in _TENS:
            if digit:
                return None
            section += _TENS[character]
            digit = None
        elif character in _UNITS:
            section += (1 if digit is None else digit) * _UNITS[character]
            digit = None
        elif character in _MYRIADS:
            section += digit or 0
            if character in "亿億":  # multiplies all that stands before it: 一万亿
                total = (total + section) * _MYRIADS[character]
            else:
                total += section * _MYRIADS[character]
            section, digit = 0, None
        else:
            return None
    return total + section + (digit or 0)


# -- order -----------------------------------------------------------------------------------------

_ASCII_DIGITS = re.compile(r"[0-9]+")


def natural_key(path: str) -> str:
    """A sort key: its code-point order is a path's natural order, ``9`` before ``10``.

    A run of digits loses its leading zeros (``007`` and ``7`` share a key) and, from two digits on,
    is preceded by one character that grows with its length. At most a third longer than the path.
    """

    def replace(match: re.Match[str]) -> str:
        digits = match[0].lstrip("0") or "0"
        return digits if len(digits) == 1 else chr(ord("8") + len(digits)) + digits

    return _ASCII_DIGITS.sub(replace, path)


# -- spaces, letters, entities ---------------------------------------------------------------------

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def strip_spaces(text: str) -> str:
    """The text without the spaces of any width at its two ends."""
    return text.strip(_EDGE_SPACES)


def collapse_spaces(text: str) -> str:
    """Every run of spaces, of any width, as one space; none at the ends."""
    return _SPACE_RUN.sub(" ", text).strip()


def letters_only(text: str) -> str:
    """Letters and digits in one width and case, to tell when a line is printed twice."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return _NO_LETTER.sub("", folded)


def remove_marks(text: str) -> str:
    """The text without accents and other marks on its letters: é as e, ǐ as i.

    >>> remove_marks("jǐng, Μαΐου")
    'jing, Μαιου'
    """
    plain = unicodedata.normalize("NFD", text)
    return "".join(one for one in plain if not unicodedata.combining(one))


def decode_entities(text: str) -> str:
    """Character references (``&amp;``, ``&#8217;``) decoded, once.

    One that stands for nothing, or for a control character, stays as it was written.
    """

    def replace(match: re.Match[str]) -> str:
        character = html.unescape(match[0])
        readable = character.isprintable() or character == "\u00a0"
        return character if character and readable and character != "\ufffd" else match[0]

    return _ENTITY.sub(replace, text)
