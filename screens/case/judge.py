"""What a letter would say of one answer: the same rules, told while the form is still open."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk.point import IssuePoint

if TYPE_CHECKING:
    from desk.services.base import Desk

_FIELDS = {
    "department": "remedy_owner",
    "due_on": "remedy_due",
    "done_on": "remedy_done_on",
    "amount_way": "payment",
    "explanation": "finding",
}
"""What letters call the fields of the form."""
_OF_LETTER = "answer_missing"
"""A finding about the text of a letter; no letter is written here yet."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What keeps an answer from going out: the field, why, and what to do."""

    field: str
    why: str
    cure: str

    @staticmethod
    def field_of(name: str) -> str:
        """The field of the form that letters and services mean by a name."""
        return _FIELDS.get(name, name)


def remarks(desk: "Desk", reference: str, point: IssuePoint) -> list[Remark]:
    """What would block the reply on account of this point, one a field."""
    from desk.letter.facts import ReplyFacts
    from desk.letter.lint_points import points
    from desk.services import lists
    from desk.services.facts import reply_facts
    from desk.services.review import wording_in

    with desk.store.read() as book:
        facts: ReplyFacts = reply_facts(desk, lists.read_case(book, reference))
    today = desk.hours.day_of(desk.clock.now())
    # The apology may stand in any part of the answer: all of it is the text that is searched.
    text = "\n".join((point.apology, point.finding, point.remedy))
    wording = wording_in(desk, facts.language)
    found: dict[str, Remark] = {}
    for one in points(facts, text, today, wording, {}):
        parts = one.field.split(".")
        if one.blocks and one.code != _OF_LETTER and parts[:2] == ["points", str(point.position)]:
            field = Remark.field_of(parts[2])
            found.setdefault(field, Remark(field, one.why, one.cure))
    return list(found.values())
