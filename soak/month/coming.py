"""Who comes: on which day, with what, and what is special about it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from random import Random

from db.samples import handling
from db.samples.past import Past, _compose, words
from db.samples.schedule import Life
from desk.enums import Topic
from desk.forms_counter import InquiryForm
from desk.refusals import Refusal
from desk.services import inquiry, intake
from soak.month.hall import MAKE_UP, MONTH, YEAR, Month, moment, while_there_is_power
from soak.month.working import TWISTS, worked

SEED = 20261001


def lives(month: Month, count: int) -> Iterator[Life]:
    """The lives of so many cases."""
    rng = Random(SEED)
    told: set[str] = set()
    known = words()["scenario"]
    calendar = month.desk.calendar
    days = [date(YEAR, MONTH, n) for n in range(1, 32)]
    open_days = [day for day in days if calendar.working(day)]
    assert MAKE_UP in open_days
    for number in range(count):
        day = MAKE_UP if number % 29 == 0 else rng.choice(open_days)
        at = moment(day, rng.choice((8, 9, 9, 10, 10, 11, 14, 15, 16)), rng.randint(31, 58))
        if number % 5 in (1, 3):
            yield _asks(month, number, at)
        else:
            past = _compose(month.hall, rng, rng.choice(known), number, at, told)
            twist = rng.choices(list(TWISTS), list(TWISTS.values()))[0]
            yield _complains(month, replace(past, twist=twist))


def _at_the_door(month: Month, at: datetime) -> tuple[datetime, bool]:
    """When somebody is registered who came at `at`, and whether on paper first."""
    month.kept.days.add(at.date())
    later = while_there_is_power(at)
    return later, later != at


def _asks(month: Month, number: int, at: datetime) -> Life:
    """Somebody asks a question and has the answer within a minute."""
    at, _paper = _at_the_door(month, at)
    yield at
    clerk = month.hall.clerks[number % len(month.hall.clerks)]
    form = InquiryForm(
        asked=f"第{number}号窗口问：电费发票怎么开",
        answer="在网上国网或营业厅自助机上都可以开。",
        topic=Topic.OTHER,
    )
    inquiry.inquire(month.desk, clerk, form, request_id=f"ask-{number}")
    month.note("received")
    month.note("closed")


def _complains(month: Month, past: Past) -> Life:
    """One case from the window to its end, with the twist it has."""
    at, paper = _at_the_door(month, past.received)
    yield at
    hall = month.hall
    clerk = hall.clerks[past.number % len(hall.clerks)]
    form = past.form
    if paper:
        form = replace(form, received_at=past.received, backdated_reason="停电期间先写在纸上")
    made = intake.register_case(month.desk, clerk, form, request_id=f"case-{past.number}")
    month.note("received", past.received)
    if form.kind == "complaint":
        month.note("complaints", past.received)
    handling.report_ahead(hall, clerk, made.reference)
    try:
        yield from worked(month, past, made.reference)
    except Refusal as refusal:
        said = f"{made.reference} {past.twist}: {refusal.code} {refusal.message}"
        month.kept.refused.append(said)
