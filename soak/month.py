"""A month of a hall, lived through the real services with a clock that is moved.

October with its holiday and a make-up Saturday, a power cut during which the book is closed and
people write on paper, three incidents, twelve of staff. `Kept` is what the simulation itself
remembers of its acts; nothing of it is read from the book.
"""

import heapq
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from db import open_book
from db.samples import handling
from db.samples.past import Past, _compose, words
from db.samples.people import BRANCH, PIN, Hall
from db.samples.schedule import Life
from desk.case import Case
from desk.clock import SetClock
from desk.enums import CaseStatus, ContactWay, IncidentCause, RemedyBy, Role, Topic
from desk.forms import CommitmentForm, ContactForm, FollowUpForm, HandoverForm, StaffForm
from desk.forms_counter import InquiryForm
from desk.forms_incident import IncidentForm
from desk.forms_loop import TaskForm
from desk.refusals import Refusal
from desk.services import (
    casework,
    closing,
    custody,
    inquiry,
    insight,
    intake,
    people,
    tasks,
)
from desk.services.base import Desk
from desk.services.book import init_book, open_desk
from desk.services.escalating import answer_escalation, escalations
from desk.services.incident_cases import link_cases
from desk.services.incidents import declare
from desk.services.sweep import sweep
from desk.staff.model import Actor

SEED = 20261001
BRANCH_ZONE = ZoneInfo(BRANCH.timezone)
Later = Callable[..., datetime]
"""Some minutes on, or so many working days."""
YEAR, MONTH = 2026, 10
MAKE_UP = date(2026, 10, 10)
"""The Saturday on which the hall works for the holiday."""
CUT_FROM, CUT_TO = (date(2026, 10, 14), 10), (date(2026, 10, 14), 15)
"""Day and hour from which to which the power is off and the book closed."""
TWISTS = ("", "late", "handover", "reminded", "promise", "dissatisfied", "unreached", "task")
WEIGHTS = (40, 8, 10, 10, 8, 8, 8, 8)
STAFF = (
    StaffForm(number="3001", name="吴国梁", role="manager", unit="营业厅"),
    StaffForm(number="2001", name="李静怡", role="lead", unit="营业班"),
    StaffForm(number="2002", name="周海峰", role="lead", unit="营业班"),
    *(
        StaffForm(
            number=f"10{n:02d}", name=name, role="clerk", unit="营业班" if n < 4 else "收费班"
        )
        for n, name in enumerate(("王晓芳", "陈立强", "赵雨晴", "钱佳宁", "冯雅琴", "褚卫东"), 1)
    ),
    StaffForm(number="4001", name="郑志军", role="department", unit="计量班"),
    StaffForm(number="4002", name="孙玉梅", role="department", unit="抄表班"),
    StaffForm(number="9001", name="何文斌", role="admin", unit="综合班"),
)
"""Twelve people."""


@dataclass
class Kept:
    """What the simulation remembers of its own acts, by the month in which they happened."""

    acts: Counter[tuple[str, int]] = field(default_factory=Counter)
    days: set[date] = field(default_factory=set)
    """Days on which somebody came."""
    swept: int = 0
    linked: int = 0
    refused: list[str] = field(default_factory=list)
    """What a rule refused; a month in which nobody errs has none."""

    def of(self, act: str, month: int = MONTH) -> int:
        """How often something was done in a month."""
        return self.acts[act, month]


@dataclass
class Month:
    """The hall, where its book is, and what is remembered."""

    hall: Hall
    path: Path
    kept: Kept = field(default_factory=Kept)

    @property
    def desk(self) -> Desk:
        """The desk, which is another one after the power cut."""
        return self.hall.desk

    def note(self, act: str, at: datetime | None = None) -> None:
        """Remember an act."""
        local = self.desk.hours.local(at or self.hall.clock.now())
        self.kept.acts[act, local.month] += 1


