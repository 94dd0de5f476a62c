"""What blocks a letter and what is worth a second look: one judgement for every route to issue.

Pure: facts, Markdown and lists come in, findings go out. Blocking rules are never left to the
template, because a person may edit the text.
"""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from desk.enums import LetterKind
from desk.i18n import _
from desk.letter import lint_beside, lint_days, lint_known, lint_numbers, lint_points, lint_text
from desk.letter.facts import LetterFacts, ReplyFacts
from desk.letter.finding import Finding
from desk.letter.lint_known import Known, KnownKind
from desk.letter.wording import Wording

__all__ = ["Finding", "Known", "KnownKind", "LetterToCheck", "Private", "lint"]


@dataclass(frozen=True, slots=True)
class Private:
    """A full value of personal data that the letter must not show, and what it is, in words."""

    value: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterToCheck:
    """A letter and what its rules depend on.

    `private` are full values of any party; `known` is what the file holds of the customer, and
    `right` are other names and numbers that are spelt as they should be; `expired` names, by
    point position, cited articles that are not in force; `reply_due` is the day the reply falls
    due and `holding_sent` whether a holding letter went out. `approver_id` stays empty until
    somebody approves. `fonts` is the folder of a site's own fonts.
    """

    kind: LetterKind
    facts: LetterFacts
    markdown: str
    today: date
    wording: Wording
    private: tuple[Private, ...] = ()
    known: tuple[Known, ...] = ()
    right: tuple[str, ...] = ()
    expired: dict[int, tuple[str, ...]] = field(default_factory=dict)
    author_id: str = ""
    approver_id: str = ""
    reply_due: date | None = None
    holding_sent: bool = False
    fonts: Path | None = None


def lint(letter: LetterToCheck) -> list[Finding]:
    """Everything found, what blocks first, then in the order of the letter."""
    facts, wording = letter.facts, letter.wording
    found: list[Finding] = []
    said = lint_text.voices(facts, letter.markdown)
    if isinstance(facts, ReplyFacts):
        found += lint_points.points(facts, letter.markdown, letter.today, wording, letter.expired)
        found += _late(letter)
        theirs = lint_text.customers_words(facts)
        for point in facts.points:
            found += lint_numbers.within(point, wording, theirs, facts.language)
            found += lint_days.to_come(point, theirs, letter.today, facts.language)
    found += lint_beside.beside(facts, letter.markdown, letter.today, wording)
    found += lint_text.text(
        letter.kind,
        facts,
        letter.markdown,
        wording,
        [(one.value, one.what) for one in letter.private],
        letter.fonts,
    )
    found += lint_numbers.contradictions(said, wording)
    right = (*letter.right, facts.unit.address, facts.unit.phone)
    found += lint_known.findings(said, facts.reader.salutation, letter.known, right)
    if letter.approver_id and letter.approver_id == letter.author_id:
        found.append(
            Finding(
                code="same_person",
                where=_("the letter"),
                field="approver_id",
                why=_("The author and the approver are the same person."),
                cure=_("Have another shift lead or the manager approve it."),
            )
        )
    return sorted(found, key=lambda one: not one.blocks)


def _late(letter: LetterToCheck) -> list[Finding]:
    if letter.reply_due is None or letter.holding_sent or letter.today <= letter.reply_due:
        return []
    return [
        Finding(
            code="late",
            where=_("the letter"),
            field="reply_due",
            why=_("The reply is past its deadline and no holding letter went out."),
            cure=_("Say in the letter why it took longer, and apologise for it."),
            blocks=False,
        )
    ]
