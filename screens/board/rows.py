"""One case as a line of the board: masked, with a sign beside every colour."""

from datetime import datetime
from typing import TYPE_CHECKING

from desk.bars import level
from desk.deadline import DeadlineState
from desk.enums import CaseKind, CaseStatus, Grade
from desk.i18n import _, current
from desk.labels import label
from desk.masks import mask_name
from desk.saying import relative
from desk.views import QueueRow
from desk.warned import reached, sign_of, used
from screens.widgets.paged import Cell

if TYPE_CHECKING:
    from desk.services.base import Desk

SOON_HOURS = 4
_STYLE = {
    DeadlineState.OVERDUE: "late",
    DeadlineState.NINE_TENTHS: "soon",
    DeadlineState.THREE_QUARTERS: "soon",
}


def row_cells(row: QueueRow, desk: "Desk | None") -> list[Cell]:
    """Number, customer, topic, points, stage, owner, due."""
    grade = "" if row.grade is Grade.NORMAL else "★"
    about_us = _("[us] ") if row.about_us else ""
    # Whoever reported has no name here.
    reporter = _("reporter") if row.kind is CaseKind.REPORT and not row.customer else ""
    reminders = " " + _("asked {n} times").format(n=row.reminders) if row.reminders else ""
    again = _("time {n}").format(n=row.times) + " " if row.times > 1 else ""
    points = points_told(row)
    owner = f"→{row.offered_to}" if row.offered_to else row.holder
    return [
        row.reference,
        mask_name(row.customer) or reporter,
        f"{about_us}{grade}{again}{label(row.topic)}{reminders}",
        (points, "good") if row.points and row.answered == row.points else points,
        ended_cell(row.status) or label(row.stage),
        owner,
        due_cell(row, desk),
    ]


POINTS = 4
"""Cells for the points: a small bar, and so many answered of so many."""


def points_told(row: QueueRow) -> str:
    """How many points are answered, behind a bar where there is room for it."""
    told = f"{row.answered}/{row.points}"
    return f"{level(row.answered, row.points)}{told}" if len(told) < POINTS else told


def ended_cell(status: CaseStatus) -> Cell:
    """A case that was withdrawn, annulled or given up, with its sign; "" for any other."""
    signs = {CaseStatus.WITHDRAWN: "↶", CaseStatus.ANNULLED: "✗", CaseStatus.TERMINATED: "■"}
    sign = signs.get(status)
    return (f"{sign} {label(status)}", "faint") if sign else ""


def due_cell(row: QueueRow, desk: "Desk | None") -> Cell:
    """When it falls due, in words, with the sign of how much of its time is gone."""
    if row.due_at is None or desk is None:
        return ("—", "faint")
    return due_cell_of(row.due_at, row.warns, desk)


def due_cell_of(due_at: datetime, warns: str, desk: "Desk") -> Cell:
    """A date in words with its sign: `!` passed, `▲` nearly due, `◆` ¾ gone, `◇` half gone.

    Between the two stands how much of the limit is used up.
    """
    now = desk.clock.now()
    words = relative(due_at, now, current(), calendar=desk.calendar, zone=desk.branch.timezone)
    state = reached(due_at, warns, now)
    soon = (due_at - now).total_seconds() / 3600 < SOON_HOURS
    if state is DeadlineState.WAITING and soon:
        state = DeadlineState.THREE_QUARTERS
    text = f"{sign_of(state)}{level(used(due_at, warns, now) or 0.0, 1.0)}{words}"
    return (text, _STYLE[state]) if state in _STYLE else text
