"""The moment of issue: number, date, text, page and fingerprint of a letter, frozen together."""

from dataclasses import replace
from datetime import date, datetime

from desk.branch import Branch
from desk.enums import LetterState
from desk.letter.life import Letter
from desk.ports import Act
from desk.services.base import Desk
from desk.services.letter_rows import document_of
from desk.services.pages import letter_layout, page
from desk.services.printed_as import postal_address


def frozen(
    desk: Desk,
    act: Act,
    letter: Letter,
    *,
    number: str,
    day: date,
    by: str,
    at: datetime,
    serial: int | None = None,
) -> Letter:
    """The letter as it is issued, for the caller to keep; its page is added to the act.

    Every way of issuing goes through here, so that whatever left the house can be proved.
    """
    from desk.letter.book import with_number
    from desk.letter.codec import facts_from_json
    from desk.letter.fingerprint import fingerprint, fonts_hash

    text = with_number(letter.markdown, number, day)
    branches = act.find(Branch, limit=1)
    letter = replace(letter, address=postal_address(act, letter))
    layout = letter_layout(desk, letter, seal=branches[0].seal if branches else "")
    said = facts_from_json(letter.facts)
    paper = page(letter.kind, said, number=number, issued_on=day, markdown=text, layout=layout)
    document = document_of(letter.id, paper.pdf)
    act.add(document)
    return replace(
        letter,
        state=LetterState.ISSUED,
        markdown=text,
        number=number,
        serial=serial,
        issued_by=by,
        issued_at=at,
        issued_on=day,
        pdf_hash=document.sha256,
        fingerprint=fingerprint(
            text,
            letter.facts,
            seal=branches[0].seal if layout.seal else "",
            fonts=fonts_hash(layout.fonts),
        ).as_json(),
    )
