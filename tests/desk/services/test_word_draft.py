"""A letter can be had as a Word document until it is issued, and not after."""

from desk.services import letters
from desk.services.word_draft import letter_docx
from tests.desk.services.hall import Hall, refused


def test_a_draft_is_given_out_until_it_is_issued(hall: Hall) -> None:
    _ref, letter = hall.submitted()
    assert letter_docx(hall.desk, hall.clerk, letter.id).startswith(b"PK")
    letters.approve_letter(hall.desk, hall.lead, letter.id)
    assert letter_docx(hall.desk, hall.lead, letter.id).startswith(b"PK")
    letters.issue_letter(hall.desk, hall.lead, letter.id)
    refused("letter_state", lambda: letter_docx(hall.desk, hall.lead, letter.id))
