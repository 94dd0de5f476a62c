"""Issued letters on their way: printed, handed over, countersigned, voided, verified."""

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from desk.enums import LetterKind, LetterState
from desk.i18n import _
from desk.ids import new_id
from desk.letter.life import Document, Letter
from desk.ports import Book
from desk.refusals import Refusal
from desk.services import facts, flow
from desk.services.base import Desk, case_act, service
from desk.services.letter_rows import (
    by_id,
    by_name,
    document_of,
    in_state,
    kept,
    letter_act,
)
from desk.services.lists import read_case
from desk.services.pages import Page, file_name, page
from desk.staff.model import Actor
from desk.staff.permissions import May
from desk.text import clean_line

if TYPE_CHECKING:
    from desk.letter.printer import Printer

SENT = (
    LetterState.ISSUED,
    LetterState.PRINTED,
    LetterState.DELIVERED,
    LetterState.COUNTERSIGNED,
)
"""States of a letter that has its number and its frozen page."""


@service("letter.show", May.READ, writes=False)
def show_letter(desk: Desk, who: Actor, text: str, kind: LetterKind | None = None) -> Letter:
    """The letter meant by an id, a number, or the reference of its case."""
    with desk.store.read() as book:
        return by_name(book, text, kind)


@service("letter.page", May.READ, writes=False)
def letter_page(desk: Desk, who: Actor, letter_id: str) -> Page:
    """The paper of a letter: the frozen one once it is issued, before that marked as a draft."""
    from desk.letter.codec import facts_from_json
    from desk.letter.press import to_pdf

    with desk.store.read() as book:
        letter = by_id(book, letter_id)
        documents = book.find(Document, letter_id=letter.id)
    if documents:
        return Page(
            file_name=file_name(letter.number),
            markdown=letter.markdown,
            pdf=documents[-1].content,
        )
    return Page(
        file_name=file_name(f"draft-{letter.id}"),
        markdown=letter.markdown,
        pdf=to_pdf(letter.markdown, facts_from_json(letter.facts), letter.kind),
    )


@service("letter.acknowledge", May.REGISTER)
def acknowledge(desk: Desk, who: Actor, reference: str) -> Letter:
    """The acknowledgement slip of a case: made once, issued at once, the same one ever after."""
    from desk.letter.book import compose, with_number
    from desk.letter.codec import content_hash, facts_to_json

    with case_act(desk, who, "letter.acknowledge", reference) as (act, case, now):
        earlier = act.find(Letter, case_id=case.id, kind=LetterKind.ACKNOWLEDGEMENT)
        if earlier:
            return earlier[-1]
        said = facts.acknowledgement_facts(desk, read_case(act, case.reference))
        number = f"{case.reference}-S"
        today = desk.hours.day_of(now)
        markdown = with_number(compose(LetterKind.ACKNOWLEDGEMENT, said), number, today)
        paper = page(
            LetterKind.ACKNOWLEDGEMENT, said, number=number, issued_on=today, markdown=markdown
        )
        letter_id = new_id()
        document = document_of(letter_id, paper.pdf)
        letter = Letter(
            id=letter_id,
            case_id=case.id,
            kind=LetterKind.ACKNOWLEDGEMENT,
            language=said.language,
            state=LetterState.ISSUED,
            markdown=markdown,
            facts=facts_to_json(said),
            content_hash=content_hash(markdown, said),
            author_id=who.staff_id,
            made_at=now,
            number=number,
            issued_by=who.staff_id,
            issued_at=now,
            issued_on=today,
            pdf_hash=document.sha256,
            round=case.round,
        )
        act.add(letter)
        act.add(document)
        act.commit()
    return kept(desk, letter_id)


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


@service("letter.verify", May.READ, writes=False)
def verify_letter(desk: Desk, who: Actor, number: str) -> list[str]:
    """What does not agree in an issued letter, one sentence each; empty when it is as issued."""
    from desk.letter.book import compose, with_number
    from desk.letter.codec import content_hash, facts_from_json

    with desk.store.read() as book:
        letter = by_name(book, number)
        document = _frozen(book, letter)
    wrong = []
    if hashlib.sha256(document.content).hexdigest() != letter.pdf_hash:
        wrong.append(_("The page kept is not the page that was issued."))
    said = facts_from_json(letter.facts)
    if letter.edited or letter.issued_on is None:
        return wrong
    draft = compose(letter.kind, said)
    if with_number(draft, letter.number, letter.issued_on) != letter.markdown:
        wrong.append(_("The text differs from one made anew; the template may be another version."))
    elif letter.approved_hash and content_hash(draft, said) != letter.approved_hash:
        wrong.append(_("The text is not the one that was approved."))
    return wrong


def _frozen(book: Book, letter: Letter) -> Document:
    found = book.find(Document, letter_id=letter.id)
    if not found or letter.state not in (*SENT, LetterState.VOID):
        raise Refusal(
            _("This letter is not issued yet."),
            _("It gets its number and its page when a shift lead issues it."),
            code="not_issued",
        )
    return found[-1]
