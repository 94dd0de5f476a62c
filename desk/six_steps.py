"""The six steps of handling (倾听、致歉、分析、方案、执行、跟进), read off the record of a case."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from desk.case import Stage
from desk.casework import Commitment
from desk.enums import CaseKind, LetterState, TaskState
from desk.letter.life import SENT
from desk.playbook.wording import found
from desk.point import IssuePoint
from desk.progress import follow_up_made, is_answered
from desk.promising import is_open
from desk.task import Task
from desk.views import CaseFile

APOLOGISED_FOR = (CaseKind.COMPLAINT, CaseKind.REPORT, CaseKind.OPINION, CaseKind.REPAIR)
"""Kinds of cases in which somebody had trouble with us."""
ARRIVED = (LetterState.DELIVERED, LetterState.COUNTERSIGNED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One of the six; `order` counts from 1 as in the playbook. `by` is a staff id."""

    order: int
    done: bool
    at: datetime | None = None
    by: str = ""
    wanted: bool = True
    """False where a case of its kind has no such step: nobody apologises for a praise."""


@dataclass(frozen=True, slots=True)
class Need:
    """What a step still lacks; `position` is the number of a point, 0 for the whole case."""

    code: str
    position: int = 0


def six_steps(file: CaseFile, sorry: Sequence[str] = ()) -> tuple[Step, ...]:
    """Which steps are done, when and by whom; nothing is ticked by hand.

    `sorry` are the words that apologise: said in a contact or written in a letter they count as
    those of an answer do.
    """
    return (
        Step(order=1, done=True, at=file.case.registered_at, by=file.case.first_responder_id),
        _apologised(file, sorry),
        _of_points(file, 3, bool(file.points) and all(p.finding.strip() for p in file.points)),
        _of_points(file, 4, bool(file.points) and all(map(is_answered, file.points))),
        _carried_out(file),
        _followed(file),
    )


def present_of(steps: Sequence[Step]) -> int:
    """The order of the step that comes next, 0 when all are done."""
    return next((one.order for one in steps if one.wanted and not one.done), 0)


def sign_of(step: Step, present: int) -> str:
    """A step as a sign: done, the present one, to come, not wanted."""
    if step.done:
        return "✓"
    if not step.wanted:
        return "–"
    return "▶" if step.order == present else "·"


def signs(steps: Sequence[Step]) -> str:
    """The steps as signs."""
    present = present_of(steps)
    return "".join(sign_of(step, present) for step in steps)


def need_of(file: CaseFile, order: int) -> Need | None:
    """What a step lacks first; None where nothing is to be done by hand."""
    lacking = {
        2: lambda: Need("apology"),
        3: lambda: _first_point(file, lambda p: "" if p.finding.strip() else "finding"),
        4: lambda: _first_point(file, _lacks),
        5: lambda: _to_carry_out(file),
        6: lambda: Need("follow_up"),
    }
    return lacking[order]() if order in lacking else None


def _first_point(file: CaseFile, lacks: Callable[[IssuePoint], str]) -> Need:
    for point in sorted(file.points, key=lambda one: one.position):
        if what := lacks(point):
            return Need(what, point.position)
    return Need("point")


def _lacks(point: IssuePoint) -> str:
    """The first field of an answer that is empty, "" where none is."""
    if not point.finding.strip():
        return "finding"
    if point.conclusion is None:
        return "conclusion"
    return "" if point.remedy.strip() else "remedy"


def _to_carry_out(file: CaseFile) -> Need:
    if any(map(_lacks, file.points)) or not file.points:
        return _first_point(file, _lacks)
    if any(_waits(task) for task in file.tasks):
        return Need("task")
    return Need("promise") if any(map(_to_keep, file.commitments)) else Need("letter")


def _waits(task: Task) -> bool:
    return task.state in (TaskState.GIVEN, TaskState.ACCEPTED)


def _to_keep(one: Commitment) -> bool:
    # What the letter itself promises for a later day is followed beyond the end of the case.
    return is_open(one) and one.letter_id is None


def _apologised(file: CaseFile, sorry: Sequence[str]) -> Step:
    """By whichever came first: in an answer, said to the customer, in a letter that went out."""
    said = [
        (point.answered_at, point.answered_by or "")
        for point in file.points
        if point.apology.strip() and point.answered_at is not None
    ]
    said += [
        (contact.at, contact.staff_id)
        for contact in file.contacts
        if contact.reached and not contact.from_customer and found(sorry, contact.text)
    ]
    said += [
        (letter.issued_at, letter.author_id)
        for letter in file.letters
        if letter.issued_at is not None and letter.state in SENT and found(sorry, letter.markdown)
    ]
    if not said:
        return Step(order=2, done=False, wanted=file.case.kind in APOLOGISED_FOR)
    at, by = min(said)
    return Step(order=2, done=True, at=at, by=by)


def _of_points(file: CaseFile, order: int, done: bool) -> Step:
    answered = [p for p in file.points if p.answered_at is not None]
    if not done or not answered:
        return Step(order=order, done=done)
    last = max(answered, key=lambda point: (point.answered_at, point.position))
    return Step(order=order, done=True, at=last.answered_at, by=last.answered_by or "")


def _carried_out(file: CaseFile) -> Step:
    """What was answered is done: no promise and no task is open, and the reply has arrived."""
    reply = file.reply
    open_ = any(map(_to_keep, file.commitments)) or any(map(_waits, file.tasks))
    arrived = (
        reply.state in ARRIVED
        if reply is not None
        else file.case.stage in (Stage.TO_CALL_BACK, Stage.TO_CLOSE, Stage.ENDED)
    )
    answered = bool(file.points) and all(map(is_answered, file.points))
    if open_ or not arrived or not answered:
        return Step(order=5, done=False)
    at = reply.delivered_at if reply is not None else file.case.closed_at
    return Step(order=5, done=True, at=at, by=file.case.holder_id)


def _followed(file: CaseFile) -> Step:
    if not follow_up_made(file.case, file.follow_ups):
        return Step(order=6, done=False)
    here = [one for one in file.follow_ups if one.round == file.case.round]
    last = max(here, key=lambda one: one.at)
    return Step(order=6, done=True, at=last.at, by=last.staff_id)
