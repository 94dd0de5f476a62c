"""What stands beside a case, for people and for programs."""

from typing import Any

from desk.cli import output
from desk.cli.session import Session
from desk.i18n import _
from desk.labels import label
from desk.related import Beside


def plain_beside(here: Session, found: Beside) -> dict[str, Any]:
    """What stands beside a case, for programs."""
    return {
        "times": found.times,
        "days": found.days,
        "warning": found.warning,
        "cases": [
            {
                "reference": one.case.reference,
                "received_at": one.case.received_at.astimezone(here.zone),
                "kind": one.case.kind,
                "topic": one.case.topic,
                "status": one.case.status,
                "stage": one.case.stage,
                "reasons": one.reasons,
                "why": one.why,
            }
            for one in found.cases
        ],
    }


def say_beside(here: Session, found: Beside) -> None:
    """What stands beside a case, for people."""
    if found.times > 1:
        text = _("This is time {n} within {days} days that the customer brings this topic.")
        output.put_text(text.format(n=found.times, days=found.days))
    if found.warning:
        output.put_text(found.warning)
    if not found.cases:
        output.put_text(_("No earlier case belongs beside this one."))
        return
    output.put_table(
        (_("Case"), _("Received"), _("Topic"), _("Stage"), _("Because")),
        (
            (
                one.case.reference,
                f"{one.case.received_at.astimezone(here.zone):%Y-%m-%d}",
                label(one.case.topic),
                label(one.case.stage),
                one.why,
            )
            for one in found.cases
        ),
    )
