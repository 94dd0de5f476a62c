"""Figures and days that contradict each other."""

import dataclasses
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.letter.facts import PointFacts
from desk.letter.lint_numbers import contradictions, within
from desk.letter.wording import Wording
from desk.playbook.load import load
from tests.desk.letter import samples

CHINESE = Wording.of(load("zh_CN").phrases.values())
ENGLISH = Wording.of(load("en").phrases.values())


def _clash(*texts: str, wording: Wording = CHINESE) -> list[str]:
    voices = [(f"points.{n}.finding", text) for n, text in enumerate(texts, 1)]
    return [one.field for one in contradictions(voices, wording)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("3月电量为512千瓦时。", "您家3月份用电量521度。"),
        ("2026年3月用电量512千瓦时。", "3月的电量是521千瓦时。"),
        ("10月电费328.50元。", "10月份应交电费为382.5元。"),
        ("9月欠费1.26元。", "2026年9月欠费12.6元。"),
        ("11月4日更换电能表。", "工作人员11月5日到现场更换了电表。"),
        ("2026年11月4日恢复供电。", "11月5日恢复供电。"),
    ],
)
def test_two_points_that_tell_it_differently_are_found(one: str, other: str) -> None:
    assert _clash(one, other) == ["points.2.finding"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("3月电量为512千瓦时。", "3月份用电量512.0度。"),
        ("3月电量为512千瓦时。", "4月电量为521千瓦时。"),
        ("2025年3月电量512千瓦时。", "2026年3月电量521千瓦时。"),
        ("3月电量为512千瓦时。", "3月电费为521元。"),
        ("3月电量为512千瓦时。", "3月日均用电量16.5千瓦时。"),
        ("3月电量为512千瓦时。", "3月夜间用电量300千瓦时。"),
        ("3月电量为512千瓦时。", "1月至3月用电量1200千瓦时。"),
        ("3月电量为512千瓦时。", "用电量由3月的210千瓦时增加到430千瓦时。"),
        ("您家平时每月用电约210千瓦时。", "每月用电250千瓦时。"),
        ("11月4日到现场核实。", "11月5日到现场核实。"),
        ("电费于3月5日交清，电费共120元。", "电费共240元。"),
    ],
)
def test_what_may_both_be_true_is_left_alone(one: str, other: str) -> None:
    assert _clash(one, other) == []


def test_one_point_may_tell_of_two_days_but_not_of_two_figures() -> None:
    assert _clash("11月3日停止供电，11月4日停止供电。") == []
    assert _clash("3月电量512千瓦时，3月电量521千瓦时。") == ["points.1.finding"]


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        ("Your October usage was 430 kWh.", "Usage in October came to 340 kWh.", True),
        ("The October bill was 1,280.50 yuan.", "The bill for October is 1280.5 yuan.", False),
        ("The meter was changed on 4 November.", "the meter was replaced 5 November 2026", True),
        ("Usage in October was 430 kWh.", "Usage in September was 340 kWh.", False),
    ],
)
def test_english_letters_are_read_as_well(one: str, other: str, clash: bool) -> None:
    assert bool(_clash(one, other, wording=ENGLISH)) is clash


FIGURES = st.integers(1, 99_999)


@settings(max_examples=50)
@given(one=FIGURES, other=FIGURES, month=st.integers(1, 12))
def test_a_contradiction_is_found_exactly_where_the_figures_differ(
    one: int, other: int, month: int
) -> None:
    found = _clash(f"{month}月电量为{one}千瓦时。", f"{month}月份用电量{other}度。")
    assert bool(found) is (one != other)


@settings(max_examples=60)
@given(text=st.text(st.sampled_from("0123456789.,年月日电量费元度千瓦时为 。"), max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    assert all(field.startswith("points.") for field in _clash(text, text))


def _within(**changes: object) -> list[tuple[str, str]]:
    point: PointFacts = dataclasses.replace(samples.POINTS[1], **changes)  # type: ignore[arg-type]
    return [(one.code, one.field) for one in within(point, CHINESE, (), "zh_CN")]


@pytest.mark.parametrize(
    ("finding", "codes"),
    [
        ("上次读数1200，本次读数1712，用电量512千瓦时。", []),
        ("上次读数1200，本次读数1712，用电量521千瓦时。", ["readings_differ"]),
        ("上次读数1,200.5，本次读数为1,712.5，电量512千瓦时。", []),
        ("上次读数12，本次读数22，读数要乘60倍，用电量600千瓦时。", []),
        ("上次读数1200，用电量512千瓦时。", []),
        ("客户称“上次读数1200，本次读数1712，用电量521千瓦时”。", []),
    ],
)
def test_two_readings_give_the_usage(finding: str, codes: list[str]) -> None:
    assert [code for code, _field in _within(finding=finding)] == codes


@pytest.mark.parametrize(
    ("remedy", "fen", "found"),
    [
        ("多收的128.50元退还到缴费账户", 12850, False),
        ("多收的128.50元退还到缴费账户", 12580, True),
        ("退还3月60元、4月68.5元，共128.5元", 12850, False),
        ("退还3月60元、4月68.5元", 12850, False),
        ("退还多收的电费", 12850, False),
        ("退还128.5元", None, False),
        ("本月应交98元。多收的12元退还给您", 1200, False),
    ],
)
def test_the_text_and_the_record_name_one_sum(remedy: str, fen: int | None, found: bool) -> None:
    codes = [code for code, _field in _within(remedy=remedy, amount_fen=fen)]
    assert ("refund_differs" in codes) is found


@pytest.mark.parametrize(
    ("remedy", "found"),
    [
        ("11月27日前书面送达", False),
        ("2026年11月27日之前送达", False),
        ("11月25日前书面送达", True),
        ("11月25日前电话告知，11月27日前书面送达", False),
        ("自11月25日起每日上传", False),
        ("We will bring it by 25 November", True),
        ("We will bring it by 27 November 2026", False),
    ],
)
def test_the_text_and_the_record_name_one_day(remedy: str, found: bool) -> None:
    codes = [code for code, _field in _within(remedy=remedy, due_on=date(2026, 11, 27))]
    assert ("day_differs" in codes) is found
