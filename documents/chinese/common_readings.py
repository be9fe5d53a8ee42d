"""The commonest reading of words that have several, and the commonest of words written alike.

What a text is read by where no rule says otherwise, and the order of a glossary entry. For words
the lists are our own; for characters pypinyin's order, where a list does not correct it.
"""

from __future__ import annotations

import os
from functools import cache, lru_cache

from documents.text import is_han

_CHARACTERS = """
地 de  得 de  着 zhe  长 cháng  干 gàn  散 sàn  结 jié  只 zhǐ  弹 dàn  量 liàng  曾 céng  藏 cáng
过 guò  系 xì  切 qiē  供 gōng  论 lùn  吐 tǔ  模 mó  宁 níng  划 huà  削 xiāo  薄 báo  剥 bāo
喝 hē  挨 āi  禁 jìn  劲 jìn  扇 shàn  杆 gān  恶 è  差 chà  称 chēng  打 dǎ  尽 jìn  倒 dào
奔 bēn  折 zhé  角 jiǎo  假 jiǎ  降 jiàng  重 zhòng  露 lù  曲 qū  闷 mèn  蒙 méng  舍 shè
丧 sàng  轧 zhá  扎 zhā  识 shí  血 xuè  石 shí  兴 xīng  校 xiào  率 lǜ  似 sì  卷 juǎn  与 yǔ
缝 féng  担 dān  背 bèi  朝 cháo  调 diào  盛 shèng  熬 áo  圈 quān  待 dài  磨 mó  铺 pū
冲 chōng  谁 shéi  哪 nǎ  那 nà  落 luò  啊 a  吧 ba  呢 ne  吗 ma  么 me  们 men  呀 ya  嘛 ma
哇 wa  啦 la  罢 bà  和 hé  作 zuò  数 shù  大 dà  上 shàng  色 sè  片 piàn  佛 fó  弄 nòng  拉 lā
行 xíng  传 chuán  颇 pō  勒 lè  卜 bǔ  脊 jǐ  仆 pú  脏 zāng  拚 pīn  拽 zhuài  纪 jì  呵 hē
扛 káng  召 zhào  济 jì  省 shěng  泊 bó  塞 sāi  参 cān  仔 zǐ  尾 wěi  壳 ké  剩 shèng  炮 pào
晃 huàng  间 jiān  钉 dīng
"""
_WORDS = """
地方 dì fang  不是 bù shì  起来 qǐ lái  出来 chū lái  说道 shuō dào  当时 dāng shí  东西 dōng xi
过去 guò qù  结果 jié guǒ  精神 jīng shén  重点 zhòng diǎn  土地 tǔ dì  告诉 gào su  多少 duō shao
过来 guò lái  人家 rén jia  女人 nǚ rén  当年 dāng nián  分子 fèn zǐ  故事 gù shi  不了 bù liǎo
高中 gāo zhōng  妻子 qī zi  教学 jiào xué  说法 shuō fǎ  小子 xiǎo zi  好吃 hǎo chī  言语 yán yǔ
好处 hǎo chu  大夫 dài fu  正当 zhèng dàng  尽量 jǐn liàng  转向 zhuǎn xiàng  大都 dà dōu
当日 dāng rì  所长 suǒ zhǎng  便宜 pián yi  利害 lì hài  尽快 jǐn kuài  罢了 bà le  生意 shēng yi
当天 dàng tiān  本事 běn shi  得罪 dé zuì  粒子 lì zǐ  转头 zhuǎn tóu  开通 kāi tōng  温和 wēn hé
好事 hǎo shì  转动 zhuàn dòng  尽可能 jǐn kě néng  教会 jiào huì  老公 lǎo gōng  大爷 dà ye
重重 chóng chóng  工夫 gōng fu  总长 zǒng cháng  大王 dà wáng  琢磨 zuó mo  供养 gōng yǎng
尽数 jìn shù  同行 tóng háng  较差 jiào chà  跟前 gēn qián  朝阳 zhāo yáng  播种 bō zhǒng
恶心 ě xin  当晚 dàng wǎn  分量 fèn liàng  看好 kàn hǎo  小儿 xiǎo ér  冷战 lěng zhàn
公道 gōng dào  失调 shī tiáo  大方 dà fang  口音 kǒu yīn  个头 gè tóu  结实 jiē shi  下水 xià shuǐ
下调 xià tiáo  地道 dì dào  澄清 chéng qīng  把手 bǎ shǒu  空地 kòng dì  下场 xià chǎng
杆子 gān zi  当头 dāng tóu  花儿 huā r  倒转 dào zhuǎn  本色 běn sè  公差 gōng chāi  出息 chū xi
当夜 dàng yè  散落 sàn luò  大意 dà yì  外传 wài chuán  裁缝 cái feng  摆设 bǎi shè  调配 diào pèi
倾倒 qīng dǎo  上头 shàng tou  对头 duì tóu  何为 hé wéi  片子 piàn zi  倒数 dào shǔ
空心 kōng xīn  卷子 juàn zi  累累 lěi lěi  单子 dān zi  憎恶 zēng wù  引种 yǐn zhǒng  口角 kǒu jué
落空 luò kōng  保长 bǎo zhǎng  铺盖 pū gai  脊梁 jǐ liang  禁用 jìn yòng  家传 jiā chuán
差事 chāi shi  调拨 diào bō  长毛 cháng máo  省事 shěng shì  盛装 shèng zhuāng  切口 qiē kǒu
活路 huó lù  受累 shòu lèi  当月 dàng yuè  厚薄 hòu báo  铺面 pù miàn  合子 hé zi
电线杆 diàn xiàn gān  舍下 shè xià  迫降 pò jiàng  行头 xíng tou  历数 lì shǔ  车行 chē xíng
丧气 sàng qì  份子 fèn zi  弹片 dàn piàn  劈柴 pī chái  背着 bēi zhe  弹子 dàn zǐ  当事 dāng shì
中伏 zhòng fú  拉手 lā shǒu  好学 hào xué  重头 zhòng tóu  字帖 zì tiè  散光 sǎn guāng
倒车 dào chē  上色 shàng sè  重名 chóng míng  半载 bàn zǎi  电杆 diàn gān  散工 sǎn gōng
转车 zhuǎn chē  转台 zhuàn tái  居处 jū chù  得了 dé le  得中 dé zhòng  当当 dāng dāng
干儿 gān ér  为人 wéi rén  两相 liǎng xiāng  不差 bù chà  何在 hé zài  什么样 shén me yàng
怎么着 zěn me zhe  那末 nà me  一行 yī xíng  穿着 chuān zhuó  点着 diǎn zhe  吸着 xī zhe
引着 yǐn zhe  找着 zhǎo zháo  一会儿 yī huì er  这会儿 zhè huì er  那会儿 nà huì er
还款 huán kuǎn  空位 kòng wèi  难兄难弟 nàn xiōng nàn dì  爱好 ài hào  年成 nián cheng
担着 dān zhe  同志 tóng zhì  应声 yìng shēng  朝着 cháo zhe  参与 cān yù  铁匠 tiě jiàng
看得见 kàn de jiàn  听得见 tīng de jiàn  赶得及 gǎn de jí  过得去 guò de qù  差得多 chà de duō
想得美 xiǎng de měi  吓得发抖 xià de fā dǒu  支付得起 zhī fù de qǐ  大都市 dà dū shì  盖子 gài zi
力量 lì liàng  父亲 fù qīn  母亲 mǔ qīn
"""
# Of the Traditional words that became one in Simplified, the one most often meant, where the
# dictionary has another first.
_TRADITIONAL = """
后 後  于 於  当 當  台 臺  药 藥  云 雲  愿 願  考 考  局 局  欲 欲  系 系  证 證  豆 豆  筑 築
录 錄  历 歷  丑 醜  凶 凶  余 餘  冲 衝  旗 旗  钟 鐘  尸 屍  拟 擬  丰 豐  幸 幸  效 效  闲 閒
铲 鏟  辟 闢  历年 歷年  台风 颱風  佛 佛  址 址  蒙 蒙  帘 簾  鞍 鞍  凄 淒  栗 栗  恤 恤  慑 懾
暂 暫  么 麼  几 幾  伞 傘  夭 夭  戮 戮  发布 發布  发布会 發布會  里 裡
"""


