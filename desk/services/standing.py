""" "How does it stand?": sentences to read aloud, true to the record, without internal words."""

from dataclasses import dataclass
from datetime import datetime

from desk.case import Case, CaseClock, Stage
from desk.casework import Contact
from desk.concern import Concern, owner_of
from desk.custody import Handover
from desk.entitled import Entitled, entitled, nameless, stranger
from desk.enums import CaseStatus, ClockKind, Delivery, HandoverState, LetterState, MayKnow, Scope
from desk.i18n import N_, _, current
from desk.letter.life import SENT, Letter
from desk.letter.words import day
from desk.masks import mask_in_text
from desk.notice.model import Notice
from desk.point import IssuePoint
from desk.ports import Book
from desk.progress import answering_letter, is_answered
from desk.referral import Referral
from desk.saying import joined, say_moment
from desk.services.base import Desk, case_by_reference, service
from desk.services.ending_rules import ways_on
from desk.services.parties import kept_of, party_at, today_of
from desk.services.spoken import spoken_notice, spoken_unit
from desk.staff.model import Actor, Staff
from desk.staff.permissions import May
from desk.waiting import papers_missing, sorted_by_due, who_contacts

MOST_PAPERS = 5
"""So many papers are read out; the rest stands on the customer's own list."""
_NOW = {
    Stage.ANSWERING: N_(
        "We are looking into it; {answered} of {points} points are settled so far."
    ),
    Stage.DRAFTING: N_("Every point has been looked into; the written reply is being prepared."),
    Stage.TO_APPROVE: N_("The written reply is ready and is being checked by the shift lead."),
    Stage.TO_ISSUE: N_("The written reply has been approved and will be printed shortly."),
    Stage.TO_CALL_BACK: N_("Everything you raised has been answered."),
    Stage.TO_CLOSE: N_("Everything you raised has been answered."),
}
_HANDED = {
    Delivery.BY_HAND: N_("The written reply No. {number} was handed over on {day}."),
    Delivery.POST: N_("The written reply No. {number} was posted to you on {day}."),
}

