"""What the strip, a person's day and the charts look like; the sentence says what to look for."""

from collections.abc import Awaitable, Callable, Iterator
from datetime import timedelta

import pytest
from textual.pilot import Pilot

from desk import i18n
from desk.enums import Topic
from desk.ports import Entity
from tests.builders import MONDAY, a_case, a_clock, a_party
from tests.screens.hall import Hall, a_hall, put, settle, sign_in
from tests.screens.test_board_days import with_a_day
from tests.screens.test_looks import Compare, same


@pytest.fixture
def english() -> Iterator[None]:
    i18n.use("en")
    yield
    i18n.use("zh_CN")


def keys(*pressed: str) -> Callable[[Pilot[None]], Awaitable[None]]:
    async def drive(pilot: Pilot[None]) -> None:
        await sign_in(pilot)
        await settle(pilot)
        for key in pressed:
            await pilot.press(key)
            await settle(pilot)
        await pilot.pause(0.25)
        await settle(pilot)

    return drive


def a_day() -> Hall:
    hall = a_hall()
    with_a_day(hall)
    return hall


def a_year() -> Hall:
    hall = a_hall()
    rows: list[Entity] = []
    for n in range(40):
        at, topic = MONDAY - timedelta(days=n * 2 + n % 3), list(Topic)[n % 7 % 4]
        case = a_case(hall.clerk.id, 200 + n, received_at=at, topic=topic)
        ended = {"verdict": "late" if n % 6 == 0 else "in_time", "met_at": at}
        rows += [case, a_party(case.id), a_clock(case.id, due_at=at, **ended)]
    put(hall, *rows)
    return hall


def test_a_day_chosen_in_the_strip(snap_compare: Compare) -> None:
    """Today is lit in the strip and told below it; the list holds what falls due today alone."""
    assert same(snap_compare, a_hall(cases=9).app(), keys("up", "right"), (80, 24))


def test_my_day(snap_compare: Compare) -> None:
    """Hours above with what falls due in each, `!` before what is late, three lines below."""
    assert same(snap_compare, a_day().app(), keys("ctrl+a"), (80, 24))


@pytest.mark.usefixtures("english")
def test_my_day_in_english(snap_compare: Compare) -> None:
    """The same in English words on a wide screen; columns stand apart, nothing is cut."""
    assert same(snap_compare, a_day().app(), keys("ctrl+a"), (120, 36))


def test_weeks_as_lines(snap_compare: Compare) -> None:
    """● on a line and ○ on dots, an axis from 0 to the highest, both rows of figures below."""
    assert same(snap_compare, a_year().app(), keys("f10", "ctrl+k"), (80, 24))


@pytest.mark.usefixtures("english")
def test_in_time_as_stacks(snap_compare: Compare) -> None:
    """█ in time with ▒ late on top, the share below where thirty fell due, English words."""
    assert same(snap_compare, a_year().app(), keys("f10", "ctrl+k", "4"), (120, 36))


def test_topics_by_weight(snap_compare: Compare) -> None:
    """The longest bar on top, ● walks to the right past ┆, the counts stand beside."""
    assert same(snap_compare, a_year().app(theme="contrast"), keys("f10", "ctrl+k", "3"), (80, 24))


def test_the_dates_of_a_case(snap_compare: Compare) -> None:
    """A line from today to the day of each date, its sign and moment at the end, reasons below."""
    assert same(snap_compare, a_day().app(), keys("down", "f11"), (80, 24))
