"""Copies of a letter for those who signed a joint case and do not speak for all."""

from desk.case import Party
from desk.enums import LetterKind, PartyRole
from desk.i18n import N_, _, say
from desk.joint import Signatory, addressed
from desk.letter.life import SENT, Letter
from desk.ports import Book
from desk.refusals import Refusal
from desk.services.base import Desk, service
from desk.services.letter_rows import by_id, frozen_page
from desk.services.pages import Page, file_name
from desk.services.spelling import NAME_ON_FILE, form_in
from desk.staff.model import Actor
from desk.staff.permissions import May
from desk.views import CaseFile

FOR_EVERYBODY = (
    LetterKind.HOLDING,
    LetterKind.REPLY,
    LetterKind.SUMMARY_REPLY,
    LetterKind.SUPPLEMENTARY_REPLY,
    LetterKind.COMMITMENT,
    LetterKind.TERMINATION,
)
"""Letters that go to those who speak for all, and in copy to everybody else who signed."""


def others(book: Book, letter: Letter) -> list[Signatory]:
    """Who gets a copy of a letter, in the order of the list: not those whom it is addressed to."""
    if letter.kind not in FOR_EVERYBODY:
        return []
    signed = book.find(Signatory, case_id=letter.case_id, order="position")
    if not signed:
        return []
    [came] = book.find(Party, case_id=letter.case_id, role=PartyRole.COMPLAINANT, limit=1)
    return list(addressed(signed, came.name, came.phone).others)


def letter_to_copy(file: CaseFile) -> Letter | None:
    """The latest letter of a case that everybody who signed gets, None while none is issued."""
    sent = [one for one in file.letters if one.kind in FOR_EVERYBODY and one.state in SENT]
    return max(sent, key=lambda one: one.issued_at or one.made_at, default=None)


def _in_own_fonts(name: str) -> str:
    from desk.letter.glyphs import holes

    return next((one for one in (name, form_in(name)) if one and not holes(one)), "")


@service("letter.copies", May.DELIVER)
def copies_for_others(desk: Desk, who: Actor, letter_id: str) -> Page:
    """The frozen pages once for each of the others, marked as a copy with name and number."""
    from desk.letter.copies import joined, marked_copy

    now = desk.clock.now()
    with desk.store.read() as book:
        letter = by_id(book, letter_id)
        pdf = frozen_page(book, letter).content
        people = others(book, letter)
    if not people:
        raise Refusal(
            _("Nobody else gets a copy of this letter."),
            _("Copies go to those who signed a joint case and do not speak for all."),
            code="no_copies",
        )
    to = say(N_("{name} (no. {position} on the list)"), letter.language)
    day = desk.hours.day_of(now)
    pages = []
    for one in people:
        # The mark is set in our own fonts alone.
        name = _in_own_fonts(one.name) or say(NAME_ON_FILE, letter.language)
        words = to.format(name=name, position=one.position)
        pages.append(marked_copy(pdf, letter.language, day, to=words))
    with desk.store.act(
        "letter.copies",
        staff_id=who.staff_id,
        at=now,
        case_id=letter.case_id,
        note=str(len(people)),
    ) as act:
        act.look()
        act.commit()
    return Page(
        file_name=file_name(f"{letter.number}-copies"), markdown=letter.markdown, pdf=joined(pages)
    )
