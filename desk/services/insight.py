"""What was done in a month and what waits today, and the cases behind every number."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from desk.branch import Branch
from desk.i18n import _, current
from desk.insight.figures import By, Figure, FigureRow, Span, Tally
from desk.insight.month import (
    TABLE,
    Line,
    MonthTable,
    Part,
    days_span,
    parts,
)
from desk.insight.period import Days, Month, Period, before, days_of, month_of
from desk.insight.words import indicators, month_title, part_name, rows, whole_rule
from desk.letter.facts import InnerKind
from desk.letter.hall_papers import FigureFacts, MonthFacts, ShareFacts
from desk.ports import Book
from desk.refusals import Refusal
from desk.related import Reason
from desk.services.base import Desk, service
from desk.services.composing import composed
from desk.services.facts import unit_of
from desk.services.lists import today_ends
from desk.services.pages import Page, page, slip_layout
from desk.staff.model import Actor
from desk.staff.permissions import May
from desk.views import Counts

FIRST_YEAR, LAST_YEAR = 2000, 9998
MOST_SERVED = 1_000_000_000
Progress = Callable[[int, int], None]
"""Told how many of how many figures were counted, from whichever thread counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """The whole hall now: what waits in each view, and what today brought and ended."""

    counts: Counts
    received: int
    closed: int


def asked_days(desk: Desk, period: Period | None) -> Days:
    """The days that are asked for; without any the month of the branch's own day."""
    today = desk.hours.day_of(desk.clock.now())
    try:
        days = days_of(period or Month(today.year, today.month))
        within = days.first.year >= FIRST_YEAR and days.last.year <= LAST_YEAR
    except ValueError:
        within = False
    if not within:
        raise Refusal(
            _("There is no such month."),
            _("Write it like 2026-11."),
            field="month",
            code="no_such_month",
        )
    if days.last < days.first:
        raise Refusal(
            _("The last day lies before the first."),
            _("Write the earlier day first, or leave out the last."),
            field="last",
            code="turned_round",
        )
    if days.first > today:
        raise Refusal(
            _("That month has not begun.") if month_of(days) else _("Those days have not begun."),
            _("Choose this month or an earlier one.")
            if month_of(days)
            else _("Choose days up to today."),
            field="month" if month_of(days) else "first",
            code="not_begun",
        )
    return days


def _repeat_days(desk: Desk) -> int:
    rule = desk.playbook.related_rules.get(Reason.REPEAT)
    return rule.days if rule else 0


def span_of(desk: Desk, days: Days) -> Span:
    """Days as they are counted now."""
    now = desk.clock.now()
    return days_span(*days, now=now, hours=desk.hours, repeat_days=_repeat_days(desk))


def one_tally(book: Book, figure: Figure, span: Span) -> Tally:
    """A figure as a whole."""
    return next(iter(book.tally(figure, span)), Tally())


@service("insight.month", May.READ, writes=False)
def month_table(
    desk: Desk, who: Actor, period: Period | None = None, progress: Progress | None = None
) -> MonthTable:
    """The figures of a month, or of any days, beside those of as many days before.

    Without a period they are those of this month.
    """
    days = asked_days(desk, period)
    span, earlier = span_of(desk, days), span_of(desk, before(days))
    lines: list[Line] = []
    with desk.store.read() as book:
        for one in TABLE:
            if progress is not None:
                progress(len(lines), len(TABLE) + 1)
            lines.append(
                Line(
                    figure=one, now=one_tally(book, one, span), before=one_tally(book, one, earlier)
                )
            )
        if progress is not None:
            progress(len(lines), len(TABLE) + 1)
        broken = {
            by: parts(
                book.tally(Figure.RECEIVED, span, by),
                book.tally(Figure.RECEIVED, earlier, by),
                book.tally(Figure.REPLY, span, by),
            )
            for by in (By.TOPIC, By.UNIT)
        }
        tasks = tuple(book.tally(Figure.TASKS, span, By.UNIT))
        branch = book.find(Branch, limit=1)[0]
    return MonthTable(
        first=days.first,
        last=days.last,
        at=span.now,
        whole=span.until <= span.now,
        lines=tuple(lines),
        by_topic=broken[By.TOPIC],
        by_unit=broken[By.UNIT],
        tasks=tasks,
        served=branch.customers_served,
        served_on=branch.customers_served_on,
    )


