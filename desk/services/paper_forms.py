"""An issued letter in the form a printer takes: its frozen page, or its text for a text printer."""

from datetime import date

from desk.letter.life import Letter
from desk.letter.run import PaperForm

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
        from desk.letter.press import pages

        return pages(pdf)
    from desk.letter.plain import to_text

    return -(-to_text(letter.markdown, columns=80).count("\n") // LINES_A_SHEET) or 1
