"""The dates of a case on the strip of days, and the small bars of the board's lines."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.pilot import Pilot

from desk import i18n
from desk.views import QueueRow
from desk.warned import spelt, used
from screens.board.rows import POINTS, points_told
from screens.dialogs.date_strip import OnStrip, date_strip
from screens.dialogs.tell import Tell
from screens.widgets.track import track
from tests.builders import MONDAY, a_case, a_clock, a_custody, a_party, a_point
from tests.screens.hall import a_hall, put, settle, sign_in
from tests.screens.test_board import a_row

HALL = a_hall()
DUE = st.integers(-3000, 60_000).map(lambda minutes: MONDAY + timedelta(minutes=minutes))


@settings(max_examples=60)
@given(st.lists(DUE, min_size=1, max_size=5), st.integers(40, 130))
def test_every_date_has_its_line_and_stays_in_its_room(dates: list[datetime], room: int) -> None:
    lines = date_strip([OnStrip("答复客户", at, "◆") for at in dates], HALL.desk, room)
    assert len(lines) == len(dates) + 1
    assert all(cell_len(line.plain) <= room for line in lines)
    for at, line in zip(sorted(dates), lines[1:], strict=True):
        assert f"◆ {HALL.desk.hours.local(at):%m-%d %H:%M}" in line.plain
        assert ("◀" in line.plain) == (at < MONDAY)


def test_a_line_ends_under_its_day() -> None:
    i18n.use("zh_CN")
    dates = [
        OnStrip("首次联系", MONDAY - timedelta(hours=1), "!"),
        OnStrip("答复客户", MONDAY + timedelta(days=2), "·"),
    ]
    head, late, reply = (line.plain for line in date_strip(dates, HALL.desk, 70))
    assert late.startswith("首次联系 ◀!")
    assert cell_len(reply.split("·")[0]) == cell_len(head.split("三25")[0])
    assert date_strip([], HALL.desk, 70) == []


async def test_the_board_and_the_case_show_it_above_the_reasons() -> None:
    hall = a_hall()
    case = a_case(hall.clerk.id, 1, due_at=MONDAY + timedelta(days=1))
    put(
        hall,
        case,
        a_custody(case.id, hall.clerk.id),
        a_party(case.id),
        a_point(case.id),
        a_clock(case.id, due_at=case.due_at),
    )

    async def strip_in(pilot: Pilot[None]) -> str:
        await pilot.press("f11")
        await settle(pilot)
        dialog = pilot.app.screen
        assert isinstance(dialog, Tell)
        words = str(dialog._text)
        await pilot.press("escape")
        await settle(pilot)
        return words

    async with hall.app().run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        await settle(pilot)
        for _place in ("board", "case"):
            first, second = (await strip_in(pilot)).splitlines()[:2]
            assert "今天" in first
            assert "─" in second
            assert "11-24 09:30" in second
            await pilot.press("enter")
            await settle(pilot)


START, DAY = datetime(2026, 11, 2, tzinfo=UTC), timedelta(days=1)


@settings(max_examples=60)
@given(st.integers(1, 10_000), st.lists(st.integers(-500, 12_000), min_size=2, max_size=6))
def test_a_limit_is_used_up_evenly_and_never_backwards(length: int, minutes: list[int]) -> None:
    due = START + timedelta(minutes=length)
    warns = spelt(tuple(START + (due - START) * part / 100 for part in (50, 75, 90)))
    parts = [used(due, warns, START + timedelta(minutes=n)) for n in sorted(minutes)]
    assert all(part is not None and 0 <= part <= 1 for part in parts)
    assert parts == sorted(parts, key=lambda part: part or 0.0)
    for n, part in zip(sorted(minutes), parts, strict=True):
        assert part is not None
        if length > 100:
            assert part == pytest.approx(min(max(n / length, 0), 1), abs=0.05)


def test_what_is_not_on_record_is_not_drawn() -> None:
    assert used(MONDAY, "", MONDAY) is None
    assert used(MONDAY, spelt((MONDAY,)), MONDAY) is None


@given(st.integers(0, 40), st.integers(0, 40))
def test_points_never_push_their_column_out_before_their_number_does(one: int, more: int) -> None:
    row: QueueRow = a_row(answered=one, points=one + more)
    text, told = points_told(row), f"{one}/{one + more}"
    assert text.endswith(told)
    assert cell_len(text) <= max(POINTS, len(told))


def test_a_track_says_where_it_is_without_colour() -> None:
    assert track(["受理", "答复", "函件"], 1).plain == "✓受理 ▶答复 ·函件"
    assert track(["受理", "答复"], 2).plain == "✓受理 ✓答复"
