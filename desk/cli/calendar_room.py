"""desk calendar: how the year looks, and what changes in it."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from desk.calendar import DayReason
from desk.calendar_typed import closed_days, day_rule, why_of, with_hours
from desk.cli import knowledge, output
from desk.cli.session import Session, Usage, session
from desk.dates import parse_day
from desk.hours import hours_to_data
from desk.i18n import N_, _, current
from desk.labels import label
from desk.refusals import Refusal
from desk.saying import say_day, say_moment

if TYPE_CHECKING:
    from desk.branch_rules import CalendarChange
    from desk.services.calendar_room import Moves

app = knowledge.calendar

Reason = Annotated[str, typer.Option(help=N_("Why the calendar changes; kept with the change."))]
MoveThem = Annotated[
    bool | None,
    typer.Option("--move/--leave", help=N_("Whether open deadlines move, or stay as told.")),
]
DayWord = Annotated[
    str, typer.Argument(metavar="DAY", help=N_("A day, for example 2026-10-01 or today."))
]


@app.command(help=N_("Show a year month by month: holidays, days made up, closures, hours."))
def show(
    ctx: typer.Context,
    year: Annotated[
        int, typer.Argument(metavar="YEAR", help=N_("A year; without it, this year."))
    ] = 0,
) -> None:
    from desk.services.calendar_room import year_of

    here = session(ctx)
    found = year_of(here.desk, here.who, year or _today(here).year)

    def words() -> None:
        if not found.known:
            output.put_text(
                _("The holidays of {year} are not published yet: this date may still move.").format(
                    year=found.year
                )
            )
        output.put_table(
            (_("Day"), _("Working day"), _("Why"), _("Open")),
            (
                (
                    say_day(one.fact.day, current(), weekday=True),
                    _("yes") if one.fact.working else _("no"),
                    why_of(one.fact.reason, one.fact.name),
                    ", ".join(map(str, one.open)) or _("closed"),
                )
                for one in found.days
                if one.own or one.fact.reason not in (DayReason.WEEKDAY, DayReason.WEEKEND)
            ),
            str(found.year),
        )

    here.put(
        {
            "year": found.year,
            "known": found.known,
            "by_hand": found.by_hand,
            "version": found.version,
            "days": [
                {
                    "day": one.fact.day,
                    "working": one.fact.working,
                    "reason": one.fact.reason,
                    "name": one.fact.name,
                    "certain": one.fact.certain,
                    "own": one.own,
                    "open": [str(span) for span in one.open],
                }
                for one in found.days
            ],
        },
        words,
    )


@app.command("import", help=N_("Take over the State Council's table of a year: CSV, TOML or ICS."))
def import_(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help=N_("File with the days."))],
    year: Annotated[int, typer.Option(metavar="YEAR", help=N_("The year it is for."))],
    reason: Reason = "",
    move: MoveThem = None,
    dry: Annotated[
        bool, typer.Option("--dry", help=N_("Only show what it holds and what would move."))
    ] = False,
) -> None:
    from desk.branch_rules import CalendarChange
    from desk.calendar_file import read_table

    here = session(ctx)
    try:
        data = file.read_bytes()
    except OSError as error:
        raise Usage(_("{path} cannot be read.").format(path=file)) from error
    rules = read_table(data, file.name, year)
    change = CalendarChange(rules=rules, published=frozenset({year}))
    _apply(here, change, reason, move, dry=dry)


@app.command(help=N_("Enter one day by hand: a holiday, a day made up, or another decision."))
def add(
    ctx: typer.Context,
    day: DayWord,
    kind: Annotated[
        DayReason, typer.Option("--kind", help=N_("What the day is."))
    ] = DayReason.HOLIDAY,
    name: Annotated[str, typer.Option(help=N_("Name of the holiday, or the reason."))] = "",
    reason: Reason = "",
    move: MoveThem = None,
) -> None:
    from desk.branch_rules import CalendarChange

    here = session(ctx)
    meant = _day(here, day)
    rule = day_rule(kind, name)
    _apply(here, CalendarChange(rules={meant: rule}), reason, move)


@app.command(help=N_("Take the branch's own rule off a day: it follows the published table again."))
def remove(ctx: typer.Context, day: DayWord, reason: Reason = "", move: MoveThem = None) -> None:
    from desk.branch_rules import CalendarChange

    here = session(ctx)
    meant = _day(here, day)
    if meant not in here.desk.calendar.rules:
        raise Refusal(
            _("The branch has no rule of its own for {day}.").format(day=meant.isoformat()),
            _("“desk calendar show” lists the days that have one."),
            field="day",
            code="no_rule",
        )
    _apply(here, CalendarChange(off=frozenset({meant})), reason, move)


@app.command(help=N_("Close the branch by order on a day or several: they do not count."))
def closure(
    ctx: typer.Context,
    day: DayWord,
    until: Annotated[str, typer.Option(metavar="DAY", help=N_("Last day, if several."))] = "",
    name: Annotated[str, typer.Option(help=N_("Name of the holiday, or the reason."))] = "",
    reason: Reason = "",
    move: MoveThem = None,
) -> None:
    from desk.branch_rules import CalendarChange

    here = session(ctx)
    first = _day(here, day)
    last = _day(here, until) if until else first
    change = CalendarChange(rules=closed_days(first, last, name or reason))
    _apply(here, change, reason, move)


@app.command(help=N_("Show the opening hours, or set them for weekdays, a season or one day."))
def hours(
    ctx: typer.Context,
    day: Annotated[
        str, typer.Option(metavar="DAYS", help=N_("mon,tue … or one date, for example 2027-02-10."))
    ] = "",
    open_: Annotated[
        str, typer.Option("--open", metavar="TIMES", help=N_("08:30-12:00 13:30-17:30, or closed."))
    ] = "",
    season: Annotated[
        str, typer.Option(metavar="FROM..TO", help=N_("A season of its own: 06-01..09-30."))
    ] = "",
    reason: Reason = "",
    move: MoveThem = None,
) -> None:
    from desk.branch_rules import CalendarChange

    here = session(ctx)
    now = here.desk.hours
    if not day and not open_:
        data = hours_to_data(now)
        here.put(data, lambda: output.put_pairs([(name, str(data[name])) for name in data]))
        return
    _apply(here, CalendarChange(hours=with_hours(now, day, open_, season)), reason, move)


@app.command(help=N_("Show which open deadlines would move if all were counted again now."))
def moves(
    ctx: typer.Context,
    apply: Annotated[bool, typer.Option("--apply", help=N_("Move them, with --reason."))] = False,
    reason: Reason = "",
) -> None:
    from desk.services.calendar_room import moves_of, recount

    here = session(ctx)
    found = recount(here.desk, here.who, reason) if apply else moves_of(here.desk, here.who)
    here.put(found, lambda: say_moves(here, found))


@app.command(help=N_("Say whether this computer's clock can be right, or confirm that it is."))
def clock(
    ctx: typer.Context,
    confirm: Annotated[
        bool, typer.Option("--confirm", help=N_("The clock is right, though far ahead."))
    ] = False,
) -> None:
    from desk.services.timekeeping import clock_doubt, confirm_clock

    here = session(ctx)
    if confirm:
        confirm_clock(here.desk, here.who)
    found = clock_doubt(here.desk, here.who)

    def words() -> None:
        output.put_text(
            f"{found.text}\n{found.advice}" if found else _("Nothing speaks against the clock.")
        )

    here.put({"doubt": found}, words)


def say_moves(here: Session, found: "Moves") -> None:
    """Which deadlines move, grouped by date."""
    if not found.deadlines:
        output.put_text(_("No open deadline moves."))
        return
    output.put_table(
        (_("Clock"), _("Until now"), _("From now on"), _("How many")),
        (
            (
                label(one.kind),
                say_moment(one.old.astimezone(here.zone), current()),
                say_moment(one.new.astimezone(here.zone), current()),
                one.count,
            )
            for one in found.moves
        ),
        _("{count} open deadlines of {cases} cases").format(
            count=found.deadlines, cases=found.cases
        ),
    )


def _apply(
    here: Session,
    change: "CalendarChange",
    reason: str,
    move: bool | None,
    *,
    dry: bool = False,
) -> None:
    from desk.services.calendar_room import change_calendar, moves_of

    if dry:
        found = moves_of(here.desk, here.who, change)
        here.put(
            {"days": {d.isoformat(): r for d, r in sorted(change.rules.items())}, "moves": found},
            lambda: say_moves(here, found),
        )
        return
    found = change_calendar(here.desk, here.who, change, reason, move=move)

    def words() -> None:
        output.put_text(_("The calendar is changed."))
        say_moves(here, found)

    here.put(found, words)


def _today(here: Session) -> date:
    return here.desk.hours.day_of(here.desk.clock.now())


def _day(here: Session, typed: str) -> date:
    return parse_day(typed, today=_today(here), calendar=here.desk.calendar, field="day")
