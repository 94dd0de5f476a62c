import pytest

from desk.enums import CaseKind
from desk.suggest.kinds import kind_named


@pytest.mark.parametrize(
    "words",
    [
        "我要举报抄表的人收红包。",
        "今天是来举报的，你们有人指定施工队。",
        "我想实名举报一个班长。",
        "停电的事先放一放。我想匿名举报",
    ],
)
def test_who_says_they_report_is_proposed_as_reporting(words: str) -> None:
    assert kind_named(words) is CaseKind.REPORT


@pytest.mark.parametrize(
    "words",
    [
        "",
        "电费太高了，要求核查。",
        "再不解决我就要举报你们。",
        "如果这个月还不来修，我要举报到上面去",
        "我想问举报电话是多少",
        "上次说要举报电话，你们没给",
    ],
)
def test_a_threat_and_a_question_leave_it_open(words: str) -> None:
    assert kind_named(words) is None
