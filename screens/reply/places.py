"""Where a finding of the check is cured: the field it names, in the words of the forms."""

from dataclasses import dataclass
from enum import StrEnum

from desk.letter.finding import Finding


class Cure(StrEnum):
    """The place where something is mended."""

    POINT = "point"
    """The point's form in the case."""
    CASE = "case"
    """The case itself: who it concerns, what was registered."""
    WORDS = "words"
    """Result and advice."""
    ASKED = "asked"
    """What the letter says beside the record: why it takes longer, what it corrects."""
    TEXT = "text"
    """The text of the letter."""
    ELSEWHERE = "elsewhere"
    """Nobody can mend it in these rooms."""


@dataclass(frozen=True, slots=True)
class Place:
    """`field` is the dotted path of the form there, e.g. "points.2.remedy_due"."""

    cure: Cure
    field: str = ""
    position: int = 0


_OF_FORM = {
    "due_on": "remedy_due",
    "done_on": "remedy_done_on",
    "department": "remedy_owner",
    "amount_way": "payment",
    "explanation": "finding",
}
"""Names of a letter's facts that the form of an answer calls otherwise."""


def place_of(finding: Finding) -> Place:
    """Where a finding is cured."""
    parts = finding.field.split(".")
    if finding.code == "answer_missing":
        # The record has it: only the text was changed.
        return Place(Cure.TEXT, "text", int(parts[1]) if len(parts) > 2 else 0)
    match parts:
        case ["points", number, name, *_rest] if number.isdigit():
            path = f"points.{number}.{_OF_FORM.get(name, name)}"
            return Place(Cure.POINT, path, int(number))
        case ["result" | "advice" as name, *_rest]:
            return Place(Cure.WORDS, name)
        case ["text" | "reply_due" | "account_of_matter" | "subject" | "service_information", *_]:
            return Place(Cure.TEXT, "text")
        case ["reason" | "done" | "until" | "correction" as name, *_rest]:
            return Place(Cure.ASKED, name)
        case ["reader", "printed_name"]:
            return Place(Cure.CASE, "printed_name")
        case ["points" | "reader" | "promises", *_rest]:
            return Place(Cure.CASE)
        case _:
            return Place(Cure.ELSEWHERE)
