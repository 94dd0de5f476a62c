"""Letters that answer: composed from the record, checked, approved by another, issued."""

from dataclasses import replace
from typing import TYPE_CHECKING

from desk.enums import LetterKind, LetterState
from desk.i18n import _
from desk.ids import new_id
from desk.letter.life import Letter
from desk.progress import answering_letter
from desk.refusals import Refusal
from desk.services import agreeing, facts, flow, register, returns
from desk.services.base import Desk, case_act, service
from desk.services.composing import composed_for
from desk.services.freezing import frozen
from desk.services.letter_rows import by_id, file_of, in_state, kept, letter_act
from desk.services.lists import read_case
from desk.services.review import findings_of, refuse_blocked
from desk.services.rewording import carried
from desk.staff.model import Actor
from desk.staff.permissions import May
from desk.text import clean
from desk.views import CaseFile

if TYPE_CHECKING:
    from desk.letter.lint import Finding

LONGEST_LETTER = 60_000


@service("letter.draft", May.WRITE_LETTER)
def draft_letter(
    desk: Desk, who: Actor, reference: str, kind: LetterKind = LetterKind.REPLY
) -> Letter:
    """The draft of the reply, composed again from the record.

    When the record has changed, what a person worded otherwise is put back into the new text as
    far as the record left its place alone: an answer must follow the record. What found no
    place, `desk.services.rewording.lost_between` names.
    """
    if kind is not LetterKind.REPLY:
        raise Refusal(
            _("Letters of this kind are not written by hand here."),
            _("Choose a reply; slips and notices are made where they are given."),
            field="kind",
            code="letter_kind",
        )
    with case_act(desk, who, "letter.draft", reference) as (act, case, now):
        file = read_case(act, case.reference)
        standing = answering_letter(case, file.letters)
        said = _facts(desk, file)
        if standing is not None and standing.state is not LetterState.DRAFT:
            return standing
        if standing is not None and standing.facts == said:
            return standing
        made = composed_for(act, case.id, kind, facts.reply_facts(desk, file), now)
        markdown = carried(act, standing, made.markdown).markdown
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
            raise Refusal(
                _("Somebody else changed this letter meanwhile."),
                _("Look at the new state, then enter your change again."),
                code="changed_meanwhile",
            )
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
        _same_as_record(desk, file, letter)
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
        _same_as_record(desk, file, letter)
        refuse_blocked(findings_of(desk, file, letter, approver_id=who.staff_id))
        act.put(agreeing.agreed(act, case, letter, who, now))
        flow.update(act, desk, case)
        act.commit()
    return kept(desk, letter_id)


@service("letter.issue", May.ISSUE_LETTER)
def issue_letter(desk: Desk, who: Actor, letter_id: str) -> Letter:
    """Give an approved letter its number and date and freeze its text and its page.

    Everything is asked once more: what was approved must be what is issued, and every answer
    must stand in it.
    """
    with letter_act(desk, who, "letter.issue", letter_id) as (act, case, now):
        letter = in_state(act, letter_id, LetterState.APPROVED)
        file = read_case(act, case.reference)
        _same_as_record(desk, file, letter)
        if letter.approved_hash != _hash(letter.markdown, letter.facts):
            raise Refusal(
                _("The letter is not the one that was approved."),
                _("Submit it again."),
                code="not_as_approved",
            )
        refuse_blocked(findings_of(desk, file, letter, approver_id=letter.approver_id or ""))
        today = desk.hours.day_of(now)
        serial = act.next_serial(register.REGISTER, register.period(desk, today.year))
        number = f"{desk.branch.letter_word}〔{today.year}〕{serial}号"
        issued = frozen(
            act, letter, number=number, day=today, by=who.staff_id, at=now, serial=serial
        )
        act.put(issued)
        flow.index(act, flow.update(act, desk, case))
        act.commit()
    return kept(desk, letter_id)


def _facts(desk: Desk, file: CaseFile) -> str:
    from desk.letter.codec import facts_to_json

    return facts_to_json(facts.reply_facts(desk, file))


def _hash(markdown: str, said: str) -> str:
    from desk.letter.codec import content_hash, facts_from_json

    return content_hash(markdown, facts_from_json(said))


def _same_as_record(desk: Desk, file: CaseFile, letter: Letter) -> None:
    if letter.facts != _facts(desk, file):
        raise Refusal(
            _("The case has changed since this letter was written."),
            _("Open the letter again: it is made anew from the record."),
            code="record_changed",
        )
