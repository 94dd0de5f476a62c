"""What follows from a change, whichever service made it: clocks, stage, next due date, index."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from desk import explanation
from desk.case import Case, CaseClock, Party, Stage
from desk.casework import Contact
from desk.deadline import Deadline, due, limit_rule, sources_of
from desk.enums import CaseStatus, ClockKind
from desk.followup import FollowUp
from desk.i18n import current
from desk.ids import new_id
from desk.joint import Signatory
from desk.letter.life import Letter
from desk.point import IssuePoint
from desk.ports import Act, Book
from desk.progress import Needs, case_outcome, stage_of
from desk.raising import ClockPause
from desk.record import Supplement
from desk.services.base import Desk
from desk.warned import Dated, warns_of

OF_THEIR_OWN = (ClockKind.TASK, ClockKind.COMMITMENT)
"""Clocks of a task or a promise: they end with it, whatever becomes of the case."""
NEVER_SAYS_DUE = (
    *(ClockKind.CEILING, ClockKind.ESCALATION, ClockKind.LEAD_SEES),
    *OF_THEIR_OWN,
)
"""Clocks that say nothing of when the case itself is due: another one does, or somebody else's."""


def clock_row(case_id: str, deadline: Deadline, round_: int = 1, note: str = "") -> CaseClock:
    """A deadline as it is kept with its case."""
    return CaseClock(
        id=new_id(),
        case_id=case_id,
        kind=deadline.clock,
        rule_id=deadline.explanation.rule_id,
        started_at=deadline.start,
        due_at=deadline.due_at,
        explanation=explanation.to_json(deadline.explanation),
        calendar_version=deadline.explanation.calendar_version,
        round=round_,
        note=note,
    )


def why_due(desk: Desk, clock: CaseClock) -> str:
    """Why a clock falls due when it does, in the language of the interface.

    The source is the one kept with the clock; where the playbook still names it so, it is said in
    that language too. KeyError or ValueError where the reasons are not on record.
    """
    kept = explanation.from_json(clock.explanation)
    limits = desk.playbook.limits
    if kept.rule_id in limits and kept.source == sources_of(limits[kept.rule_id]):
        kept = replace(kept, source=sources_of(desk.spoken.limits[kept.rule_id], current()))
    return explanation.explain(kept, current())


def clocks_for(
    desk: Desk, case: Case, kinds: tuple[ClockKind, ...], start: datetime
) -> list[CaseClock]:
    """The clocks of these kinds that the playbook sets for a case from an instant on."""
    rows = []
    for kind in kinds:
        limit = desk.playbook.limit_for(
            kind,
            kind=case.kind,
            channel=case.channel,
            day=desk.hours.day_of(start),
            grade=case.grade,
            topic=case.topic,
            lane=case.lane,
        )
        if limit is not None:
            deadline = due(limit_rule(limit), start, desk.calendar, desk.hours)
            rows.append(clock_row(case.id, deadline, case.round))
    return rows


def meet(act: Act, case_id: str, kinds: tuple[ClockKind, ...], at: datetime) -> None:
    """End the running clocks of these kinds because what they asked for was done."""
    _end(act, case_id, tuple(kind for kind in kinds if kind not in OF_THEIR_OWN), at, "")


def fall_away(act: Act, case_id: str, kinds: tuple[ClockKind, ...], at: datetime) -> None:
    """End the running clocks of these kinds because their reason fell away."""
    _end(act, case_id, kinds, at, "stopped")


def stop(act: Act, case_id: str, at: datetime) -> None:
    """End every running clock because the case ended; a breach that happened stays one."""
    _end(act, case_id, tuple(kind for kind in ClockKind if kind not in OF_THEIR_OWN), at, "stopped")


def _end(act: Act, case_id: str, kinds: tuple[ClockKind, ...], at: datetime, unmet: str) -> None:
    for clock in act.find(CaseClock, case_id=case_id):
        if clock.kind in kinds:
            end(act, clock, at, unmet)


def end(act: Act, clock: CaseClock, at: datetime, unmet: str = "") -> None:
    """End a clock if it still runs: met, or `unmet` with the verdict of what ended in time."""
    if not clock.verdict:
        for pause in act.find(ClockPause, clock_id=clock.id, until=None):
            act.put(replace(pause, until=min(max(at, pause.since), pause.at_most)))
        verdict = "late" if at > clock.due_at else unmet or "in_time"
        act.put(replace(clock, met_at=None if unmet else at, verdict=verdict))


def needs(book: Book, desk: Desk, case: Case) -> Needs:
    """What the playbook asks of this case before it may close."""
    points = book.find(IssuePoint, case_id=case.id)
    rule = desk.playbook.closing_for(
        case.kind, case.channel, case_outcome(case, points), desk.hours.day_of(case.received_at)
    )
    return Needs(rule.letters, rule.approval, rule.follow_up, rule.id)


def due_by(clocks: Iterable[Dated]) -> tuple[datetime | None, str]:
    """The date that rules of what runs and says when a case is due, and when that one warns."""
    rules = min(clocks, key=lambda clock: clock.due_at, default=None)
    return (None, "") if rules is None else (rules.due_at, warns_of(rules))


def with_due(case: Case, clocks: Iterable[CaseClock]) -> Case:
    """The case with the date that rules of these clocks, and when that one warns."""
    due_at, warns = due_by(c for c in clocks if not c.verdict and c.kind not in NEVER_SAYS_DUE)
    return replace(case, due_at=due_at, warns=warns)


def update(act: Act, desk: Desk, case: Case) -> Case:
    """Keep a case with its stage and next due date as they follow from the record.

    What follows from it for those above follows here as well: no act that makes the fact can
    pass the rules by.
    """
    # Raising a case makes a clock, so the two need each other.
    from desk.services.escalating import raise_by_rules

    raise_by_rules(desk, act, case, desk.clock.now())
    points = act.find(IssuePoint, case_id=case.id, order="position")
    stage = stage_of(
        case,
        points,
        act.find(Letter, case_id=case.id),
        act.find(FollowUp, case_id=case.id),
        needs(act, desk, case),
    )
    clocks = act.find(CaseClock, case_id=case.id, verdict="")
    changed = with_due(replace(case, stage=stage), clocks)
    if stage is Stage.ENDED and case.status is CaseStatus.OPEN:
        raise AssertionError(case.reference)
    act.put(changed)
    fresh = act.get(Case, case.id)
    assert fresh is not None
    return fresh


def index(act: Act, case: Case) -> None:
    """Set the words by which this case is found."""
    names: list[str] = []
    words = [case.reference, case.narrative, case.remedy_sought, case.address, case.account_no]
    for party in act.find(Party, case_id=case.id):
        names += [party.name, party.printed_name]
        words += [party.phone, party.address]
    for one in act.find(Signatory, case_id=case.id, order="position"):
        names.append(one.name)
        words += [one.phone, one.address]
    words += [one.text for one in act.find(Supplement, case_id=case.id, order="position")]
    for point in act.find(IssuePoint, case_id=case.id, order="position"):
        words += [point.matter, point.finding, point.remedy]
    words += [contact.text for contact in act.find(Contact, case_id=case.id)]
    words += [one.words for one in act.find(FollowUp, case_id=case.id)]
    act.index_case(
        case.id, "\n".join(filter(None, (*words, *names))), "\n".join(filter(None, names))
    )
