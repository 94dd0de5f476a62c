"""What to do next about a case, in one sentence that names the key's room."""

from desk.case import Stage
from desk.enums import HandoverState
from desk.i18n import N_, _, current
from desk.progress import is_answered
from desk.saying import joined
from desk.views import CaseFile

_STEPS = {
    Stage.DRAFTING: N_("Every point is answered: write the letter and submit it."),
    Stage.TO_APPROVE: N_("The letter waits for a shift lead's approval (F7)."),
    Stage.TO_ISSUE: N_("The letter is approved: give it its number and print it (F7)."),
    Stage.TO_PRINT: N_("Print the letter (F7)."),
    Stage.TO_DELIVER: N_("Hand the letter to the customer, or post it, and note how."),
    Stage.TO_CALL_BACK: N_("Call the customer back and note what they say."),
    Stage.TO_CLOSE: N_("Everything is done: close the case."),
    Stage.ENDED: N_("The case is closed."),
}


def next_step(file: CaseFile) -> str:
    """The next step in the language of the interface."""
    if any(h.state is HandoverState.OFFERED for h in file.handovers):
        return _("Wait for the handover to be answered, or withdraw it.")
    stage = file.case.stage
    if stage is Stage.ANSWERING:
        open_points = [str(p.position) for p in file.points if not is_answered(p)]
        if not open_points:
            return _("Write down the customer's points.")
        return _("Answer point {points}: finding, conclusion and remedy.").format(
            points=joined(open_points, current())
        )
    return _(_STEPS[stage])
