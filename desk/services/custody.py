"""First responder and handover: the giver holds a case until a named person has taken it."""

from dataclasses import replace
from datetime import datetime, timedelta

from desk.case import Case
from desk.custody import Handover
from desk.deadline import promised_contact
from desk.enums import AlarmKind, ClockKind, HandoverState, Role
from desk.forms import ByWordForm, HandoverForm
from desk.i18n import _
from desk.ids import new_id
from desk.ports import Act, Book
from desk.refusals import Refusal
from desk.services import flow
from desk.services.alarms import raise_alarm
from desk.services.base import Desk, case_act, service
from desk.services.concerns import is_about
from desk.services.people import worker_by_number
from desk.services.presence import absence_of, deputy_names
from desk.services.sweep import lapsed, pass_on
from desk.staff.model import Actor, Staff
from desk.staff.permissions import May
from desk.text import clean, clean_line


@service("handover.offer", May.HAND_OVER)
def offer_handover(desk: Desk, who: Actor, reference: str, form: HandoverForm) -> Handover:
    """Offer a case to a named person; the giver keeps it until it is accepted."""
    with case_act(desk, who, "handover.offer", reference) as (act, case, now):
        _holder_only(case, who)
        waiting = _offered(act, case)
        if waiting is not None and waiting.lapses_at < now:
            act.put(lapsed(waiting, now))
        elif waiting is not None:
            raise Refusal(
                _("This case is already offered to somebody."),
                _("Wait for the answer, or withdraw the offer."),
                code="already_offered",
            )
        receiver = worker_by_number(act, form.to_staff, "to_staff") if form.to_staff else None
        if receiver is not None and receiver.id == who.staff_id:
            raise Refusal(
                _("You already hold this case."),
                _("Choose another person."),
                field="to_staff",
                code="oneself",
            )
        if receiver is not None and is_about(act, case.id, receiver.id):
            raise Refusal(
                _("{name} cannot take this case.").format(name=receiver.name),
                _("Choose another person."),
                field="to_staff",
                code="receiver_concerned",
            )
        away = absence_of(act, receiver.id, now) if receiver else None
        if receiver is not None and away is not None and not form.anyway:
            raise _is_away(act, receiver, now)
        name = receiver.name if receiver else clean_line(form.to_name)
        phone = clean_line(form.to_phone) or (receiver.phone if receiver else "")
        _required(name, "to_name", _("It is missing to whom the case goes."))
        if receiver is None:
            _required(phone, "to_phone", _("The receiver's phone number is missing."))
        told = clean_line(form.told)
        _required(told, "told", _("It is missing what the customer was told."))
        contact_by = _local(desk, form.contact_by)
        if contact_by <= now:
            raise Refusal(
                _("The time by which the customer will be contacted has passed already."),
                _("Agree on a time with the receiver."),
                field="contact_by",
                code="in_past",
            )
        handover = Handover(
            id=new_id(),
            case_id=case.id,
            giver_id=who.staff_id,
            receiver_id=receiver.id if receiver else None,
            receiver_name=name,
            receiver_unit=clean_line(form.to_unit) or (receiver.unit if receiver else ""),
            receiver_phone=phone,
            matter=clean(form.matter).strip(),
            told=told,
            contact_by=contact_by,
            offered_at=now,
            lapses_at=_lapses_at(desk, case, now),
        )
        if away is not None:
            handover = lapsed(replace(handover, lapses_at=now), now)
            raise_alarm(
                act, case.id, AlarmKind.OFFER_LAPSED, now, staff_id=who.staff_id, detail=name
            )
        if form.unreachable:
            raise_alarm(act, case.id, AlarmKind.NOBODY_REACHED, now, role=Role.LEAD, detail=name)
        act.add(handover)
        act.commit()
    return handover


@service("handover.accept", May.HAND_OVER)
def accept_handover(
    desk: Desk, who: Actor, reference: str, by_word: ByWordForm | None = None
) -> Handover:
    """Take a case over, or, by the giver, note that the receiver took it by word.

    From here on the promised contact with the customer is a clock of its own.
    """
    with case_act(desk, who, "handover.accept", reference) as (act, case, now):
        handover = _answerable(act, case, who, by_word, now)
        accepted = replace(
            handover,
            state=HandoverState.ACCEPTED,
            answered_at=now,
            answered_by=who.staff_id,
            by_word=_words(by_word),
        )
        act.put(accepted)
        clock = promised_contact(
            max(handover.contact_by, now + timedelta(minutes=1)), now, desk.hours
        )
        act.add(flow.clock_row(case.id, clock, case.round, note=handover.receiver_name))
        if handover.receiver_id is not None:
            how = "by_word" if by_word is not None else "handover"
            case = pass_on(act, case, handover.receiver_id, now, how, handover.id)
        flow.update(act, desk, case)
        act.commit()
    return accepted


