"""The month table on screen: by its key from anywhere, with the cases behind every number."""

from datetime import date, timedelta

import pytest
from textual.pilot import Pilot

from desk import i18n
from desk.branch import Branch
from screens.app import DeskApp
from screens.insight import screen as insight_room
from screens.insight.behind import Behind
from screens.insight.days import OtherDays
from screens.insight.screen import InsightScreen
from screens.insight.served import Served
from screens.widgets.flow import Flow, Para
from tests.builders import MONDAY, a_case, a_clock, a_party
from tests.builders_counter import a_concern
from tests.screens.hall import Hall, a_hall, put, settle, sign_in


def room(pilot: Pilot[None]) -> InsightScreen:
    assert isinstance(pilot.app, DeskApp)
    found = pilot.app.room
    assert isinstance(found, InsightScreen)
    return found


def lines(pilot: Pilot[None]) -> list[str]:
    found = room(pilot)
    return [found._list.render_line(y).text for y in range(1, len(found._list.rows) + 1)]


async def at_the_table(pilot: Pilot[None], number: str = "1001") -> None:
    await sign_in(pilot, number)
    await pilot.press("f10")
    await settle(pilot)


@pytest.mark.parametrize(
    ("language", "size", "words"),
    [("zh_CN", (80, 24), "受理工单"), ("en", (120, 36), "Cases received")],
)
async def test_the_figures_of_the_month_stand_beside_those_before(
    language: str, size: tuple[int, int], words: str
) -> None:
    i18n.use(language)
    hall = a_hall(cases=3)
    before = a_case(hall.clerk.id, 90, received_at=MONDAY - timedelta(days=30))
    put(hall, before, a_party(before.id))
    async with hall.app().run_test(size=size) as pilot:
        await at_the_table(pilot)
        line = next(line for line in lines(pilot) if line.startswith(words))
        assert line.split()[-2:] == ["3", "1"]
        assert all(len(line) <= size[0] for line in lines(pilot))


async def test_enter_lists_the_cases_and_opens_one() -> None:
    hall = a_hall(cases=3)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await at_the_table(pilot)
        await pilot.press("enter")
        await settle(pilot)
        dialog = pilot.app.screen
        assert isinstance(dialog, Behind)
        assert len(dialog._list.rows) == 3
        reference = dialog._list.rows[1].reference
        await pilot.press("down", "enter")
        await settle(pilot)
        assert isinstance(pilot.app, DeskApp)
        assert pilot.app.room is not None
        assert pilot.app.room.reference() == reference


async def test_months_go_back_and_no_further_on_than_now() -> None:
    hall = a_hall(cases=2)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await at_the_table(pilot)
        assert room(pilot).month == (2026, 11)
        await pilot.press("right")
        await settle(pilot)
        assert room(pilot).month == (2026, 11)
        await pilot.press("left")
        await settle(pilot)
        assert room(pilot).month == (2026, 10)
        await pilot.press("right")
        await settle(pilot)
        assert room(pilot).month == (2026, 11)


async def test_other_days_stand_beside_as_many_before_and_every_number_opens_its_cases() -> None:
    hall = a_hall(cases=3)
    before = a_case(hall.clerk.id, 90, received_at=MONDAY - timedelta(days=2))
    put(hall, before, a_party(before.id))
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await at_the_table(pilot)
        await pilot.press("ctrl+e")
        dialog = pilot.app.screen
        assert isinstance(dialog, OtherDays)
        dialog._begin.value, dialog._end.value = "2026-11-24", "2026-11-23"
        await pilot.press("ctrl+s")
        await settle(pilot)
        # Turned round: it says so beside the field, and nothing changed.
        assert pilot.app.screen is dialog
        dialog._begin.value, dialog._end.value = "2026-11-22", "2026-11-23"
        await pilot.press("ctrl+s")
        await settle(pilot)
        found = room(pilot)
        assert found.days == (date(2026, 11, 22), date(2026, 11, 23))
        assert found.month is None
        line = next(line for line in lines(pilot) if line.startswith("受理工单"))
        assert line.split()[-2:] == ["3", "1"]
        assert "2026-11-22至2026-11-23" in lines(pilot)[0]
        await pilot.press("enter")
        await settle(pilot)
        behind = pilot.app.screen
        assert isinstance(behind, Behind)
        assert len(behind._list.rows) == 3
        await pilot.press("escape", "left")
        await settle(pilot)
        assert found.days == (date(2026, 11, 20), date(2026, 11, 21))
        assert found.listed().period == found.days


async def test_what_is_about_somebody_counts_and_is_not_listed_for_them() -> None:
    hall = a_hall(cases=2)
    about = a_case(hall.lead.id, 95)
    put(hall, about, a_party(about.id), a_concern(about.id, hall.clerk.id, hall.lead.id))
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await at_the_table(pilot)
        line = next(line for line in lines(pilot) if line.startswith("受理工单"))
        assert line.split()[1] == "3"
        await pilot.press("enter")
        await settle(pilot)
        dialog = pilot.app.screen
        assert isinstance(dialog, Behind)
        assert about.reference not in {row.reference for row in dialog._list.rows}


async def test_what_is_late_has_its_sign_and_its_own_list() -> None:
    hall = a_hall(cases=1)
    late = a_case(hall.clerk.id, 96)
    put(hall, late, a_party(late.id), a_clock(late.id, due_at=MONDAY - timedelta(days=1)))
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await at_the_table(pilot)
        found = room(pilot)
        at = next(n for n, row in enumerate(found._list.rows) if row.good is False)
        assert "! 1" in lines(pilot)[at]
        found._list.cursor = at
        await pilot.press("enter")
        await settle(pilot)
        dialog = pilot.app.screen
        assert isinstance(dialog, Behind)
        assert [row.reference for row in dialog._list.rows] == [late.reference]


async def test_a_lead_notes_how_many_customers_are_served() -> None:
    hall: Hall = a_hall(cases=2)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await at_the_table(pilot, "2001")
        await pilot.press("ctrl+u")
        dialog = pilot.app.screen
        assert isinstance(dialog, Served)
        dialog._many.value, dialog._on.value = "many", "2026-10-31"
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert pilot.app.screen is dialog
        dialog._many.value = "400000"
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert any("5.0" in line for line in lines(pilot))
        with hall.desk.store.read() as book:
            branch = book.find(Branch)[0]
        assert branch.customers_served == 400_000


async def test_counting_that_takes_long_says_how_far_it_is_and_ends_in_the_table(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(insight_room, "SLOW_SECONDS", -1.0)
    said: list[str] = []
    say = Flow.say

    def heard(flow: Flow, *paras: Para) -> None:
        said.extend(str(one.text) for one in paras)
        say(flow, *paras)

    monkeypatch.setattr(Flow, "say", heard)
    hall = a_hall(cases=2)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await at_the_table(pilot)
        counting = [words for words in said if words.startswith("正在统计")]
        assert counting[0].startswith("正在统计：0/")
        assert len(counting) > 20
        # What was said while it counted gives way to the marked figure.
        assert "受理工单" in said[said.index(counting[-1]) :]
        assert any(line.startswith("受理工单") for line in lines(pilot))
