"""The moment of issue: number, date, text, page and fingerprint of a letter, frozen together."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from desk.branch import Branch
from desk.enums import LetterState
from desk.letter.life import Letter
from desk.ports import Act, Book
from desk.services.base import Desk
from desk.services.letter_rows import document_of
from desk.services.pages import letter_layout
from desk.services.printed_as import postal_address

if TYPE_CHECKING:
    from desk.letter.press_many import PressJob


def page_job(
    desk: Desk, book: Book, letter: Letter, *, number: str, day: date
) -> "tuple[Letter, PressJob, str]":
    """The letter with its address, what its page is pressed from, and the hash of its seal."""
    from desk.letter.book import with_number
    from desk.letter.codec import facts_from_json
    from desk.letter.press_many import PressJob

    branches = book.find(Branch, limit=1)
    seal = branches[0].seal if branches else ""
    letter = replace(letter, address=postal_address(desk, book, letter))
    layout = replace(letter_layout(desk, letter, seal=seal), archive=True, issued_on=day)
    job = PressJob(
        markdown=with_number(letter.markdown, number, day),
        facts=facts_from_json(letter.facts),
        kind=letter.kind,
        layout=layout,
    )
    return letter, job, seal if layout.seal else ""


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
    ready: "Mapping[PressJob, bytes] | None" = None,
) -> Letter:
    """The letter as it is issued, for the caller to keep; its page is added to the act.

    Every way of issuing goes through here, so that whatever left the house can be proved. `ready`
    holds pages that were pressed before; one counts only for the very same job.
    """
    from desk.letter.fingerprint import fingerprint, fonts_hash
    from desk.letter.press import to_pdf

    letter, job, seal = page_job(desk, act, letter, number=number, day=day)
    pdf = (ready or {}).get(job) or to_pdf(job.markdown, job.facts, job.kind, job.layout)
    document = document_of(letter.id, pdf)
    act.add(document)
    return replace(
        letter,
        state=LetterState.ISSUED,
        markdown=job.markdown,
        number=number,
        serial=serial,
        issued_by=by,
        issued_at=at,
        issued_on=day,
        pdf_hash=document.sha256,
        fingerprint=fingerprint(
            job.markdown,
            letter.facts,
            seal=seal,
            fonts=fonts_hash(job.layout.fonts if job.layout else None),
        ).as_json(),
    )
