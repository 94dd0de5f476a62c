"""Issued letters on their way: printed, handed over, countersigned, voided, verified."""

from dataclasses import replace
from typing import TYPE_CHECKING

from desk.enums import LetterKind, LetterState
from desk.i18n import _
from desk.letter.life import SENT, Document, Letter
from desk.ports import Book
from desk.refusals import Refusal
from desk.services import flow
from desk.services.base import Desk, service
from desk.services.letter_rows import (
    by_id,
    by_name,
    in_state,
    kept,
    letter_act,
)
from desk.services.pages import Page, file_name, letter_layout
from desk.services.printed_as import postal_address
from desk.staff.model import Actor
from desk.staff.permissions import May
from desk.text import clean_line

if TYPE_CHECKING:
    from desk.letter.printer import Printer


@service("letter.show", May.READ, writes=False)
def show_letter(desk: Desk, who: Actor, text: str, kind: LetterKind | None = None) -> Letter:
    """The letter meant by an id, a number, or the reference of its case."""
    with desk.store.read() as book:
        return by_name(book, text, kind)


@service("letter.page", May.READ, writes=False)
def letter_page(desk: Desk, who: Actor, letter_id: str, *, markdown: str = "") -> Page:
    """The paper of a letter: the frozen one once it is issued, before that marked as a draft.

    `markdown` is a text for the draft that is not saved yet.
    """
    from desk.letter.codec import facts_from_json
    from desk.letter.press import to_pdf

    with desk.store.read() as book:
        letter = by_id(book, letter_id)
        documents = book.find(Document, letter_id=letter.id)
        if not documents:
            letter = replace(letter, address=postal_address(book, letter))
    if documents:
        return Page(
            file_name=file_name(letter.number),
            markdown=letter.markdown,
            pdf=documents[-1].content,
        )
    text = markdown or letter.markdown
    layout = letter_layout(desk, letter)
    return Page(
        file_name=file_name(f"draft-{letter.id}"),
        markdown=text,
        pdf=to_pdf(text, facts_from_json(letter.facts), letter.kind, layout),
    )


@service("letter.print", May.DELIVER)
def print_letter(desk: Desk, who: Actor, letter_id: str, printer: "Printer") -> str:
    """Send an issued letter to a printer or a folder; returns the job's name.

    A finished job is no proof of paper: the letter stays issued until somebody confirms it.
    """
    with desk.store.read() as book:
        letter = by_id(book, letter_id)
        content = _frozen(book, letter).content
    job = printer.send(content, file_name(letter.number))
    with letter_act(desk, who, "letter.print", letter_id, ended=True) as (act, _case, _now):
        fresh = in_state(act, letter_id, *SENT)
        act.put(replace(fresh, print_job=str(job)))
        act.commit()
    return str(job)


@service("letter.confirm_printed", May.ISSUE_LETTER)
def confirm_printed(desk: Desk, who: Actor, letter_id: str) -> Letter:
    """Note that the paper lies there, readable and whole."""
    with letter_act(desk, who, "letter.printed", letter_id) as (act, case, now):
        letter = in_state(act, letter_id, LetterState.ISSUED)
        act.put(replace(letter, state=LetterState.PRINTED, printed_at=now))
        flow.update(act, desk, case)
        act.commit()
    return kept(desk, letter_id)


@service("letter.void", May.ISSUE_LETTER)
def void_letter(desk: Desk, who: Actor, letter_id: str, reason: str) -> Letter:
    """Declare an issued letter void; its number stays in the register with the reason."""
    reason = clean_line(reason)
    if not reason:
        raise Refusal(_("The reason is missing."), field="reason", code="missing")
    with letter_act(desk, who, "letter.void", letter_id) as (act, case, _now):
        letter = in_state(act, letter_id, LetterState.ISSUED, LetterState.PRINTED)
        act.put(replace(letter, state=LetterState.VOID, void_reason=reason))
        flow.update(act, desk, case)
        act.commit()
    return kept(desk, letter_id)


def _frozen(book: Book, letter: Letter) -> Document:
    found = book.find(Document, letter_id=letter.id)
    if not found or letter.state not in (*SENT, LetterState.VOID):
        raise Refusal(
            _("This letter is not issued yet."),
            _("It gets its number and its page when a shift lead issues it."),
            code="not_issued",
        )
    return found[-1]
