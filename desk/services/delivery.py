"""From the printed letter into the customer's hand: every way, and every try that failed."""

from dataclasses import replace
from datetime import date, datetime

from desk.case import Case, CaseClock, Party
from desk.deadline import named
from desk.enums import AttemptResult, ClockKind, Delivery, LetterState, PartyRole, Role
from desk.forms import AttemptForm, DeliveryForm
from desk.i18n import _
from desk.ids import new_id
from desk.letter.delivery import (
    APART,
    FAILED,
    TRIES,
    DeliveryAttempt,
    failed_tries,
    tracking_number,
)
from desk.letter.kinds import ANSWERING
from desk.letter.life import Letter
from desk.ports import Act, Book
from desk.refusals import Refusal
from desk.services import extending, flow, promises_of_letters
from desk.services.base import Desk, service
from desk.services.concerns import is_about
from desk.services.letter_rows import by_id, in_state, kept, letter_act
from desk.services.people import staff_by_number
from desk.staff.model import Actor
from desk.staff.permissions import May
from desk.text import clean_line

_RESULTS = {
    Delivery.BY_HAND: (Delivery.BY_HAND, AttemptResult.DELIVERED),
    Delivery.POST: (Delivery.POST, AttemptResult.SENT),
    Delivery.REFUSED: (Delivery.BY_HAND, AttemptResult.REFUSED),
}
"""Ways that are a try of their own: how, and what came of it."""

_IN_PERSON = (PartyRole.COMPLAINANT, PartyRole.ADDRESSEE, PartyRole.ACCOUNT_HOLDER)


@service("letter.deliver", May.DELIVER)
def deliver_letter(desk: Desk, who: Actor, letter_id: str, form: DeliveryForm) -> Letter:
    """Settle how the letter reached the customer; after an answer the call-back is due."""
    with letter_act(desk, who, "letter.deliver", letter_id) as (act, case, now):
        letter = in_state(act, letter_id, LetterState.PRINTED)
        at = _moment(desk, letter, form.at, now)
        note = clean_line(form.note)
        attempt = _attempt(act, case, letter, who, form, at, now)
        if attempt is not None:
            act.add(attempt)
        elif form.delivery is Delivery.NOT_FOUND:
            _tried_enough(act.find(DeliveryAttempt, letter_id=letter.id))
        else:
            _nobody(who, note)
        act.put(
            replace(
                letter,
                state=LetterState.DELIVERED,
                delivery=form.delivery,
                delivered_at=at,
                delivery_note=_told(attempt, note),
            )
        )
        if letter.kind in ANSWERING:
            flow.meet(act, case.id, (*ClockKind,), at)
            if flow.needs(act, desk, case).follow_up:
                act.add(*flow.clocks_for(desk, case, (ClockKind.FOLLOW_UP,), at))
        else:
            # A letter beside the reply is a contact, and answers nothing.
            flow.meet(act, case.id, (ClockKind.FIRST_CONTACT, ClockKind.NEXT_DELIVERY), at)
            extending.delivered(desk, act, case, letter, at)
        promises_of_letters.heard(desk, act, case, letter, now)
        flow.update(act, desk, case)
        act.commit()
    return kept(desk, letter_id)


def _moment(desk: Desk, letter: Letter, at: datetime | None, now: datetime) -> datetime:
    at = at or now
    if at.tzinfo is None:
        at = at.replace(tzinfo=desk.hours.tz)
    # People write minutes; the letter has its seconds.
    issued = letter.issued_at.replace(second=0, microsecond=0) if letter.issued_at else at
    if not issued <= at <= now:
        raise Refusal(
            _("The delivery must lie between the issue of the letter and now."),
            field="at",
            code="bad_time",
        )
    return at


