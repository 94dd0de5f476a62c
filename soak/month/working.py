"""How a case is worked on: answered, replied to, and brought to its end."""

from datetime import datetime, timedelta
from random import Random

from db.samples import handling
from db.samples.past import Past
from db.samples.schedule import Life
from desk.enums import ContactWay
from desk.forms import CommitmentForm, ContactForm, HandoverForm
from desk.services import casework, closing, custody
from desk.staff.model import Actor
from soak.month import delays, departments, ends
from soak.month.hall import Later, Month
from soak.month.writing import done, replied, settle

TWISTS = {
    "": 34,
    "late": 8,
    "handover": 10,
    "reminded": 10,
    "promise": 8,
    "dissatisfied": 7,
    "unreached": 7,
    "task": 6,
    "task returned": 5,
    "extended": 6,
    "held": 6,
    "card": 6,
    "bad card": 4,
    "card after the end": 3,
    "service ended": 4,
    "new facts": 3,
}
"""What is special about a case, and how often among so many."""
REMINDERS = ("还没有消息，麻烦催一下", "又过了两天，怎么还没有人回话")


def worked(month: Month, past: Past, reference: str) -> Life:
    """Everything between the window and the end."""
    hall, rng = month.hall, Random(past.number)
    clerk = hall.clerks[past.number % len(hall.clerks)]
    other = hall.clerks[(past.number + 1) % len(hall.clerks)]
    lead = hall.leads[past.number % len(hall.leads)]

    def later(days: int = 0) -> datetime:
        return handling.later(month.hall, rng, month.now, days)

    yield from _on_the_way(month, past, rng, later, reference, clerk, other, lead)
    promise = None
    if past.twist == "promise":
        due = month.desk.calendar.add_working_days(month.desk.hours.day_of(later()), 3)
        said = CommitmentForm(text="办好当天电话告知", owner=clerk.name, due_on=due)
        promise = casework.promise(month.desk, month.holder(reference), reference, said)
    for position, form in enumerate(past.answers, 1):
        yield later(position % 2)
        handling.answer(month.hall, month.holder(reference), reference, position, done(month, form))
    if promise is not None:
        yield later()
        kept = "已电话告知，通话记录在案"
        casework.keep_promise(month.desk, month.holder(reference), reference, promise.id, kept)
        month.note("promises kept")
    yield from replied(month, later, reference, lead)
    ended = False
    if _needs_call(month, reference, lead):
        ended = yield from ends.heard(month, past, later, reference, (other, clerk), lead)
    if ended:
        return
    yield later()
    settle(month, reference)
    closing.close_case(month.desk, month.holder(reference), reference)
    month.note("closed")
    if past.twist == "card after the end" and ends.may_have_card(month, reference):
        yield later(1)
        ends.happy_card(month, reference, month.caller(reference, other, clerk))


def _on_the_way(
    month: Month,
    past: Past,
    rng: Random,
    later: Later,
    reference: str,
    clerk: Actor,
    other: Actor,
    lead: Actor,
) -> Life:
    """What happens before anything is answered."""
    if past.twist == "handover" and month.holder(reference) == clerk:
        yield later()
        yield from _handed_over(month, rng, reference, clerk, other)
    if past.twist == "reminded":
        for words in REMINDERS[: 1 + past.number % 2]:
            yield later(1)
            casework.remind(month.desk, clerk, reference, words)
            month.note("reminded")
    if past.twist == "task":
        yield from departments.does_its_part(month, later, reference, past.number)
    if past.twist == "task returned":
        yield from departments.returns_it_first(month, later, reference, past.number)
    if past.twist == "held":
        yield from delays.held(month, later, reference)
    if past.twist == "extended":
        yield from delays.extended(month, later, reference, lead)
    if past.twist == "late":
        yield later(7)


def _handed_over(month: Month, rng: Random, reference: str, giver: Actor, taker: Actor) -> Life:
    form = HandoverForm(
        to_staff=taker.number,
        matter="客户要求尽快核查，请接手",
        told="已告诉客户由接手同事当天联系",
        contact_by=month.now + timedelta(hours=7),
    )
    custody.offer_handover(month.desk, giver, reference, form)
    month.note("handovers")
    yield month.now + timedelta(minutes=rng.randint(3, 20))
    custody.accept_handover(month.desk, taker, reference)
    yield month.now + timedelta(minutes=rng.randint(20, 60))
    called = ContactForm(way=ContactWay.PHONE, text="已电话联系，说明由我接手核查")
    casework.log_contact(month.desk, taker, reference, called)


def _needs_call(month: Month, reference: str, who: Actor) -> bool:
    missing = closing.what_is_missing(month.desk, who, reference)
    return any(one.code == "follow_up" for one in missing)
