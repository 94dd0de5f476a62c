"""An answer, a reply from its draft to the customer's hand, and what was raised settled."""

from dataclasses import replace

from db.samples import handling
from db.samples.schedule import Life
from desk.enums import RemedyBy
from desk.forms import AnswerForm
from desk.services.escalating import answer_escalation, escalations
from desk.staff.model import Actor
from soak.month.hall import Later, Month


def replied(month: Month, later: Later, reference: str, lead: Actor) -> Life:
    """Written, approved and issued by somebody else, printed, handed over."""
    yield later()
    letter = handling.submit(month.hall, month.holder(reference), reference)
    yield later()
    handling.issue(month.hall, month.another_lead(reference, lead), letter.id)
    yield later()
    handling.print_out(month.hall, lead, letter.id)
    yield later()
    handling.deliver(month.hall, month.holder(reference), letter.id)


def done(month: Month, form: AnswerForm) -> AnswerForm:
    """An answer whose remedy is done today, where it is ours to do."""
    by_customer = form.remedy_by is RemedyBy.CUSTOMER
    return replace(form, remedy_done_on=None if by_customer else month.today)


def settle(month: Month, reference: str) -> None:
    """The manager does what the rules asked for, until nothing is left that was raised."""
    desk, manager = month.desk, month.hall.manager
    while True:
        raised = escalations(desk, manager, reference)
        left = [one.escalation for one in raised if one.escalation.done_at is None]
        if not left:
            return
        answer_escalation(desk, manager, reference, left[0].id, "已向客户说明并督办")
        month.note("settled")
