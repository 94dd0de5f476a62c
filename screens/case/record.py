"""What happened with a case, in words and in order."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from textual.content import Content

from desk.custody import Custody
from desk.enums import HandoverState, NoticeKind
from desk.i18n import N_, _, current
from desk.labels import label
from desk.letter.returned import summary
from desk.notice.breach import NewReason
from desk.quiet import quiet
from desk.saying import say_moment
from desk.staff.model import counter_in
from desk.views import CaseFile
from screens.case.beyond_record import beyond
from screens.case.corrections import corrected, papers_here, supplements, terminated
from screens.case.event import Event
from screens.case.kept import kept
from screens.case.raised import raised_events
from screens.case.record_calls import called_back
from screens.case.record_joint import confirmed, joined_and_left, signed_lines
from screens.plain import shown

if TYPE_CHECKING:
    from desk.services.base import Desk

_ACTS = {
    "case.scope": N_("assessed whose matter it is"),
    "case.result": N_("wrote the result of the reply"),
    "case.attach": N_("kept a file with the case"),
    "case.close": N_("closed the case"),
    "case.digest": N_("saw the case in full, to type it into the marketing system"),
    "point.add": N_("added a point"),
    "point.answer": N_("saved an answer"),
    "letter.draft": N_("composed the letter"),
    "letter.edit": N_("changed the text of the letter"),
    "letter.submit": N_("submitted the letter for approval"),
    "letter.approve": N_("approved the letter"),
    "letter.issue": N_("issued the letter"),
    "letter.print": N_("sent the letter to the printer"),
    "letter.copy": N_("had a copy of the letter printed"),
    "letter.copies": N_("had copies made for the others who signed"),
    "letter.printed": N_("confirmed that the letter is printed"),
    "letter.deliver": N_("noted the delivery of the letter"),
    "letter.countersign": N_("noted the customer's receipt"),
    "letter.void": N_("declared the letter void"),
    "letter.acknowledge": N_("issued the acknowledgement slip"),
    "notice.confirm": N_("noted how the notice was taken"),
    "case.decide_scope": N_("decided whose matter it is"),
    "case.take_over": N_("took the case over"),
    "contact.missed": N_("a promised contact passed: back to the first responder"),
    "party.add": N_("added somebody whom the case concerns"),
    "party.prove": N_("noted the paper somebody acts by"),
    "identity.reveal": N_("read who reported"),
    "clock.due": N_("a reminder fell due"),
}
"""Acts of the journal that no row below tells in more words."""


NARRATIVE = 160
"""Characters of the customer's words that stand beside the form."""


def events(file: CaseFile) -> list[Event]:
    """Everything on record about a case, newest first."""
    found = [*_registered(file), *_custody(file), *_referred(file), *_talk(file)]
    found += [
        *_ourselves(file),
        *_papers(file),
        *confirmed(file),
        *joined_and_left(file),
        *corrected(file),
        *papers_here(file),
        *beyond(file),
        *called_back(file),
        *_journal(file),
    ]
    return sorted(found, key=lambda event: event.at, reverse=True)


def _registered(file: CaseFile) -> Iterator[Event]:
    name = file.names.get(file.case.first_responder_id, "?")
    text = _("{name} registered the case and is its first responder").format(name=name)
    told = _("Told: {words}").format(words=file.case.told) if file.case.told else ""
    yield Event(file.case.registered_at, "●", text, told)


def _ourselves(file: CaseFile) -> Iterator[Event]:
    for one in file.concerns:
        who, meant = file.names.get(one.named_by, "?"), file.names.get(one.staff_id, "?")
        text = _("{who} noted that the case is about {name}").format(who=who, name=meant)
        yield Event(one.at, "◆", text, one.note)


