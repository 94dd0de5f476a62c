"""A day in a finding that has not come yet."""

import dataclasses
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.enums import LetterKind
from desk.letter.book import compose
from desk.letter.lint import LetterToCheck, lint
from desk.letter.lint_days import to_come
from desk.letter.wording import Wording
from tests.desk.letter import samples

TODAY = date(2026, 11, 22)


def _found(finding: str, today: date = TODAY, theirs: tuple[str, ...] = ()) -> bool:
    point = dataclasses.replace(samples.POINTS[0], finding=finding)
    found = list(to_come(point, theirs, today, "zh_CN"))
    assert all(not one.blocks for one in found)
    assert {one.field for one in found} <= {f"points.{point.position}.finding"}
    return bool(found)


@pytest.mark.parametrize(
    "finding",
    [
        "11月23日核对",
        "经查，2026年11月23日工作人员到现场核对。",
        "11月23号上午到现场核实，接线正确。",
        "2026-11-23到现场核对。",
        "2026/11/23 到现场核对。",
        "2026.11.23到现场核对。",
        "11 月 23 日到现场核对。",
        "11月23日前往现场核对。",
        "11月23日我们安排人员到现场核对。",
        "11月20日申请，11月23日核对。",
        "2026年11月20日至11月23日的用电量为512千瓦时。",
        "2027年1月5日抄表。",
        "Checked on site on 23 November.",
        "Checked by the meter team on November 23, 2026.",
    ],
)
def test_a_day_that_has_not_come_is_found(finding: str) -> None:
    assert _found(finding)


@pytest.mark.parametrize(
    "finding",
    [
        "11月22日核对。",
        "11月4日工作人员到现场核对。",
        "2025年11月23日装表。",
        "2025年11月20日至11月28日停电检修。",
        "去年12月3日装表。",
        "计划11月25日停电检修，已公告。",
        "线路将于11月30日检修。",
        "请您11月30日前交清电费。",
        "自2027年1月1日起执行新电价。",
        "合同有效期至2027年3月31日。",
        "客户称“11月25日来过”。",
        "2月30日的记录查不到。",
        "户号后四位1123，读数2026.11。",
        "We will change the meter on 25 November.",
        "The bill is to be paid by 30 November.",
        "",
    ],
)
def test_what_has_been_or_is_told_as_to_come_is_left_alone(finding: str) -> None:
    assert not _found(finding)


def test_early_in_the_year_the_end_of_a_year_is_the_last_one() -> None:
    assert not _found("12月28日到现场核对。", date(2026, 1, 10))
    assert _found("1月12日到现场核对。", date(2026, 1, 10))


def test_what_the_customer_says_is_theirs() -> None:
    assert not _found("您说11月25日停过电。", theirs=("您说11月25日停过电。",))


def test_the_check_of_a_letter_tells_it_and_leaves_the_remedy_alone() -> None:
    point = dataclasses.replace(
        samples.POINTS[0],
        finding="2026年11月23日核对，电能表示数与系统一致。",
        remedy="2026年11月25日前电话告知您。",
        due_on=date(2026, 11, 25),
        done_on=None,
    )
    facts = samples.reply(points=(point,))
    letter = LetterToCheck(
        kind=LetterKind.REPLY,
        facts=facts,
        markdown=compose(LetterKind.REPLY, facts),
        today=TODAY,
        wording=Wording(),
    )
    [found] = [one for one in lint(letter) if one.code == "finding_in_future"]
    assert not found.blocks
    assert "2026年11月23日" in found.why
    assert "2026年11月22日" in found.why


@settings(max_examples=50)
@given(days=st.integers(-900, 900))
def test_a_day_with_its_year_is_found_exactly_where_it_lies_ahead(days: int) -> None:
    day = TODAY + timedelta(days=days)
    assert _found(f"{day.year}年{day.month}月{day.day}日到现场核对。") is (days > 0)


@settings(max_examples=50)
@given(text=st.text(st.sampled_from("0123456789年月日号-/.至前将起，。 "), max_size=40))
def test_any_text_can_be_read(text: str) -> None:
    _found(text)
