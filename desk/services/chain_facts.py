"""From the record to the chain of a case: every hand it went through, in the order of time."""

from collections.abc import Iterator
from datetime import datetime

from desk.case_track import track_of
from desk.concern import owner_of
from desk.custody import Handover
from desk.enums import CaseStatus, ClockKind, HandoverState, LetterState, Nature
from desk.i18n import N_, say
from desk.labels import label
from desk.letter.chain import ChainFacts, EventFacts, SpanFacts
from desk.letter.words import stamp
from desk.masks import mask_in_text, mask_name
from desk.referral import Referral
from desk.services.base import Desk
from desk.services.facts import case_reader, unit_of
from desk.services.spelling import printed
from desk.staff.model import Actor
from desk.views import CaseFile

_HOW = {
    "registered": N_("registered it"),
    "handover": N_("accepted a handover"),
    "by_word": N_("accepted by word"),
    "returned": N_("came back after a missed contact"),
    "taken_over": N_("took over while the holder was away"),
    "handed_on": N_("was given it after the holder left"),
}
_ANSWERED = {
    HandoverState.ACCEPTED: N_("Handover accepted"),
    HandoverState.DECLINED: N_("Handover declined"),
    HandoverState.WITHDRAWN: N_("Handover withdrawn"),
    HandoverState.LAPSED: N_("Handover lapsed"),
}


def chain_facts(desk: Desk, file: CaseFile, who: Actor, language: str) -> ChainFacts:
    """The chain as it stands now: staff by name and number, the customer masked everywhere."""
    return _Chain(desk, file, language).facts(who)


