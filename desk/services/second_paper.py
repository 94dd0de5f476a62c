"""The paper of a return visit: today's list, with what was held before still held."""

from collections.abc import Sequence

from desk import notice as rules
from desk.enums import MaterialState, NoticeKind
from desk.forms import MaterialForm, NoticeForm, ReturnForm
from desk.i18n import _
from desk.notice.again import carried_over, ids_of
from desk.notice.merge import answers_for
from desk.notice.model import Notice
from desk.playbook.procedure import Procedure
from desk.ports import Book
from desk.refusals import Refusal
from desk.services.base import Desk
from desk.services.notices import drafted, notice_by_number
from desk.services.told import latest
from desk.text import clean_line


def current(book: Book, number: str) -> Notice:
    """The latest notice of the matter that a number belongs to."""
    notice = notice_by_number(book, number)
    if notice.kind is not NoticeKind.MATERIALS:
        raise Refusal(
            _("This paper says that it cannot be done or must wait; there is nothing to bring."),
            _("Make a new notice if it has become possible."),
            field="number",
            code="no_list",
        )
    return latest(book, notice)


def paper_of_today(
    desk: Desk, first: Notice, form: ReturnForm, *, follows: bool = False
) -> rules.NoticeDraft:
    """What the paper of today says: what was held stays held, the rest as it is ticked now.

    `follows`: what is missing is taken on the customer's commitment.
    """
    ids = ids_of(first)
    procedures = [desk.playbook.procedure(procedure_id) for procedure_id in ids]
    answers = carried_over(procedures, first.answers, form.answers)
    promise = procedures[0].commitment if follows else None
    asked = NoticeForm(
        procedure=ids[0],
        more=list(ids[1:]),
        answers=answers,
        materials=[*form.materials, *_still_held(procedures, answers, first, form)],
        customer_name=first.customer_name,
        commitment=clean_line(form.commitment) or promise.text if promise else "",
        commitment_due=form.commitment_due if promise else None,
        language=first.language,
    )
    return drafted(desk, asked, desk.hours.day_of(desk.clock.now()))


def _still_held(
    procedures: Sequence[Procedure], answers: dict[str, str], first: Notice, form: ReturnForm
) -> list[MaterialForm]:
    """What was held before and nobody ticked anew, as far as today's list has a line for it."""
    ticked = {tick.material for tick in form.materials}
    today: set[str] = set()
    for number, procedure in enumerate(procedures):
        own = answers_for(procedure.id, number == 0, answers) if len(procedures) > 1 else answers
        today |= {row.material_id for row in rules.tailor(procedure, own).rows}
    held = dict.fromkeys(
        row.material_id
        for row in first.rows
        if row.state is MaterialState.HELD
        and row.material_id not in ticked
        and row.material_id in today
    )
    return [MaterialForm(material=each, state=MaterialState.HELD) for each in held]
