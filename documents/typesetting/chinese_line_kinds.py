"""Tests of single lines of a Chinese transcription, whatever stands around them."""

from __future__ import annotations

import re

from documents.surnames import SURNAMES
from documents.text import HAN

STOPS = tuple("。！？!?；;：:，,、…”」』")
VERSE_STOPS = tuple("，。！？；、：…,!?;”")
SENTENCE_ENDS = tuple("。！？!?…”")

_BOX = re.compile(r"[┌┬┐├┼┤└┴┘│┃┏┓┗┛╔╗╚╝║]|[─━═]{4,}|\|.*\|")
_BOX_SIGN = re.compile("[┌┬┐├┼┤└┴┘│┃┏┓┗┛╔╗╚╝║─━═|]")
_CELLS = re.compile(r" {2,}|\t+|\u3000+ *")
_WIDE_GAP = re.compile(r" {4,}|\t+|\u3000{2,}")
_NUMERAL = "[〇○一二三四五六七八九十百千万萬]"
FIGURE = re.compile(
    rf"\d|(?<!\S){_NUMERAL}{{2,}}(?!\S)|{_NUMERAL}[元角分斤两亩吨担名户个度％里尺米岁版页时時点點]"
)
_DASH = r"(?:—{1,3}|─{1,3}|－{1,3}|--+)\s*"
ATTRIBUTION = re.compile(rf"{_DASH}[^—。；，：！？]{{1,24}}(?:[：:]?《[^》]{{1,24}}》)?")
SUBTITLE = re.compile(
    rf"{_DASH}(?:记|記|访|訪|评|評|读|讀|谈|談|写|寫|献|獻|纪念|紀念|介绍|介紹|祝|赠|贈|致|给|給|关于|關於|为|為|在)"
)
DATE_LINE = re.compile(
    r"[（(]?(?:.{0,12}?[年])?\s*(?:[\d０-９〇○零一二三四五六七八九十元正]{1,3}\s*月)\s*"
    r"(?:[\d０-９〇○零一二三四五六七八九十廿卅初]{1,3}\s*[日号號]?)?\S{0,6}[）)]?"
)
BY_HAND = re.compile(r"[（(][签簽][字名][）)]")

