"""Proposals for the answer to a point: from the playbook, and from replies issued before.

A proposal is nobody's answer yet. Each holds at least one open ⟦slot⟧, and the check of a letter
lets none through before it was made particular.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desk.enums import Conclusion, Mood, PointKind, Topic
from desk.i18n import N_
from desk.letter.wording import bare
from desk.playbook.playbook import Playbook
from desk.playbook.sentences import SentenceUse, fitting
from desk.slots import SLOT, marked


class Origin(StrEnum):
    """Where a proposal comes from."""

    TASK = "task"
    EARLIER = "earlier"
    INCIDENT = "incident"
    SCRIPT = "script"
    RESTS_ON = "rests_on"
    STEPS = "steps"
    PROCEDURE = "procedure"
    DUTY = "duty"
    CUSTOMER = "customer"
    ADVICE = "advice"
    APOLOGY = "apology"


TRUE = (Conclusion.SUBSTANTIATED, Conclusion.PARTLY_SUBSTANTIATED)
"""Conclusions by which the customer is right: only then does a letter apologise for a fault."""

ORIGINS: dict[Origin, str] = {
    Origin.TASK: N_("Result of a task"),
    Origin.EARLIER: N_("Earlier reply"),
    Origin.INCIDENT: N_("Incident"),
    Origin.SCRIPT: N_("Agreed words"),
    Origin.RESTS_ON: N_("Rests on"),
    Origin.STEPS: N_("Steps"),
    Origin.PROCEDURE: N_("Procedure"),
    Origin.DUTY: N_("We must"),
    Origin.CUSTOMER: N_("Customer"),
    Origin.ADVICE: N_("Advice"),
    Origin.APOLOGY: N_("Apology"),
}
"""What each is called."""


_OF_ONE_CASE = (Origin.EARLIER, Origin.SCRIPT, Origin.STEPS, Origin.DUTY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """`text` for the field `field` of an answer ("finding", "remedy", "basis", "apology").

    `source` says which entry or letter it is from; `similarity` in percent how near the matter
    there is to this one, 0 where there is nothing to compare.
    """

    origin: Origin
    source: str
    field: str
    text: str
    similarity: int = 0


def similarity(one: str, other: str) -> int:
    """How much two matters have in common, by pairs of characters, in percent."""
    left, right = _pairs(one), _pairs(other)
    if not left or not right:
        return 0
    return round(200 * len(left & right) / (len(left) + len(right)))


def _pairs(text: str) -> set[str]:
    plain = bare(text)
    return {plain[at : at + 2] for at in range(len(plain) - 1)}


def from_playbook(playbook: Playbook, topic: Topic, kind: PointKind, matter: str) -> list[Proposal]:
    """Everything the playbook offers for an answer on this topic, the nearest first."""
    entry, language = playbook.topics[topic], playbook.language
    said = "finding" if kind is PointKind.QUESTION else "remedy"
    break_ = "; " if language == "en" else "；"
    found = [
        Proposal(
            origin=Origin.SCRIPT,
            source=script.title,
            field=said,
            text=marked(script.text, language),
            similarity=similarity(" ".join((script.title, *script.words)), matter),
        )
        for script in playbook.scripts_for(topic, matter)
    ]
    if entry.rests_on:
        text = break_.join(f"⟦{one}⟧" for one in entry.rests_on)
        found.append(
            Proposal(origin=Origin.RESTS_ON, source=entry.label, field="finding", text=text)
        )

    def lines(origin: Origin, source: str, texts: Iterable[str], field: str = "remedy") -> None:
        found.extend(
            Proposal(origin=origin, source=source, field=field, text=marked(text, language))
            for text in texts
        )

    for cause in entry.causes:
        lines(Origin.STEPS, cause.label, [break_.join(cause.steps)])
    for procedure in playbook.procedures_for(topic):
        steps = break_.join(step.text for step in procedure.steps if not step.when)
        lines(Origin.PROCEDURE, procedure.title, [steps] if steps else [])
    lines(Origin.DUTY, entry.label, entry.company_duties)
    lines(Origin.CUSTOMER, entry.label, entry.customer_duties)
    lines(Origin.ADVICE, entry.label, entry.advice)
    return found


def apologies(
    playbook: Playbook, topic: Topic, mood: Mood, conclusion: Conclusion | None, day: date
) -> list[Proposal]:
    """How to apologise in the answer to a point that was found true; nothing for any other."""
    if conclusion not in TRUE:
        return []
    found = fitting(playbook.sentences.values(), mood, topic, day, SentenceUse.LETTER)
    return [
        Proposal(
            origin=Origin.APOLOGY,
            source=playbook.topics[topic].label,
            field="apology",
            text=one.text,
        )
        for one in found
    ]


def emptied(text: str) -> str:
    """What a text says besides its slots, evened out to be compared."""
    return bare(SLOT.sub("", text))


def is_unchanged(text: str, proposals: Sequence[Proposal]) -> bool:
    """Whether a text is one of the proposals with no more than its slots taken out.

    What the customer can do is often the same for everybody and is not meant.
    """
    said = emptied(text)
    return bool(said) and any(
        said == emptied(one.text) for one in proposals if one.origin in _OF_ONE_CASE
    )
