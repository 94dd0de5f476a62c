"""The steps of a case from its first word to its end, as the head and the preview show them."""

from typing import TYPE_CHECKING

from desk.case import Stage
from desk.enums import CaseStatus
from desk.i18n import N_, _
from desk.labels import label
from desk.letter.kinds import ANSWERING
from desk.progress import case_outcome
from desk.views import CaseFile

if TYPE_CHECKING:
    from desk.services.base import Desk

_STEPS = {
    Stage.ANSWERING: N_("Answers"),
    Stage.DRAFTING: N_("Letter"),
    Stage.TO_APPROVE: N_("Approval"),
    Stage.TO_ISSUE: N_("Issue"),
    Stage.TO_PRINT: N_("Print"),
    Stage.TO_DELIVER: N_("Deliver"),
    Stage.TO_CALL_BACK: N_("Call"),
    Stage.TO_CLOSE: N_("Close"),
}
_OF_LETTERS = {
    Stage.DRAFTING,
    Stage.TO_APPROVE,
    Stage.TO_ISSUE,
    Stage.TO_PRINT,
    Stage.TO_DELIVER,
}


def steps(file: CaseFile, desk: "Desk") -> tuple[list[str], int]:
    """The steps this case goes through, and which one it is at."""
    case = file.case
    if case.status in (CaseStatus.WITHDRAWN, CaseStatus.ANNULLED, CaseStatus.TERMINATED):
        # Nothing of what would have followed was done.
        return [_("Taken"), label(case.status)], 2
    day = desk.hours.day_of(case.received_at)
    outcome = case_outcome(case, file.points)
    rule = desk.playbook.closing_for(case.kind, case.channel, outcome, day)
    letter = any(kind in rule.letters for kind in ANSWERING)
    stages = [
        stage
        for stage in _STEPS
        if stage is case.stage
        or (
            not (stage in _OF_LETTERS and not letter)
            and not (stage is Stage.TO_CALL_BACK and not rule.follow_up)
        )
    ]
    at = stages.index(case.stage) if case.stage in stages else len(stages)
    return [_("Taken"), *(_(_STEPS[stage]) for stage in stages)], at + 1
