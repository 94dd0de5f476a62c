"""What is typed into the calendar: a day's rule, a closure, opening hours; checked."""

from dataclasses import replace
from datetime import date, timedelta

from desk.calendar import DayReason, DayRule
from desk.hours import WEEKDAYS, BranchHours, Season, Spans, Week, spans
from desk.i18n import N_, _
from desk.refusals import Refusal


def why_of(reason: DayReason, name: str) -> str:
    """Why a day counts or does not, in a word."""
    return _(name) if name else _(_REASONS[reason])


_REASONS = {
    DayReason.WEEKDAY: N_("an ordinary weekday"),
    DayReason.WEEKEND: N_("weekend"),
    DayReason.HOLIDAY: N_("public holiday"),
    DayReason.MAKE_UP: N_("worked in exchange for a holiday"),
    DayReason.CLOSURE: N_("closed by order"),
    DayReason.OVERRIDE: N_("day off set by the branch"),
    DayReason.HELD: N_("clock on hold"),
}


def day_rule(kind: DayReason, name: str) -> DayRule:
    """A day entered by hand; refuses kinds that nobody enters."""
    if kind in (DayReason.HELD, DayReason.WEEKDAY, DayReason.WEEKEND):
        raise Refusal(
            _("A day is entered as a holiday, a day made up, a closure or a day off."),
            _("To have it follow the published table again, take its rule away."),
            field="kind",
            code="bad_kind",
        )
    return DayRule(working=kind is DayReason.MAKE_UP, reason=kind, name=name)


def closed_days(first: date, last: date, name: str) -> dict[date, DayRule]:
    """Days on which the branch is closed by order; refuses what is turned round or too long."""
    if not 0 <= (last - first).days < 60:
        raise Refusal(
            _("The last day of a closure lies before the first, or too far away."),
            _("Name a first day and a last day, at most 60 days."),
            field="until",
            code="bad_range",
        )
    rule = DayRule(working=False, reason=DayReason.CLOSURE, name=name)
    return {first + timedelta(days=n): rule for n in range((last - first).days + 1)}


def with_hours(now: BranchHours, day: str, times: str, season: str = "") -> BranchHours:
    """Opening hours in which some days are others, as they are typed; refuses what is no time."""
    try:
        open_spans = (
            () if times.strip() in ("", "closed", "休", "不营业") else spans(*times.split())
        )
        if day[:1].isdigit():
            special = {**now.special, date.fromisoformat(day): open_spans}
            return replace(now, special=special)
        names = [WEEKDAYS.index(one.strip().casefold()) for one in day.split(",")]
        if not season:
            return replace(now, week=_week(now.week, names, open_spans))
        first, last = (
            (date.fromisoformat(f"2024-{end}").month, date.fromisoformat(f"2024-{end}").day)
            for end in season.split("..")
        )
    except ValueError as error:
        raise Refusal(
            _("The opening hours cannot be read."),
            _("Write each day as a list of times like 08:30-12:00, in order, each ending later."),
            field="open",
            code="bad_hours",
        ) from error
    others = [one for one in now.seasons if (one.first, one.last) != (first, last)]
    same = next((one for one in now.seasons if one not in others), None)
    week = _week(same.week if same else now.week, names, open_spans)
    made = Season(first=first, last=last, week=week)
    if clash := next((one for one in others if _meet(one, made)), None):
        raise Refusal(
            _("This season overlaps one from {first} to {last}.").format(
                first="{:02}-{:02}".format(*clash.first), last="{:02}-{:02}".format(*clash.last)
            ),
            _("Give the same days as that one to change it, or days outside it."),
            field="season",
            code="season_overlaps",
        )
    return replace(now, seasons=(*others, made))


def _meet(one: Season, other: Season) -> bool:
    days = (date(2024, 1, 1) + timedelta(days=n) for n in range(366))
    return any(one.holds(day) and other.holds(day) for day in days)


def _week(week: Week, names: list[int], open_spans: Spans) -> Week:
    mon, tue, wed, thu, fri, sat, sun = (
        open_spans if place in names else old for place, old in enumerate(week)
    )
    return mon, tue, wed, thu, fri, sat, sun
