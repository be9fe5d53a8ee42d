"""Names among the words of a text, and the same characters as words."""

from __future__ import annotations

import pytest

from documents.chinese.dictionary import dictionary
from documents.chinese.headline_gloss import gloss_headline
from documents.chinese.personal_names import (
    FOREIGN_TAG,
    NAME_TAG,
    is_surname,
    join_names,
    spell_name,
)

# Sentences, and the names in them that no dictionary has.
SENTENCES = [
    ("王大力和李建国昨天来到北京。", "王大力 李建国"),
    ("刘志强高兴地走进高校的大门。", "刘志强"),
    ("各方面的代表都发了言。", ""),
    ("社员张玉梅说，今年的收成很好。", "张玉梅"),
    ("林业部长梁希作了报告。", "梁希"),
    ("万里同志在会上讲话。", ""),
    ("工人王进喜来到大庆。", "王进喜"),
    ("全县有一万五千多人参加劳动。", ""),
    ("出席会议的有：江华、常丽、于明、高岗。", "江华 常丽 于明 高岗"),
    ("劉志強、王大力、陳永貴等人參加了會議。", "劉志強 王大力 陳永貴"),
    ("从前有一个国王，他有三个儿子。", ""),
    ("老李和小王一起去看电影。", "李 王"),
    ("王主任说，这件事要好好研究。", "王"),
    ("张书记、陈部长和赵先生都来了。", "张 陈 赵"),
    ("桌上放着一张大地图和两张白纸。", ""),
    ("他提高了文化水平。", ""),
    ("高大的楼房和高山都看得见。", ""),
    ("向大海学习，向白云问好。", ""),
    ("劳动模范李顺达号召全国农民增产。", "李顺达"),
    ("水利部部长傅作义视察了黄河。", ""),
    ("大队长胡玉兰带领社员修水渠。", "胡玉兰"),
    ("欧阳修是宋代的文学家，司马光也是。", ""),
    ("记者孙晓明摄影", "孙晓明"),
    ("中学教师周文华被选为代表。", "周文华"),
    ("于是大家都笑了，何必再说呢。", ""),
    ("任何人都不能例外，何况是你。", ""),
    ("他安全地回到家乡，平安无事。", ""),
    ("钱不多，金子更少，白银没有。", ""),
    ("解放军战士黄继光、董存瑞是英雄。", "黄继光 董存瑞"),
    ("鲁迅先生的杂文非常有名。", ""),
    ("马克思和恩格斯写了《共产党宣言》。", ""),
    ("马路上有许多车，骑马的人很少。", ""),
    ("国家主席刘少奇接见了缅甸总理吴努。", "吴努"),
    ("常常有人问：石油从哪里来？", ""),
    ("全国人民代表大会常务委员会委员长朱德出席。", ""),
    ("经理林海说，白天工作，晚上学习。", "林海"),
    ("杨得志司令员和许世友上将出席了大会。", "杨得志 许世友"),
    ("古代文化、东方文化、西方文化。", ""),
    ("陈毅副总理同费孝通、吴晗谈话。", ""),
    ("唐朝的长安城，宋朝的开封城。", ""),
    ("李四光教授是地质学家，华罗庚教授是数学家。", ""),
    ("成立了包钢和武钢，管理局派人来。", ""),
    ("任弼时", ""),
    ("曾国藩、左宗棠、张之洞办洋务。", ""),
    ("武汉长江大桥通车了，江水滚滚。", ""),
    ("女拖拉机手梁军受到毛主席的接见。", "梁军"),
    ("社员赵春生种了二十亩小麦。", "赵春生"),
    ("周恩来总理和陈毅副总理出席了宴会。", ""),
    ("孙玉兰是全国劳动模范。", "孙玉兰"),
    ("他很高兴，因为收成很好。", ""),
    ("方法正确，方向明确。", ""),
    ("万里长城是世界奇迹。", ""),
    ("这个县有三万户农民。", ""),
    ("王国忠老师教我们语文。", "王国忠"),
    ("国王和王后住在王宫里。", ""),
    ("朱老汉的儿子叫朱铁柱。", "朱 朱铁柱"),
    ("队长马国栋说：“咱们上山吧。”", "马国栋"),
    ("马上就要下雨了。", ""),
    ("他把马牵到河边，马喝了水。", ""),
    ("常香玉为志愿军捐献飞机。", "常香玉"),
    ("常委会开会研究了这个问题。", ""),
    ("华北平原，华东地区，华侨代表。", ""),
    ("白求恩大夫是加拿大人。", ""),
    ("白天黑夜不停地工作。", ""),
    ("黄土高原上种满了树。", ""),
    ("护士林秀珍和医生高志远救了他。", "林秀珍 高志远"),
    ("高志远同志牺牲了。", "高志远"),
    ("新华社记者李普、沈建图报道", "李普 沈建图"),
    ("张思德烧木炭，张骞通西域。", "张思德"),
    ("一张床，一把椅子，张开嘴。", ""),
    ("梁山伯与祝英台的故事。", ""),
    ("小张和老刘是邻居。", "张 刘"),
    ("金银铜铁锡，金黄的稻子。", ""),
    ("石头、石油、石灰都要运走。", ""),
    ("毛泽东和朱德在井冈山会师。", ""),
    ("刘胡兰、赵一曼、江竹筠是女英雄。", "刘胡兰 赵一曼 江竹筠"),
    ("文艺工作者田汉、夏衍、曹禺谈戏剧。", ""),
    ("时间不多了，时候到了，时时小心。", ""),
    ("任务很重，任命他为局长。", ""),
    ("铁道部副部长吕正操到车站检查工作。", "吕正操"),
    ("石家庄、李家村、王庄都通了电。", ""),
    ("郭沫若院长致开幕词。", ""),
    ("水路、陆路、管道运输都很方便。", ""),
    ("安全生产，安定团结，平安幸福。", ""),
    ("谢谢大家，谢天谢地。", ""),
    ("江西省的江水流入长江。", ""),
    ("陆军、海军、空军的司令员都到了。", ""),
    ("秦始皇统一六国，汉武帝打匈奴。", ""),
    ("罗马尼亚和匈牙利的代表团抵京。", ""),
    ("杜甫和李白是唐代诗人。", ""),
    ("宋庆龄副主席会见外宾。", ""),
]