@service("insight.behind", May.READ, writes=False)
def behind(
    desk: Desk,
    who: Actor,
    figure: Figure,
    period: Period | None = None,
    *,
    by: By = By.WHOLE,
    group: str | None = None,
    good: bool | None = None,
    after: str = "",
    limit: int = 200,
) -> list[FigureRow]:
    """A page of the cases behind a figure, as far as this person may see them."""
    span = span_of(desk, asked_days(desk, period))
    with desk.store.read() as book:
        return book.behind(figure, span, by, group=group, good=good, after=after, limit=limit)


@service("insight.page", May.READ, writes=False)
def month_page(desk: Desk, who: Actor, period: Period | None = None) -> Page:
    """The month table for the printer, with the rules by which it was counted."""
    language = current()
    table = month_table(desk, who, period)
    month = month_of(Days(table.first, table.last))
    days = "{}{:02d}".format(*month) if month else f"{table.first:%Y%m%d}-{table.last:%Y%m%d}"
    facts = MonthFacts(
        language=language,
        unit=unit_of(desk, desk.branch, language),
        title=month_title(table, language),
        days=month is None,
        at=desk.hours.local(table.at),
        figures=tuple(
            FigureFacts(name=row.name, now=row.now, before=row.before)
            for row in rows(table, language)
            if row.by is By.WHOLE and not row.strong
        ),
        topics=_shares(By.TOPIC, table.by_topic, language),
        units=_shares(By.UNIT, table.by_unit, language),
        rules=(
            *(f"{one.name}: {one.rule}" for one in indicators(language)),
            whole_rule(language),
        ),
    )
    with desk.store.read() as book:
        markdown = composed(book, InnerKind.MONTH, facts).markdown
    return page(
        InnerKind.MONTH,
        facts,
        markdown=markdown,
        number=f"{desk.branch.code}-Y-{days}",
        issued_on=desk.hours.day_of(table.at),
        layout=slip_layout(desk),
    )


def _shares(by: By, found: tuple[Part, ...], language: str) -> tuple[ShareFacts, ...]:
    return tuple(
        ShareFacts(
            name=part_name(by, one.group, language),
            received=one.received,
            due=one.due,
            in_time=one.in_time,
            late=one.late,
            before=one.before,
        )
        for one in found
    )


@service("insight.today", May.READ, writes=False)
def today(desk: Desk, who: Actor) -> Today:
    """What waits in the whole hall now, and what today brought."""
    now = desk.clock.now()
    day = desk.hours.day_of(now)
    span = days_span(day, day, now=now, hours=desk.hours, repeat_days=_repeat_days(desk))
    with desk.store.read() as book:
        counts = book.counts(staff_id=who.staff_id, now=now, today_ends=today_ends(desk))
        return Today(
            counts=counts,
            received=one_tally(book, Figure.RECEIVED, span).all,
            closed=one_tally(book, Figure.CLOSED, span).all,
        )


@service("insight.served", May.LOOK_AFTER)
def set_served(desk: Desk, who: Actor, customers: int, on: date) -> Branch:
    """Note how many customers the hall serves, as of a day."""
    now = desk.clock.now()
    if not 0 < customers <= MOST_SERVED:
        raise Refusal(
            _("Give the number of customers served, as a whole number."),
            field="customers",
            code="not_a_number",
        )
    if on > desk.hours.day_of(now):
        raise Refusal(
            _("That day has not come yet."),
            _("Give the day for which the number was told."),
            field="on",
            code="in_future",
        )
    with desk.store.act("insight.served", staff_id=who.staff_id, at=now) as act:
        branch = act.find(Branch, limit=1)[0]
        act.put(replace(branch, customers_served=customers, customers_served_on=on))
        act.commit()
        return act.find(Branch, limit=1)[0]