_NOTED = (
    r"(?:(?:译|譯|编|編|作|记|記)者|本报|编辑部|編輯部|本刊)?"
    r"(?:注释|注|註|附注|附註|脚注|按|按语|附记|附記|后记|後記)"
    r"\s*(?:[一二三四五六七八九十\d①-⑳]{1,3})?"
)
_NOTE = re.compile(
    rf"[（(【［\[〔]\s*{_NOTED}\s*[:：]?\s*[）)】］\]〕]|[（(【［\[〔]?\s*{_NOTED}\s*[:：]|"
    r"[（(【［\[〔](?:本文|原文|原载|原載|此文|这篇|本篇|未完|待续|待續|续完|續完|完[）)]|全文完|下转|下轉|"
    r"上接|转第|轉第|续前|續前|附图|附圖|见图|写于|寫於|题图|文内|连载|連載|摘自|转载|轉載|"
    r"据.{1,20}(?:整理|改写))|"
    r"(?:勘误|勘誤|更正)\s*[:：]|(?:写作日期|寫作日期|作于|题解)\s*[:：]|《\s*人民日[报報]\s*》\s*[（(]"
)
_BRACKETED = re.compile(r"[（(][^（()）。]{3,60}[）)]")
_PHRASE_START = r"(?:.*[。！？!?…”’》）)\s\u3000])?"
_CAPTION = re.compile(
    r"(?:图为|圖為|[上下左右题題]图[\s\u3000]*[:：是为]|图[一二三四五六七八九十\d]+[\s\u3000]*[:：是为]).{2,}|"
    rf"{_PHRASE_START}[（(]?(?:[{HAN}]{{0,8}}(?:记者|記者|通讯员|通訊員)|本报|本報|新华社|新華社|特约|摄影|照片)"
    r"[^，。；：！？]{0,16}(?<![拍录錄])(?:摄|攝)(?:影)?\s*[）)]?|"
    r".*[（(][^（()）]{1,16}(?:摄|攝)(?:影)?[）)]|"
    r".*[。”》\s\u3000][^，。；：！？\s\u3000]{1,4}(?:[\s\u3000][^，。；：！？\s\u3000])?(?:摄|攝)(?:影)?|"
    rf"{_PHRASE_START}[（(]?(?:新[华華]社|本[报報])(?:稿|照片|传真照片|发|發|资料照片)\s*[）)]?",
    re.DOTALL,
)
_LONGEST_CAPTION = 400
# One of these is in every caption, or begins it. Asked first: `_CAPTION` takes long to find none.
_CAPTION_WORDS = ("摄", "攝", "新华社", "新華社", "本报", "本報")
_CAPTION_STARTS = tuple("图圖上下左右题題")
_CREDIT = re.compile(
    r"(?:作?[词詞曲]|[词詞]曲|作者|原作|编剧|編劇|改编|改編|执笔|執筆|文|图|圖|摄影|攝影|绘|繪|[译譯]者?)"
    r"[\s\u3000]*[:：][\s\u3000]*[^。，；：]{1,20}|"
    r"[^。，；：\s]{1,8}(?:[\s\u3000][^。，；：\s]{1,3})?[\s\u3000]*(?:作[词詞曲]|编剧|配图)(?:[\s\u3000、]+\S{1,8}作[词詞曲])?"
)
_MADE_BY = re.compile(r"(?P<maker>.{2,6}?)[\s\u3000]*[作画畫绘繪]|[（(](?P<name>.{2,6})[）)]")
_NUMBERED = re.compile(
    r"[（(]?[一二三四五六七八九十百\d１-９]{1,4}(?:[）)、．.]|[\s\u3000]|$)|"
    r"第[一二三四五六七八九十百零\d]+[章节節編编部篇条條款]"
)
_REPORTERS = re.compile(r"[（(][^（()）]*(?:记者|記者|通讯员|通訊員)[\s\u3000]*[^（()）]{2,}[）)]")
_ONLY_NUMBER = re.compile(r"[（(]?[一二三四五六七八九十\dⅠ-Ⅻ１-９]{1,3}[）)]?")
_SPEECH = re.compile(r"[“「『—]|[问問答]\s*[:：]|.*：“")
_NAME = re.compile(rf"[{HAN}](?:[\s\u3000]*[{HAN}]){{1,3}}")
_SIGNED = re.compile(
    rf"[{HAN}\s\u3000]{{2,30}}(?:敬贺|敬賀|敬上|谨启|謹啟|启|啟|谨上|敬礼|敬禮|敬挽|同启|全体|全體|读者|"
    r"委员会|委員會|会|會|部|局|社|厂|廠|校|院|政府|公司|团|團|队|隊|小组|支部|大使馆|大使館)"
)
# A line of two or three characters that begins with no surname is a heading.
_PERSON = re.compile(rf"[{SURNAMES}](?:[\s\u3000]*[{HAN}]){{1,2}}")
_LIST_NAME = re.compile(
    rf"(?:[{HAN}]{{1,4}}|[{HAN}]+(?:[·•．.][{HAN}]+)+)(?:[（(][^（()）]{{1,8}}[)）])?"
)
_SIDE_BY_SIDE = re.compile(r" {3,}")


def is_note(text: str) -> bool:
    return _NOTE.match(text) is not None


def is_caption(text: str) -> bool:
    if len(text) >= _LONGEST_CAPTION:
        return False
    may_be = text.startswith(_CAPTION_STARTS) or any(word in text for word in _CAPTION_WORDS)
    return may_be and _CAPTION.fullmatch(text) is not None


def has_box(text: str) -> bool:
    """Whether the line has box-drawing characters: a table."""
    return _BOX_SIGN.search(text) is not None and _BOX.search(text) is not None


def count_cells(text: str) -> int:
    """The number of cells in the line, separated by wide gaps."""
    may_have = "  " in text or "\u3000" in text or "\t" in text
    return len(_CELLS.split(text)) if may_have else 1


