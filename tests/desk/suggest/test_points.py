"""Points by example: kinds, fragments joined, filler left out, nothing said twice or lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.enums import PointKind
from desk.playbook.load import load
from desk.suggest import Suggester
from desk.suggest.points import MOST_POINTS
from desk.text import clean
from tests.desk.suggest.test_topics import HOSTILE

A, R, Q = PointKind.ALLEGATION, PointKind.REQUEST, PointKind.QUESTION
SUGGESTER = Suggester(load())


def points(text: str) -> list[tuple[PointKind, str]]:
    return [(point.kind, point.matter) for point in SUGGESTER.suggest(text).points]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "上月电费三百，这月九百。为什么差这么多？请来人看看表。",
            [(A, "上月电费三百，这月九百"), (Q, "为什么差这么多？"), (R, "请来人看看表")],
        ),
        ("你好，我想问一下，峰谷电怎么办理？", [(Q, "峰谷电怎么办理？")]),
        ("请问要带什么材料", [(Q, "要带什么材料")]),
        ("我要求退还多收的钱，并且书面道歉", [(R, "我要求退还多收的钱，并且书面道歉")]),
        ("要求赔偿，还是换新的也行", [(R, "要求赔偿，还是换新的也行")]),
        ("你们凭什么停我家的电", [(A, "你们凭什么停我家的电")]),
        ("他说马上来修，等到现在", [(A, "他说马上来修，等到现在")]),
        ("窗口让我找物业，物业又让我找你们", [(A, "窗口让我找物业，物业又让我找你们")]),
        ("没人给我修", [(A, "没人给我修")]),
        ("不给退钱", [(A, "不给退钱")]),
        ("能不能给我换个表", [(R, "能不能给我换个表")]),
        ("我想咨询一下，这种情况能不能办过户？", [(Q, "这种情况能不能办过户？")]),
        ("不知道怎么看电表", [(Q, "不知道怎么看电表")]),
        ("电费这么高，怎么回事？", [(Q, "电费这么高，怎么回事？")]),
        ("师傅骂人，像话吗？", [(A, "师傅骂人")]),
        ("多收了一百块，退给我。谢谢。", [(A, "多收了一百块"), (R, "退给我")]),
        (
            "1、电表不准；2、抄表的没来过；3、要求验表",
            [(A, "电表不准"), (A, "抄表的没来过"), (R, "要求验表")],
        ),
        (
            "第一，停电没通知。第二，冰柜里的货全化了。",
            [(A, "停电没通知"), (A, "冰柜里的货全化了")],
        ),
        (
            "我叫钱大年，户号是3300123456，昨天停电没人通知",
            [(A, "昨天停电没人通知")],
        ),
        (
            "电费翻了一倍，另外窗口态度也很恶劣",
            [(A, "电费翻了一倍"), (A, "窗口态度也很恶劣")],
        ),
    ],
)
def test_a_narrative_falls_into_its_points(
    text: str, expected: list[tuple[PointKind, str]]
) -> None:
    assert points(text) == expected


def test_a_long_breath_is_cut_where_something_new_begins() -> None:
    text = "昨天晚上我们家那边突然停电一直到今天早上才来麻烦派个电工来查查线路"
    assert [kind for kind, _ in points(text)] == [A, R]


@pytest.mark.parametrize("text", ["", "   ", "。。。！！", "\n\n", "…", "，，，"])
def test_where_nothing_is_said_there_is_no_point(text: str) -> None:
    assert points(text) == []


@pytest.mark.parametrize("text", ["电", "我是张三", "hello", "<b>[/x]{{y}}"])
def test_where_anything_is_said_there_is_a_point(text: str) -> None:
    assert len(points(text)) == 1


def test_only_a_greeting_is_no_point() -> None:
    assert points("你好，谢谢") == []


def test_the_same_sentence_twice_is_one_point() -> None:
    assert points("排队太久了。排队太久了。") == [(A, "排队太久了")]


def test_there_is_an_end_to_points() -> None:
    many = "".join(f"要求退还第{n}笔多收的钱。" for n in range(1, 40))
    assert len(points(many)) == MOST_POINTS


@given(HOSTILE)
def test_points_are_made_of_the_text_and_in_its_order(text: str) -> None:
    kept = clean(text)
    made = SUGGESTER.suggest(text).points
    assert len(made) <= MOST_POINTS
    last = 0
    for point in made:
        assert last <= point.start < point.end <= len(kept)
        assert point.matter == kept[point.start : point.end]
        assert point.matter.strip() == point.matter != ""
        last = point.end
    assert len({point.matter for point in made}) == len(made)


@given(
    st.lists(
        st.sampled_from(["电费翻了一倍", "请来人看看", "为什么不通知"]), min_size=1, max_size=6
    )
)
def test_whole_sentences_are_never_lost(sentences: list[str]) -> None:
    made = " ".join(matter for _kind, matter in points("。".join(sentences)))
    assert all(sentence in made for sentence in sentences)
