"""An incident in a few lines, and its cases in cells."""

from typing import TYPE_CHECKING

from desk.enums import CaseStatus, IncidentState
from desk.i18n import _, current
from desk.labels import label
from desk.saying import joined, relative, say_moment
from screens.widgets.flow import Para
from screens.widgets.paged import Cell

if TYPE_CHECKING:
    from datetime import datetime

    from desk.incident import IncidentEstimate, Restoration
    from desk.services.base import Desk
    from desk.services.incident_cases import Proposed
    from desk.services.incident_lists import IncidentFile, IncidentLine, LinkedCase

MOST_NAMES = 6


def moment(desk: "Desk", at: "datetime") -> str:
    """A moment in the branch's time."""
    return say_moment(desk.hours.local(at), current(), year=False)


def expected(desk: "Desk", estimate: "IncidentEstimate | None") -> str:
    """What is expected, in a few words."""
    if estimate is None:
        return ""
    at = moment(desk, estimate.expected_at) if estimate.expected_at else ""
    return " ".join(filter(None, (at, estimate.expectation)))


def incident_cells(line: "IncidentLine", desk: "Desk") -> list[Cell]:
    """One incident: an unread script has a sign, those over are faint."""
    one = line.incident
    over = one.state is not IncidentState.OPEN
    power: Cell = (f"‼ {line.without_power}", "late") if line.without_power else ""
    script: Cell = (_("! unread"), "late") if line.unread else ""
    return [
        (one.number, "faint" if over else "strong"),
        one.title,
        label(one.state) if over else expected(desk, line.estimate),
        f"{line.open_cases}/{line.cases}",
        power,
        script,
    ]


def facts(file: "IncidentFile", desk: "Desk") -> list[Para]:
    """What is known of an incident, the script first."""
    one = file.incident
    reach = [one.area]
    if one.supply_areas:
        reach.append(f"{_('Transformer areas')} {joined(one.supply_areas, current())}")
    if one.accounts:
        reach.append(_("{n} accounts").format(n=len(one.accounts)))
    lines = [
        Para(
            "  ".join(filter(None, (label(one.cause), moment(desk, one.began_at), *reach))), "bold"
        )
    ]
    if one.script:
        style = "bold $warning" if file.unread else ""
        lines.append(Para(f"“{one.script}”", style, lead="! " if file.unread else ""))
    if file.estimates:
        told = file.estimates[-1]
        by = f" ← {told.told_by}" if told.told_by else ""
        before = len(file.estimates) - 1
        earlier = "  " + _("{n} earlier estimates").format(n=before) if before else ""
        lines.append(Para(f"{_('Expected back')} {expected(desk, told)}{by}{earlier}"))
    if one.script and file.not_read_by:
        names = joined(file.not_read_by[:MOST_NAMES], current())
        more = "…" if len(file.not_read_by) > MOST_NAMES else ""
        lines.append(Para(f"{_('Not read by')} {names}{more}", "$text-muted"))
    lines += [
        Para(
            " ".join(
                filter(
                    None,
                    (
                        _("Reported"),
                        moment(desk, call.at),
                        label(call.receiver),
                        call.person,
                        call.number,
                    ),
                )
            ),
            "$text-muted",
        )
        for call in file.reports
    ]
    if one.finding:
        lines.append(Para(f"{_('Finding')} {one.finding}", "$text-muted"))
    if one.remedy:
        day = one.remedy_done_on or one.remedy_due
        who = "  ".join(filter(None, (one.remedy_owner, day.isoformat() if day else "")))
        lines.append(Para(f"{_('Remedy')} {one.remedy}  {who}".rstrip(), "$text-muted"))
    if one.closed_note:
        lines.append(Para(one.closed_note, "$text-muted"))
    return lines


def linked_cells(one: "LinkedCase", desk: "Desk") -> list[Cell]:
    """A case that belongs to it."""
    case = one.case
    ended = case.status is not CaseStatus.OPEN
    due = ""
    if case.due_at is not None and not ended:
        zone = desk.branch.timezone
        due = relative(case.due_at, desk.clock.now(), current(), calendar=desk.calendar, zone=zone)
    filled = _("{n} filled in").format(n=len(one.filled)) if one.filled else ""
    if not one.link.point_ids:
        filled = _("which point?")
    return [
        "●",
        (case.reference, "faint" if ended else "strong"),
        label(case.status) if ended else label(case.stage),
        one.holder,
        due,
        _power(one.restoration, filled),
    ]


def likely_cells(one: "Proposed") -> list[Cell]:
    """A case that may belong to it, and why."""
    case = one.likely.case
    return [("?", "soon"), case.reference, label(case.topic), "", "", (one.why, "faint")]


def _power(step: "Restoration | None", filled: str) -> Cell:
    """Whether there is power, and what of the case the shared answer reached."""
    if step is None or step.dropped_at is not None:
        return filled
    words = _("‼ no power yet") if step.waiting else _("power is back")
    return (" ".join(filter(None, (words, filled))), "late" if step.waiting else "good")