def is_credit(text: str) -> bool:
    """Whether the line is a credit of its own: 词：…, 王小河作, （王小河）, （本报记者 …）."""
    if any(form.fullmatch(text) for form in (_CREDIT, _REPORTERS)):
        return True
    made = _MADE_BY.fullmatch(text)
    return made is not None and is_person(made["maker"] or made["name"])


def is_row_of_two(text: str) -> bool:
    """Whether the line is two cells with a wide gap between, the second of them a figure."""
    cells = _WIDE_GAP.split(text)
    return len(cells) == 2 and FIGURE.match(cells[1].strip("\u3000 ")) is not None


def has_two_cells(text: str) -> bool:
    return len(_WIDE_GAP.split(text)) == 2


def is_set_wide(text: str) -> bool:
    """Whether the line is two to four characters spaced apart, as short headings are set."""
    letters = re.split(r"[\s\u3000]+", text)
    return 2 <= len(letters) <= 4 and all(len(letter) == 1 for letter in letters)


def is_bracketed(text: str) -> bool:
    """Whether the line is wholly in brackets: when a law was passed, how a song is sung."""
    return _BRACKETED.fullmatch(text) is not None and _NUMBERED.match(text) is None


def is_numbered(text: str) -> bool:
    """Whether the line begins with a number: 一、…, （三）…, 第二条 …"""
    return _NUMBERED.match(text) is not None


def is_only_number(text: str) -> bool:
    return _ONLY_NUMBER.fullmatch(text) is not None


def is_speech(text: str) -> bool:
    return _SPEECH.match(text) is not None


def is_person(text: str) -> bool:
    """Whether the line is a person's name: two or three characters, a surname first."""
    return _PERSON.fullmatch(text) is not None


def is_signed(text: str) -> bool:
    """Whether the line is a signature: a name, a body or a date, as they close a letter."""
    return _NAME.fullmatch(text) is not None or is_signed_surely(text)


def is_signed_surely(text: str) -> bool:
    """Whether the line can only be a signature: a body, a date, a name signed by hand.

    A name alone may be any short line.
    """
    return any(form.fullmatch(text) for form in (DATE_LINE, _SIGNED)) or bool(
        len(text) <= 40 and BY_HAND.search(text)
    )


def is_side_by_side(text: str) -> bool:
    """Whether two names or offices stand side by side with a gap, as two parties sign."""
    return len(text) <= 60 and len(_SIDE_BY_SIDE.split(text)) == 2 and not text.endswith(STOPS)


def count_names(text: str) -> int:
    """The number of names listed in a line, separated by spaces; 0 if it has anything else."""
    names = re.split(r"[\s\u3000]+", text)
    return len(names) if all(_LIST_NAME.fullmatch(name) for name in names) else 0


def ends_like_verse(texts: list[str]) -> bool:
    """Whether lines end like verse: most in a stop, not each in 。 or ！ unless of one length."""
    if _are_heads_and_prose(texts):
        return False
    ending = sum(text.endswith(VERSE_STOPS) for text in texts)
    are_alike = all(text.endswith("。") for text in texts) or all(
        text.endswith("！") for text in texts
    )
    are_even = len({len(text) for text in texts}) == 1
    return ending * 2 >= len(texts) and (are_even or not are_alike)


def _are_heads_and_prose(texts: list[str]) -> bool:
    """Whether each line without a stop heads a sentence twice its length, as no verse's does."""
    heads = [place for place, text in enumerate(texts) if not text.endswith(VERSE_STOPS)]
    return len(heads) > 1 and all(
        place + 1 < len(texts)
        and texts[place + 1].endswith(SENTENCE_ENDS)
        and 2 * len(texts[place]) < len(texts[place + 1])
        for place in heads
    )


def unmarked(text: str) -> str:
    """A line without the ``#`` signs of a Markdown heading; they told the layout what it is."""
    return re.sub(r"^#{1,6}\s+", "", text)
