"""What the reply room does in threads: open, check, compose, keep. No widget is touched here."""

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desk.enums import LetterKind, LetterState
from desk.forms import AnswerForm, ResultForm
from desk.i18n import _
from desk.letter.finding import Finding
from desk.letter.life import SENT, Letter
from desk.letter.merge import Merged, carry_over
from desk.point import IssuePoint
from desk.proposals import Proposal
from desk.refusals import Refusal
from desk.services import drafts, letters, lists, points, returns
from desk.services.composing import said_now
from desk.services.returns import Difference
from desk.services.review import of_record, of_text
from desk.services.rewording import composed_of, lost_between
from desk.views import CaseFile
from screens.papers.make import parts_of

if TYPE_CHECKING:
    from desk.letter.facts import ReplyFacts
    from desk.services.base import Desk
    from desk.staff.model import Actor

ANSWER = "answer"
"""The form of drafts in which answers wait on the case; the subject is REFERENCE/POSITION."""
TEXT, WORDS = "letter", "result"
"""The forms of drafts: the text of a letter, and result with advice; the subject is the case."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A text that a person typed, and what it grew from.

    `composed` is what the record alone said then, `seen` the letter as it was saved then.
    """

    markdown: str
    composed: str
    seen: str

    def content(self) -> dict[str, str]:
        """As it is kept for a draft."""
        return {"markdown": self.markdown, "composed": self.composed, "seen": self.seen}


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A letter on the desk. `composed` is what the record alone would say; `of_record` are the
    findings that no text changes.

    `typed` is wording that is not saved yet, put into the present text; `lost` are passages of
    it that the record overruled. `words` are result and advice that were typed and not saved.
    """

    file: CaseFile
    letter: Letter
    findings: tuple[Finding, ...]
    composed: str
    editable: bool
    of_record: tuple[Finding, ...] = ()
    typed: str = ""
    lost: tuple[str, ...] = ()
    words: ResultForm | None = None
    returned: Difference | None = None
    """What was remarked when it came back, while it has not been submitted again."""


def same(one: str, other: str) -> bool:
    """Whether two texts differ in nothing but blank ends."""
    return one.strip() == other.strip()


def open_reply(desk: "Desk", who: "Actor", subject: str, on_screen: Typed | None = None) -> Opened:
    """The letter of a subject, composed from the record as it is now, nobody's wording lost.

    `on_screen` is what stands typed in the room already; else an earlier draft is looked for.
    """
    reference, kind = parts_of(subject)
    before = _before(lists.case_file(desk, who, reference), kind)
    letter, editable = _drafted(desk, who, reference, kind, before)
    editable = editable and letter.state is LetterState.DRAFT
    composed = composed_of(desk, letter)
    merged: Merged | None = None
    if editable:
        merged = _own_wording(desk, who, subject, letter, composed, on_screen)
    file = lists.case_file(desk, who, reference)
    return Opened(
        file=file,
        letter=letter,
        of_record=tuple(of_record(desk, file, letter.kind)),
        findings=tuple(letters.lint_letter(desk, who, letter.id)),
        composed=composed,
        editable=editable,
        typed=merged.markdown if merged and not same(merged.markdown, letter.markdown) else "",
        lost=merged.lost if merged else lost_between(desk, before, letter),
        words=_kept_words(desk, who, reference) if editable and kind is None else None,
        returned=returns.difference(desk, who, letter.id) if editable else None,
    )


def _drafted(
    desk: "Desk", who: "Actor", reference: str, kind: LetterKind | None, before: Letter | None
) -> tuple[Letter, bool]:
    """The letter on the desk, and whether it could be drafted."""
    if kind is not None and before is not None and before.state in SENT:
        # A second one beside it is begun on purpose, not by looking at the first.
        return before, False
    try:
        return letters.draft_letter(desk, who, reference, kind), True
    except Refusal:
        if before is None:
            raise
        # Whoever may not write, or comes after the end, still reads what there is.
        return before, False


def _before(file: CaseFile, kind: LetterKind | None) -> Letter | None:
    """The letter that stood before: the answer, or the latest of a kind beside it."""
    if kind is None:
        return file.reply
    standing = (one for one in reversed(file.letters) if one.kind is kind)
    return next((one for one in standing if one.state is not LetterState.VOID), None)


def _own_wording(
    desk: "Desk",
    who: "Actor",
    subject: str,
    letter: Letter,
    composed: str,
    on_screen: Typed | None,
) -> Merged | None:
    typed = on_screen or _kept_text(desk, who, subject)
    if typed is None:
        return None
    if not same(typed.composed, composed):
        merged = carry_over(typed.composed, typed.markdown, letter.markdown)
    elif not same(typed.seen, letter.markdown):
        # Somebody else saved another text meanwhile.
        merged = carry_over(typed.seen, typed.markdown, letter.markdown)
    else:
        return Merged(typed.markdown)
    # What it grew from is gone from the book: it must be on disk before anything else.
    kept = Typed(merged.markdown, composed, letter.markdown)
    drafts.save_draft(desk, who, TEXT, subject, kept.content())
    return merged


def _kept(desk: "Desk", who: "Actor", form: str, reference: str) -> dict[str, object]:
    for draft in drafts.drafts(desk, who, form):
        if draft.subject == reference:
            content: dict[str, object] = json.loads(draft.content)
            return content
    return {}


def _kept_text(desk: "Desk", who: "Actor", subject: str) -> Typed | None:
    found = _kept(desk, who, TEXT, subject)
    if not found:
        return None
    markdown, composed, seen = (
        str(found.get(name, "")) for name in ("markdown", "composed", "seen")
    )
    return Typed(markdown, composed, seen)


def _kept_words(desk: "Desk", who: "Actor", reference: str) -> ResultForm | None:
    found = _kept(desk, who, WORDS, reference)
    if not found:
        return None
    advice = found.get("advice")
    lines = [str(line) for line in advice] if isinstance(advice, list) else []
    return ResultForm(result=str(found.get("result", "")), advice=lines)


# -- while one types ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Live:
    """What stands on the screen as a letter, and what the check says of it."""

    markdown: str
    findings: tuple[Finding, ...]


def check_text(desk: "Desk", opened: Opened, markdown: str) -> Live:
    """The check of a text that is not saved."""
    letter = replace(opened.letter, markdown=markdown)
    return Live(markdown, _found(desk, opened, letter))


def check_words(desk: "Desk", opened: Opened, markdown: str, form: ResultForm) -> Live:
    """The letter as it would be with another result and other advice, and its check."""
    from desk.letter.codec import facts_from_json, facts_to_json

    facts: ReplyFacts = facts_from_json(opened.letter.facts)  # type: ignore[assignment]
    facts = replace(facts, result=form.result or "", advice=tuple(form.advice or ()))
    anew = said_now(desk, opened.letter.kind, facts)
    if not same(markdown, opened.composed):
        anew = carry_over(opened.composed, markdown, anew).markdown
    letter = replace(opened.letter, markdown=anew, facts=facts_to_json(facts))
    return Live(anew, _found(desk, opened, letter))


def _found(desk: "Desk", opened: Opened, letter: Letter) -> tuple[Finding, ...]:
    """The check of a text that is being typed; the record stands still meanwhile."""
    found = [*opened.of_record, *of_text(desk, opened.file, letter)]
    return tuple(sorted(found, key=lambda one: not one.blocks))


# -- keeping --------------------------------------------------------------------------------


def keep(
    desk: "Desk",
    who: "Actor",
    opened: Opened,
    *,
    markdown: str = "",
    form: ResultForm | None = None,
    submit: bool = False,
) -> tuple[str, ...]:
    """Save what was typed, the record's words first, then the text; then submit, if asked.

    Returns passages of the person that found no place beside the new words.
    """
    letter, reference = opened.letter, opened.file.case.reference
    lost: tuple[str, ...] = ()
    if submit:
        _refuse_unsaved(desk, who, opened.file)
    if form is not None:
        points.set_result(desk, who, reference, form)
        letter = letters.draft_letter(desk, who, reference, letter.kind)
        lost = lost_between(desk, opened.letter, letter)
        if markdown:
            merged = carry_over(opened.composed, markdown, letter.markdown)
            markdown, lost = merged.markdown, merged.lost
    if markdown and not same(markdown, letter.markdown):
        letter = letters.edit_letter(desk, who, letter.id, markdown, version=letter.version)
    if submit:
        letters.submit_letter(desk, who, letter.id)
    return lost


def _refuse_unsaved(desk: "Desk", who: "Actor", file: CaseFile) -> None:
    """Refuse to submit what leaves out an answer that stands half typed on the case."""
    begun = {one.subject for one in drafts.drafts(desk, who, ANSWER)}
    subjects = {f"{file.case.reference}/{p.position}": str(p.position) for p in file.points}
    left = [position for subject, position in subjects.items() if subject in begun]
    if left:
        raise Refusal(
            _(
                "What is typed on point {points} is not saved, and the letter does not say it."
            ).format(points=_(", ").join(left)),
            _("Ctrl+U opens the case: Ctrl+S saves it there, Ctrl+D throws it away."),
            code="answer_unsaved",
        )


def take(
    desk: "Desk", who: "Actor", opened: Opened, position: int, proposal: Proposal
) -> IssuePoint:
    """Put a proposal into the record of a point, behind what stands in its field already."""
    point = next(one for one in opened.file.points if one.position == position)
    text = "\n".join(filter(None, (getattr(point, proposal.field), proposal.text)))
    form = AnswerForm(finding=text) if proposal.field == "finding" else AnswerForm(remedy=text)
    return points.answer_point(
        desk, who, opened.file.case.reference, position, form, version=point.version
    )