@service("handover.decline", May.HAND_OVER)
def decline_handover(
    desk: Desk, who: Actor, reference: str, reason: str, by_word: ByWordForm | None = None
) -> Handover:
    """Send an offered case back with a reason; the giver never stopped holding it."""
    return _end_offer(desk, who, reference, HandoverState.DECLINED, reason, by_word)


@service("handover.withdraw", May.HAND_OVER)
def withdraw_handover(desk: Desk, who: Actor, reference: str, reason: str) -> Handover:
    """Take an offer back before it was answered."""
    return _end_offer(desk, who, reference, HandoverState.WITHDRAWN, reason, None)


def _end_offer(
    desk: Desk,
    who: Actor,
    reference: str,
    state: HandoverState,
    reason: str,
    by_word: ByWordForm | None,
) -> Handover:
    reason = clean_line(reason)
    _required(reason, "reason", _("The reason is missing."))
    with case_act(desk, who, f"handover.{state.value}", reference) as (act, case, now):
        if state is HandoverState.DECLINED:
            handover = _answerable(act, case, who, by_word, now)
        else:
            handover = _standing(act, case)
            if handover.giver_id != who.staff_id:
                raise Refusal(_("Only the person who offered it may withdraw."), code="not_giver")
        ended = replace(
            handover,
            state=state,
            answered_at=now,
            answered_by=who.staff_id,
            reason=reason,
            by_word=_words(by_word),
        )
        act.put(ended)
        act.commit()
    return ended


def _is_away(book: Book, receiver: Staff, now: datetime) -> Refusal:
    deputies = deputy_names(book, receiver.id, now)
    hint = (
        _("{names} stands in; offer it there.").format(names=_(", ").join(deputies))
        if deputies
        else _("Choose somebody who is there, or ask the shift lead.")
    )
    return Refusal(
        _("{name} is away now.").format(name=receiver.name),
        hint,
        field="to_staff",
        code="receiver_absent",
    )


def _lapses_at(desk: Desk, case: Case, now: datetime) -> datetime:
    """When an offer lapses by the playbook's limit; it stands until then."""
    clocks = flow.clocks_for(desk, case, (ClockKind.HANDOVER_OFFER,), now)
    return clocks[0].due_at if clocks else now + timedelta(minutes=30)


def _holder_only(case: Case, who: Actor) -> None:
    if case.holder_id != who.staff_id:
        raise Refusal(
            _("Only the person who holds the case may hand it over."),
            _("Ask the holder named on the case."),
            code="not_holder",
        )


def _offered(act: Act, case: Case) -> Handover | None:
    found = act.find(Handover, case_id=case.id, state=HandoverState.OFFERED, limit=1)
    return found[0] if found else None


def _standing(act: Act, case: Case) -> Handover:
    handover = _offered(act, case)
    if handover is None:
        raise Refusal(
            _("No offer is waiting on this case."),
            _("Look at its chain: it may have been answered, withdrawn or lapsed."),
            code="no_offer",
        )
    return handover


def _answerable(
    act: Act, case: Case, who: Actor, by_word: ByWordForm | None, now: datetime
) -> Handover:
    handover = _standing(act, case)
    if handover.lapses_at < now:
        raise Refusal(
            _("The offer has lapsed; the case is back with its giver."),
            _("The giver may offer it again."),
            code="lapsed",
        )
    if by_word is not None:
        if handover.giver_id != who.staff_id:
            raise Refusal(_("Only the giver takes down an answer by word."), code="not_giver")
        _required(clean_line(by_word.person), "person", _("Who said it is missing."))
        _required(clean_line(by_word.words), "words", _("What was said is missing."))
    elif handover.receiver_id != who.staff_id:
        raise Refusal(
            _("This case was offered to {name}, not to you.").format(name=handover.receiver_name),
            code="not_receiver",
        )
    return handover


def _words(by_word: ByWordForm | None) -> str:
    if by_word is None:
        return ""
    return clean_line(f"{by_word.person} {by_word.phone}: {by_word.words}")


def _local(desk: Desk, at: datetime) -> datetime:
    return at if at.tzinfo is not None else at.replace(tzinfo=desk.hours.tz)


def _required(value: str, field: str, message: str) -> None:
    if not value:
        raise Refusal(message, field=field, code="missing")
