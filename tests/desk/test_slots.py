"""What was particular to somebody else becomes a slot, and nothing of it is left."""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.slots import SLOT, marked, opened, useful

NAMES = ("柳明月", "方晓岚", "0500000031", "13900000031")
ADDRESSES = ("临江市望江路12号3幢402室", "云桥区柳荫里3号")


def _open(text: str) -> str:
    return opened(text, "zh_CN", names=NAMES, addresses=ADDRESSES)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("11月4日到现场核实，读数1712。", "⟦哪一天⟧到现场核实，读数⟦数字⟧。"),
        ("十一月四日上午九点到现场。", "⟦哪一天⟧上午⟦哪一天⟧到现场。"),
        ("退还128.50元，共三百元。", "退还⟦金额⟧元，共⟦金额⟧元。"),
        ("柳明月女士和方晓岚到场。", "⟦姓名⟧女士和⟦姓名⟧到场。"),
        ("经与柳女士核对。", "经与⟦姓名⟧女士核对。"),
        ("户号0500000031，电话13900000031。", "户号⟦姓名⟧，电话⟦姓名⟧。"),
        ("到望江路12号3幢402室核对。", "到⟦地址⟧核对。"),
        ("到滨河路25号核对。", "⟦地址⟧核对。"),
        ("邻居吴桂芳家也停了电。", "邻居⟦姓名⟧家也停了电。"),
        ("表号DB3300217，封印完好。", "表号⟦数字⟧，封印完好。"),
        ("等候四十分钟，开了两个窗口。", "等候⟦数字⟧分钟，开了⟦数字⟧个窗口。"),
        ("依据第二十七条，材料一次说清。", "依据第二十七条，材料一次说清。⟦本户情况⟧"),
        ("便民用品不够用。", "便民用品不够用。⟦本户情况⟧"),
    ],
)
def test_texts_of_the_trade(text: str, left: str) -> None:
    assert _open(text) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("On 4 November 2026 we read 1712.", "On ⟦which day⟧ we read ⟦figure⟧."),
        ("We paid back 128.50 yuan to Ms Liu.", "We paid back ⟦amount⟧yuan to ⟦name⟧."),
        ("The crew came to 12 River Road 3.", "The crew came to ⟦address⟧ ⟦figure⟧."),
        ("Nothing was wrong here.", "Nothing was wrong here. ⟦what holds here⟧"),
    ],
)
def test_english_texts(text: str, left: str) -> None:
    assert opened(text, "en") == left


WORDS = st.sampled_from(
    ["核实", "退还", "现场", "，", "。", "您户", "电表", "元", "千瓦时", "到", "已", " ", "⟦", "⟧"]
)
PRIVATE = st.one_of(
    st.sampled_from([*NAMES, *ADDRESSES]),
    st.dates().map(lambda day: f"{day.year}年{day.month}月{day.day}日"),
    st.dates().map(str),
    st.integers(0, 10**12).map(str),
    st.decimals(0, 10**6, places=2).map(str),
    st.from_regex(r"1[3-9]\d{9}", fullmatch=True),
    st.from_regex(r"[A-Z]{2}\d{6}", fullmatch=True),
)


@settings(max_examples=150)
@given(parts=st.lists(st.one_of(WORDS, PRIVATE), max_size=12))
def test_nothing_of_another_customer_is_left(parts: list[str]) -> None:
    text = _open("".join(parts))
    outside = SLOT.sub("", text)
    assert not [char for char in text if unicodedata.category(char) in ("Nd", "No")]
    for private in ("柳明月", "方晓岚", "望江路", "柳荫里", "@"):
        assert private not in outside
    assert SLOT.search(text)


@settings(max_examples=60)
@given(text=st.text(max_size=80))
def test_no_figure_of_any_script_is_left(text: str) -> None:
    left = _open(text)
    assert not [char for char in left if unicodedata.category(char) == "Nd"]
    assert re.search("⟦", left)


def test_a_proposal_has_always_a_slot_and_enough_besides() -> None:
    assert marked("有⟦一处⟧", "zh_CN") == "有⟦一处⟧"
    assert SLOT.search(marked("没有空处", "zh_CN"))
    assert not useful(_open("11月4日，128.5元。"))
    assert useful(_open("11月4日到现场核实了接线和读数。"))