def _attempt(
    act: Act,
    case: Case,
    letter: Letter,
    who: Actor,
    form: DeliveryForm,
    at: datetime,
    now: datetime,
) -> DeliveryAttempt | None:
    """The try that settles it; None where it is settled without one."""
    if form.delivery not in _RESULTS:
        return None
    way, result = _RESULTS[form.delivery]
    made = DeliveryAttempt(
        id=new_id(),
        letter_id=letter.id,
        at=at,
        noted_at=now,
        staff_id=who.staff_id,
        way=way,
        result=result,
        note=clean_line(form.note),
    )
    if form.delivery is Delivery.BY_HAND:
        receiver, entitled = _receiver(act, case, form)
        return replace(made, receiver=receiver, entitled=entitled)
    if form.delivery is Delivery.POST:
        if case.sealed and who.role is not Role.MANAGER:
            raise Refusal(
                _("The answer to a report is posted by the manager, who alone has the address."),
                _("Or it is fetched here by whoever shows the lookup code."),
                field="delivery",
                code="sealed",
            )
        tracking = tracking_number(clean_line(form.tracking))
        if not tracking:
            raise Refusal(
                _("The number of the registered letter is missing or cannot be right."),
                _("It stands on the postal receipt: 8 to 30 digits and letters."),
                field="tracking",
                code="missing",
            )
        return replace(made, tracking=tracking)
    if not clean_line(form.witness):
        raise Refusal(
            _("A refusal counts before a witness: their staff number is missing."),
            _("A colleague who saw it stands by with their number."),
            field="witness",
            code="missing",
        )
    witness = staff_by_number(act, form.witness, "witness")
    if witness.id == who.staff_id:
        raise Refusal(
            _("The witness must be somebody else."), field="witness", code="witness_is_self"
        )
    if is_about(act, case.id, witness.id):
        raise Refusal(
            _("{name} cannot be a witness in this case.").format(name=witness.name),
            _("Choose another colleague."),
            field="witness",
            code="witness_concerned",
        )
    return replace(made, witness_id=witness.id)


def _receiver(book: Book, case: Case, form: DeliveryForm) -> tuple[str, str]:
    """Who took the letter, and by what right where that is nobody it concerns."""
    parties = book.find(Party, case_id=case.id)
    name, entitled = clean_line(form.receiver), clean_line(form.entitled)
    if case.sealed:
        # Whoever brings the code is the one who reported; their name is written nowhere.
        return "", _("showed the lookup code")
    if not name:
        addressee = [p for p in parties if p.role is PartyRole.ADDRESSEE]
        return next(p.name for p in (*addressee, *parties) if p.role in _IN_PERSON), ""
    for party in parties:
        proved = party.role is PartyRole.REPRESENTATIVE and party.basis_seen
        if party.name == name and (proved or party.role in _IN_PERSON):
            return name, party.basis if proved else ""
    if not entitled:
        raise Refusal(
            _("{name} is no party to this case: by what right do they receive the letter?").format(
                name=name
            ),
            _("For example an adult of the same household, or a letter of authority that you saw."),
            field="entitled",
            code="not_entitled",
        )
    return name, entitled


def _tried_enough(attempts: list[DeliveryAttempt]) -> None:
    tries = failed_tries(attempts)
    if tries < TRIES:
        raise Refusal(
            _("Not found counts after {needed} tries that failed; on record: {count}.").format(
                needed=TRIES, count=tries
            ),
            _("Note each try with its time; they lie at least {hours} hours apart.").format(
                hours=APART.seconds // 3600
            ),
            field="delivery",
            code="too_few_tries",
        )


def _nobody(who: Actor, note: str) -> None:
    if not note:
        raise Refusal(
            _("Write down why there is nobody to deliver to."), field="note", code="missing"
        )
    if who.role not in (Role.LEAD, Role.MANAGER):
        raise Refusal(
            _("That there is nobody to deliver to is for a shift lead to say."),
            field="delivery",
            code="not_allowed",
        )


def _told(attempt: DeliveryAttempt | None, note: str) -> str:
    """What stands beside the way in lists: receiver, postal number, note."""
    parts = (attempt.receiver, attempt.entitled, attempt.tracking) if attempt else ()
    return " · ".join(filter(None, (*parts, note)))


