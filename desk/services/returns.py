"""Letters sent back: remarks on points and parts, the author's answers, what changed since."""

from collections.abc import Sequence
from dataclasses import dataclass

from desk.enums import LetterState
from desk.forms import RemarkForm
from desk.i18n import _
from desk.ids import new_id
from desk.letter.difference import FieldChange, TextChange, compare_facts, compare_text
from desk.letter.life import Letter
from desk.letter.returned import (
    PARTS,
    LetterReturn,
    Remark,
    answered,
    open_remarks,
    settled,
    summary,
    where,
)
from desk.point import IssuePoint
from desk.ports import Act, Book
from desk.refusals import Refusal
from desk.services import flow
from desk.services.approval import to_draft
from desk.services.base import Desk, service
from desk.services.letter_rows import by_id, in_state, kept, letter_act
from desk.staff.model import Actor, Staff
from desk.staff.permissions import May
from desk.text import clean

LONGEST_REMARK = 1_000


@service("letter.return", May.APPROVE_LETTER)
def return_letter(
    desk: Desk, who: Actor, letter_id: str, comment: str, remarks: Sequence[RemarkForm] = ()
) -> Letter:
    """Send a submitted letter back: a comment on the whole, remarks on points and parts, or both.

    Text and facts are kept as they were returned, so that the next look shows what changed.
    """
    comment = _text(comment, "comment")
    with letter_act(desk, who, "letter.return", letter_id) as (act, case, now):
        letter = in_state(act, letter_id, LetterState.SUBMITTED, LetterState.APPROVED)
        made = tuple(_remark(act, letter, form) for form in remarks)
        if not comment and not made:
            raise Refusal(
                _("It is missing what should be mended."),
                _("Name the point and what it needs."),
                field="comment",
                code="missing",
            )
        act.add(
            LetterReturn(
                id=new_id(),
                letter_id=letter.id,
                at=now,
                staff_id=who.staff_id,
                comment=comment,
                remarks=made,
                markdown=letter.markdown,
                facts=letter.facts,
            )
        )
        act.put(to_draft(letter, who.staff_id, summary(comment, made)))
        flow.update(act, desk, case)
        act.commit()
    return kept(desk, letter_id)


def _text(text: str, field: str) -> str:
    text = clean(text).strip()
    if len(text) > LONGEST_REMARK:
        raise Refusal(
            _("A remark has at most {most} characters.").format(most=LONGEST_REMARK),
            field=field,
            code="too_long",
        )
    return text


def _remark(book: Book, letter: Letter, form: RemarkForm) -> Remark:
    text = _text(form.text, "remarks")
    if not text:
        raise Refusal(
            _("It is missing what should be mended."),
            _("Name the point and what it needs."),
            field="remarks",
            code="missing",
        )
    if form.point:
        if not book.find(IssuePoint, case_id=letter.case_id, position=form.point):
            raise Refusal(
                _("This case has no point {position}.").format(position=form.point),
                field="remarks",
                code="no_such_point",
            )
        return Remark(on=f"points.{form.point}", text=text)
    part = form.part or "text"
    if part not in PARTS:
        raise Refusal(
            _("A letter has no part “{part}”.").format(part=part),
            _("Possible: {allowed}.").format(allowed=", ".join(PARTS)),
            field="remarks",
            code="no_such_part",
        )
    return Remark(on=part, text=text)


@service("letter.answer_remark", May.WRITE_LETTER)
def answer_remark(
    desk: Desk, who: Actor, letter_id: str, number: int, *, done: bool = True, answer: str = ""
) -> LetterReturn:
    """Tick a remark of the last return as mended, or answer it; `number` counts from 1."""
    answer = _text(answer, "answer")
    with letter_act(desk, who, "letter.answer_remark", letter_id) as (act, _case, _now):
        letter = in_state(act, letter_id, LetterState.DRAFT)
        given = last_return(act, letter.id)
        if given is None or not 1 <= number <= len(given.remarks):
            raise Refusal(
                _("This letter has no remark {number}.").format(number=number),
                _("desk letter diff lists the remarks with their numbers."),
                field="number",
                code="no_such_remark",
            )
        changed = answered(given, number, done=done, answer=answer)
        act.put(changed)
        act.commit()
    return changed


def last_return(book: Book, letter_id: str) -> LetterReturn | None:
    """The latest return of a letter, if it ever came back."""
    found = book.find(LetterReturn, letter_id=letter_id)
    return found[-1] if found else None


def refuse_open_remarks(act: Act, letter: Letter) -> None:
    """Refuse to send in a letter while a remark was neither mended, ticked nor answered."""
    given = last_return(act, letter.id)
    left = open_remarks(given, letter.markdown, letter.facts) if given else ()
    if left:
        raise Refusal(
            _("{where}: nothing has changed there since “{remark}”.").format(
                where=where(left[0]), remark=left[0].text
            ),
            _("Mend it, tick the remark as done, or answer it."),
            field=left[0].on,
            code="remark_open",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkRow:
    """A remark with its number, what it stands on in words, and whether it is dealt with."""

    number: int
    remark: Remark
    where: str
    settled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What changed in a letter since it was returned for the `turn`th time."""

    letter: Letter
    turn: int
    given: LetterReturn
    by: str
    remarks: tuple[RemarkRow, ...]
    fields: tuple[FieldChange, ...]
    text: tuple[TextChange, ...]


@service("letter.difference", May.READ, writes=False)
def difference(desk: Desk, who: Actor, letter_id: str, *, turn: int = 0) -> Difference | None:
    """What changed since a return: the last one, or number `turn`. None if it never came back."""
    from desk.letter.codec import facts_from_json

    with desk.store.read() as book:
        letter = by_id(book, letter_id)
        found = book.find(LetterReturn, letter_id=letter.id)
        if not found:
            return None
        if turn and not 1 <= turn <= len(found):
            raise Refusal(
                _("This letter was returned {count} times.").format(count=len(found)),
                field="turn",
                code="no_such_turn",
            )
        at = (turn or len(found)) - 1
        given = found[at]
        staff = book.get(Staff, given.staff_id)
    # What followed a return that is not the last one ends with the next return.
    markdown, facts = letter.markdown, letter.facts
    if at + 1 < len(found):
        markdown, facts = found[at + 1].markdown, found[at + 1].facts
    return Difference(
        letter=letter,
        turn=at + 1,
        given=given,
        by=staff.name if staff else "",
        remarks=tuple(
            RemarkRow(
                number=number,
                remark=remark,
                where=where(remark),
                settled=settled(given, remark, markdown, facts),
            )
            for number, remark in enumerate(given.remarks, 1)
        ),
        fields=compare_facts(facts_from_json(given.facts), facts_from_json(facts)),
        text=compare_text(given.markdown, markdown),
    )
