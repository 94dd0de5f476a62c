"""Issued letters on their way: paper confirmed, handed over, countersigned, voided, verified."""

from dataclasses import replace

from desk.enums import CaseStatus, LetterKind, LetterState
from desk.i18n import _
from desk.letter.erased import erased_letter
from desk.letter.life import Document, Letter
from desk.letter.run import ItemState, PrintItem
from desk.refusals import Refusal
from desk.services import flow
from desk.services.base import Desk, open_only, service
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
            letter = replace(letter, address=postal_address(desk, book, letter))
    if documents:
        if not documents[-1].content:
            raise erased_letter()
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


@service("letter.confirm_printed", May.ISSUE_LETTER)
def confirm_printed(desk: Desk, who: Actor, letter_id: str, *, elsewhere: str = "") -> Letter:
    """Note that the paper lies there, readable and whole.

    A letter that was never sent to a printer or a folder has no paper, unless the lead says where
    else it was printed: `elsewhere` stays with the letter.
    """
    elsewhere = clean_line(elsewhere)
    with letter_act(desk, who, "letter.printed", letter_id) as (act, case, now):
        letter = in_state(act, letter_id, LetterState.ISSUED)
        if not letter.print_job and not elsewhere:
            raise Refusal(
                _("{number} was not sent to print from here.").format(number=letter.number),
                _("Print it first; if it was printed elsewhere, say where and how."),
                field="elsewhere",
                code="never_sent",
            )
        where = "" if letter.print_job else elsewhere
        act.put(replace(letter, state=LetterState.PRINTED, printed_at=now, printed_where=where))
        for item in act.find(PrintItem, letter_id=letter_id, state=ItemState.SENT):
            act.put(replace(item, state=ItemState.CONFIRMED, settled_at=now))
        flow.update(act, desk, case)
        act.commit()
    return kept(desk, letter_id)


@service("letter.void", May.ISSUE_LETTER)
def void_letter(desk: Desk, who: Actor, letter_id: str, reason: str) -> Letter:
    """Declare an issued letter void; its number stays in the register with the reason."""
    reason = clean_line(reason)
    if not reason:
        raise Refusal(_("The reason is missing."), field="reason", code="missing")
    with letter_act(desk, who, "letter.void", letter_id, ended=True) as (act, case, _now):
        if case.status in (CaseStatus.CLOSED, CaseStatus.TERMINATED):
            # What was issued under a case that is withdrawn or annulled may still be taken back.
            open_only(desk, act, case)
        letter = in_state(act, letter_id, LetterState.ISSUED, LetterState.PRINTED)
        act.put(replace(letter, state=LetterState.VOID, void_reason=reason))
        flow.update(act, desk, case)
        act.commit()
    return kept(desk, letter_id)