def _custody(file: CaseFile) -> Iterator[Event]:
    for handover in file.handovers:
        giver = file.names.get(handover.giver_id, "?")
        words = {"giver": giver, "receiver": handover.receiver_name}
        text = _("{giver} offered the case to {receiver}").format(**words)
        told = _("Told: {words}").format(words=handover.told)
        yield Event(handover.offered_at, "→", text, f"{handover.matter}  {told}")
        if handover.answered_at is not None:
            answers = {
                HandoverState.ACCEPTED: _("{receiver} took the case over"),
                HandoverState.DECLINED: _("{receiver} declined"),
                HandoverState.WITHDRAWN: _("{giver} took the offer back"),
                HandoverState.LAPSED: _("the offer to {receiver} lapsed"),
            }
            text = answers[handover.state].format(**words)
            more = "  ".join(filter(None, (handover.reason, handover.by_word)))
            yield Event(handover.answered_at, "→", text, more)


def _referred(file: CaseFile) -> Iterator[Event]:
    for referral in file.referrals:
        name = file.names.get(referral.made_by, "?")
        text = _("{name} helped the customer to {unit}").format(name=name, unit=referral.unit)
        words = _("Spoke to {who} ({phone}): {said}")
        more = words.format(who=referral.called, phone=referral.phone, said=referral.said)
        yield Event(referral.made_at, "↗", text, more)
        if referral.result_at is not None:
            text = _("Result from {unit}").format(unit=referral.unit)
            yield Event(referral.result_at, "↗", text, referral.result)


def _talk(file: CaseFile) -> Iterator[Event]:
    for contact in file.contacts:
        name = file.names.get(contact.staff_id, "?")
        if contact.reminder:
            text = _("The customer asked again (taken down by {name})").format(name=name)
        elif contact.from_customer:
            text = _("The customer got in touch, {way} ({name})")
        elif contact.reached:
            text = _("{name} reached the customer, {way}")
        else:
            text = _("{name} tried in vain to reach the customer, {way}")
        yield Event(
            contact.at,
            "!" if contact.reminder else "☎",
            text.format(name=name, way=label(contact.way)),
            contact.text,
        )
    for promise in file.commitments:
        words = _("Promised for {day}, by {owner}").format(day=promise.due_on, owner=promise.owner)
        kept = _("Kept on {day}: {evidence}")
        more = (
            kept.format(day=promise.kept_on, evidence=promise.evidence) if promise.kept_on else ""
        )
        yield Event(promise.made_at, "◆", words, f"{promise.text}  {more}".rstrip())


def _papers(file: CaseFile) -> Iterator[Event]:
    for notice in file.notices:
        if notice.kind is not NoticeKind.MATERIALS:
            words = _("{name} told on paper {number}: {kind}")
        elif notice.visit > 1:
            words = _("{name} took up visit {visit} of the customer, notice {number}")
        elif notice.oral:
            words = _("{name} told everything on the phone, notice {number}")
        else:
            words = _("{name} gave the one-time notice {number}")
        taken = label(notice.confirmation) if notice.confirmation else _("not confirmed yet")
        text = words.format(
            name=notice.told_by_name,
            number=notice.number,
            kind=label(notice.kind),
            visit=notice.visit,
        )
        more = notice.title if notice.oral else f"{notice.title}  {taken}"
        yield Event(notice.made_at, "□", text, more)
    for breach in file.breaches:
        words = _("Not told before: “{name}”. {reason}").format(
            name=breach.name, reason=label(NewReason(breach.kind))
        )
        more = breach.reason
        if breach.agreed_by:
            lead = file.names.get(breach.agreed_by, "?")
            more = _("{reason} ({lead} agreed)").format(reason=more, lead=lead)
        yield Event(breach.at, "!", words, more)
    for letter in file.letters:
        if letter.issued_at is not None:
            words = _("{kind} issued under number {number}")
            text = words.format(kind=label(letter.kind), number=letter.number)
            yield Event(letter.issued_at, "□", text)
    for given in file.returns:
        name = file.names.get(given.staff_id, "?")
        more = " ".join(summary(given.comment, given.remarks).split())
        yield Event(given.at, "↩", _("{name} returned the letter").format(name=name), more)
    for tried in file.attempts:
        name = file.names.get(tried.staff_id, "?")
        words = _("{name} tried to deliver the letter: {result}")
        text = words.format(name=name, result=label(tried.result))
        yield Event(tried.at, "□", text, " · ".join(filter(None, (tried.receiver, tried.note))))


