"""The dates of one case on the strip of working days: a line up to the day each falls due."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from textual.content import Content

from desk.due_days import DueCell, folded, place_of, strip_of
from desk.due_words import short
from screens.plain import fit, shown

if TYPE_CHECKING:
    from desk.services.base import Desk

NAME = 14
"""Cells for what a date is for."""
FRAME = 8
"""Cells that frame, padding and scroll bar of a tall dialog take."""
MOMENT = 8
"""Cells that a date takes beyond the place it stands under."""
WAY, LATE = "─", "◀"


class OnStrip(NamedTuple):
    """One date that runs: what for, by when, the sign of how far it is."""

    name: str
    due_at: datetime
    sign: str


def date_strip(dates: Sequence[OnStrip], desk: "Desk", room: int) -> list[Content]:
    """A line of days, and below it a line for each date, within `room` cells.

    What lies behind the days that fit stands under the last place; what is past its time points
    to the left. Nothing where no date runs.
    """
    if not dates:
        return []
    cells = strip_of(desk.clock.now(), desk.calendar, desk.hours)
    name_wide = min(NAME, max(cell_len(one.name) for one in dates))
    left = room - name_wide - 1 - MOMENT
    for keep in range(len(cells), 0, -1):
        fitting = folded(cells, keep)[:-1]
        widths = [cell_len(short(cell)) + 1 for cell in fitting]
        if sum(widths) <= left or keep == 1:
            break
    head = "".join(
        fit(short(cell), width) for cell, width in zip(fitting, widths, strict=True)
    ).rstrip()
    lines = [shown(fit("", name_wide) + " " + head, "$text-muted")]
    for one in sorted(dates, key=lambda one: one.due_at):
        lines.append(_line(one, fitting, widths, desk, name_wide))
    return lines


def _line(
    one: OnStrip,
    cells: Sequence[DueCell],
    widths: Sequence[int],
    desk: "Desk",
    name_wide: int,
) -> Content:
    at = place_of(cells, one.due_at)
    late = one.due_at < desk.clock.now()
    begins = widths[0]
    ends = sum(widths[:at])
    way = LATE if late else " " * begins + WAY * (ends - begins)
    style = "bold $error" if late else ""
    return Content.assemble(
        shown(fit(one.name, name_wide) + " ", "$text-muted"),
        shown(way, style or "$primary"),
        shown(f"{one.sign} {desk.hours.local(one.due_at):%m-%d %H:%M}", style or "bold"),
    )


def strip_above(dates: Sequence[OnStrip], desk: "Desk", screen: int) -> list[Content]:
    """The strip as it stands on top of a tall dialog, with a free line below; else nothing."""
    lines = date_strip(dates, desk, screen * 96 // 100 - FRAME)
    return [*lines, Content("")] if lines else []
