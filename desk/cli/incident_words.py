"""Incidents in words: as a line of a list, as a page, and as a program may read them."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from desk.cli import output
from desk.cli.session import Session
from desk.i18n import _, current
from desk.labels import label
from desk.masks import mask_account
from desk.saying import joined, say_moment

if TYPE_CHECKING:
    from desk.incident import Incident
    from desk.services.incident_lists import IncidentFile, IncidentLine, Left


def plain(incident: "Incident", here: Session) -> dict[str, Any]:
    """The incident as a program may have it; account numbers are masked."""
    data: dict[str, Any] = output.plain(incident, here.zone)
    return {**data, "accounts": [mask_account(one) for one in incident.accounts]}


def moment(here: Session, at: datetime) -> str:
    return say_moment(at.astimezone(here.zone), current())


def say_kept(here: Session, incident: "Incident") -> None:
    here.put(plain(incident, here), lambda: output.put_text(_("It is noted.")))


def row(here: Session, line: "IncidentLine") -> tuple[object, ...]:
    incident, expected = line.incident, line.estimate
    back = ""
    if expected is not None:
        at = expected.expected_at
        back = moment(here, at) if at else expected.expectation
    return (
        incident.number,
        incident.title,
        label(incident.cause),
        moment(here, incident.began_at),
        back,
        line.cases,
        line.without_power or "",
        _("! unread") if line.unread else "",
    )


def say_left(found: "list[Left]") -> None:
    if not found:
        output.put_text(_("Nothing is left: every case of it has ended."))
        return
    output.put_table(
        (_("Number"), _("What is left")),
        ((one.reference, joined(one.texts, current())) for one in found),
    )


def say_file(here: Session, file: "IncidentFile") -> None:
    one = file.incident
    lines = [
        (_("Number"), one.number),
        (_("The incident"), one.title),
        (_("Cause"), label(one.cause)),
        (_("State"), label(one.state)),
        (_("Began"), moment(here, one.began_at)),
        (_("Area"), one.area),
        (_("Transformer areas"), joined(one.supply_areas, current())),
        (_("Accounts"), len(one.accounts) or ""),
        (_("Script"), one.script),
        (_("Not read by"), joined(file.not_read_by, current()) if one.script else ""),
        (_("Finding"), one.finding),
        (_("Remedy"), one.remedy),
    ]
    for each in file.estimates:
        back = moment(here, each.expected_at) if each.expected_at else ""
        text = " ".join(filter(None, (back, each.expectation, each.told_by)))
        lines.append((_("Expected back"), text))
    for call in file.reports:
        text = " ".join(filter(None, (label(call.receiver), call.person, call.number)))
        lines.append((_("Reported"), f"{moment(here, call.at)} {text}"))
    output.put_pairs([line for line in lines if line[1]])
    if file.cases:
        output.put_table(
            (_("Number"), _("Stage"), _("Owner"), _("Power")),
            (
                (each.case.reference, label(each.case.stage), each.holder, power)
                for each in file.cases
                for power in (_power(here, each.restoration),)
            ),
        )


def _power(here: Session, step: Any) -> str:
    if step is None or step.dropped_at is not None:
        return ""
    return moment(here, step.restored_at) if step.restored_at else _("! none yet")