def a_month(path: Path, count: int) -> Month:
    """Live the month with `count` cases; the book is closed and opened again on the way."""
    clock = SetClock(datetime(2026, 9, 30, 0, 0, tzinfo=BRANCH_ZONE))
    store = open_book(path, create=True)
    desk = init_book(store, clock, BRANCH, STAFF[0], PIN)
    manager = people.sign_in(desk, STAFF[0].number, PIN)
    for form in STAFF[1:]:
        people.add_staff(desk, manager, form, PIN)
    staff = people.list_staff(desk, manager)

    def of(role: Role) -> tuple[Actor, ...]:
        return tuple(Actor(s.id, s.number, s.name, s.role) for s in staff if s.role is role)

    hall = Hall(desk, clock, of(Role.CLERK), of(Role.LEAD), manager, of(Role.DEPARTMENT))
    month = Month(hall, path)
    insight.set_served(desk, manager, 412_000, date(2026, 9, 30))
    lives = [*_lives(month, count), *_incidents(month)]
    _run(month, lives)
    return month


# -- the order of things ------------------------------------------------------------------


def _run(month: Month, lives: list[Life]) -> None:
    """Every life to its end, always the next step; the hour sweeps at the start of each day."""
    clock = month.hall.clock
    waiting = [(first, n, life) for n, life in enumerate(lives) if (first := next(life, None))]
    heapq.heapify(waiting)
    swept: date | None = None
    cut = False
    while waiting:
        at, number, life = heapq.heappop(waiting)
        clock.at = max(at, clock.at)
        day = month.desk.hours.day_of(clock.at)
        if not cut and clock.at >= _moment(*CUT_TO):
            cut, swept = True, None
            _power_is_back(month)
        if day != swept:
            swept = day
            month.kept.swept += sweep(month.desk)
        following = next(life, None)
        if following is not None:
            heapq.heappush(waiting, (_while_there_is_power(following), number, life))


def _power_is_back(month: Month) -> None:
    """The book is opened again, as at any start; what fell due meanwhile is found by the sweep."""
    month.desk.store.close()
    desk = open_desk(open_book(month.path), month.hall.clock)
    month.hall = replace(month.hall, desk=desk)


def _while_there_is_power(at: datetime) -> datetime:
    begins, ends = _moment(*CUT_FROM), _moment(*CUT_TO)
    return ends + (at - begins) / 10 if begins <= at < ends else at


def _moment(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=BRANCH_ZONE)


# -- who comes ----------------------------------------------------------------------------


def _lives(month: Month, count: int) -> Iterator[Life]:
    rng = Random(SEED)
    told: set[str] = set()
    known = words()["scenario"]
    calendar = month.desk.calendar
    days = [date(YEAR, MONTH, n) for n in range(1, 32)]
    open_days = [day for day in days if calendar.working(day)]
    assert MAKE_UP in open_days
    for number in range(count):
        day = MAKE_UP if number % 29 == 0 else rng.choice(open_days)
        at = _moment(day, rng.choice((8, 9, 9, 10, 10, 11, 14, 15, 16)), rng.randint(31, 58))
        if number % 5 in (1, 3):
            yield _asks(month, number, at)
        else:
            past = _compose(month.hall, rng, rng.choice(known), number, at, told)
            yield _complains(month, replace(past, twist=rng.choices(TWISTS, WEIGHTS)[0]))


def _at_the_door(month: Month, at: datetime) -> tuple[datetime, bool]:
    """When somebody is registered who came at `at`, and whether on paper first."""
    month.kept.days.add(at.date())
    later = _while_there_is_power(at)
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
    hall, rng = month.hall, Random(past.number)
    clerk = hall.clerks[past.number % len(hall.clerks)]
    other = hall.clerks[(past.number + 1) % len(hall.clerks)]
    lead = hall.leads[past.number % len(hall.leads)]
    form = past.form
    if paper:
        form = replace(form, received_at=past.received, backdated_reason="停电期间先写在纸上")
    made = intake.register_case(month.desk, clerk, form, request_id=f"case-{past.number}")
    reference = made.reference
    month.note("received", past.received)
    if form.kind == "complaint":
        month.note("complaints", past.received)
    handling.report_ahead(hall, clerk, reference)
    try:
        yield from _worked(month, past, rng, reference, clerk, other, lead)
    except Refusal as refusal:
        month.kept.refused.append(f"{reference} {past.twist}: {refusal.code} {refusal.message}")


