"""What to do next about a case, in one sentence that names the key's room."""

from desk.case import Stage
from desk.enums import AlarmKind, CaseStatus, HandoverState, Scope
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
    if any(one.waiting for one in file.restorations):
        return _("Power first: have it restored and note when it is back; all else comes later.")
    offered = [h for h in file.handovers if h.state is HandoverState.OFFERED]
    if offered:
        return _("{name} accepts or declines the handover; its giver may withdraw it.").format(
            name=offered[0].receiver_name
        )
    by_scope = _by_scope(file)
    if by_scope:
        return by_scope
    if ended := _ended(file):
        return ended
    stage = file.case.stage
    if stage is Stage.ANSWERING:
        open_points = [str(p.position) for p in file.points if not is_answered(p)]
        if not open_points:
            return _("Write down the customer's points.")
        return _("Answer point {points}: finding, conclusion and remedy.").format(
            points=joined(open_points, current())
        )
    if stage is Stage.DRAFTING and _unheard(file):
        return _("The customer is not satisfied: look into it again and better the answers first.")
    return _(_STEPS[stage])


def _unheard(file: CaseFile) -> bool:
    """Whether nothing was answered since the customer said that they are dissatisfied."""
    said = [one.at for one in file.follow_ups if one.satisfied is False]
    answered = [point.answered_at for point in file.points if point.answered_at is not None]
    return bool(said) and all(at <= max(said) for at in answered)


def _ended(file: CaseFile) -> str:
    """What became of a case that ended otherwise than by being closed."""
    case = file.case
    if case.status is CaseStatus.WITHDRAWN:
        return _("The customer took the case back; its number stays.")
    if case.status is CaseStatus.TERMINATED:
        return _("The service has ended; new facts take it up again.")
    if case.status is not CaseStatus.ANNULLED:
        return ""
    other = file.linked.get(case.duplicate_of or "")
    if other:
        return _("Annulled: the matter goes on under {reference}.").format(reference=other)
    return _("Annulled: the case was taken down by mistake; its number stays.")


def _by_scope(file: CaseFile) -> str:
    """What whose matter it is asks for before anything else, if it does."""
    case = file.case
    if case.status is not CaseStatus.OPEN:
        return ""
    if case.scope is Scope.UNCLEAR:
        return _("The shift lead decides whose matter this is; then the customer is told.")
    decided = [a for a in file.alarms if a.kind is AlarmKind.SCOPE_DECIDED and a.seen_at is None]
    if decided:
        return _("It is decided whose matter this is: tell the customer.")
    if case.scope is Scope.OTHER_POST and not any(
        h.state is HandoverState.ACCEPTED for h in file.handovers
    ):
        return _("Offer the case to a named person at the other post (Ctrl+E).")
    if case.scope is Scope.OUTSIDE_UNIT and not file.referrals:
        return _("Call the other unit, then fill in the referral (Ctrl+N).")
    return ""
