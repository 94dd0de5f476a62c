"""The figures as pictures in the insight room, and the same as a table."""

import sys
from datetime import timedelta

import pytest
from textual.pilot import Pilot

from desk import i18n
from desk.enums import Topic
from screens.app import DeskApp
from screens.insight.behind import Behind
from screens.insight.charts import Charts, Which
from tests.builders import MONDAY, a_case, a_clock, a_party
from tests.screens.hall import Hall, a_hall, put, settle, sign_in


def a_year(hall: Hall) -> None:
    for n in range(24):
        at, topic = MONDAY - timedelta(days=n * 3), list(Topic)[n % 5]
        case = a_case(hall.clerk.id, 200 + n, received_at=at, topic=topic)
        ended = {"verdict": "late" if n % 5 == 0 else "in_time", "met_at": at}
        put(hall, case, a_party(case.id), a_clock(case.id, due_at=at, **ended))


async def charts(pilot: Pilot[None]) -> Charts:
    await sign_in(pilot)
    await pilot.press("f10")
    await settle(pilot)
    await pilot.press("ctrl+k")
    await settle(pilot)
    dialog = pilot.app.screen
    assert isinstance(dialog, Charts)
    return dialog


def drawn(dialog: Charts) -> list[str]:
    return ["".join(piece for piece, _style in row) for row in dialog._chart.rows()]


@pytest.mark.parametrize(("language", "size"), [("zh_CN", (80, 24)), ("en", (120, 36))])
async def test_every_picture_fits_and_has_its_table(language: str, size: tuple[int, int]) -> None:
    i18n.use(language)
    try:
        hall = a_hall()
        a_year(hall)
        async with hall.app().run_test(size=size) as pilot:
            dialog = await charts(pilot)
            seen = []
            for which in Which:
                assert dialog.which is which
                lines = drawn(dialog)
                assert 3 < len(lines) <= dialog._chart.size.height
                seen.append(lines)
                await pilot.press("ctrl+e")
                await settle(pilot)
                assert not dialog._chart.display
                assert dialog._list.rows
                await pilot.press("ctrl+e", "right")
                await settle(pilot)
            assert len({tuple(lines) for lines in seen}) == len(Which)
            assert dialog.which is Which.WEEKS
            assert any("▒" in line for line in seen[3])
    finally:
        i18n.use("zh_CN")


async def test_a_line_of_the_table_leads_to_its_cases() -> None:
    hall = a_hall()
    a_year(hall)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        dialog = await charts(pilot)
        await pilot.press("3", "ctrl+e")
        await settle(pilot)
        count = int(dialog._list.rows[0][1])
        await pilot.press("enter")
        await settle(pilot)
        behind = pilot.app.screen
        assert isinstance(behind, Behind)
        assert len(behind._list.rows) == count
        reference = behind._list.rows[0].reference
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(pilot.app, DeskApp)
        assert pilot.app.room is not None
        assert pilot.app.room.reference() == reference


async def test_an_empty_book_says_so() -> None:
    async with a_hall().app().run_test(size=(80, 24)) as pilot:
        dialog = await charts(pilot)
        assert any("没有数据" in line for line in drawn(dialog))
        await pilot.press("3")
        await settle(pilot)
        assert any("没有数据" in line for line in drawn(dialog))
        await pilot.press("escape")
        await settle(pilot)
        assert pilot.app.screen is not dialog


async def test_the_room_of_figures_needs_no_drawing_of_lines(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delitem(sys.modules, "plotille", raising=False)
    hall = a_hall()
    a_year(hall)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        await pilot.press("f10")
        await settle(pilot)
        assert "plotille" not in sys.modules
        await pilot.press("ctrl+k")
        await settle(pilot)
        assert "plotille" in sys.modules