_AT_WORK = N_("It is being dealt with.")
_TO_ANYBODY = {
    Stage.TO_CALL_BACK: N_("The answer has been delivered."),
    Stage.TO_CLOSE: N_("The answer has been delivered."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Record:
    """What is read of a case to say how it stands; names are safe to be said aloud."""

    now: datetime
    case: Case
    points: list[IssuePoint]
    clocks: list[CaseClock]
    offer: Handover | None
    handovers: list[Handover]
    referral: Referral | None
    notices: list[Notice]
    contacts: list[Contact]
    letter: Letter | None
    """The reply of this round."""
    holder: str
    first: str

    def running(self, kind: ClockKind) -> CaseClock | None:
        """The clock of a kind that falls due first, if one runs."""
        return next((c for c in sorted_by_due(self.clocks) if c.kind is kind), None)


@service("case.stands", May.READ, writes=False)
def stands(desk: Desk, who: Actor, reference: str, asker: int | None = None) -> str:
    """Two or three sentences fit to read to whoever asks, in the language of the interface.

    `asker` is their number in the list of the case's people, 0 for nobody of them. Left out, it is
    the customer where nobody else is in the case, else anybody.
    """
    with desk.store.read() as book:
        case = case_by_reference(book, reference)
        if MayKnow.PROGRESS not in _asking(desk, book, case, asker):
            return _to_anybody(desk, book, case)
        record = _read(desk, book, case)
    began = _("Your matter of {day} is registered under number {reference}.").format(
        day=day(desk.hours.day_of(case.received_at), current()), reference=case.reference
    )
    if case.status is not CaseStatus.OPEN:
        return _sentences(began, _replied(desk, record.letter), _completed(desk, case))
    if replied := _replied(desk, record.letter):
        return _sentences(began, replied, _next(desk, record))
    happening = _happening(desk, record)
    papers = _papers(desk, record)
    if happening:
        return _sentences(began, happening, papers or _apology(record))
    if papers and case.stage is Stage.ANSWERING:
        return _sentences(began, papers, _promised(desk, record))
    answered = sum(is_answered(point) for point in record.points)
    stage = _(_NOW[case.stage]).format(answered=answered, points=len(record.points))
    if case.stage is Stage.TO_CALL_BACK:
        return _sentences(began, stage, _next(desk, record))
    return _sentences(began, stage, papers or _promised(desk, record))


def _replied(desk: Desk, letter: Letter | None) -> str:
    """That the reply has its number, lies ready or reached the customer; "" before that."""
    if letter is None or letter.state not in SENT:
        return ""
    if letter.state is LetterState.ISSUED:
        words = _("The written reply No. {number} has been issued and is being printed.")
        return words.format(number=letter.number)
    handed = _HANDED.get(letter.delivery) if letter.delivery else None
    if handed and letter.delivered_at:
        on = day(desk.hours.day_of(letter.delivered_at), current())
        return _(handed).format(number=letter.number, day=on)
    words = _("The written reply No. {number} is ready; you can collect it here.")
    return words.format(number=letter.number)


def _next(desk: Desk, record: _Record) -> str:
    """What still comes after the reply: a contact, a result, the call, or nothing."""
    promise = record.running(ClockKind.PROMISED_CONTACT)
    if record.offer is not None:
        return _offered(desk, record, record.offer)
    if promise is not None and record.now <= promise.due_at:
        return _will_contact(desk, record, promise)
    if record.referral is not None:
        return _referred(desk, record, record.referral)
    if record.case.stage is Stage.TO_CALL_BACK:
        return _("We will call you to ask whether you are content with it.")
    if record.case.stage is Stage.TO_CLOSE:
        return _("Nothing more is needed from you.")
    return _apology(record)


def _completed(desk: Desk, case: Case) -> str:
    """That it is over; where the service ended, what was decided and the ways that stay open."""
    if case.status is CaseStatus.WITHDRAWN:
        return _("It was withdrawn and is no longer being worked on.")
    if case.status is not CaseStatus.TERMINATED:
        return _("It has been completed.")
    ended = _("It was answered in writing, and our handling of it has ended.")
    return _sentences(ended, ways_on(desk.spoken, today_of(desk)))


def _asking(desk: Desk, book: Book, case: Case, asker: int | None) -> Entitled:
    """What whoever asks may be told today; of a report, what anybody may: nobody has a name."""
    parties = kept_of(book, case)
    if case.sealed:
        return nameless()
    if asker == 0 or (asker is None and len(parties) > 1):
        return stranger()
    return entitled(parties, party_at(parties, asker or 1), today_of(desk))


def _to_anybody(desk: Desk, book: Book, case: Case) -> str:
    """Number, stage and day: no name, no paper, no word of what was brought forward."""
    began = _("The matter of {day} is registered under number {reference}.").format(
        day=day(desk.hours.day_of(case.received_at), current()), reference=case.reference
    )
    if case.status is not CaseStatus.OPEN:
        return _sentences(began, _completed(desk, case))
    clocks = sorted_by_due(book.find(CaseClock, case_id=case.id))
    reply = next((one for one in clocks if one.kind is ClockKind.REPLY), None)
    due = ""
    if reply is not None and desk.clock.now() <= reply.due_at:
        due = _("The customer will have a reply by {day}.").format(
            day=day(desk.hours.day_of(reply.due_at), current())
        )
    return _sentences(began, _(_TO_ANYBODY.get(case.stage, _AT_WORK)), due)


def _read(desk: Desk, book: Book, case: Case) -> _Record:
    now = desk.clock.now()
    handovers = book.find(Handover, case_id=case.id)
    standing = [
        offer
        for offer in handovers
        if offer.state is HandoverState.OFFERED and now <= min(offer.lapses_at, offer.contact_by)
    ]
    waiting = [r for r in book.find(Referral, case_id=case.id) if r.result_at is None]
    return _Record(
        now=now,
        case=case,
        points=book.find(IssuePoint, case_id=case.id),
        clocks=book.find(CaseClock, case_id=case.id),
        offer=standing[-1] if standing else None,
        handovers=handovers,
        referral=waiting[-1] if waiting else None,
        notices=book.find(Notice, case_id=case.id),
        contacts=book.find(Contact, case_id=case.id),
        letter=answering_letter(case, book.find(Letter, case_id=case.id)),
        holder=owner_of(
            case.holder_id,
            _name(book, case.holder_id),
            book.find(Concern, case_id=case.id),
        ),
        first=_name(book, case.first_responder_id),
    )


def _name(book: Book, staff_id: str) -> str:
    staff = book.get(Staff, staff_id)
    return staff.name if staff else ""


def _sentences(*sentences: str) -> str:
    return (" " if current() == "en" else "").join(filter(None, sentences))


def _when(desk: Desk, at: datetime) -> str:
    return say_moment(desk.hours.local(at), current(), year=False)


def _happening(desk: Desk, record: _Record) -> str:
    """What is happening beside the answering itself, if anything is."""
    if record.offer is not None:
        return _offered(desk, record, record.offer)
    if record.case.scope is Scope.UNCLEAR:
        return _undecided(desk, record)
    if _missed(record):
        return _(
            "We did not contact you by the time we promised, for which we apologise; {name} is "
            "looking after it now."
        ).format(name=record.holder)
    promise = record.running(ClockKind.PROMISED_CONTACT)
    if promise is not None:
        return _will_contact(desk, record, promise)
    if record.referral is not None:
        return _referred(desk, record, record.referral)
    return ""


def _offered(desk: Desk, record: _Record, offer: Handover) -> str:
    words = {
        "holder": record.holder,
        "name": mask_in_text(offer.receiver_name),
        "unit": mask_in_text(offer.receiver_unit),
        "when": _when(desk, offer.contact_by),
    }
    if offer.receiver_unit:
        return _(
            "{holder} is asking {name} of {unit} to take it on and to contact you by {when}; "
            "until then {holder} looks after it."
        ).format(**words)
    return _(
        "{holder} is asking {name} to take it on and to contact you by {when}; "
        "until then {holder} looks after it."
    ).format(**words)


def _undecided(desk: Desk, record: _Record) -> str:
    decision = record.running(ClockKind.SCOPE_DECISION)
    if decision is not None and record.now <= decision.due_at:
        return _(
            "Our shift lead will settle by {when} who handles it, and {name} will tell you."
        ).format(when=_when(desk, decision.due_at), name=record.first)
    return _(
        "Our shift lead is still settling who handles it; {name} will tell you, and we are sorry "
        "that you have to wait."
    ).format(name=record.first)


def _missed(record: _Record) -> bool:
    """Whether a promised contact was missed and nothing has made up for it since."""
    promises = [c for c in record.clocks if c.kind is ClockKind.PROMISED_CONTACT]
    over = [
        c.due_at
        for c in promises
        if c.met_at is None and c.verdict in ("", "late") and c.due_at < record.now
    ]
    if not over:
        return False
    last = max(over)
    promised_again = any(c.started_at > last and not c.verdict for c in promises)
    reached = any(c.reached and c.at >= last for c in record.contacts)
    return not (promised_again or reached)


def _will_contact(desk: Desk, record: _Record, promise: CaseClock) -> str:
    when = _when(desk, promise.due_at)
    if promise.note in {notice.number for notice in record.notices}:
        return _("It cannot be done just yet; {name} will contact you by {when}.").format(
            name=record.holder, when=when
        )
    name = who_contacts(promise, record.handovers, record.notices, record.holder)
    return _("{name} will contact you by {when}.").format(name=mask_in_text(name), when=when)


def _referred(desk: Desk, record: _Record, referral: Referral) -> str:
    unit = mask_in_text(spoken_unit(desk, referral))
    ask = record.running(ClockKind.REFERRAL_RESULT)
    if ask is not None and record.now <= ask.due_at:
        return _(
            "We have spoken to {unit} for you, and {name} will ask them about the result by {when}."
        ).format(unit=unit, name=record.first, when=_when(desk, ask.due_at))
    return _(
        "We have spoken to {unit} for you, and {name} is asking them about the result."
    ).format(unit=unit, name=record.first)


def _papers(desk: Desk, record: _Record) -> str:
    missing = papers_missing([spoken_notice(desk, notice) for notice in record.notices], current())
    if not missing:
        return ""
    papers = joined(missing[:MOST_PAPERS], current())
    if len(missing) > MOST_PAPERS:
        papers = _("{papers} and the rest of your list").format(papers=papers)
    due = record.running(ClockKind.MATERIALS_DUE)
    if due is not None and record.now <= due.due_at:
        return _("Please bring us by {when}: {papers}.").format(
            when=_when(desk, due.due_at), papers=papers
        )
    return _("We still need from you: {papers}.").format(papers=papers)


def _apology(record: _Record) -> str:
    reply = record.running(ClockKind.REPLY)
    if reply is None or record.now <= reply.due_at:
        return ""
    return _(
        "It has taken longer than we promised, for which we apologise; {name} is looking after it."
    ).format(name=record.holder)


def _promised(desk: Desk, record: _Record) -> str:
    reply = record.running(ClockKind.REPLY)
    if reply is None:
        return _("{name} is looking after it.").format(name=record.holder) if record.holder else ""
    return _apology(record) or _(
        "{name} is looking after it; you will have a reply by {day}."
    ).format(name=record.holder, day=day(desk.hours.day_of(reply.due_at), current()))
