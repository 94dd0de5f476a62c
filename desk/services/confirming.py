"""How customers confirm what we wrote down; nothing ever waits for it."""

from datetime import datetime

from desk.case import Case
from desk.enums import Confirmation, Confirmed
from desk.forms_counter import RecordForm
from desk.i18n import _
from desk.ids import new_id
from desk.ports import Act
from desk.record import RecordConfirmation
from desk.refusals import Refusal
from desk.services.base import Desk, case_act, service
from desk.services.concerns import is_about
from desk.services.people import staff_by_number
from desk.staff.model import Actor
from desk.staff.permissions import May
from desk.text import clean_line


@service("case.confirm_record", May.REGISTER)
def confirm_record(
    desk: Desk,
    who: Actor,
    reference: str,
    form: RecordForm,
    what: Confirmed = Confirmed.RECORD,
) -> RecordConfirmation:
    """Note how the customer confirmed what was written down; a later one stands beside it."""
    with case_act(desk, who, "case.confirm_record", reference) as (act, case, now):
        made = confirmed(act, who, case, form, what, now)
        act.commit()
    return made


def at_registration(
    act: Act, who: Actor, case: Case, form: RecordForm | None, now: datetime
) -> None:
    """Keep how a new record was confirmed, where that was said at once."""
    if form is not None:
        confirmed(act, who, case, form, Confirmed.RECORD, now)


def confirmed(
    act: Act, who: Actor, case: Case, form: RecordForm, what: Confirmed, now: datetime
) -> RecordConfirmation:
    """Keep a confirmation inside an act; all but a signature need a witness or a reason."""
    witness = staff_by_number(act, form.witness, "witness") if clean_line(form.witness) else None
    if witness is not None and witness.id == who.staff_id:
        raise Refusal(
            _("The witness must be somebody else."), field="witness", code="witness_is_self"
        )
    if witness is not None and is_about(act, case.id, witness.id):
        raise Refusal(
            _("{name} cannot be a witness in this case.").format(name=witness.name),
            _("Choose another colleague."),
            field="witness",
            code="witness_concerned",
        )
    reason = clean_line(form.reason)
    if form.how is not Confirmation.SIGNED and witness is None and not reason:
        raise Refusal(
            _("Without a signature a second person or a reason is needed."),
            _("Enter a colleague's staff number, or why nobody else could be there."),
            field="witness",
            code="missing",
        )
    made = RecordConfirmation(
        id=new_id(),
        case_id=case.id,
        what=what,
        how=form.how,
        witness_id=witness.id if witness else None,
        reason=reason,
        interpreter=clean_line(form.interpreter),
        dialect=clean_line(form.dialect),
        at=now,
        by=who.staff_id,
    )
    act.add(made)
    return made
