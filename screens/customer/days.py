"""Days and moments as they are typed in the dialogs of a customer's file."""

from datetime import date, datetime, time
from typing import Any

from desk.dates import parse_day, parse_moment
from screens.working import WorkScreen


def day_typed(screen: WorkScreen[Any], text: str, field: str) -> date | None:
    """The day that was typed; None for none."""
    desk = screen.desk_app.desk
    if not text or desk is None:
        return None
    today = desk.hours.day_of(desk.clock.now())
    return parse_day(text, today=today, calendar=desk.calendar, field=field)


def moment_typed(screen: WorkScreen[Any], text: str, field: str) -> datetime | None:
    """The moment that was typed, a day alone at its noon; None for none."""
    desk = screen.desk_app.desk
    if not text or desk is None:
        return None
    return parse_moment(
        text,
        now=desk.clock.now(),
        zone=desk.branch.timezone,
        calendar=desk.calendar,
        default_time=time(12),
        field=field,
    )