def names(text: str, tag: str = NAME_TAG, *known: str) -> list[str]:
    found = join_names(text, [*dictionary().words(text)], known.__contains__)
    return [text[word.start : word.end] for word in found if word.tag == tag]


@pytest.mark.parametrize(("text", "found"), SENTENCES)
def test_names_are_told_from_the_same_characters_as_words(text: str, found: str) -> None:
    assert names(text) == found.split()


def test_names_and_the_words_between_them_are_the_whole_text() -> None:
    text = "王大力和李建国昨天来到北京。"
    found = join_names(text, [*dictionary().words(text)])
    assert "".join(text[word.start : word.end] for word in found) == text[:-1]
    assert [word.start for word in found[1:]] == [word.end for word in found[:-1]]


def test_a_name_with_spaces_set_into_it_is_one_where_it_stands_alone() -> None:
    assert names("摄影　鞠　鹏") == ["鞠　鹏"]
    assert names("赵　钱孙李") == []


def test_a_name_that_is_known_needs_no_neighbours() -> None:
    text = "昨天方志敏又到了那里"
    assert names(text) == []
    assert names(text, NAME_TAG, "方志敏") == ["方志敏"]
    assert names("万里同志讲话", NAME_TAG, "万里") == ["万里"]
    assert names("万里长空", NAME_TAG, "万里") == []


def test_of_who_is_named_the_surname_alone_is_a_name_too() -> None:
    assert names("王大力来了。大家问王，他不答。") == ["王大力", "王"]
    assert names("大家问王，他不答。") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("队长约翰·史密斯进了三个球。", []),
        ("队长约翰·斯科勒进了三个球。", ["约翰·斯科勒"]),
        ("后来斯科勒尔认为不对。", ["斯科勒尔"]),
        ("他住在莫斯科，爱吃巴西的坚果。", []),
        ("我们爱和平。", []),
    ],
)
def test_foreign_names_are_told_by_the_characters_that_spell_them(
    text: str, found: list[str]
) -> None:
    assert names(text, FOREIGN_TAG) == found


@pytest.mark.parametrize(
    ("name", "spelled"),
    [
        ("王大力", "Wang Dali"),
        ("欧阳修", "Ouyang Xiu"),
        ("曾国安", "Zeng Guo’an"),
        ("吕明", "Lü Ming"),
        ("劉志強", "Liu Zhiqiang"),
        ("刘", "Liu"),
    ],
)
def test_names_are_spelled_in_pinyin_surname_first(name: str, spelled: str) -> None:
    assert spell_name(name) == spelled


def test_a_character_that_is_hardly_a_word_is_a_surname_by_itself() -> None:
    assert is_surname("刘")
    assert is_surname("劉")
    assert not is_surname("王")
    assert not is_surname("高")


@pytest.mark.parametrize(
    ("headline", "gloss"),
    [
        ("社员王大力", "commune member · Wang Dali"),
        ("劉志強、王大力", "Liu Zhiqiang, Wang Dali"),
    ],
)
def test_names_in_headlines_are_spelled_and_not_glossed(headline: str, gloss: str) -> None:
    assert gloss_headline(headline) == gloss
