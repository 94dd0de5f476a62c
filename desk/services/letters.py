"""Letters: composed from the record, checked, approved by somebody else, issued."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from desk.case import Case
from desk.deadline import named
from desk.enums import AddressPlace, ClockKind, LetterKind, LetterState
from desk.forms import LetterForm
from desk.i18n import _
from desk.ids import new_id
from desk.labels import label
from desk.letter.kinds import ANSWERING, APPROVED
from desk.letter.life import SENT, Letter
from desk.ports import Act
from desk.refusals import Refusal
from desk.services import agreeing, flow, register, returns
from desk.services.base import Desk, case_act, service
from desk.services.composing import composed_for
from desk.services.freezing import frozen
from desk.services.letter_facts import form_of, gather, gathered
from desk.services.letter_rows import by_id, file_of, in_state, kept, letter_act, meant
from desk.services.letter_sense import refuse_senseless
from desk.services.lists import read_case
from desk.services.meanwhile import changed_meanwhile
from desk.services.printed_as import usual_size
from desk.services.review import findings_of, refuse_blocked
from desk.services.rewording import carried
from desk.staff.model import Actor
from desk.staff.permissions import May
from desk.text import clean
from desk.views import CaseFile

if TYPE_CHECKING:
    from desk.letter.facts import LetterFacts
    from desk.letter.lint import Finding
    from desk.letter.press_many import PressJob

LONGEST_LETTER = 60_000


@service("letter.draft", May.WRITE_LETTER)
def draft_letter(
    desk: Desk,
    who: Actor,
    reference: str,
    kind: LetterKind | None = None,
    form: LetterForm | None = None,
) -> Letter:
    """The draft of a letter, composed again from the record; which kinds there are is `KINDS`.

    Without `kind` it is the letter that answers the case: the one begun, else a reply. `form` is
    what its author says beside the record; without it, what they said before stands.

    When the record has changed, what a person worded otherwise is put back into the new text as
    far as the record left its place alone: an answer must follow the record. What found no
    place, `desk.services.rewording.lost_between` names.
    """
    from desk.letter.codec import facts_to_json

    with case_act(desk, who, "letter.draft", reference) as (act, case, now):
        file = read_case(act, case.reference)
        kind, standing = meant(case, file.letters, kind)
        if kind not in APPROVED:
            raise Refusal(
                _("A paper of this kind is not drafted: it goes out at once."),
                _("Slips are made for the case, notices where they are told."),
                field="kind",
                code="letter_kind",
            )
        if standing is not None and standing.state in SENT:
            return standing
        refuse_senseless(desk, act, file, kind)
        facts = _facts(desk, file, kind, standing, form)
        said = facts_to_json(facts)
        same = standing is not None and standing.kind is kind and standing.facts == said
        if standing is not None and (same or not _stale(standing, form)):
            return standing
        made = composed_for(act, case.id, kind, facts, now)
        own_kind = standing if standing is not None and standing.kind is kind else None
        markdown = carried(act, own_kind, made.markdown).markdown
        own = markdown != made.markdown
        letter = Letter(
            id=standing.id if standing else new_id(),
            case_id=case.id,
            kind=kind,
            language=case.letter_language,
            markdown=markdown,
            facts=said,
            content_hash=_hash(markdown, said),
            templates=made.templates,
            size=standing.size if standing else usual_size(file),
            address_place=standing.address_place if standing else AddressPlace.NONE,
            # Who looks at a letter that follows a changed record has not written it.
            author_id=standing.author_id if standing else who.staff_id,
            writers=standing.writers if standing else (who.staff_id,),
            edited=own,
            made_at=now,
            return_comment=standing.return_comment if standing else "",
            returned_by=standing.returned_by if standing else None,
            round=case.round,
            version=standing.version if standing else 1,
        )
        if standing is None:
            act.add(letter)
        else:
            act.put(letter)
        flow.update(act, desk, case)
        act.commit()
    return kept(desk, letter.id)


def _stale(standing: Letter, form: LetterForm | None) -> bool:
    """Whether a letter that no longer says what the record says may be composed anew.

    A change of the record takes answers back to draft by itself; the other kinds come back here.
    """
    if standing.state is LetterState.DRAFT:
        return True
    if form is not None:
        raise Refusal(
            _("The letter is now “{state}”; this cannot be done with it.").format(
                state=label(standing.state)
            ),
            _("Have a shift lead return it first."),
            code="letter_state",
        )
    return standing.kind not in ANSWERING


@service("letter.said", May.READ, writes=False)
def said_beside(desk: Desk, who: Actor, reference: str, kind: LetterKind) -> LetterForm:
    """What the author of the letter of a kind that is on its way said beside the record."""
    from desk.letter.codec import facts_from_json

    with desk.store.read() as book:
        file = read_case(book, reference)
    _kind, standing = meant(file.case, file.letters, kind)
    if standing is None or standing.kind is not kind:
        return LetterForm()
    return form_of(facts_from_json(standing.facts))


@service("letter.edit", May.WRITE_LETTER)
def edit_letter(desk: Desk, who: Actor, letter_id: str, markdown: str, *, version: int) -> Letter:
    """Keep an edited text. Whether every answer still stands in it is asked before it goes on."""
    text = clean(markdown).strip() + "\n"
    if len(text) > LONGEST_LETTER:
        raise Refusal(
            _("A letter has at most {most} characters.").format(most=LONGEST_LETTER),
            code="too_long",
        )
    with letter_act(desk, who, "letter.edit", letter_id) as (act, _case, _now):
        letter = in_state(act, letter_id, LetterState.DRAFT)
        if letter.version != version:
            raise changed_meanwhile(act, letter.id, case_id=letter.case_id)
        act.put(
            replace(
                letter,
                markdown=text,
                edited=True,
                author_id=who.staff_id,
                writers=tuple(dict.fromkeys((*letter.writers, who.staff_id))),
                content_hash=_hash(text, letter.facts),
            )
        )
        act.commit()
    return kept(desk, letter_id)


@service("letter.lint", May.READ, writes=False)
def lint_letter(desk: Desk, who: Actor, letter_id: str) -> "list[Finding]":
    """What is wrong with a letter or could be better, worst first."""
    with desk.store.read() as book:
        letter = by_id(book, letter_id)
        return findings_of(desk, file_of(book, letter), letter)


@service("letter.submit", May.WRITE_LETTER)
def submit_letter(desk: Desk, who: Actor, letter_id: str) -> Letter:
    """Send a draft to be approved; nothing that blocks may be left in it."""
    with letter_act(desk, who, "letter.submit", letter_id) as (act, case, now):
        letter = in_state(act, letter_id, LetterState.DRAFT)
        file = read_case(act, case.reference)
        same_as_record(desk, file, letter)
        refuse_blocked(findings_of(desk, file, letter))
        returns.refuse_open_remarks(act, letter)
        act.put(
            replace(
                letter,
                state=LetterState.SUBMITTED,
                submitted_by=who.staff_id,
                submitted_at=now,
                return_comment="",
                returned_by=None,
            )
        )
        flow.update(act, desk, case)
        act.commit()
    return kept(desk, letter_id)


@service("letter.approve", May.APPROVE_LETTER)
def approve_letter(desk: Desk, who: Actor, letter_id: str) -> Letter:
    """Approve what was submitted, text and facts as they stand; nobody approves their own letter.

    A case of grade major or special needs the manager as well as a lead.
    """
    with letter_act(desk, who, "letter.approve", letter_id) as (act, case, now):
        letter = in_state(act, letter_id, LetterState.SUBMITTED)
        agreeing.refuse_own(act, case, letter, who, now)
        file = read_case(act, case.reference)
        same_as_record(desk, file, letter)
        refuse_blocked(findings_of(desk, file, letter, approver_id=who.staff_id))
        act.put(agreeing.agreed(act, case, letter, who, now))
        flow.update(act, desk, case)
        act.commit()
    return kept(desk, letter_id)


@service("letter.issue", May.ISSUE_LETTER)
def issue_letter(
    desk: Desk,
    who: Actor,
    letter_id: str,
    *,
    ready: "Mapping[PressJob, bytes] | None" = None,
) -> Letter:
    """Give an approved letter its number and date and freeze its text and its page.

    Everything is asked once more: what was approved must be what is issued, and every answer
    must stand in it. `ready` holds pages that were pressed ahead.
    """
    with letter_act(desk, who, "letter.issue", letter_id) as (act, case, now):
        letter = in_state(act, letter_id, LetterState.APPROVED)
        file = read_case(act, case.reference)
        same_as_record(desk, file, letter)
        if letter.approved_hash != _hash(letter.markdown, letter.facts):
            raise Refusal(
                _("The letter is not the one that was approved."),
                _("Submit it again."),
                code="not_as_approved",
            )
        refuse_blocked(findings_of(desk, file, letter, approver_id=letter.approver_id or ""))
        freeze(desk, act, case, letter, who, now, ready=ready)
        act.commit()
    return kept(desk, letter_id)


def letter_number(desk: Desk, year: int, serial: int) -> str:
    """The number of a letter as it is printed."""
    return f"{desk.branch.letter_word}〔{year}〕{serial}号"


def freeze(
    desk: Desk,
    act: Act,
    case: Case,
    letter: Letter,
    who: Actor,
    now: datetime,
    *,
    ready: "Mapping[PressJob, bytes] | None" = None,
) -> None:
    """Number a letter from the register, date it, and freeze its text and its page."""
    from desk.letter.codec import facts_from_json

    today = desk.hours.day_of(now)
    serial = act.next_serial(register.REGISTER, register.period(desk, today.year))
    number = letter_number(desk, today.year, serial)
    issued = frozen(
        desk,
        act,
        letter,
        number=number,
        day=today,
        by=who.staff_id,
        at=now,
        serial=serial,
        ready=ready,
    )
    act.put(issued)
    until = form_of(facts_from_json(letter.facts)).until
    if until is not None:
        _hold(desk, act, case, until, number, now)
    flow.update(act, desk, case)


def _hold(desk: Desk, act: Act, case: Case, until: date, number: str, now: datetime) -> None:
    """Follow the new day of a holding letter as a promise to the customer."""
    ends = desk.hours.end_of(until, desk.calendar)
    if ends > now:
        due = named(ClockKind.PROMISED_CONTACT, ends, now, desk.hours)
        act.add(replace(flow.clock_row(case.id, due, case.round), note=number))


def _facts(
    desk: Desk, file: CaseFile, kind: LetterKind, standing: Letter | None, form: LetterForm | None
) -> "LetterFacts":
    from desk.letter.codec import facts_from_json

    if form is not None:
        form = LetterForm(
            reason=clean(form.reason).strip(), done=clean(form.done).strip(), until=form.until
        )
    elif standing is not None and standing.kind is kind:
        form = form_of(facts_from_json(standing.facts))
    return gather(desk, file, kind, form or LetterForm())


def _hash(markdown: str, said: str) -> str:
    from desk.letter.codec import content_hash, facts_from_json

    return content_hash(markdown, facts_from_json(said))


def same_as_record(desk: Desk, file: CaseFile, letter: Letter) -> None:
    if letter.facts != gathered(desk, file, letter):
        raise Refusal(
            _("The case has changed since this letter was written."),
            _("Open the letter again: it is made anew from the record."),
            code="record_changed",
        )
