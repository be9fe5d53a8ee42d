"""Which names of a byline are bodies' and which are persons'."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.corporate_names import is_corporate
from documents.surnames import COMPOUND_SURNAMES, SURNAMES


@pytest.mark.parametrize(
    "name",
    [
        *(
            "新华社",
            "新華社",
            "塔斯社",
            "人民日报",
            "本报",
            "新教育社",
            "中国共产党",
            "某部队",
            "第一机床厂",
        ),
        *(
            "外交部",
            "文化部",
            "卫生局",
            "国防部",
            "常委会",
            "高教部",
            "中共冀鲁豫区党委",
            "妇联",
            "全国政协",
        ),
        *(
            "清河县政府",
            "平谷县参议会办事处",
            "清河大学",
            "清河县全体社员",
            "中国人民解放军",
            "水利委员会",
        ),
        *("新 华 社", "新\u3000华\u3000社"),
    ],
)
def test_chinese_bodies_are_known_by_the_list_or_by_their_endings(name: str) -> None:
    assert is_corporate(name)


@pytest.mark.parametrize(
    "name",
    [
        *("本报评论员", "本刊记者", "本报特约评论员", "新华社记者", "编者", "读者", "社论", "短评"),
        *("Staff Reporter", "Our Correspondent", "Commentator", "Our Special Correspondents"),
        *("The Editors", "Editorial", "People’s Daily Commentator"),
    ],
)
def test_a_role_without_a_name_stands_for_the_paper(name: str) -> None:
    assert is_corporate(name)


@pytest.mark.parametrize(
    "name",
    [
        *("Xinhua News Agency", "TASS", "Tass", "Reuters", "Pravda", "The People's Daily"),
        *("Ministry of Foreign Affairs", "Central Committee of the CPC", "Moscow University"),
        *("Council of Ministers of the USSR", "Academy of Sciences, Institute of Physics"),
        *("Министерство культуры СССР", "Академия наук", "ТАСС", "ＴＡＳＳ"),
    ],
)
def test_western_bodies_are_known_by_their_words(name: str) -> None:
    assert is_corporate(name)


@pytest.mark.parametrize(
    "name",
    [
        *(
            "王社",
            "李部",
            "马院",
            "文军",
            "张建军",
            "王立社",
            "周大会",
            "李爱党",
            "欧阳立社",
            "卫国",
        ),
        *("艾青", "鞠\u3000鹏", "钟声", "伊·莫日阿耶夫", "伊凡诺夫", "山本太郎"),
        *("A. Committee", "J.-P. Press", "V. I. IVANOV", "John Smith", "Wang Li", "Chou En-lai"),
        *("Newsome, Ann", "George Partyka", "Schoolcraft", "Р. Совет", "", " "),
    ],
)
def test_persons_who_look_like_bodies_are_persons(name: str) -> None:
    assert not is_corporate(name)


@given(
    st.sampled_from([*SURNAMES, *COMPOUND_SURNAMES]), st.sampled_from("社部局会团军党队院校厂组")
)
def test_a_surname_and_one_character_are_never_a_body(surname: str, ending: str) -> None:
    assert not is_corporate(surname + ending)
