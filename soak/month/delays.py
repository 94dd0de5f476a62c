"""Dates that move as the rules let them: a clock that stands still, and more time."""

from db.samples import handling
from db.samples.schedule import Life
from desk.case import CaseClock
from desk.enums import ClockKind
from desk.forms_clocks import ExtensionForm, PauseForm
from desk.services import extending, letters, pausing
from desk.staff.model import Actor
from soak.month.hall import Later, Month


def held(month: Month, later: Later, reference: str) -> Life:
    """The reply's clock stands still for a day, where its rule knows a reason."""
    yield later()
    holder = month.holder(reference)
    if not _runs(month, reference):
        return
    reasons = pausing.pause_reasons(month.desk, holder, reference)
    if not reasons:
        return
    form = PauseForm(reason=reasons[0].id, words="送省院检定")
    pausing.pause(month.desk, holder, reference, form)
    month.note("held")
    yield later(1)
    pausing.resume(month.desk, month.holder(reference), reference)


def extended(month: Month, later: Later, reference: str, lead: Actor) -> Life:
    """More time: asked for, agreed to, and told in a letter that arrived."""
    yield later()
    holder = month.holder(reference)
    clock = _runs(month, reference)
    days = _room(month, reference, clock) if clock is not None else 0
    if days < 1:
        return
    form = ExtensionForm(reason="表计送检，结果未出", done="已到现场核对表号并送检", days=days)
    asked = extending.ask_extension(month.desk, holder, reference, form)
    agrees = month.another_lead(reference, lead)
    extending.agree_extension(month.desk, agrees, reference)
    assert asked.letter_id is not None
    yield later()
    letters.submit_letter(month.desk, holder, asked.letter_id)
    yield later()
    handling.issue(month.hall, agrees, asked.letter_id)
    handling.print_out(month.hall, lead, asked.letter_id)
    yield later()
    handling.deliver(month.hall, month.holder(reference), asked.letter_id)
    month.note("extended")


def _room(month: Month, reference: str, clock: CaseClock) -> int:
    """By how many working days it may be extended: as the rule says, under the ceiling."""
    desk, case = month.desk, month.case(reference)
    limit = desk.playbook.limits.get(clock.rule_id)
    with desk.store.read() as book:
        tops = book.find(CaseClock, case_id=case.id, kind=ClockKind.CEILING, verdict="")
    day = desk.hours.day_of
    rooms = [desk.calendar.working_days_between(day(clock.due_at), day(top.due_at)) for top in tops]
    return min([limit.extend_days if limit else 0, *rooms])


def _runs(month: Month, reference: str) -> CaseClock | None:
    case = month.case(reference)
    with month.desk.store.read() as book:
        found = book.find(CaseClock, case_id=case.id, kind=ClockKind.REPLY, verdict="")
    return next((one for one in found if one.due_at > month.now), None)
