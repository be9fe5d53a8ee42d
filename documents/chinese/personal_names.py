"""Personal names among the words of a Chinese text: 王大力 is one word, as 王 the king is another.

A dictionary has few of them: what the segmentation cuts into surname and words is put together
where surname, characters and neighbours together speak for a name. For display only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from documents.author_names import pinyin_order
from documents.chinese.segmentation import Token
from documents.chinese.simplified import simplify
from documents.chinese.word_readings import join_syllables
from documents.surnames import COMPOUND_SURNAMES
from documents.surnames import SURNAMES as LISTED_SURNAMES

NAME_TAG = "name"  # of a token that is a name
FOREIGN_TAG = "foreign name"  # of one that characters spell by their sound
_ENOUGH = 5  # points that make a name
_AFTER_NUMBER = 3  # points that a number before takes off: 一张, 百万
_CUT_THROUGH = 2  # points that it costs to part a word of the dictionary: 王国|光
_OF_A_WORD = 1  # and more where the surname often is one: 方志|敏
_BEFORE = {"role": 2, "edge": 1, "familiar": 1}
_AFTER = {"role": 2, "edge": 1}
_KNOWN = 5  # points of a name that an author bears, or that the same text has elsewhere

SURNAMES = frozenset(LISTED_SURNAMES) | frozenset("于闫喻粟綦")
# Surnames whose character is hardly ever a word by itself, and those that often are one.
_MOSTLY_SURNAMES = frozenset(
    "王李刘陈杨赵吴徐孙胡朱郭郑韩冯董萧袁邓彭吕苏蒋蔡贾丁薛阎潘杜戴汪姜沈卢廖陆郝孔崔邱邵孟龚尹赖谭邹曹肖罗傅姚裴阮聂樊霍虞"
    "柯缪翁荀甄储靳栾詹卓蔺晁敖鞠庾寇欧殳夔匡巩厍佟涂窦滕卞鲁俞岑倪毕谢"
)
_WORDS_TOO = frozenset("王谢")
_OFTEN_WORDS = frozenset("高方万于向从何任国古东广利那单曾全管关易时左应")
_GIVEN = frozenset(
    "岗远伟刚勇毅俊峰强军平保东文辉力明永健世广志义兴良海山仁波宁贵福生龙元全国胜学祥才发武新利清"
    "飞彬富顺信子杰涛昌成康星光天达安岩中茂进林有坚和彪博诚先敬震振壮会思群豪心邦承乐绍功松善"
    "厚庆磊民友裕河哲江超浩亮政谦亨奇固之轮翰朗伯宏言若鸣朋斌梁栋维启克伦翔旭鹏泽晨辰士以建"
    "致树炎德行时泰盛雄琛钧冠策腾楠榕风航弘秀娟英华慧巧美娜静淑惠珠翠雅芝玉萍红娥玲芬芳燕彩春"
    "菊兰凤洁梅琳素云莲真环雪荣爱妹霞香月莺媛艳瑞凡佳嘉琼勤珍贞莉桂娣叶璧璐娅琦晶妍茜秋珊莎锦"
    "黛青倩婷姣婉娴瑾颖露瑶怡婵雁蓓纨仪荷丹蓉眉君琴蕊薇菁梦岚苑婕馨瑗琰韵融园艺咏卿聪澜纯毓悦"
    "昭冰爽琬茗羽希欣飘育滢馥筠柔竹霭凝晓欢霄枫芸菲寒伊亚宜可姬舒影荔枝丽阳妮宝贝初程梵罡恒鸿"
    "桦骅剑娇纪宽苛灵玛媚琪晴容睿烁堂唯威韦雯苇萱阅彦宇雨洋忠宗曼紫逸贤蝶绿蓝儒烟小大立定长金"
    "银铁石柱根栓锁田喜来旺财宪章孝悌廉耀祖道守业继济昆仲叔季少尚礼智伍敏训培植基本坤乾坦恩慈"
    "慎懋勋俭朴耕农工商衡权钟铭镇锋钢锐鉴鑫炳焕煌熙燮灿炯煜照然熊烈焰洪洲津沛泉涌浚淮渊湘源溪"
    "滔漠潮澄濂瀚楷桐栗桥梓森棣椿楚榆槐樟标横正步殿水泳汉沂法泓声寿奎奋妙存孟宾寅密尧岐岳嵩川"
    "巨帆年庚度廷延开式弼彰征得循怀恕恺悟情愚慰懿戎战户扬抗拔拯拱持捷授掌揆援撰放效敦斋斗斯方"
    "施昂昊昕晋晖普景暄曙曜书最朔望朝期木材杏村极柏染柳查荃莘葆蒙蔚薰藩蕴虎虹蛟衍诗诠谋谟谊谨"
    "豫象贡贯赋赞起越路跃轩轼载辅迅迈近迪述逊通造逢遂遇遐遵邃酉采野量铎镜闻阁陆陶隆际雍雷霖霆"
    "靖韬韶颂顾颐颜馆首驹骏骥高魁魏鲁鲲鸥鹤麒麟麦黎齐龄"
)
# What never stands in a given name: words of grammar, and ends of names of places.
_NEVER = frozenset(
    "的了是在不也就都与及或但把被对为们个这那没很最说去要能将已又再还只问看叫让给请做该其等着过后前里上下内外时从他她它你我您啊吗呢吧"
    "和同以由向据小老写作来到受钢河牛带村庄镇乡县市省屯湾沟寨堡厂社局部处院校所店站队党省区街矿"
)
# Who people are: before a name, or after it. Behind a surname alone they make a name of it.
_ROLE = (
    "同志|主席|总理|部长|书记|主任|[队社厂校院局县市省乡村区站团连军师班排组股科处厅所馆会镇州]长|司令|政委|将军|元帅"
    "|总统|首相|外长|大使|代表|委员|秘书|工程师|教授|讲师|博士|院士|学者|先生|女士|小姐|夫人|太太|老师|师傅|医生|大夫"
    "|医师|护士|记者|编辑|作家|诗人|画家|导演|演员|歌手|[社队会党团职教船海]员|工人|农民|战士|学生|青年|姑娘|妇女|模范"
    "|英雄|烈士|专家|经理|董事长|老板|律师|法官|译者|作者|主编|研究员|领导人|司机|教练|选手|运动员|冠军|老汉|大娘|大爷"
    "|大妈|大嫂|大哥|大姐|儿子|女儿|妻子|丈夫|父亲|母亲|同学|参谋长|副官|老人|居民|村民|职工|干部|教师|矿工|劳模|厨师|上将|中将|少将"
)
_ROLE_BEFORE = re.compile(f"(?:{_ROLE}|手|名叫|叫做|叫|委员长|秘书长)$")
_ROLE_AFTER = re.compile(f"(?:副?(?:总|副)?(?:{_ROLE})|[总副氏老某])")
_SAYS = re.compile(
    "说|表示|指出|认为|介绍|告诉|讲|回答|谈|强调|写|来到|出席|主持|致词|报告|发言|参加|当选|担任|宣布|会见|接见|陪同|受到|获|等|以及|著|译|摄|也|就|在|是|的"
)
_JOINING = frozenset("和与同及跟对由向以把给被请叫是像")
# Characters that spell foreign names: three and more of them, cut into no words, are one.
_TRANSLITERATING = frozenset(
    "阿埃艾安昂奥巴白拜班邦保鲍贝本比彼别宾波伯博布策查达戴丹道德邓狄迪蒂丁东杜厄恩尔法凡菲费芬丰冯佛夫弗福盖甘冈高戈格葛根古"
    "哈海罕汉豪赫黑亨洪胡华怀霍基吉纪加贾杰捷金卡凯坎康考柯科克肯孔库夸奎昆拉莱赖兰朗劳勒雷黎里理利莉丽连列林琳龙隆卢鲁路伦罗洛"
    "吕马玛迈麦曼芒梅门蒙米密明缪摩莫默姆穆拿纳奈南内尼涅宁纽农努诺欧帕潘庞培佩彭皮平泼普契恰钱强乔切丘热仁日荣茹瑞若撒萨塞赛桑瑟"
    "森沙山绍申圣史舒朔斯思松苏索塔泰坦汤唐陶特滕提廷图托瓦万旺威韦维魏温翁沃乌伍武西希锡夏谢辛欣雄休许逊雅亚扬耶叶伊依英尤约泽"
    "扎詹芝治朱兹卓佐敏德顿登琪妮娜珍姬薇黛翰丝"
)
_PARTS = frozenset("·•")  # between the parts of a foreign name
_FAMILIAR = frozenset("老小阿")
_NUMBER = frozenset("0123456789０１２３４５６７８９一二三四五六七八九十百千两几数每这那多第")


def join_names(
    text: str, words: Sequence[Token], is_known: Callable[[str], bool] = lambda name: False
) -> list[Token]:
    """The words of a text with each name as one of them, tagged `NAME_TAG` or `FOREIGN_TAG`.

    ``is_known`` tells names that are known from elsewhere, and surnames of people spoken of; in
    Simplified characters.
    """
    found = _NameFinder(text, words, is_known)
    return found.join()


def is_surname(character: str) -> bool:
    """Whether a character by itself is a surname more often than a word: 刘, and not 王, king."""
    return simplify(character) in _MOSTLY_SURNAMES - _WORDS_TOO


@lru_cache(maxsize=4096)
def spell_name(name: str) -> str:
    """A Chinese name in pinyin.

    >>> spell_name("王大力"), spell_name("欧阳修"), spell_name("张西安"), spell_name("刘")
    ('Wang Dali', 'Ouyang Xiu', 'Zhang Xi’an', 'Liu')
    """
    spelled = [(said or written).replace("v", "ü") for said, written in pinyin_order(name)]
    first = 2 if name[:2] in COMPOUND_SURNAMES else 1
    parts = (spelled[:first], spelled[first:])
    return " ".join(join_syllables(part).capitalize() for part in parts if part)


class _NameFinder:
    """Finds the names among the words of one text."""

    def __init__(self, text: str, words: Sequence[Token], is_known: Callable[[str], bool]) -> None:
        self._text = text
        self._words = words
        self._plain = [simplify(word.form) for word in words]
        self._is_known = is_known
        self._elsewhere: frozenset[str] = frozenset()  # sure names of the same text

    def join(self) -> list[Token]:
        """The words, with names as one each."""
        sure = {name for _, _, name in self._names() if name}
        self._elsewhere = frozenset(name for name in sure if len(name) > 2)
        joined: list[Token] = []
        reached = 0
        for first, last, name in self._names():
            start, end = self._words[first].start, self._words[last - 1].end
            tag = NAME_TAG if name else FOREIGN_TAG
            word = Token(start, end, name or self._text[start:end], tag)
            joined += [*self._words[reached:first], word]
            reached = last
        return [*joined, *self._words[reached:]]

    def _names(self) -> Iterator[tuple[int, int, str]]:
        """Each name: the words from and to which it goes; its characters, of a foreign one ""."""
        place = 0
        while place < len(self._words):
            if last := self._foreign_end(place):
                yield place, last, ""
                place = last
                continue
            scored = [
                (points, last, self._form(place, last))
                for last in self._ends(place)
                if (points := self._score(place, last)) >= _ENOUGH
            ]
            if scored:
                _, last, name = max(scored)
                yield place, last, name
                place = last
            else:
                place += 1

    def _foreign_end(self, first: int) -> int:
        """Where a foreign name that begins with a word ends; 0 where none does."""
        last, parts = first, 0
        while last < len(self._words) and _TRANSLITERATING.issuperset(self._plain[last]):
            gap = self._gap(last) if last > first else ""
            if gap and gap not in _PARTS:
                break
            parts += bool(gap)
            last += 1
        alone = sum(len(word) == 1 for word in self._plain[first:last])
        several = last - first
        spelled = alone == several > 2 or (
            alone and parts
        )  # else words of the dictionary: 约翰·史密斯
        return last if several > 1 and spelled else 0

    def _form(self, first: int, last: int) -> str:
        return "".join(self._plain[first:last])

    def _ends(self, place: int) -> Iterator[int]:
        """Where a name that begins with a word may end: behind one or two characters more."""
        form = self._plain[place]
        surname = form if (len(form) == 1 and form in SURNAMES) or form in COMPOUND_SURNAMES else ""
        if surname:
            yield place + 1  # the surname alone
        elif len(form) == 2 and form[0] in SURNAMES:
            yield place + 1  # a word that is a name too
        else:
            return
        most = len(surname or form[0]) + 2
        length, last = len(form), place + 1
        while last < len(self._words) and self._gap(last) in {"", "　", " "}:
            length += len(self._plain[last])
            last += 1
            if length > most:
                break
            yield last

    def _gap(self, place: int) -> str:
        """What stands before a word that is no word: punctuation, spaces, numbers."""
        start = self._words[place - 1].end if place else 0
        end = self._words[place].start if place < len(self._words) else len(self._text)
        return self._text[start:end]

    def _score(self, first: int, last: int) -> int:
        """How much speaks for a name of some words."""
        words = self._plain[first:last]
        before, after = self._before(first), self._after(last)
        whole = words[0] in SURNAMES or words[0] in COMPOUND_SURNAMES
        surname = words[0] if whole else words[0][0]
        given = words[1:] if whole else [words[0][1:], *words[1:]]
        points = _surname_points(surname) - _AFTER_NUMBER * (before == "number")
        if not given:
            if points > 2 and self._is_met(surname):
                return _ENOUGH
            return self._score_alone(points, before, after)
        if not whole and len(words) == 1:  # a word besides: 万里
            return _ENOUGH * ("role" in {before, after} and self._is_known(words[0]))
        if given[-1][-1] in _NEVER or any(len(one) == 1 and one in _NEVER for one in given):
            return 0
        if self._is_wide(first, last) and (len(given) > 1 or after != "edge"):
            return 0
        points += _given_points(given)
        if not whole:
            points -= _CUT_THROUGH + _OF_A_WORD * (surname not in _MOSTLY_SURNAMES)
        points += _BEFORE.get(before, 0) + _AFTER.get(after, 0)
        points += "、" in self._gap(first) + self._gap(last) and before == after == "edge"
        if _ENOUGH - _KNOWN <= points < _ENOUGH and self._is_met("".join(words)):
            points += _KNOWN
        return points

    def _is_met(self, name: str) -> bool:
        """Whether a name, or a surname, is known from elsewhere."""
        named = self._elsewhere
        return name in named or self._is_known(name) or any(one[0] == name for one in named)

    def _score_alone(self, points: int, before: str, after: str) -> int:
        """How much speaks for a surname alone: 老李, 王主任."""
        if before == "familiar":
            return points + 3 if points > 2 or after else 0
        return points + 3 if after == "role" and (points > 2 or before) else 0

    def _is_wide(self, first: int, last: int) -> bool:
        """Whether print has set spaces into a name: 鞠　鹏."""
        return any(self._gap(place) for place in range(first + 1, last))

    def _before(self, place: int) -> str:
        """What stands before a name, as far as it speaks for one or against it; "" for all else."""
        gap = self._gap(place)
        if not place or gap:
            return "number" if gap[-1:] in _NUMBER else "edge"
        word = self._words[place - 1]
        if word.tag == NAME_TAG:
            return "edge"
        plain = self._plain[place - 1]
        if plain in _FAMILIAR:
            return "familiar"
        if word.tag == "m" or plain in _NUMBER:
            return "number"
        if _ROLE_BEFORE.search(plain):
            return "role"
        return "edge" if plain in _JOINING else ""

    def _after(self, place: int) -> str:
        """What stands behind a name, as far as it speaks for one."""
        if place == len(self._words) or self._gap(place):
            return "edge"
        ahead = "".join(self._plain[place : place + 3])
        if _ROLE_AFTER.match(ahead):
            return "role"
        return "edge" if _SAYS.match(ahead) or self._plain[place] in _JOINING else ""


def _surname_points(surname: str) -> int:
    if surname in _MOSTLY_SURNAMES or len(surname) == 2:
        return 3
    return 1 if surname in _OFTEN_WORDS else 2


def _given_points(given: Sequence[str]) -> int:
    """How well characters make a given name; a word of them may be only a word."""
    usual = sum(one in _GIVEN for one in "".join(given))
    if len(given) == 1 and len(given[0]) == 2:
        return 1 if usual == 2 else -1
    return usual
