"""Every kind that is drafted, gathered from the record and from what its author says beside it."""

from dataclasses import fields
from typing import TYPE_CHECKING

from desk.enums import LetterKind
from desk.forms import LetterForm
from desk.i18n import _
from desk.letter.kinds import ANSWERING, APPROVED
from desk.letter.life import SENT, Letter
from desk.refusals import Refusal
from desk.services.base import Desk
from desk.services.beside_facts import commitment_facts, holding_facts, termination_facts
from desk.services.facts import reply_facts
from desk.views import CaseFile

if TYPE_CHECKING:
    from desk.letter.facts import LetterFacts, PointFacts, SupplementaryReplyFacts

_UNCOMPARED = ("explanation",)
"""Fields of a point that the record does not hold."""


def gather(desk: Desk, file: CaseFile, kind: LetterKind, form: LetterForm) -> "LetterFacts":
    """The facts of a letter that is drafted; `form` is what its author says beside the record."""
    match kind:
        case LetterKind.REPLY | LetterKind.SUMMARY_REPLY:
            return reply_facts(desk, file)
        case LetterKind.SUPPLEMENTARY_REPLY:
            return _supplementary(desk, file, form)
        case LetterKind.HOLDING:
            return holding_facts(desk, file, form)
        case LetterKind.COMMITMENT:
            return commitment_facts(desk, file)
        case LetterKind.TERMINATION:
            return termination_facts(desk, file, form, earlier_answers(file))
        case _:
            raise AssertionError(kind)


def form_of(facts: "LetterFacts") -> LetterForm:
    """What the author of a letter said beside the record, read from its facts."""
    from desk.letter.facts import HoldingFacts, SupplementaryReplyFacts, TerminationFacts

    match facts:
        case HoldingFacts():
            return LetterForm(reason=facts.reason, done=facts.done, until=facts.until)
        case SupplementaryReplyFacts():
            return LetterForm(reason=facts.correction)
        case TerminationFacts():
            return LetterForm(reason=facts.reason)
        case _:
            return LetterForm()


def gathered(desk: Desk, file: CaseFile, letter: Letter) -> str:
    """The facts of a letter as the record gives them now, as they are kept."""
    from desk.letter.codec import facts_from_json, facts_to_json

    assert letter.kind in APPROVED, letter.kind
    form = form_of(facts_from_json(letter.facts))
    return facts_to_json(gather(desk, file, letter.kind, form))


def earlier_answers(file: CaseFile) -> list[Letter]:
    """Answers that have gone out, oldest first, of every round."""
    sent = [one for one in file.letters if one.kind in ANSWERING and one.state in SENT]
    return sorted(sent, key=lambda one: one.issued_at or one.made_at)


def _supplementary(desk: Desk, file: CaseFile, form: LetterForm) -> "SupplementaryReplyFacts":
    from desk.letter.facts import SupplementaryReplyFacts

    whole = reply_facts(desk, file)
    earlier = earlier_answers(file)
    # The first one of the latest round that was answered is the reply; what came later adds to it.
    cited = next((one for one in earlier if one.round == earlier[-1].round), None)
    if cited is None:
        raise Refusal(
            _("No reply has gone out yet that it could add to."),
            _("Write the reply."),
            code="kind_earlier_reply",
        )
    assert cited.issued_on is not None
    values = {one.name: getattr(whole, one.name) for one in fields(whole)}
    values |= {"points": _differing(whole.points, earlier), "result": "", "advice": ()}
    return SupplementaryReplyFacts(
        **values,
        earlier_number=cited.number,
        earlier_date=cited.issued_on,
        correction=form.reason,
    )


def differing(desk: Desk, file: CaseFile) -> "tuple[PointFacts, ...]":
    """The points whose answer is new or another than what went out last."""
    return _differing(reply_facts(desk, file).points, earlier_answers(file))


def _differing(points: "tuple[PointFacts, ...]", earlier: list[Letter]) -> "tuple[PointFacts, ...]":
    from desk.letter.codec import facts_from_json
    from desk.letter.facts import ReplyFacts

    said: dict[int, PointFacts] = {}
    for letter in earlier:
        facts = facts_from_json(letter.facts)
        if isinstance(facts, ReplyFacts):
            said |= {point.position: point for point in facts.points}
    return tuple(one for one in points if not _same(one, said.get(one.position)))


def _same(one: "PointFacts", other: "PointFacts | None") -> bool:
    return other is not None and all(
        getattr(one, field.name) == getattr(other, field.name)
        for field in fields(one)
        if field.name not in _UNCOMPARED
    )
