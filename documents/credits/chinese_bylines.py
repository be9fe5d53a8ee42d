"""Parses Chinese bylines: who wrote and who translated, in the line that says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from documents.corporate_names import is_corporate
from documents.surnames import SURNAMES
from documents.text import HAN, is_han, strip_spaces

_SEPARATORS = re.compile(r"([、；;，,／/]|\s和\s)")
_SPACES = re.compile(r"[\s\u3000\u00a0]+")
_PAPER = (
    r"(?:本[报報刊社台]|新[华華]社|人民日[报報]|中新社|中国新闻社|解放[军軍][报報]|"
    rf"[{HAN}]{{1,6}}(?:通[讯訊]社|日[报報]|[晚晨早][报報]|电台|電臺|电视台|杂志|[社报報网網]))"
)
_POST = rf"(?:[{HAN}]{{2,8}}?[总總]?分社)?(?:常?[驻駐][{HAN}·]{{1,16}}?)?"
_KIND = (
    r"(?:特约|特約|特派|专职|專職|见习|見習|实习|實習|摄影|攝影|国际|國際|军事|軍事|体育|體育|文艺|文藝|"
    r"本市|随军|隨軍|战地|戰地|前线|前線|首席|高级|高級|我)?"
)
_ROLE = (
    r"(?:记者|記者|通讯员|通訊員|评论员|評論員|观察家|觀察家|特派员|特派員|(?:特约|特約)?撰稿人|"
    r"编辑|編輯|编者|編者|实习生|實習生)"
)
_TITLE = re.compile(rf"{_PAPER}?{_POST}{_KIND}{_ROLE}")
_SPEAKS_FOR_THE_PAPER = re.compile(
    rf"{_PAPER}{_POST}{_KIND}{_ROLE}|{_PAPER}(?:[编編][辑輯]|[评評][论論])部|(?:特约|特約)?[评評][论論][员員]|[编編]者"
)
_OFFICE = re.compile(
    rf"[{HAN}·（）()]{{0,24}}(?:教授|讲师|講師|助教|研究员|研究員|院士|博士|[所院校会會部厂廠社站场場乡鄉村局处處"
    r"科队隊县縣市省区區州馆館厅廳行矿礦船团團营營连連排班军軍师師旅]长|[所院校会會部厂廠社站场場乡鄉局处處科"
    r"队隊县縣市省区區州馆館厅廳行]長|主任|书记|書記|主席|委员|委員|代表|经理|經理|总编辑|秘书长|秘書長|司令员|司令員|"
    r"政委|政治委员|工程师|工程師|技术员|技術員|医生|醫生|医师|作家|诗人|詩人|画家|演员|演員|导演|导師|导师|教师|"
    r"教員|教员|学生|學生|农民|農民|工人|战士|戰士|社员|社員|大使|参赞|領事|领事|律师|律師|顾问|顧問|总理|總理|大学生|研究生|农艺师|劳动模范|战斗英雄)"
)
# What stands where a name would, and makes the line a heading.
_NO_NAME = re.compile(
    r"见闻|手记|述评|来信|采访|札记|报道|评述|综述|专访|随笔|通讯|观察|来电|答问|座谈|漫谈|杂感|日记|评论|按语|见闻录|"
    r".*[摄攝电電讯訊]"
)
_NAME = re.compile(rf"[{HAN}]{{1,4}}|[{HAN}]{{1,10}}(?:[·•．.][{HAN}]{{1,10}})+")
_PERSON = re.compile(rf"[{SURNAMES}][{HAN}]{{1,2}}")
_BULLET = re.compile(r"^[□■○●◎△▲◇◆☆★※＊*]\s*")
_DONE = re.compile(r"[\s\u3000]*(?:[摄攝]影)?(?:报道|報道|采写|採寫|供稿)$")
_LONGEST_LINE = 60
_LABEL = re.compile(r"^(?:作者|译者|譯者|翻译|翻譯|编译|編譯)[\s\u3000]*[:：][\s\u3000]*")
_LONE_MARK = re.compile(
    r"(?<=\S)[\s\u3000]+(?=(?:[合同编編节節翻选選]?[译譯]|原?著|[摄攝]影?)(?:[\s\u3000、；;，,）)]|$))"
)
_TRANSLATED = re.compile(r"(?P<name>.+?)(?P<mark>[合同编編节節翻选選]?[译譯])")
_MADE = re.compile(r"(?P<name>.{2,}?)(?:原?著|原作|[摄攝]影?)")
_TRANSLATOR_LABEL = re.compile(r"[译譯]者|翻[译譯]|[编編][译譯]")


class _Token(NamedTuple):
    """A word of a Chinese byline, and what parts it from the one before: a sign, or a space."""

    text: str
    parted_by: str


class Credits(NamedTuple):
    """The names a byline gives, in order."""

    authors: tuple[str, ...]
    translators: tuple[str, ...]


def read_chinese_byline(byline: str) -> tuple[str, ...]:
    """The authors in a Chinese byline, in order.

    Names are parted by 、 ； ， / or spaces; two lone characters side by side are one name set wide
    (鞠 鹏). The title of a reporter, and an office before a name (清河大学教授), are taken off,
    unless the line has no other name (本报评论员).
    """
    return read_chinese_credits(byline).authors


def read_chinese_credits(byline: str) -> Credits:
    """Authors as `read_chinese_byline` says, and those whom 译 or 译者： names as translators."""
    text = _LONE_MARK.sub("", _bare(byline))
    label = _LABEL.match(text)
    is_translators = label is not None and _TRANSLATOR_LABEL.match(label[0]) is not None
    authors: list[str] = []
    translators: list[str] = []
    tokens = _untitled(_tokens(text[label.end() :] if label else text))
    if is_translators:
        return Credits((), tuple(_stripped(token.text) for token in tokens))
    pending: list[_Token] = []
    has_author = False  # whether 著 has said who wrote: who comes after him translated
    for token in tokens:
        if (match := _TRANSLATED.fullmatch(token.text)) and len(match["name"]) > 1:
            shared = _shared(pending, token, together=has_author or match["mark"][0] in "合同")
            authors += [name.text for name in pending[: len(pending) - shared]]
            translators += [name.text for name in pending[len(pending) - shared :]]
            translators.append(match["name"])
            pending = []
        elif match := _MADE.fullmatch(token.text):
            authors += [*(name.text for name in pending), match["name"]]
            pending, has_author = [], True
        else:
            pending.append(token)
    return Credits((*authors, *(name.text for name in pending)), tuple(translators))


def is_byline(line: str) -> bool:
    """Whether a line of its own says by its form who wrote: 本报驻某国记者 王小河, 本报评论员."""
    text = _DONE.sub("", _bare(line))
    if not text or len(text) > _LONGEST_LINE or re.search(r"[。！？：:“”《》…\d]", text):
        return False
    if _SPEAKS_FOR_THE_PAPER.fullmatch(text):
        return True
    tokens = [token.text for token in _tokens(text)]
    if not all(map(_may_be_credit, tokens)):
        return False
    titled = [match for token in tokens if (match := _TITLE.match(token))]
    return bool(titled) and _name_somebody(tokens)


def is_byline_by_office(line: str) -> bool:
    """Whether a line is an office and a name: 清河大学教授 王小河. So is many a heading."""
    tokens = [token.text for token in _tokens(_bare(line))]
    if not 2 <= len(tokens) <= 8 or re.search(r"[。！？：:“”《》…\d]", line):
        return False
    return _OFFICE.fullmatch(tokens[0]) is not None and all(
        _OFFICE.fullmatch(token) or _PERSON.fullmatch(token) or "·" in token for token in tokens[1:]
    )


def is_translators_line(line: str) -> bool:
    """Whether a line of its own names translators: 译者：王小河, （王小河译）."""
    text = _bare(line)
    if not 2 < len(text) <= 40 or re.search(r"[。！？“”《》…\d]", text):
        return False
    label = _LABEL.match(text)
    if label and _TRANSLATOR_LABEL.match(label[0]):
        return all(_NAME.fullmatch(token.text) for token in _tokens(text[label.end() :]))
    names = read_chinese_credits(text)
    return bool(names.translators) and all(
        _PERSON.fullmatch(name) or "·" in name for name in (*names.translators, *names.authors)
    )


def _bare(line: str) -> str:
    """A line without the bullet before it and the brackets around it."""
    text = _BULLET.sub("", strip_spaces(line))
    bracketed = re.fullmatch(r"[（(［\[](?P<inside>[^（()）［\[\]］]*)[）)］\]]", text)
    return strip_spaces(bracketed["inside"]) if bracketed else text


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    sign = ""
    for place, part in enumerate(_SEPARATORS.split(text)):
        if place % 2:
            sign = part
            continue
        for name in _join_wide_names([word for word in _SPACES.split(part) if word]):
            tokens.append(_Token(name, sign))
            sign = " "
    return tokens


def _join_wide_names(tokens: list[str]) -> list[str]:
    if not any(is_han(character) for token in tokens for character in token):
        return [" ".join(tokens)] if tokens else []
    joined: list[str] = []
    waiting = False  # the last name is one character, and the second is still to come
    for token in tokens:
        if waiting and (len(token) == 1 or (len(token) == 2 and token[1] in "译譯")):
            joined[-1] += token
            waiting = False
        else:
            joined.append(token)
            waiting = len(token) == 1
    return joined


def _untitled(tokens: list[_Token]) -> list[_Token]:
    """The tokens without titles; as they are where nothing else is left."""
    kept = [token._replace(text=name) for token, name in _without_titles(tokens) if name]
    return kept or tokens


def _without_titles(tokens: list[_Token]) -> Iterator[tuple[_Token, str]]:
    for place, token in enumerate(tokens):
        text = token.text
        match = _TITLE.match(text)
        if match:
            rest = text[match.end() :]
            # 本报编辑部 is one name: what is left of it is none.
            is_whole = bool(rest) and (len(rest) == 1 or is_corporate(rest))
            text = text if is_whole else rest
        elif _OFFICE.fullmatch(text) and place + 1 < len(tokens):
            following = tokens[place + 1].text
            is_named = _NAME.fullmatch(following) and not _OFFICE.fullmatch(following)
            text = "" if is_named and len(text) > 1 else text
        yield token, text


def _shared(pending: list[_Token], token: _Token, *, together: bool) -> int:
    """How many names before a translator's belong to the same 译: those joined by 、 or by 合译.

    A name with a point in it (伊·莫日阿耶夫) is the author's, whom they translated.
    """
    count, parted_by = 0, token.parted_by
    while count < len(pending) and (
        parted_by == "、" or (together and "·" not in pending[-count - 1].text)
    ):
        count += 1
        parted_by = pending[-count].parted_by
    return count


def _stripped(name: str) -> str:
    match = _TRANSLATED.fullmatch(name)
    return match["name"] if match and len(match["name"]) > 1 else name


def _may_be_credit(token: str) -> bool:
    """Whether a token may stand in a reporter's line: a title, a name, or both in one."""
    match = _TITLE.match(token)
    rest = token[match.end() :] if match else token
    if not rest or _OFFICE.fullmatch(rest):
        return True
    if _NO_NAME.fullmatch(rest) or not _NAME.fullmatch(rest):
        return False
    return match is None or _PERSON.fullmatch(rest) is not None or "·" in rest


def _name_somebody(tokens: list[str]) -> bool:
    """Whether a name is among the tokens, and the first one looks like a person's."""
    rests = (token[match.end() :] if (match := _TITLE.match(token)) else token for token in tokens)
    names = [rest for rest in rests if rest and not _OFFICE.fullmatch(rest)]
    if not names:
        return False
    return (
        _PERSON.fullmatch(names[0]) is not None
        or "·" in names[0]
        or (len(names) == 1 and 2 <= len(names[0]) <= 4 and not is_corporate(names[0]))
    )
