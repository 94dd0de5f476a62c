"""Rules about what letters beside the reply must say: holding letter, correction, commitment."""

from datetime import date

from desk.i18n import _
from desk.letter.check import missing_answers
from desk.letter.facts import (
    CommitmentFacts,
    HoldingFacts,
    LetterFacts,
    ReplyFacts,
    SupplementaryReplyFacts,
    TerminationFacts,
)
from desk.letter.finding import Finding, place
from desk.letter.wording import Wording, says_nothing


def _blocks(code: str, path: str, why: str, cure: str) -> Finding:
    return Finding(code=code, where=place(path), field=path, why=why, cure=cure)


def _empty(text: str, wording: Wording) -> str:
    """Why a text cannot stand as it is; empty when it can."""
    if not says_nothing(text, wording):
        return ""
    return _("It says nothing.") if text else _("It is missing.")


def _holding(facts: HoldingFacts, today: date, wording: Wording) -> list[Finding]:
    found = []
    cures = {
        "reason": _("Write what it is waiting for, in words the customer can follow."),
        "done": _("Write what has been looked into so far, and when."),
    }
    for name, cure in cures.items():
        if why := _empty(getattr(facts, name), wording):
            found.append(_blocks(f"no_{name}", name, why, cure))
    if facts.until is None:
        why = _("A delay without a date leaves the customer waiting for nothing.")
        found.append(_blocks("no_until", "until", why, _("Name the day of the answer.")))
    elif facts.until < today:
        why = _("The new date lies in the past.")
        found.append(_blocks("until_in_past", "until", why, _("Name a day that can be kept.")))
    return found


def _promises(facts: CommitmentFacts, today: date) -> list[Finding]:
    if not facts.promises:
        why = _("No promise is open.")
        cure = _("Write the promise down with its owner and its day first.")
        return [_blocks("no_promises", "promises", why, cure)]
    return [
        _blocks(
            "promise_in_past",
            f"promises.{number}.due_on",
            _("The promised day lies in the past."),
            _("If it was done, enter the day; if not, agree on a new day."),
        )
        for number, one in enumerate(facts.promises, 1)
        if one.due_on < today
    ]


def beside(facts: LetterFacts, markdown: str, today: date, wording: Wording) -> list[Finding]:
    """Findings about the particular of its kind, and about what an edited text has lost."""
    found = []
    match facts:
        case HoldingFacts():
            found += _holding(facts, today, wording)
        case CommitmentFacts():
            found += _promises(facts, today)
        case TerminationFacts():
            if why := _empty(facts.reason, wording):
                cure = _("Write what the answers rest on, and what goes beyond it.")
                found.append(_blocks("no_reason", "reason", why, cure))
        case SupplementaryReplyFacts():
            if why := _empty(facts.correction, wording):
                cure = _("Write what of the earlier reply is corrected, or what is new.")
                found.append(_blocks("no_correction", "correction", why, cure))
        case _:
            pass
    if isinstance(facts, ReplyFacts):
        # What a reply has lost is told point by point, with the rules about points.
        return found
    reported = {one.field for one in found}
    return found + [
        _blocks(
            "answer_missing",
            missing.field,
            _("“{text}” does not stand in the letter where it belongs.").format(
                text=missing.text[:40]
            ),
            _("Put it back into the text, or compose the letter again."),
        )
        for missing in missing_answers(markdown, facts)
        if missing.field not in reported
    ]