class _Chain:
    """One case being told; everything a person wrote passes `hidden`."""

    def __init__(self, desk: Desk, file: CaseFile, language: str) -> None:
        self.desk, self.file, self.language = desk, file, language

    def facts(self, who: Actor) -> ChainFacts:
        case = self.file.case
        events = sorted(self._events(), key=lambda event: event.at)
        day = self.desk.hours.day_of(case.received_at)
        steps, at = track_of(self.file, self.desk.playbook, day, self.language)
        scope = label(case.scope, self.language) if case.scope else ""
        note = self.hidden(case.scope_note)
        return ChainFacts(
            language=self.language,
            unit=unit_of(self.desk, self.file.branch, self.language),
            reader=case_reader(self.desk, self.file, self.language),
            case_reference=case.reference,
            received_at=self.at(case.received_at),
            channel=case.channel,
            responder=self.name(case.first_responder_id),
            holder=owner_of(
                case.holder_id, self.name(case.holder_id), self.file.concerns, self.language
            ),
            scope=self._titled(scope, note) if note else scope,
            standing=label(
                case.stage if case.status is CaseStatus.OPEN else case.status, self.language
            ),
            done=steps[:at],
            present="".join(steps[at : at + 1]),
            to_come=steps[at + 1 :],
            matters=tuple(self.hidden(point.matter) for point in self.file.points),
            spans=tuple(
                SpanFacts(
                    who=self.name(span.staff_id),
                    since=self.at(span.since),
                    until=self.at(span.until) if span.until else None,
                    how=self.say(_HOW[span.how]) if span.how in _HOW else span.how,
                )
                for span in self.file.chain
            ),
            events=tuple(events),
            printed_at=self.at(self.desk.clock.now()),
            printed_by=self._numbered(who.name, who.number),
        )

    def _events(self) -> Iterator[EventFacts]:
        yield self._registered()
        for handover in self.file.handovers:
            yield from self._handover(handover)
        for referral in self.file.referrals:
            yield from self._referral(referral)
        yield from self._contacts()
        yield from self._missed()
        for notice in self.file.notices:
            yield self.event(
                notice.made_at,
                notice.told_by_name,
                label(notice.kind, self.language),
                notice.number,
                notice.title,
            )
        yield from self._letters()
        yield from self._end()

    def _registered(self) -> EventFacts:
        case = self.file.case
        return self.event(
            case.registered_at,
            self.name(case.first_responder_id),
            self.say(N_("Case registered")),
            self._labelled(N_("Customer told: {text}"), case.told),
        )

    def _handover(self, handover: Handover) -> Iterator[EventFacts]:
        receiver = " ".join(
            filter(None, (handover.receiver_unit, handover.receiver_name, handover.receiver_phone))
        )
        yield EventFacts(
            at=self.at(handover.offered_at),
            who=self.name(handover.giver_id),
            what=self.say(N_("Handover offered")),
            text=self.parts(
                self.say(N_("Offered to {name}")).format(name=receiver),
                self._labelled(N_("Matter: {text}"), handover.matter),
                self._labelled(N_("Customer told: {text}"), handover.told),
                self.say(N_("Contact promised by {moment}")).format(
                    moment=stamp(self.at(handover.contact_by))
                ),
            ),
        )
        if handover.answered_at is None:
            return
        lapsed = handover.state is HandoverState.LAPSED
        person, _colon, words = handover.by_word.partition(": ")
        yield EventFacts(
            at=self.at(handover.lapses_at if lapsed else handover.answered_at),
            who="" if lapsed else self.name(handover.answered_by or ""),
            what=self.say(_ANSWERED[handover.state]),
            text=self.parts(
                self._labelled(N_("Reason: {text}"), handover.reason),
                # Whose word it was is one of us; what they said may name the customer.
                self.say(N_("By word of {person}: {words}")).format(
                    person=person, words=self.hidden(words)
                )
                if handover.by_word
                else "",
                self.say(N_("Back with {name}")).format(name=self.name(handover.giver_id))
                if handover.state in (HandoverState.DECLINED, HandoverState.LAPSED)
                else "",
            ),
        )

    def _referral(self, referral: Referral) -> Iterator[EventFacts]:
        yield EventFacts(
            at=self.at(referral.made_at),
            who=self.name(referral.made_by),
            what=self.say(N_("Referred")),
            text=self.parts(
                self.say(N_("Sent to {name}")).format(name=f"{referral.unit} {referral.phone}"),
                self.say(N_("Called there: {person}, who said: {words}")).format(
                    person=referral.called, words=self.hidden(referral.said)
                ),
                self._labelled(N_("Why: {text}"), referral.why),
            ),
        )
        if referral.result_at is not None:
            yield self.event(
                referral.result_at,
                self.name(referral.result_by or ""),
                self.say(N_("Result of the referral")),
                referral.result,
            )

    def _contacts(self) -> Iterator[EventFacts]:
        for contact in self.file.contacts:
            if contact.reminder:
                what = self.say(N_("Reminder by the customer"))
            elif contact.from_customer:
                what = self.say(N_("Customer came to us"))
            elif contact.reached:
                what = self.say(N_("Customer contacted"))
            else:
                what = self.say(N_("Customer not reached"))
            way = label(contact.way, self.language)
            yield self.event(contact.at, self.name(contact.staff_id), what, way, contact.text)

    def _missed(self) -> Iterator[EventFacts]:
        for clock in self.file.clocks:
            if clock.kind is ClockKind.PROMISED_CONTACT and clock.verdict == "late":
                missed = self.say(N_("Promised contact missed"))
                yield self.event(clock.due_at, "", missed, clock.note)

    def _letters(self) -> Iterator[EventFacts]:
        for letter in self.file.letters:
            kind = label(letter.kind, self.language)
            if letter.issued_at is not None:
                issued = label(LetterState.ISSUED, self.language)
                who = self.name(letter.issued_by or "")
                yield self.event(letter.issued_at, who, issued, kind, letter.number)
            if letter.delivered_at is not None and letter.delivery is not None:
                yield self.event(
                    letter.delivered_at,
                    "",
                    label(LetterState.DELIVERED, self.language),
                    letter.number,
                    label(letter.delivery, self.language),
                    letter.delivery_note,
                )

    def _end(self) -> Iterator[EventFacts]:
        case = self.file.case
        if case.closed_at is not None:
            what = label(case.status, self.language)
            yield self.event(case.closed_at, "", what, case.closed_note)

    def event(self, at: datetime, who: str, what: str, *text: str) -> EventFacts:
        """Something that was done, its text masked."""
        parts = self.parts(*map(self.hidden, text))
        return EventFacts(at=self.at(at), who=who, what=what, text=parts)

    def parts(self, *texts: str) -> tuple[str, ...]:
        return tuple(stripped for text in texts if (stripped := text.strip().rstrip("。.；;")))

    def say(self, text: str) -> str:
        return say(text, self.language)

    def at(self, moment_: datetime) -> datetime:
        return self.desk.hours.local(moment_)

    def name(self, staff_id: str) -> str:
        name = self.file.names.get(staff_id, "")
        return self._numbered(name, self.file.numbers[staff_id]) if name else ""

    def _numbered(self, name: str, number: str) -> str:
        return self.say(N_("{name} (no. {number})")).format(name=name, number=number)

    def _titled(self, title: str, text: str) -> str:
        return self.say(N_("{title}: {text}")).format(title=title, text=text)

    def _labelled(self, sentence: str, text: str) -> str:
        return self.say(sentence).format(text=self.hidden(text)) if text.strip() else ""

    def hidden(self, text: str) -> str:
        """Text that somebody wrote, without numbers and names of customers."""
        file = self.file
        ours = [file.branch.phone, file.branch.supervision_phone]
        ours += [h.receiver_phone for h in file.handovers] + [r.phone for r in file.referrals]
        text = mask_in_text(text, known=[file.case.account_no], allow=filter(None, ours))
        unit = file.customer is not None and file.customer.nature is not Nature.RESIDENT
        for party in file.parties:
            if len(party.name) > 1 and not file.case.anonymous:
                shown = printed(self.desk, party.name, party.printed_name)
                text = text.replace(party.name, mask_name(shown, organisation=unit) or "**")
                if party.printed_name:
                    text = text.replace(party.printed_name, mask_name(party.printed_name))
        return text
