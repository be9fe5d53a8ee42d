"""Makes ``word_frequencies.txt``: ``python -m tools.make_word_frequencies dict.txt``.

Its argument is the dictionary of jieba: a word, its count and its part of speech a line. Kept are
the words that CC-CEDICT has too, the counts in steps of half a power of two.
"""

from __future__ import annotations

import argparse
import math
from collections import defaultdict
from pathlib import Path

from documents.cedict import dictionary_file, read_entries
from documents.chinese.segmentation import FREQUENCIES, STEPS
from documents.text import is_han

HEADER = """\
# How often Chinese words stand in print, and what part of speech they most often are.
# A class a line: the part of speech (tags of the ICTCLAS set), {steps} times the base-2 logarithm
# of the count, rounded, and the words. Counts sum up to about sixty millions.
# Made by tools/make_word_frequencies.py from the dictionary of jieba 0.42.1
# (https://github.com/fxsjy/jieba), of which the words of CC-CEDICT are kept. Its licence:
#
# The MIT License (MIT)
#
# Copyright (c) 2013 Sun Junyi
#
# Permission is hereby granted, free of charge, to any person obtaining a copy of
# this software and associated documentation files (the "Software"), to deal in
# the Software without restriction, including without limitation the rights to
# use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of
# the Software, and to permit persons to whom the Software is furnished to do so,
# subject to the following conditions:
#
# The above copyright notice and this permission notice shall be included in all
# copies or substantial portions of the Software.
#
# THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
# IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS
# FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
# COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER
# IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN
# CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""
# Finer tags that the rules tell apart; of all others the first letter is kept.
TAGS = frozenset({"ad", "an", "nr", "ns", "vn"})

# Common characters that jieba has under a tag that says nothing or misleads.
RETAGGED = {
    "a": "静肥巨富丽翠爽肃康悲闲优宏贫圆",
    "d": "很较仍稍甚反",
    "m": "百亿半",
    "n": "县车物土村员厂组轮毒汗罪鸟园井材麦鸭鹿狗叶泉塔",
    "p": "连",
    "q": "块件度根",
    "r": "此每您",
    "v": "行往穿掉选奔响升够失寻挡丢护抵休搜抛罚刷录押抖催判踩腾逢掏拐绑砌"
    "喝授述唤弃葬怒避画遣撰观数系种结盛钻藏铺转传扫背弹缝挑扎卷磨钉",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dictionary", type=Path, help="jieba's dict.txt")
    known = {entry.simplified for entry in read_entries(dictionary_file())}
    classes: dict[tuple[str, int], list[str]] = defaultdict(list)
    for line in parser.parse_args().dictionary.read_text("utf-8").splitlines():
        word, count, tag = line.split()
        if word in known and all(map(is_han, word)):
            tag = read_tag(word, tag)
            classes[tag, round(STEPS * math.log2(int(count)))].append(word)
    lines = [
        f"{tag} {step} {' '.join(sorted(words))}\n"
        for (tag, step), words in sorted(
            classes.items(), key=lambda item: (item[0][0], -item[0][1])
        )
    ]
    FREQUENCIES.write_text(HEADER.format(steps=STEPS) + "".join(lines), "utf-8")


def read_tag(word: str, tag: str) -> str:
    """The part of speech that the table has for what jieba says of a word."""
    corrected = next((right for right, words in RETAGGED.items() if word in words), tag)
    return corrected if corrected in TAGS else "g" if corrected == "zg" else corrected[0]


if __name__ == "__main__":
    main()
