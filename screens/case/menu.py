"""What can be done with a case now: one list, the next step first, chosen by digit or arrow."""

from collections.abc import Sequence

from desk.case import Case, Stage
from desk.concern import LEADING
from desk.custody import Handover
from desk.enums import CaseStatus, ClockKind, HandoverState, NoticeKind, Scope
from desk.letter.kinds import ANSWERING
from desk.referral import Referral
from desk.services.joint_copies import letter_to_copy
from desk.staff.model import Actor
from desk.staff.permissions import May, may
from desk.views import CaseFile
from screens.dialogs.key_menu import Deed, KeyMenu
from screens.keys import Key, table

_FIRST = {
    Stage.ANSWERING: ("answer", "contact", "notice", "hand_over", "promise", "scope", "add_point"),
    Stage.DRAFTING: ("reply", "answer", "contact"),
    Stage.TO_APPROVE: ("reply", "contact"),
    Stage.TO_ISSUE: ("reply", "contact"),
    Stage.TO_PRINT: ("reply", "contact"),
    Stage.TO_DELIVER: ("reply", "contact"),
    Stage.TO_CALL_BACK: ("follow_up", "card", "contact"),
    Stage.TO_CLOSE: ("close", "contact"),
    Stage.ENDED: ("record",),
}
_ALL = (
    *("answer", "contact", "promise", "kept", "notice", "back", "reply", "hand_over", "scope"),
    *("refer", "result", "add_point", "words", "record", "explain", "stands", "remind"),
    *("incident", "restore", "dates", "mend", "handed_in", "files", "tasks", "promises"),
    *("follow_up", "card", "close", "take_over", "chain_paper", "slip", "mind", "papers"),
    *("escalate", "raised", "manners", "terminate"),
    *(
        "beside",
        "people",
        "concern",
        "identity",
        "confirm_record",
        "joint",
        "beyond",
        "large_print",
    ),
    "joint_copies",
)
_ENDED = (
    *(
        "report_back",
        "reopen",
        "record",
        "follow",
        "beside",
        "explain",
        "stands",
        "reply",
        "chain_paper",
        "digest",
        "identity",
    ),
    *("handed_in", "files", "promises", "card"),
)
"""All that is left to do once a case has ended."""
MENDING = ("supplement", "amend", "wrong_customer", "link", "unlink", "withdraw", "annul")
"""What the line `mend` leads to."""


def offer_of(file: CaseFile) -> Handover | None:
    """The offer that waits for its answer."""
    return next((h for h in file.handovers if h.state is HandoverState.OFFERED), None)


def referral_of(file: CaseFile) -> Referral | None:
    """The referral whose result is still to be asked after."""
    return next((r for r in reversed(file.referrals) if r.result_at is None), None)


def _by_scope(file: CaseFile, who: Actor) -> tuple[str, ...]:
    """What the scope of a case asks for first."""
    case = file.case
    if case.scope is Scope.UNCLEAR and may(who.role, May.DECIDE_SCOPE):
        return ("decide",)
    if case.scope is Scope.OUTSIDE_UNIT:
        return ("result",) if file.referrals else ("refer",)
    waits = case.scope is Scope.OTHER_POST and case.holder_id == case.first_responder_id
    return ("hand_over",) if waits else ()


def _may_unseal(file: CaseFile, who: Actor) -> bool:
    return file.case.sealed and may(who.role, May.OPEN_SEALED)


def _had_a_reply(file: CaseFile) -> bool:
    """Whether the customer has an answer in hand that a card can judge."""
    return any(one.kind in ANSWERING and one.delivered_at is not None for one in file.letters)


def _answered(case: Case) -> bool:
    """Whether a case ended with its answers given, so that a card about them may still come."""
    return case.status in (CaseStatus.CLOSED, CaseStatus.TERMINATED)


def deeds(file: CaseFile, who: Actor) -> list[str]:
    """What this person can do now, by name, what is wanted next first."""
    case, offer = file.case, offer_of(file)
    if case.status is not CaseStatus.OPEN:
        gone = set() if file.papers else {"handed_in"}
        gone |= set() if case.status is CaseStatus.TERMINATED else {"reopen"}
        gone |= set() if _had_a_reply(file) and _answered(case) else {"card"}
        gone |= set() if _may_unseal(file, who) else {"identity"}
        waits = any(one.reported_at is None for one in file.externals)
        gone |= set() if waits else {"report_back"}
        return [name for name in _ENDED if name not in gone]
    first: tuple[str, ...] = ()
    if offer is not None:
        mine, given = offer.receiver_id == who.staff_id, offer.giver_id == who.staff_id
        first = ("accept", "end_offer") if mine else ("by_word", "end_offer") if given else ()
    if any(one.waiting for one in file.restorations):
        first = ("restore", *first)
    waiting = any(one.done_at is None for one in file.escalations)
    if waiting and may(who.role, May.ANSWER_HALL):
        first = ("raised", *first)
    if any(c.kind is ClockKind.REPORT_AHEAD and not c.verdict for c in file.clocks):
        first = ("report", *first)
    names = list(dict.fromkeys([*first, *_by_scope(file, who), *_FIRST[case.stage], *_ALL]))
    gone = set() if waiting else {"raised"}
    if offer is not None or case.holder_id != who.staff_id:
        gone.add("hand_over")
    if not any(c.kept_on is None and not c.broken_reason for c in file.commitments):
        gone.add("kept")
    if case.stage is not Stage.TO_CALL_BACK:
        gone.add("follow_up")
    if not _had_a_reply(file):
        gone.add("card")
    if not any(one.satisfied is False for one in file.follow_ups):
        gone.add("terminate")
    if referral_of(file) is None:
        gone.add("result")
    if not file.referrals:
        gone.add("slip")
    if not any(n.kind is NoticeKind.MATERIALS for n in file.notices):
        gone.add("back")
    if case.holder_id == who.staff_id:
        gone.add("take_over")
    if file.customer is None:
        gone.add("mind")
    if not file.signatories or letter_to_copy(file) is None:
        gone.add("joint_copies")
    if not _may_unseal(file, who):
        gone.add("identity")
    if case.holder_id != who.staff_id and who.role not in LEADING:
        gone.add("concern")
    return [name for name in names if name not in gone]


def key_of(name: str) -> Key:
    """The key of a deed: of the case's own table, else of the one for everywhere."""
    return next(
        key
        for key in (*table("case"), *table("everywhere"))
        if key.id in (f"case.{name}", name, _EVERYWHERE.get(name))
    )


_EVERYWHERE = {"reply": "letters"}


class Menu(KeyMenu):
    """Gives the name of the deed that was chosen."""

    def __init__(self, names: Sequence[str], title: str = "") -> None:
        super().__init__([Deed(name, key_of(name)) for name in names], title)
