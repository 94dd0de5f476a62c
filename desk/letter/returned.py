"""A letter that came back from the approver: what was remarked, on which text, and the answers."""

import json
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from desk.i18n import _
from desk.letter.finding import place

PARTS = ("result", "advice", "text")
"""Parts of a letter that a remark may stand on besides its points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One thing to mend. `on` is "points.2", "result", "advice" or "text"."""

    on: str
    text: str
    done: bool = False
    """The author says that it is mended."""
    answer: str = ""
    """What the author says instead of, or besides, mending it."""

    @property
    def position(self) -> int:
        """The point it stands on, 0 for a part of the letter."""
        head, _dot, number = self.on.partition(".")
        return int(number) if head == "points" and number.isdigit() else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterReturn:
    """One return of a letter, with text and facts as they were, so that changes can be shown."""

    id: str
    letter_id: str
    at: datetime
    staff_id: str
    comment: str = ""
    remarks: tuple[Remark, ...] = ()
    markdown: str
    facts: str
    version: int = 1


def where(remark: Remark) -> str:
    """What a remark stands on, in words."""
    if remark.position:
        return _("Point {number}").format(number=remark.position)
    return place(remark.on)


def summary(comment: str, remarks: tuple[Remark, ...]) -> str:
    """Comment and remarks in a few lines."""
    lines = [comment] if comment else []
    lines += [
        _("{where}: {why}").format(where=where(remark), why=remark.text) for remark in remarks
    ]
    return "\n".join(lines)


def settled(given: LetterReturn, remark: Remark, markdown: str, facts: str) -> bool:
    """Whether a remark was ticked, answered, or what it stands on was changed since.

    Somebody's own wording counts as a change of whatever the remark stands on: nobody but a
    person can tell which sentence it was about.
    """
    if remark.done or remark.answer:
        return True
    before, now = _part(given.facts, remark.on), _part(facts, remark.on)
    if remark.on != "text" and before != now:
        return True
    return facts == given.facts and markdown.strip() != given.markdown.strip()


def open_remarks(given: LetterReturn, markdown: str, facts: str) -> tuple[Remark, ...]:
    """Remarks that nobody ticked or answered and whose passage stands as it was returned."""
    return tuple(r for r in given.remarks if not settled(given, r, markdown, facts))


def answered(given: LetterReturn, number: int, *, done: bool, answer: str) -> LetterReturn:
    """The return with its remark `number`, counted from 1, ticked and answered."""
    remarks = list(given.remarks)
    remarks[number - 1] = replace(remarks[number - 1], done=done, answer=answer)
    return replace(given, remarks=tuple(remarks))


def _part(facts: str, on: str) -> Any:
    said = json.loads(facts).get("facts", {})
    head, _dot, number = on.partition(".")
    if head != "points":
        return said.get(head)
    return next((p for p in said.get("points", []) if str(p.get("position")) == number), None)
