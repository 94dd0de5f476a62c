"""One case as a line of the board: masked, with a sign beside every colour."""

from typing import TYPE_CHECKING

from desk.enums import CaseKind, CaseStatus, Grade
from desk.i18n import _, current
from desk.labels import label
from desk.masks import mask_name
from desk.saying import relative
from desk.views import QueueRow
from screens.widgets.paged import Cell

if TYPE_CHECKING:
    from desk.services.base import Desk

SOON_HOURS = 4


def row_cells(row: QueueRow, desk: "Desk | None") -> list[Cell]:
    """Number, customer, topic, points, stage, owner, due."""
    grade = "" if row.grade is Grade.NORMAL else "★"
    about_us = _("[us] ") if row.about_us else ""
    # Whoever reported has no name here.
    reporter = _("reporter") if row.kind is CaseKind.REPORT and not row.customer else ""
    reminders = " " + _("asked {n} times").format(n=row.reminders) if row.reminders else ""
    again = _("time {n}").format(n=row.times) + " " if row.times > 1 else ""
    points = f"{row.answered}/{row.points}"
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


def ended_cell(status: CaseStatus) -> Cell:
    """A case that was withdrawn or annulled, with its sign; "" for any other."""
    sign = {CaseStatus.WITHDRAWN: "↶", CaseStatus.ANNULLED: "✗"}.get(status)
    return (f"{sign} {label(status)}", "faint") if sign else ""


def due_cell(row: QueueRow, desk: "Desk | None") -> Cell:
    """When it falls due, in words; `!` late, `◆` within hours."""
    if row.due_at is None or desk is None:
        return ("—", "faint")
    now = desk.clock.now()
    words = relative(row.due_at, now, current(), calendar=desk.calendar, zone=desk.branch.timezone)
    hours = (row.due_at - now).total_seconds() / 3600
    if hours < 0:
        return (f"! {words}", "late")
    if hours < SOON_HOURS:
        return (f"◆ {words}", "soon")
    return f"· {words}"
