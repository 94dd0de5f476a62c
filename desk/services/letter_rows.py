"""Letters as rows: finding one, acting on one, and the document that is frozen with it."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from desk.case import Case
from desk.enums import LetterKind, LetterState
from desk.i18n import _
from desk.ids import new_id
from desk.labels import label
from desk.letter.erased import erased_letter
from desk.letter.kinds import ANSWERING
from desk.letter.life import SENT, Document, Letter
from desk.ports import Act, Book
from desk.progress import answering_letter
from desk.refusals import Refusal
from desk.services.base import Desk, case_by_reference, open_only
from desk.services.lists import read_case
from desk.staff.model import Actor
from desk.text import clean_line
from desk.views import CaseFile


def by_id(book: Book, letter_id: str) -> Letter:
    """The letter with this id; refuses when there is none."""
    letter = book.get(Letter, letter_id)
    if letter is None:
        raise Refusal(_("There is no such letter."), code="no_such_letter")
    return letter


def by_name(book: Book, text: str, kind: LetterKind | None = None) -> Letter:
    """The letter meant by an id, a letter number, or the reference of its case.

    By reference it is the answer of the present round, or the latest of `kind`; one that is not
    void, if there is one.
    """
    text = clean_line(text)
    letter = book.get(Letter, text)
    if letter is not None:
        return letter
    if text and (found := book.find(Letter, number=text, limit=1)):
        return found[0]
    if "〔" in text:
        raise Refusal(
            _("No letter bears the number {number}.").format(number=text), code="no_such_letter"
        )
    case = case_by_reference(book, text)
    letters = book.find(Letter, case_id=case.id)
    fitting = [one for one in letters if one.kind is kind]
    standing = [one for one in fitting if one.state is not LetterState.VOID]
    chosen = (
        answering_letter(case, letters)
        if kind is None
        else next(reversed(standing or fitting), None)
    )
    if chosen is None:
        raise Refusal(
            _("Case {reference} has no such letter yet.").format(reference=case.reference),
            _("Draft it first."),
            code="no_such_letter",
        )
    return chosen


def meant(
    case: Case, letters: Sequence[Letter], kind: LetterKind | None
) -> tuple[LetterKind, Letter | None]:
    """The kind of letter to draft, and the one of it that stands already.

    A case has one answer on its way at a time: a draft of one answering kind becomes another.
    """
    answer = answering_letter(case, letters)
    if kind is None:
        kind = answer.kind if answer is not None else LetterKind.REPLY
    if kind not in ANSWERING:
        open_ones = [
            one
            for one in letters
            if one.kind is kind and one.state not in SENT and one.state is not LetterState.VOID
        ]
        return kind, open_ones[-1] if open_ones else None
    if answer is None or answer.state is LetterState.DRAFT or answer.kind is kind:
        again = kind is LetterKind.SUPPLEMENTARY_REPLY and answer and answer.state in SENT
        return kind, None if again else answer
    if answer.state in SENT:
        if kind is LetterKind.SUPPLEMENTARY_REPLY:
            return kind, None
        raise Refusal(
            _("{number} has answered this case already.").format(number=answer.number),
            _("A supplementary reply corrects it or adds to it."),
            field="kind",
            code="kind_unanswered",
        )
    raise Refusal(
        _("Another answer is on its way: {kind}, {state}.").format(
            kind=label(answer.kind), state=label(answer.state)
        ),
        _("Have a shift lead return it first."),
        field="kind",
        code="letter_state",
    )


def file_of(book: Book, letter: Letter) -> CaseFile:
    """The file of the case a letter belongs to."""
    case = book.get(Case, letter.case_id)
    assert case is not None
    return read_case(book, case.reference)


@contextmanager
def letter_act(
    desk: Desk, who: Actor, name: str, letter_id: str, *, ended: bool = False, note: str = ""
) -> Iterator[tuple[Act, Case, datetime]]:
    """One act on a letter of an open case (or an ended one, where `ended`).

    `note` stays in the journal beside what the actor's own note says.
    """
    now = desk.clock.now()
    with desk.store.read() as book:
        case_id = by_id(book, letter_id).case_id
    with desk.store.act(
        name,
        staff_id=who.staff_id,
        at=now,
        case_id=case_id,
        note="; ".join(filter(None, (who.journal_note, note))),
    ) as act:
        case = act.get(Case, case_id)
        assert case is not None
        yield act, case if ended else open_only(desk, act, case), now


def in_state(act: Act, letter_id: str, *states: LetterState) -> Letter:
    """The letter as it stands in the act; refuses when it is in none of these states."""
    letter = by_id(act, letter_id)
    if letter.state not in states:
        raise Refusal(
            _("The letter is now “{state}”; this cannot be done with it.").format(
                state=label(letter.state)
            ),
            _("Possible while it is: {states}.").format(
                states=_(", ").join(label(state) for state in states)
            ),
            code="letter_state",
        )
    return letter


def kept(desk: Desk, letter_id: str) -> Letter:
    """The letter as it is kept now."""
    with desk.store.read() as book:
        return by_id(book, letter_id)


def frozen_page(book: Book, letter: Letter) -> Document:
    """The frozen page of a letter; refuses before it is issued."""
    found = book.find(Document, letter_id=letter.id)
    if not found or letter.state not in (*SENT, LetterState.VOID):
        raise Refusal(
            _("This letter is not issued yet."),
            _("It gets its number and its page when a shift lead issues it."),
            code="not_issued",
        )
    if not found[-1].content:
        raise erased_letter()
    return found[-1]


def document_of(letter_id: str, pdf: bytes) -> Document:
    """The frozen page of a letter."""
    return Document(
        id=new_id(),
        letter_id=letter_id,
        media_type="application/pdf",
        sha256=hashlib.sha256(pdf).hexdigest(),
        content=pdf,
    )
