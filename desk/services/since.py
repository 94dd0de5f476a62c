"""Since you were here: what changed for a person between two sign-ins, and noting their visit."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from desk.alarm import Alarm
from desk.case import Case
from desk.custody import Custody, Handover
from desk.customer import Draft
from desk.enums import HandoverState, LetterState
from desk.ids import new_id
from desk.letter.life import Letter
from desk.letter.returned import LetterReturn
from desk.news import AWAY, News, NewsKind, worth_telling
from desk.parked import INTAKE
from desk.ports import Book
from desk.services.alarms import alarms
from desk.services.base import Desk, service
from desk.services.shift import shift_waits
from desk.services.shift_count import lately
from desk.shift import Visit
from desk.staff.model import Actor, Staff
from desk.staff.permissions import May

_ANSWERS = {
    HandoverState.ACCEPTED: NewsKind.ACCEPTED,
    HandoverState.DECLINED: NewsKind.DECLINED,
    HandoverState.LAPSED: NewsKind.LAPSED,
}


@service("visit.since", May.OWN_PIN, writes=False)
def since_you_were_here(desk: Desk, who: Actor) -> tuple[News, ...]:
    """What changed for this person since they were last seen; empty when nothing did.

    Empty as well for whoever was never here before, or was gone for less than half an hour.
    """
    now = desk.clock.now()
    with desk.store.read() as book:
        visits = book.find(Visit, staff_id=who.staff_id)
        if not visits or now - visits[-1].seen_at < AWAY:
            return ()
        seen = visits[-1].seen_at
        told = [*_hands(book, who, seen), *_letters(book, who, seen), *_parked(book, who)]
    waiting: list[Alarm] = [one for one, _case in alarms(desk, who) if one.at > seen]
    if waiting:
        told.append(News(kind=NewsKind.ALARMS, text=str(len(waiting)), at=waiting[0].at))
    waits = shift_waits(desk, who)
    if waits.forgotten is not None:
        told.append(News(kind=NewsKind.FORGOTTEN, at=waits.forgotten))
    elif waits.untaken is not None and waits.untaken.ended_at > seen:
        ended = waits.untaken.ended_at
        told.append(News(kind=NewsKind.UNTAKEN, text=waits.handed_by, at=ended))
    order = list(NewsKind)
    news = tuple(sorted(told, key=lambda one: (order.index(one.kind), one.at)))
    return news if worth_telling(news) else ()


@service("visit.seen", May.OWN_PIN)
def seen_here(desk: Desk, who: Actor, *, arrived: bool = True) -> Visit:
    """Note that this person is here; with `arrived` False that they are leaving now."""
    now = desk.clock.now()
    with desk.store.act("visit.seen", staff_id=who.staff_id, at=now) as act:
        known = act.find(Visit, staff_id=who.staff_id)
        if not known:
            visit = Visit(id=new_id(), staff_id=who.staff_id, since=now, seen_at=now)
            act.add(visit)
        else:
            visit = replace(known[-1], seen_at=now, since=now if arrived else known[-1].since)
            act.put(visit)
        act.commit()
    return visit


def _hands(book: Book, who: Actor, seen: datetime) -> Iterator[News]:
    for span in book.find(Custody, staff_id=who.staff_id, until=None):
        case = book.get(Case, span.case_id)
        if span.since > seen and span.how != "registered" and case is not None:
            yield News(kind=NewsKind.YOURS, reference=case.reference, at=span.since)
    for offer in book.find(Handover, receiver_id=who.staff_id, state=HandoverState.OFFERED):
        case = book.get(Case, offer.case_id)
        if offer.offered_at > seen and case is not None:
            yield News(
                kind=NewsKind.OFFERED,
                reference=case.reference,
                text=_name(book, offer.giver_id),
                at=offer.offered_at,
            )
    for state, kind in _ANSWERS.items():
        for offer in book.find(Handover, giver_id=who.staff_id, state=state):
            case = book.get(Case, offer.case_id)
            new = offer.answered_at is not None and offer.answered_at > seen
            if new and case is not None and offer.answered_by != who.staff_id:
                yield News(
                    kind=kind,
                    reference=case.reference,
                    text=offer.receiver_name,
                    at=offer.answered_at or seen,
                )


def _letters(book: Book, who: Actor, seen: datetime) -> Iterator[News]:
    for given in lately(book, LetterReturn, "at", seen):
        letter = book.get(Letter, given.letter_id)
        if letter is None or who.staff_id not in (letter.author_id, *letter.writers):
            continue
        case = book.get(Case, letter.case_id)
        if case is not None and letter.state is LetterState.DRAFT:
            by = _name(book, given.staff_id)
            yield News(kind=NewsKind.RETURNED, reference=case.reference, text=by, at=given.at)
    for letter in lately(book, Letter, "approved_at", seen):
        case = book.get(Case, letter.case_id)
        mine = letter.author_id == who.staff_id and letter.approver_id != who.staff_id
        if mine and case is not None and letter.approved_at is not None:
            yield News(
                kind=NewsKind.APPROVED,
                reference=case.reference,
                text=_name(book, letter.approver_id or ""),
                at=letter.approved_at,
            )


def _parked(book: Book, who: Actor) -> Iterator[News]:
    kept = book.find(Draft, staff_id=who.staff_id, form=INTAKE)
    if kept:
        oldest = min(draft.saved_at for draft in kept)
        yield News(kind=NewsKind.PARKED, text=str(len(kept)), at=oldest)


def _name(book: Book, staff_id: str) -> str:
    staff = book.get(Staff, staff_id)
    return staff.name if staff is not None else ""
