"""The branch's calendar: how a year looks, what a change would move, and the change itself."""

import calendar as months
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from desk.branch import Branch
from desk.branch_rules import CalendarChange, changed_branch, changed_calendar
from desk.calendar import DayFact
from desk.case import Case, CaseClock
from desk.collecting import cycles_left_alone
from desk.enums import CaseStatus, ClockKind
from desk.hours import Spans
from desk.i18n import _
from desk.ports import Act, Book
from desk.raising import ClockPause
from desk.recounting import Anew, Recount
from desk.refusals import Refusal
from desk.services import flow
from desk.services.base import Desk, service
from desk.staff.model import Actor
from desk.staff.permissions import May
from desk.text import clean_line
from desk.warned import Dated

Progress = Callable[[int, int], None]
"""Told how many of how many deadlines were counted, from whichever thread counts."""
EVERY = 2000
FIRST_YEAR, LAST_YEAR = 2004, 2100


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDay:
    """One day of the branch's calendar; `own` where a rule of the branch says so."""

    fact: DayFact
    open: Spans
    own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarYear:
    """A year, day by day. `known` is false where its holidays are in no table."""

    year: int
    known: bool
    by_hand: bool
    version: str
    days: tuple[CalendarDay, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Deadlines of one kind that move from one instant to another, and how many."""

    kind: ClockKind
    old: datetime
    new: datetime
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """What a change of the calendar moves; those that fall due first stand first."""

    cases: int
    deadlines: int
    counted: int
    moves: tuple[Move, ...]
    version: str
    """The calendar they were counted with."""


@service("calendar.year", May.READ, writes=False)
def year_of(desk: Desk, who: Actor, year: int) -> CalendarYear:
    """How a year looks at this branch: working days, days off, opening hours."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refusal(
            _("The calendar has the years {first} to {last}.").format(
                first=FIRST_YEAR, last=LAST_YEAR
            ),
            field="year",
            code="no_such_year",
        )
    first = date(year, 1, 1)
    days = tuple(
        CalendarDay(
            fact=desk.calendar.fact(day),
            open=desk.hours.open_spans(day, desk.calendar),
            own=day in desk.calendar.rules or day in desk.hours.special,
        )
        for day in (first + timedelta(days=n) for n in range(365 + months.isleap(year)))
    )
    return CalendarYear(
        year=year,
        known=desk.calendar.known(year),
        by_hand=year in desk.calendar.published,
        version=desk.calendar.version,
        days=days,
    )


@service("calendar.moves", May.KEEP_CALENDAR, writes=False, whole=True)
def moves_of(
    desk: Desk,
    who: Actor,
    change: CalendarChange | None = None,
    progress: Progress | None = None,
) -> Moves:
    """Which open deadlines would move by a change, or by counting again as things stand.

    Says how many and from when to when, and nothing of a case.
    """
    now = desk.clock.now()
    with cycles_left_alone(), desk.store.read() as book:
        clocks, moved = _moved(_as_if(desk, change), book, now, "", progress)
    return _told(_as_if(desk, change), len(clocks), moved)


@service("calendar.change", May.KEEP_CALENDAR, whole=True)
def change_calendar(
    desk: Desk,
    who: Actor,
    change: CalendarChange,
    reason: str,
    *,
    move: bool | None = None,
    progress: Progress | None = None,
) -> Moves:
    """Change the table of the branch, as one act with its reason.

    Where open deadlines would move, `move` must say whether they do; those that stay keep the
    date that the customer was told. Ended deadlines never change.
    """
    reason = clean_line(reason)
    if not reason:
        raise Refusal(
            _("It is missing why the calendar changes."),
            _("For example: the State Council's notice of the day, or a stop of work ordered."),
            field="reason",
            code="missing",
        )
    after = _as_if(desk, change)
    now = desk.clock.now()
    note = "; ".join(filter(None, (who.journal_note, reason)))
    with (
        cycles_left_alone(),
        desk.store.act("calendar.change", staff_id=who.staff_id, at=now, note=note) as act,
    ):
        branch = act.get(Branch, desk.branch.id)
        assert branch is not None
        clocks, moved = _moved(after, act, now, reason, progress)
        told = _told(after, len(clocks), moved)
        if moved and move is None:
            raise Refusal(
                _("{count} open deadlines of {cases} cases would move.").format(
                    count=told.deadlines, cases=told.cases
                ),
                _("Say whether they move, or stay as the customers were told."),
                code="deadlines_move",
            )
        act.put(changed_branch(branch, after.calendar, after.hours))
        if move:
            _keep(act, clocks, moved)
        act.commit()
    return told if move else replace(told, cases=0, deadlines=0, moves=())


@service("calendar.recount", May.KEEP_CALENDAR, whole=True)
def recount(desk: Desk, who: Actor, reason: str, progress: Progress | None = None) -> Moves:
    """Count every open deadline again as the calendar stands now, as one act with its reason."""
    return change_calendar(desk, who, CalendarChange(), reason, move=True, progress=progress)


def _as_if(desk: Desk, change: CalendarChange | None) -> Desk:
    if change is None:
        return desk
    return replace(
        desk,
        calendar=changed_calendar(desk.calendar, change),
        hours=change.hours or desk.hours,
    )


Moved = list[tuple[CaseClock, Anew]]


def _moved(
    desk: Desk, book: Book, now: datetime, why: str, progress: Progress | None
) -> tuple[list[CaseClock], Moved]:
    """The running deadlines there are; those whose date is another, with how they fall due now."""
    clocks = book.find(CaseClock, verdict="")
    pauses: dict[str, list[ClockPause]] = defaultdict(list)
    for one in book.find(ClockPause):
        pauses[one.clock_id].append(one)
    count = Recount(desk.calendar, desk.hours, at=now, why=why)
    moved: Moved = []
    for place, clock in enumerate(clocks):
        if progress is not None and place % EVERY == 0:
            progress(place, len(clocks))
        # A breach that has happened stays one, whatever the calendar says afterwards.
        if clock.due_at >= now and (anew := count(clock, pauses.get(clock.id, ()))):
            moved.append((clock, anew))
    if progress is not None:
        progress(len(clocks), len(clocks))
    return clocks, moved


def _told(desk: Desk, counted: int, moved: Moved) -> Moves:
    groups = Counter((old.kind, old.due_at, new.due_at) for old, new in moved)
    return Moves(
        cases=len({old.case_id for old, _new in moved}),
        deadlines=len(moved),
        counted=counted,
        moves=tuple(
            Move(kind=kind, old=old, new=new, count=count)
            for (kind, old, new), count in sorted(
                groups.items(), key=lambda item: (item[0][1], item[0][0])
            )
        ),
        version=desk.calendar.version,
    )


def _keep(act: Act, clocks: list[CaseClock], moved: Moved) -> None:
    """Keep clocks that moved, and with their cases the date that comes first now."""
    anew = {old.id: new for old, new in moved}
    running: dict[str, list[Dated]] = {old.case_id: [] for old, _new in moved}
    for clock in clocks:
        if clock.kind not in flow.NEVER_SAYS_DUE and clock.case_id in running:
            running[clock.case_id].append(anew.get(clock.id, clock))
    act.revise(CaseClock, Anew._fields, anew, verdict="")
    cases = {case_id: flow.due_by(own) for case_id, own in running.items()}
    act.revise(Case, ("due_at", "warns"), cases, status=CaseStatus.OPEN)