def _read_table(table: str) -> dict[str, str]:
    """A table's words, two spaces apart, each with what stands behind its first space."""
    pairs = (pair.partition(" ") for line in table.splitlines() for pair in line.split("  "))
    return {word: said for word, _, said in pairs if word}


@cache
def common_readings() -> dict[str, str]:
    """The list of the module, by word."""
    return _read_table(_CHARACTERS) | _read_table(_WORDS)


def rank_reading(word: str, reading: str) -> int:
    """How common a reading is among those of a word: 0 is the commonest."""
    reading = reading.lower()
    common = common_readings().get(word)
    if common is not None:
        return 0 if reading == common else 1
    readings = character_readings(word) if len(word) == 1 else ()
    return readings.index(reading) if reading in readings else len(readings)


@cache
def _common_forms() -> dict[str, str]:
    return _read_table(_TRADITIONAL)


def rank_form(word: str, traditional: str) -> int:
    """How common a Traditional form is among those of a Simplified word: 0 is the commonest."""
    return int(_common_forms().get(word, traditional) != traditional)


def read_character(character: str) -> str:
    """A character's commonest reading, "" for what is no Han character or has none."""
    readings = character_readings(character)
    return common_readings().get(character) or (readings[0] if readings else "")


@lru_cache(maxsize=8192)
def character_readings(character: str) -> tuple[str, ...]:
    """A character's readings with tone marks, the commonest first."""
    if not is_han(character):
        return ()
    # Words are read by CC-CEDICT; pypinyin's own words would take 45 MB of memory.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin import pinyin

    readings = pinyin(character, errors="ignore", heteronym=True)
    return tuple(readings[0]) if readings else ()
