"""Days that pass, dates that move, and a clock that is wrong."""

from dataclasses import replace
from datetime import timedelta

from desk.branch_rules import CalendarChange
from desk.calendar import DayReason, DayRule
from desk.forms_clocks import ExtensionForm, PauseForm
from desk.services import (
    calendar_room,
    extending,
    pausing,
    timekeeping,
)
from desk.services.sweep import sweep
from tests.histories.life import Act, Life

WORDS = PauseForm(reason="outside_test", words="送检")
MORE = ExtensionForm(reason="表计送检，结果未出", done="已到现场核对")


def _pause(life: Life, n: int) -> None:
    case = life.pick(n)
    if n % 2:
        pausing.pause(life.hall.desk, life.holder(case), case.reference, WORDS)
    else:
        pausing.resume(life.hall.desk, life.holder(case), case.reference)


def _extend(life: Life, n: int) -> None:
    case = life.pick(n)
    if n % 2:
        extending.agree_extension(life.hall.desk, life.hall.lead, case.reference)
    else:
        form = replace(MORE, days=1 + n % 5)
        extending.ask_extension(life.hall.desk, life.holder(case), case.reference, form)


def _calendar(life: Life, n: int) -> None:
    day = life.hall.desk.hours.day_of(life.clock.now()) + timedelta(days=n)
    shut = DayRule(working=False, reason=DayReason.CLOSURE, name="停工")
    change = CalendarChange(rules={day: shut}) if n % 3 else CalendarChange(off=frozenset({day}))
    calendar_room.change_calendar(life.hall.desk, life.hall.manager, change, "通知", move=True)


def _recount(life: Life, n: int) -> None:
    calendar_room.recount(life.hall.desk, life.hall.manager, "统一重算")


def _wait(life: Life, n: int) -> None:
    life.clock.move(hours=1 + n, minutes=20)


def _days(life: Life, n: int) -> None:
    life.clock.move(days=1 + n)


def _clock_wrong(life: Life, n: int) -> None:
    """The computer's clock jumps; sometimes somebody says that it is right."""
    life.clock.move(days=365 if n % 3 == 0 else -1)
    if n % 2:
        timekeeping.confirm_clock(life.hall.desk, life.hall.lead)


def _clock_right(life: Life, n: int) -> None:
    """The clock is set right: a little after what was kept last."""
    with life.hall.desk.store.read() as book:
        last = book.last_entry_at()
    if last is not None:
        life.clock.at = max(last + timedelta(minutes=1 + n), life.hall.clock.at)


def _sweep(life: Life) -> None:
    sweep(life.hall.desk)


ACTS: dict[str, Act] = {
    "pause": _pause,
    "extend": _extend,
    "calendar": _calendar,
    "recount": _recount,
    "wait": _wait,
    "days": _days,
    "clock wrong": _clock_wrong,
    "clock right": _clock_right,
    "sweep": lambda life, _n: _sweep(life),
}
