"""Issued letters on their way: paper confirmed, handed over, countersigned, voided, verified."""

from dataclasses import replace

from desk.enums import ClockKind, Delivery, LetterKind, LetterState, Role
from desk.forms import DeliveryForm
from desk.i18n import _
from desk.letter.kinds import ANSWERING
from desk.letter.life import Document, Letter
from desk.letter.run import ItemState, PrintItem
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
from desk.services.pages import Page, file_name
from desk.staff.model import Actor
from desk.staff.permissions import May
from desk.text import clean_line


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


@service("letter.confirm_printed", May.ISSUE_LETTER)
def confirm_printed(desk: Desk, who: Actor, letter_id: str) -> Letter:
    """Note that the paper lies there, readable and whole."""
    with letter_act(desk, who, "letter.printed", letter_id) as (act, case, now):
        letter = in_state(act, letter_id, LetterState.ISSUED)
        act.put(replace(letter, state=LetterState.PRINTED, printed_at=now))
        for item in act.find(PrintItem, letter_id=letter_id, state=ItemState.SENT):
            act.put(replace(item, state=ItemState.CONFIRMED, settled_at=now))
        flow.update(act, desk, case)
        act.commit()
    return kept(desk, letter_id)


@service("letter.deliver", May.DELIVER)
def deliver_letter(desk: Desk, who: Actor, letter_id: str, form: DeliveryForm) -> Letter:
    """Note how the letter reached the customer; after an answer the call-back is due."""
    with letter_act(desk, who, "letter.deliver", letter_id) as (act, case, now):
        letter = in_state(act, letter_id, LetterState.PRINTED)
        at = form.at or now
        if at.tzinfo is None:
            at = at.replace(tzinfo=desk.hours.tz)
        if letter.issued_at is not None and not letter.issued_at <= at <= now:
            raise Refusal(
                _("The delivery must lie between the issue of the letter and now."),
                field="at",
                code="bad_time",
            )
        note = clean_line(form.note)
        if form.delivery is not Delivery.BY_HAND and not note:
            raise Refusal(
                _("Write down how: the witness, the postal number, or the attempts made."),
                field="note",
                code="missing",
            )
        if form.delivery is Delivery.NOBODY and who.role not in (Role.LEAD, Role.MANAGER):
            raise Refusal(
                _("That there is nobody to deliver to is for a shift lead to say."),
                field="delivery",
                code="not_allowed",
            )
        act.put(
            replace(
                letter,
                state=LetterState.DELIVERED,
                delivery=form.delivery,
                delivered_at=at,
                delivery_note=note,
            )
        )
        if letter.kind in ANSWERING:
            flow.meet(act, case.id, (*ClockKind,), at)
            if flow.needs(act, desk, case).follow_up:
                act.add(*flow.clocks_for(desk, case, (ClockKind.FOLLOW_UP,), at))
        else:
            # A letter beside the reply is a contact, and answers nothing.
            flow.meet(act, case.id, (ClockKind.FIRST_CONTACT,), at)
        flow.update(act, desk, case)
        act.commit()
    return kept(desk, letter_id)


@service("letter.countersign", May.DELIVER)
def countersign_letter(desk: Desk, who: Actor, letter_id: str) -> Letter:
    """Note that the customer's signed receipt came back."""
    with letter_act(desk, who, "letter.countersign", letter_id, ended=True) as (act, _case, now):
        letter = in_state(act, letter_id, LetterState.DELIVERED)
        act.put(replace(letter, state=LetterState.COUNTERSIGNED, countersigned_at=now))
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
