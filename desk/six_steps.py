"""The six steps of handling (倾听、致歉、分析、方案、执行、跟进), read off the record of a case."""

from dataclasses import dataclass
from datetime import datetime

from desk.case import Stage
from desk.enums import LetterState, TaskState
from desk.progress import follow_up_made, is_answered
from desk.promising import is_open
from desk.views import CaseFile

ARRIVED = (LetterState.DELIVERED, LetterState.COUNTERSIGNED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One of the six; `order` counts from 1 as in the playbook. `by` is a staff id."""

    order: int
    done: bool
    at: datetime | None = None
    by: str = ""


def six_steps(file: CaseFile) -> tuple[Step, ...]:
    """Which steps are done, when and by whom; nothing is ticked by hand."""
    return (
        Step(order=1, done=True, at=file.case.registered_at, by=file.case.first_responder_id),
        _apologised(file),
        _of_points(file, 3, bool(file.points) and all(p.finding.strip() for p in file.points)),
        _of_points(file, 4, bool(file.points) and all(map(is_answered, file.points))),
        _carried_out(file),
        _followed(file),
    )


def signs(steps: tuple[Step, ...]) -> str:
    """The steps as signs: done, the present one, to come."""
    present = next((one.order for one in steps if not one.done), 0)
    return "".join("✓" if s.done else "▶" if s.order == present else "·" for s in steps)


def _apologised(file: CaseFile) -> Step:
    said = [p for p in file.points if p.apology.strip() and p.answered_at is not None]
    if not said:
        return Step(order=2, done=False)
    first = min(said, key=lambda point: (point.answered_at, point.position))
    return Step(order=2, done=True, at=first.answered_at, by=first.answered_by or "")


def _of_points(file: CaseFile, order: int, done: bool) -> Step:
    answered = [p for p in file.points if p.answered_at is not None]
    if not done or not answered:
        return Step(order=order, done=done)
    last = max(answered, key=lambda point: (point.answered_at, point.position))
    return Step(order=order, done=True, at=last.answered_at, by=last.answered_by or "")


def _carried_out(file: CaseFile) -> Step:
    """What was answered is done: no promise and no task is open, and the reply has arrived."""
    reply = file.reply
    # What the letter itself promises for a later day is followed beyond the end of the case.
    open_ = any(is_open(c) and c.letter_id is None for c in file.commitments)
    open_ |= any(t.state in (TaskState.GIVEN, TaskState.ACCEPTED) for t in file.tasks)
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