def _journal(file: CaseFile) -> Iterator[Event]:
    where = {letter.printed_at: letter.printed_where for letter in file.letters}
    for entry in file.journal:
        words = _ACTS.get(entry.act)
        if words is not None:
            # What fell due by itself was done by nobody.
            name = file.names.get(entry.staff_id, _("Desk"))
            counter = counter_in(entry.note)
            if counter:
                words_of = _("{name} at the counter of {other}")
                name = words_of.format(name=name, other=file.names.get(counter, "?"))
            text = _("{name}: {what}").format(name=name, what=_(words))
            more = where.get(entry.at, "") if entry.act == "letter.printed" else ""
            yield Event(entry.at, "·", text, more)


def told(file: CaseFile, desk: "Desk", *, most: int = 0, narrative: bool = False) -> Content:
    """The events as lines, with day and time before them; the customer's words first if wanted."""
    file = quiet(file, desk)
    lines: list[Content] = []
    if narrative:
        words = " ".join(file.case.narrative.split())
        cut = words if len(words) <= NARRATIVE else f"{words[: NARRATIVE - 1]}…"
        lines += [shown(_("“{words}”").format(words=cut), "italic"), Content("")]
    found = sorted(
        [*events(file), *raised_events(file, desk), *terminated(file, desk)],
        key=lambda event: event.at,
        reverse=True,
    )
    for event in found[:most] if most else found:
        at = desk.hours.local(event.at)
        lines.append(
            Content.assemble(
                shown(f"{at:%m-%d %H:%M} ", "$text-muted"), shown(f"{event.sign} {event.text}")
            )
        )
        if event.more.strip():
            lines.append(shown(f"   {event.more.strip()}", "$text-muted"))
    return Content("\n").join(lines)


def whole(file: CaseFile, desk: "Desk") -> Content:
    """The customer's words, who held the case, and everything that happened."""
    file = quiet(file, desk)
    case = file.case
    chain = [line for span in file.chain for line in held(file, span, desk)]
    parts = [_head(_("In the customer's own words")), shown(case.narrative)]
    for head, words in supplements(file, desk):
        parts += [_head(head), shown(words)]
    if case.remedy_sought:
        parts += [_head(_("What the customer wants")), shown(case.remedy_sought)]
    if file.signatories:
        parts += [_head(_("Who signed")), *map(shown, signed_lines(file))]
    if file.papers or file.attachments:
        parts += [_head(_("Papers and files")), *kept(file, desk)]
    parts += [_head(_("Who held the case")), *chain]
    parts += [_head(_("What happened, newest first")), told(file, desk)]
    return Content("\n").join(parts)


def held(file: CaseFile, span: Custody, desk: "Desk") -> list[Content]:
    """One person's time with the case: when, told what, and when they reached the customer."""

    def when(at: datetime) -> str:
        return say_moment(desk.hours.local(at), current(), year=False)

    name = file.names.get(span.staff_id, "?")
    words = _("{name}, since {moment}").format(name=name, moment=when(span.since))
    if span.until is not None:
        words = _("{name}, {since} to {until}").format(
            name=name, since=when(span.since), until=when(span.until)
        )
    lines = [shown(words, "bold")]
    handover = next((h for h in file.handovers if h.id == span.handover_id), None)
    if handover is not None:
        told_words = _("   Told: {told} · to be contacted by {moment}")
        lines.append(shown(told_words.format(told=handover.told, moment=when(handover.contact_by))))
    reached = [
        contact
        for contact in file.contacts
        if contact.staff_id == span.staff_id
        and contact.reached
        and contact.at >= span.since
        and (span.until is None or contact.at <= span.until)
    ]
    if reached:
        said = _("   Contacted the customer {moment}").format(moment=when(reached[0].at))
        lines.append(shown(said, "$text-muted"))
    elif handover is not None:
        lines.append(shown(_("   Has not contacted the customer yet"), "$warning"))
    return lines


def _head(words: str) -> Content:
    return shown(f"\n{words}", "bold $primary")
