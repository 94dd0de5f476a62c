"""An issued letter in the form a printer takes: its frozen page, or its text for a text printer."""

from datetime import date
from typing import TYPE_CHECKING

from desk.letter.life import Letter
from desk.letter.run import ENDINGS, PaperForm
from desk.services.pages import Page

if TYPE_CHECKING:
    from desk.letter.printer import Sheets
    from desk.letter.printers import Printers

LINES_A_SHEET = 60


def content(letter: Letter, pdf: bytes, form: PaperForm, *, as_copy: bool, day: date) -> bytes:
    """The bytes for the printer; `pdf` is the frozen page, `day` stands on a copy."""
    if form is PaperForm.PAGE:
        if not as_copy:
            return pdf
        from desk.letter.copies import marked_copy

        return marked_copy(pdf, letter.language, day)
    from desk.letter.printer_text import for_dot_matrix, for_slips

    if form is PaperForm.TEXT80:
        return for_dot_matrix(letter.markdown, letter.language, as_copy=as_copy)
    from desk.letter.codec import facts_from_json

    code = facts_from_json(letter.facts).lookup_code
    return for_slips(letter.markdown, letter.language, code=code, as_copy=as_copy)


def pages_of(letter: Letter, pdf: bytes, form: PaperForm) -> int:
    """How many pages the letter has in this form; a slip is one however long."""
    if form is PaperForm.SLIP32:
        return 1
    if form is PaperForm.PAGE:
        from desk.letter.fit import pages

        return pages(pdf)
    from desk.letter.plain import to_text

    return -(-to_text(letter.markdown, columns=80).count("\n") // LINES_A_SHEET) or 1


def sheets_for(form: PaperForm) -> "Sheets":
    """How a form reaches a printer."""
    from desk.letter.printer import Sheets

    return Sheets(raw=form is not PaperForm.PAGE, ending=ENDINGS[form])


def put_on_paper(page: Page, name: str, printers: "Printers") -> str:
    """Send a paper to a printer in the form that the printer is for; the name of the job."""
    form = printers.form_for(name)
    made = page.pdf
    if form is not PaperForm.PAGE:
        from desk.letter.printer_text import for_dot_matrix, for_slips

        made = (for_dot_matrix if form is PaperForm.TEXT80 else for_slips)(page.markdown)
    return printers.named(name).send(made, page.file_name, sheets_for(form))


def letter_on_paper(letter: Letter, page: Page, name: str, printers: "Printers") -> str:
    """Like `put_on_paper`, for an issued letter: a slip carries its lookup code."""
    form = printers.form_for(name)
    day = letter.issued_on or letter.made_at.date()
    made = content(letter, page.pdf, form, as_copy=False, day=day)
    return printers.named(name).send(made, page.file_name, sheets_for(form))
