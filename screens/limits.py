"""A limit as a clerk types it: a day and a time, or a day alone."""

from datetime import datetime

from desk.dates import parse_day, parse_moment
from desk.refusals import Refusal
from desk.services.base import Desk


def typed_limit(desk: Desk, text: str, field: str) -> datetime:
    """The UTC instant of a limit; a day alone ends when the branch closes that day."""
    now = desk.clock.now()
    try:
        return parse_moment(
            text, now=now, zone=desk.branch.timezone, calendar=desk.calendar, field=field
        )
    except Refusal as no_time:
        if no_time.code != "time_missing":
            raise
    day = parse_day(text, today=desk.hours.day_of(now), calendar=desk.calendar, field=field)
    return desk.hours.end_of(day, desk.calendar)
