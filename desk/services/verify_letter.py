"""Whether an issued letter is still the one that was issued, and what has changed around it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk.enums import LetterState
from desk.i18n import _
from desk.letter.life import SENT, Document, Letter
from desk.letter.shelf import Shelf
from desk.ports import Book
from desk.refusals import Refusal
from desk.services.base import Desk, service
from desk.services.composing import in_force, kept_shelf
from desk.services.letter_rows import by_name
from desk.services.pages import letter_layout
from desk.staff.model import Actor
from desk.staff.permissions import May

if TYPE_CHECKING:
    from desk.letter.proof import Remark

PROVABLE = (*SENT, LetterState.VOID)
"""States of a letter with a number and a frozen page."""
PAGE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the proof of one letter found: `wrong` speaks against it, `notes` only explain."""

    letter_id: str
    number: str
    remarks: "tuple[Remark, ...]"

    @property
    def wrong(self) -> list[str]:
        """What is not as it was issued, one sentence each; empty when all is well."""
        return [one.words for one in self.remarks if one.wrong]

    @property
    def notes(self) -> list[str]:
        """What has changed since without touching the letter, one sentence each."""
        return [one.words for one in self.remarks if not one.wrong]

    @property
    def codes(self) -> list[str]:
        """The stable names of everything that was found."""
        return [one.code for one in self.remarks]


@service("letter.verify", May.READ, writes=False)
def verify_letter(desk: Desk, who: Actor, number: str) -> Verdict:
    """Prove an issued letter by its hashes, and by its text and page made anew."""
    with desk.store.read() as book:
        letter = by_name(book, number)
        if letter.state not in PROVABLE:
            raise Refusal(
                _("This letter is not issued yet."),
                _("It gets its number and its page when a shift lead issues it."),
                code="not_issued",
            )
        document, kept, gone = _kept_with(book, letter)
        now = in_force(book)
    from desk.letter.proof import proved

    return Verdict(
        letter_id=letter.id,
        number=letter.number,
        remarks=tuple(proved(letter, document, kept, gone, now, letter_layout(desk, letter))),
    )


def _kept_with(book: Book, letter: Letter) -> tuple[Document | None, Shelf, list[str]]:
    documents = book.find(Document, letter_id=letter.id)
    kept, gone = kept_shelf(book, letter)
    return documents[-1] if documents else None, kept, gone


def wrong_letters(desk: Desk) -> list[str]:
    """What the hashes alone say against issued letters, one sentence each; reads every letter."""
    from desk.letter.proof import sealed

    wrong: list[str] = []
    after = ""
    while True:
        with desk.store.read() as book:
            rows = book.letters([*PROVABLE], after=after, limit=PAGE)
            for row in rows:
                letter = book.get(Letter, row.letter_id)
                if letter is None:
                    continue
                document, _kept, gone = _kept_with(book, letter)
                wrong += [
                    f"{letter.number}{_(': ')}{one.words}" for one in sealed(letter, document, gone)
                ]
        if len(rows) < PAGE:
            return wrong
        after = rows[-1].cursor