def _worked(
    month: Month,
    past: Past,
    rng: Random,
    reference: str,
    clerk: Actor,
    other: Actor,
    lead: Actor,
) -> Life:
    def later(days: int = 0) -> datetime:
        return handling.later(month.hall, rng, month.hall.clock.now(), days)

    if past.twist == "handover" and _holder(month, reference) == clerk.staff_id:
        yield later()
        yield from _handed_over(month, rng, reference, clerk, other)
    if past.twist == "reminded":
        for words_ in ("还没有消息，麻烦催一下", "又过了两天，怎么还没有人回话")[
            : 1 + past.number % 2
        ]:
            yield later(1)
            casework.remind(month.desk, clerk, reference, words_)
            month.note("reminded")
    promise = None
    if past.twist == "promise":
        due = month.desk.calendar.add_working_days(month.desk.hours.day_of(later()), 3)
        said = CommitmentForm(text="办好当天电话告知", owner=clerk.name, due_on=due)
        promise = casework.promise(month.desk, _who(month, reference), reference, said)
    if past.twist == "task":
        yield from _tasked(month, later, reference, past.number)
    if past.twist == "late":
        yield later(7)
    for position, answer in enumerate(past.answers, 1):
        yield later(position % 2)
        today = month.desk.hours.day_of(month.hall.clock.now())
        done = None if answer.remedy_by is RemedyBy.CUSTOMER else today
        whole = replace(answer, remedy_done_on=done)
        handling.answer(month.hall, _who(month, reference), reference, position, whole)
    if promise is not None:
        yield later()
        kept = "已电话告知，通话记录在案"
        casework.keep_promise(month.desk, _who(month, reference), reference, promise.id, kept)
        month.note("promises kept")
    yield from _replied(month, later, reference, lead)
    if _needs_call(month, reference, lead):
        yield from _called(month, past, later, reference, other, clerk, lead)
    yield later()
    _settle(month, reference)
    closing.close_case(month.desk, _who(month, reference), reference)
    month.note("closed")


def _settle(month: Month, reference: str) -> None:
    """The manager does what the rules asked for, until nothing is left that was raised."""
    desk, manager = month.desk, month.hall.manager
    while True:
        raised = escalations(desk, manager, reference)
        left = [one.escalation for one in raised if one.escalation.done_at is None]
        if not left:
            return
        answer_escalation(desk, manager, reference, left[0].id, "已向客户说明并督办")
        month.note("settled")


def _tasked(month: Month, later: Later, reference: str, number: int) -> Life:
    """A department does its part."""
    person = month.hall.departments[number % len(month.hall.departments)]
    unit = next(form.unit for form in STAFF if form.number == person.number)
    form = TaskForm(department=unit, matter="现场核对表计示数", to_staff=person.number)
    task = tasks.give_task(month.desk, _who(month, reference), reference, form)
    month.note("tasks")
    yield later()
    tasks.accept_task(month.desk, person, task.number)
    yield later(1 + number % 3)
    tasks.finish_task(month.desk, person, task.number, "示数与系统一致", "现场照片2张")


def _handed_over(month: Month, rng: Random, reference: str, giver: Actor, taker: Actor) -> Life:
    form = HandoverForm(
        to_staff=taker.number,
        matter="客户要求尽快核查，请接手",
        told="已告诉客户由接手同事当天联系",
        contact_by=month.hall.clock.now() + timedelta(hours=7),
    )
    custody.offer_handover(month.desk, giver, reference, form)
    month.note("handovers")
    yield month.hall.clock.now() + timedelta(minutes=rng.randint(3, 20))
    custody.accept_handover(month.desk, taker, reference)
    yield month.hall.clock.now() + timedelta(minutes=rng.randint(20, 60))
    called = ContactForm(way=ContactWay.PHONE, text="已电话联系，说明由我接手核查")
    casework.log_contact(month.desk, taker, reference, called)