# -- tries that failed ----------------------------------------------------------------------


@service("letter.attempt", May.DELIVER)
def failed_attempt(desk: Desk, who: Actor, letter_id: str, form: AttemptForm) -> DeliveryAttempt:
    """Note a try that failed; the next one gets a day, on which it is due on the board.

    A letter that the post brings back is to be delivered again, some other way.
    """
    note = clean_line(form.note)
    if not note:
        raise Refusal(
            _("Write down where you tried and what you found."),
            _("For example: at home in Willow Lane, nobody opened, asked the neighbour."),
            field="note",
            code="missing",
        )
    with letter_act(desk, who, "letter.attempt", letter_id) as (act, case, now):
        state = LetterState.DELIVERED if form.came_back else LetterState.PRINTED
        letter = in_state(act, letter_id, state)
        if form.came_back and letter.delivery is not Delivery.POST:
            raise Refusal(
                _("This letter was not sent by post."),
                _("Only a letter from the post comes back."),
                field="came_back",
                code="not_by_post",
            )
        at = _moment(desk, letter, form.at, now)
        attempts = act.find(DeliveryAttempt, letter_id=letter.id)
        attempt = DeliveryAttempt(
            id=new_id(),
            letter_id=letter.id,
            at=at,
            noted_at=now,
            staff_id=who.staff_id,
            way=Delivery.POST if form.came_back else Delivery.BY_HAND,
            result=AttemptResult.CAME_BACK if form.came_back else AttemptResult.NOT_MET,
            tracking=attempts[-1].tracking if form.came_back and attempts else "",
            note=note,
        )
        _far_enough(attempts, attempt)
        more = failed_tries([*attempts, attempt]) < TRIES or form.next_on is not None
        if more:
            attempt = replace(attempt, next_on=_next_day(desk, form, now))
        act.add(attempt)
        if form.came_back:
            act.put(
                replace(
                    letter,
                    state=LetterState.PRINTED,
                    delivery=None,
                    delivered_at=None,
                    delivery_note="",
                )
            )
            for clock in act.find(CaseClock, case_id=case.id, kind=ClockKind.FOLLOW_UP):
                flow.end(act, clock, now, "stopped")
        flow.meet(act, case.id, (ClockKind.NEXT_DELIVERY,), at)
        if attempt.next_on is not None:
            ends = desk.hours.end_of(attempt.next_on, desk.calendar)
            due = named(ClockKind.NEXT_DELIVERY, ends, now, desk.hours)
            act.add(flow.clock_row(case.id, due, case.round))
        flow.update(act, desk, case)
        act.commit()
    return attempt


def _far_enough(attempts: list[DeliveryAttempt], attempt: DeliveryAttempt) -> None:
    failed = [one.at for one in attempts if one.result in FAILED]
    if failed and abs(attempt.at - failed[-1]) < APART and attempt.result is AttemptResult.NOT_MET:
        raise Refusal(
            _("The last try was less than {hours} hours before.").format(
                hours=APART.seconds // 3600
            ),
            _("Try at another time of day, or on another day."),
            field="at",
            code="too_soon",
        )


def _next_day(desk: Desk, form: AttemptForm, now: datetime) -> date:
    today = desk.hours.day_of(now)
    day = form.next_on or desk.calendar.add_working_days(today, 1)
    if desk.hours.end_of(day, desk.calendar) <= now:
        raise Refusal(
            _("The day of the next try lies in the past."),
            _("Name a day from today on."),
            field="next_on",
            code="in_past",
        )
    return day


@service("letter.attempts", May.READ, writes=False)
def attempts_of(desk: Desk, who: Actor, letter_id: str) -> list[DeliveryAttempt]:
    """Every try to deliver a letter, oldest first."""
    with desk.store.read() as book:
        letter = by_id(book, letter_id)
        return sorted(book.find(DeliveryAttempt, letter_id=letter.id), key=lambda one: one.at)
