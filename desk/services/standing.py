""" "How does it stand?": sentences to read aloud, true to the record, without internal words."""

from desk.case import Case, CaseClock, Stage
from desk.enums import CaseStatus, ClockKind
from desk.i18n import N_, _, current
from desk.letter.words import day
from desk.point import IssuePoint
from desk.progress import is_answered
from desk.services.base import Desk, case_by_reference, service
from desk.staff.model import Actor, Staff
from desk.staff.permissions import May

_NOW = {
    Stage.ANSWERING: N_(
        "We are looking into it; {answered} of {points} points are settled so far."
    ),
    Stage.DRAFTING: N_("Every point has been looked into; the written reply is being prepared."),
    Stage.TO_APPROVE: N_("The written reply is ready and is being checked by the shift lead."),
    Stage.TO_ISSUE: N_("The written reply has been approved and will be printed shortly."),
    Stage.TO_PRINT: N_("The written reply has been issued and is being printed."),
    Stage.TO_DELIVER: N_("The written reply is printed and is on its way to you."),
    Stage.TO_CALL_BACK: N_("The reply has been delivered; a colleague will call to ask about it."),
    Stage.TO_CLOSE: N_("Everything you raised has been answered."),
}


@service("case.stands", May.READ, writes=False)
def stands(desk: Desk, who: Actor, reference: str) -> str:
    """Two or three sentences fit to read to the customer, in the language of the interface."""
    with desk.store.read() as book:
        case = case_by_reference(book, reference)
        points = book.find(IssuePoint, case_id=case.id)
        clocks = book.find(CaseClock, case_id=case.id, verdict="")
        holder = book.get(Staff, case.holder_id)
    received = day(desk.hours.day_of(case.received_at), current())
    began = _("Your matter of {day} is registered under number {reference}.").format(
        day=received, reference=case.reference
    )
    if case.status is not CaseStatus.OPEN:
        return _sentences(began, _("It has been completed."))
    answered = sum(is_answered(point) for point in points)
    now = _(_NOW[case.stage]).format(answered=answered, points=len(points))
    return _sentences(began, now, _promised(desk, case, clocks, holder))


def _sentences(*sentences: str) -> str:
    return (" " if current() == "en" else "").join(filter(None, sentences))


def _promised(desk: Desk, case: Case, clocks: list[CaseClock], holder: Staff | None) -> str:
    name = holder.name if holder else ""
    reply = next((c for c in clocks if c.kind is ClockKind.REPLY), None)
    if reply is None:
        return _("{name} is looking after it.").format(name=name) if name else ""
    if reply.due_at < desk.clock.now():
        return _(
            "It has taken longer than we promised, and we apologise. {name} is looking after it."
        ).format(name=name)
    return _("{name} is looking after it; you will have a reply by {day}.").format(
        name=name, day=day(desk.hours.day_of(reply.due_at), current())
    )
