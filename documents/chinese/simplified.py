"""Chinese in Simplified characters: OpenCC's tables, and the variants and older forms they leave.

For display, and to find a text's words in the dictionary. Keeps every character in its place.
"""

from __future__ import annotations

import re

from documents.chinese.opencc_converters import open_converter
from documents.text import chinese_script

# Forms that the presses of 1946 to 1980 still had and that OpenCC leaves, each with today's.
_OLDER_FORMS = """
鬪斗 鬦斗 鬭斗 靑青 淸清 敍叙 塡填 顚颠 愼慎 槪概 鄕乡 郞郎 隷隶 曁暨 尙尚 兪俞 縂总 搃总 綂统
鐡铁 塲场 麤粗 疎疏 廹迫 廻回 囘回 囬回 厰厂 関关 恊协 効效 刧劫 刼劫 歴历 歩步 毎每 氷冰 凖准
浄净 湼涅 濶阔 燄焰 畧略 皷鼓 硏研 秊年 稾稿 窓窗 罸罚 聼听 菓果 蔴麻 虗虚 衘衔 啣衔 覇霸 覊羁
貭质 賸剩 躭耽 輭软 迯逃 逈迥 酧酬 鎗枪 鑛矿 隄堤 隣邻 飜翻 騐验 黙默 牠它 妳你 衞卫 徧遍 擧举
寜宁 彊强 竝并 倂并 瘉愈 揷插 攷考 汚污 燿耀 痲麻 瞇眯 砲炮 礮炮 碁棋 碪砧 稭秸 繙翻 羢绒 翺翱
肐胳 臕膘 舩船 艸草 荳豆 蔆菱 虵蛇 蟁蚊 蠏蟹 袴裤 覩睹 詧察 詶酬 諠喧 謌歌 譌讹 讐仇 賍赃 踫碰
銲焊 鑚钻 鑤刨 阬坑 靭韧 韮韭 餽馈 驘骡 髣仿 髴佛 閙闹 鶏鸡 鷰燕 麐麟 鼇鳌 鼈鳖 冐冒 値值 徳德
黒黑 戸户 歳岁 幇帮 畊耕 畂亩 粇糠 緜绵 脇胁 艢樯 菴庵 蒐搜 衆众 襃褒 賷赍 跴踩 遡溯 鉋刨 鋩铓
鍊炼 鑪炉 馽絷 駡骂 髠髡 鬰郁 鴈雁 麴曲
"""
_OLDER = str.maketrans({pair[0]: pair[1] for pair in _OLDER_FORMS.split()})
# 祇 is 只, but in 神祇, 地祇, 祇园.
_ONLY = re.compile("(?<![神地])[祇衹](?![园園树樹])|祗(?=[有能是要会會可好得为為])")
_WHAT = re.compile("甚(?=[么麼])")
# 著 is the particle and verb 着, but in words of writing and renown.
_PARTICLE = re.compile(
    "(?<![显顯昭卓名原编編译譯论論专專巨土遗遺合所拙旧舊彰较較素夙])著"
    "(?!名|[述称稱者书書录錄録]|作(?!品|战|戰|准|準|为|為|爲|出|好|了|过|過)|(?:有|成)[《〈「『“])"
    "|(?<=合)著(?=眼)|(?<=土)著(?=[脸臉])"
)


def simplify(text: str) -> str:
    """A Chinese text as Simplified print has it."""
    found = str(open_converter("t2s").convert(text))
    if "坯" in found and chinese_script(text) == "Hans":
        # OpenCC's phrases read Traditional: in Simplified print 坏 of 破坏土地 is what it says.
        found = "".join(o if o == "坏" else new for o, new in zip(text, found, strict=True))
    found = _PARTICLE.sub("着", found.translate(_OLDER))
    return _WHAT.sub("什", _ONLY.sub("只", found))
