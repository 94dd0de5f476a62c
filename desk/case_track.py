"""The steps a case goes through from its first word to its end, and which of them it is at."""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from desk.case import Stage
from desk.enums import CaseStatus
from desk.i18n import N_, say
from desk.labels import label
from desk.letter.kinds import ANSWERING
from desk.progress import case_outcome

if TYPE_CHECKING:
    from desk.playbook.playbook import Playbook
    from desk.views import CaseFile

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


class CaseTrack(NamedTuple):
    """Steps in words; the present one is at index `at`, `len(steps)` when all are done."""

    steps: tuple[str, ...]
    at: int


def track_of(file: "CaseFile", playbook: "Playbook", day: date, language: str) -> CaseTrack:
    """The steps of a case that was received on `day`: those alone that its kind goes through."""
    case = file.case
    taken = say(N_("Taken"), language)
    if case.status in (CaseStatus.WITHDRAWN, CaseStatus.ANNULLED, CaseStatus.TERMINATED):
        # Nothing of what would have followed was done.
        return CaseTrack((taken, label(case.status, language)), 2)
    outcome = case_outcome(case, file.points)
    rule = playbook.closing_for(case.kind, case.channel, outcome, day)
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
    return CaseTrack((taken, *(say(_STEPS[stage], language) for stage in stages)), at + 1)