def _replied(month: Month, later: Later, reference: str, lead: Actor) -> Life:
    yield later()
    letter = handling.submit(month.hall, _who(month, reference), reference)
    yield later()
    handling.issue(month.hall, _another(month, reference, lead), letter.id)
    yield later()
    handling.print_out(month.hall, lead, letter.id)
    yield later()
    handling.deliver(month.hall, _who(month, reference), letter.id)


def _called(
    month: Month,
    past: Past,
    later: Later,
    reference: str,
    other: Actor,
    clerk: Actor,
    lead: Actor,
) -> Life:
    yield later(1)
    caller = other if _holder(month, reference) != other.staff_id else clerk
    if past.twist == "unreached":
        nobody = FollowUpForm(reached=False, words="无人接听")
        closing.record_follow_up(month.desk, caller, reference, nobody)
        yield later(1)
    if past.twist == "dissatisfied":
        unhappy = FollowUpForm(reached=True, satisfied=False, result=2, words="说得不够细")
        closing.record_follow_up(month.desk, caller, reference, unhappy)
        month.note("taken up again")
        yield later(1)
        first = replace(past.answers[0], finding=f"{past.answers[0].finding}复核结果一致。")
        today = month.desk.hours.day_of(month.hall.clock.now())
        done = None if first.remedy_by is RemedyBy.CUSTOMER else today
        again = replace(first, remedy_done_on=done)
        handling.answer(month.hall, _who(month, reference), reference, 1, again)
        yield from _replied(month, later, reference, lead)
        yield later(1)
    caller = other if _holder(month, reference) != other.staff_id else clerk
    handling.call_back(month.hall, Random(past.number), caller, reference)


# -- incidents ----------------------------------------------------------------------------


def _incidents(month: Month) -> Iterator[Life]:
    for number, (day, title, cause) in enumerate(
        (
            (9, "河西片区电缆故障", IncidentCause.FAULT),
            (15, "停电后缴费系统停用", IncidentCause.SYSTEM_FAULT),
            (21, "十月电费批次算错", IncidentCause.BILLING_RUN),
        )
    ):
        yield _incident(month, number, _moment(date(YEAR, MONTH, day), 9, 10), title, cause)


def _incident(month: Month, number: int, at: datetime, title: str, cause: IncidentCause) -> Life:
    yield at
    lead = month.hall.leads[number % len(month.hall.leads)]
    form = IncidentForm(
        title=title,
        cause=cause,
        area=("河西片区", "全市营业厅", "城南各小区")[number],
        script="我们已经知道，正在处理，有进展马上告诉您。",
    )
    declared = declare(month.desk, lead, form)
    month.note("incidents")
    yield at + timedelta(hours=5)
    with month.desk.store.read() as book:
        found = book.find(Case, status=CaseStatus.OPEN, order="-received_at", limit=5)
    link_cases(month.desk, lead, declared.incident.number, [one.reference for one in found])
    month.kept.linked += len(found)


# -- who may do what ----------------------------------------------------------------------


def _case(month: Month, reference: str) -> Case:
    with month.desk.store.read() as book:
        return book.find(Case, reference=reference)[0]


def _holder(month: Month, reference: str) -> str:
    return _case(month, reference).holder_id


def _who(month: Month, reference: str) -> Actor:
    """Whoever holds the case now."""
    hall, holder = month.hall, _holder(month, reference)
    everybody = (*hall.clerks, *hall.leads, hall.manager)
    return next(one for one in everybody if one.staff_id == holder)


def _another(month: Month, reference: str, lead: Actor) -> Actor:
    """A lead who did not write the letter."""
    holder = _holder(month, reference)
    return next(one for one in (lead, *month.hall.leads) if one.staff_id != holder)


def _needs_call(month: Month, reference: str, who: Actor) -> bool:
    missing = closing.what_is_missing(month.desk, who, reference)
    return any(one.code == "follow_up" for one in missing)
