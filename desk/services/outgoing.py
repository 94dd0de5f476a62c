"""Issued letters on their way: paper confirmed, handed over, countersigned, voided, verified."""

import hashlib
from dataclasses import replace

from desk.enums import ClockKind, Delivery, LetterKind, LetterState, Role
from desk.forms import DeliveryForm
from desk.i18n import _
from desk.ids import new_id
from desk.letter.life import Document, Letter
from desk.letter.run import ItemState, PrintItem
from desk.refusals import Refusal
from desk.services import facts, flow
from desk.services.base import Desk, case_act, service
from desk.services.letter_rows import (
    by_id,
    by_name,
    document_of,
    frozen,
    in_state,
    kept,
    letter_act,
)
from desk.services.lists import read_case
from desk.services.pages import Page, file_name, page
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
    """Note how the letter reached the customer; from here on the call-back is due."""
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
        flow.meet(act, case.id, (*ClockKind,), at)
        if flow.needs(act, desk, case).follow_up:
            act.add(*flow.clocks_for(desk, case, (ClockKind.FOLLOW_UP,), at))
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


@service("letter.verify", May.READ, writes=False)
def verify_letter(desk: Desk, who: Actor, number: str) -> list[str]:
    """What does not agree in an issued letter, one sentence each; empty when it is as issued."""
    from desk.letter.book import compose, with_number
    from desk.letter.codec import content_hash, facts_from_json

    with desk.store.read() as book:
        letter = by_name(book, number)
        document = frozen(book, letter)
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
