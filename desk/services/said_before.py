"""Whether a letter tells a dissatisfied customer anything that the letter before it did not."""

from typing import TYPE_CHECKING

from desk.i18n import _
from desk.letter.kinds import ANSWERING
from desk.letter.life import SENT, Letter
from desk.views import CaseFile

if TYPE_CHECKING:
    from desk.letter.facts import ReplyFacts
    from desk.letter.finding import Finding


def answer_before(file: CaseFile, letter: Letter) -> Letter | None:
    """The last answer that went out in an earlier round than this letter's."""
    sent = [
        one
        for one in file.letters
        if one.kind in ANSWERING and one.state in SENT and one.round < letter.round
    ]
    return sent[-1] if sent else None


def nothing_new(file: CaseFile, letter: Letter) -> "list[Finding]":
    """That every point is answered word for word as in the letter of an earlier round.

    It only warns: what is right stays right, however often somebody asks.
    """
    from desk.letter.codec import facts_from_json
    from desk.letter.facts import ReplyFacts
    from desk.letter.finding import Finding, place

    before = answer_before(file, letter) if letter.kind in ANSWERING else None
    if before is None:
        return []
    then, now = facts_from_json(before.facts), facts_from_json(letter.facts)
    if not isinstance(then, ReplyFacts) or not isinstance(now, ReplyFacts):
        return []
    if not now.points or (then.points, then.result, then.advice) != (
        now.points,
        now.result,
        now.advice,
    ):
        return []
    field = f"points.{now.points[0].position}.finding"
    said = _("The customer was dissatisfied with {number}, and this says the same again.")
    return [
        Finding(
            code="nothing_new",
            where=place(field),
            field=field,
            why=said.format(number=before.number),
            cure=_("Look into it again; write what is new and answer what they said."),
            blocks=False,
        )
    ]


def _answer(facts: "ReplyFacts") -> tuple[object, ...]:
    return facts.points, facts.result, facts.advice
