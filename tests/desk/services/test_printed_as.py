"""How a letter is printed is chosen on the draft, frozen at issue, and its seal is journalled."""

from dataclasses import replace
from pathlib import Path

import pytest
from pypdfium2 import raw

from desk.enums import AddressPlace, LetterSize
from desk.i18n import use
from desk.letter.fingerprint import read_fingerprint
from desk.letter.fit import pages
from desk.letter.life import Letter
from desk.letter.stationery import Stationery
from desk.refusals import Fault
from desk.services import letters, outgoing, printed_as, returns
from desk.services.verify_letter import verify_letter
from tests.desk.letter.pages import boxes, marks, texts
from tests.desk.services.hall import Hall, refused
from tests.pictures import SEAL, png


@pytest.fixture
def sealed(hall: Hall, tmp_path: Path) -> Hall:
    """The hall with a data folder."""
    hall.desk = replace(hall.desk, stationery=Stationery(tmp_path))
    return hall


def draft(hall: Hall) -> tuple[str, Letter]:
    reference, letter = hall.submitted()
    return reference, returns.return_letter(hall.desk, hall.lead, letter.id, "请改")


def sent(hall: Hall, letter: Letter) -> Letter:
    letters.submit_letter(hall.desk, hall.clerk, letter.id)
    letters.approve_letter(hall.desk, hall.lead, letter.id)
    return letters.issue_letter(hall.desk, hall.lead, letter.id)


def rings(pdf: bytes) -> int:
    """How many things of the size of a seal are drawn."""
    drawn = [
        box for number in range(pages(pdf)) for box in boxes(pdf, number, raw.FPDF_PAGEOBJ_PATH)
    ]
    return len([one for one in drawn if 35 < one.right - one.left < 45 < 10 + one.bottom - one.top])


def page_of(hall: Hall, letter: Letter) -> bytes:
    return outgoing.letter_page(hall.desk, hall.clerk, letter.id).pdf


def test_large_print_is_on_the_frozen_page_and_the_next_draft_is_large_too(hall: Hall) -> None:
    _ref, letter = draft(hall)
    large = printed_as.print_letter_as(hall.desk, hall.clerk, letter.id, size=LetterSize.LARGE)
    assert large.size is LetterSize.LARGE
    assert 22 in {mark.size for mark in marks(page_of(hall, large), 0)}
    issued = sent(hall, large)
    assert 22 in {mark.size for mark in marks(page_of(hall, issued), 0)}
    assert verify_letter(hall.desk, hall.clerk, issued.number).wrong == []
    file = hall.file(_ref)
    assert printed_as.usual_size(file) is LetterSize.LARGE


def test_what_was_submitted_keeps_its_look(hall: Hall) -> None:
    _ref, letter = hall.submitted()
    refused(
        "letter_state",
        lambda: printed_as.print_letter_as(
            hall.desk, hall.clerk, letter.id, size=LetterSize.COMPACT
        ),
    )


def test_an_address_stands_on_its_page_or_in_the_window(hall: Hall) -> None:
    reference, letter = draft(hall)
    who = hall.file(reference).complainant.name
    for place in (AddressPlace.PAGE, AddressPlace.WINDOW):
        chosen = printed_as.print_letter_as(hall.desk, hall.clerk, letter.id, address_place=place)
        first, *others = texts(page_of(hall, chosen))
        assert who in first
        assert "（收）" in first
        assert ("尊敬的" in first) == (place is AddressPlace.WINDOW)
        assert all("（收）" not in text for text in others)
    issued = sent(hall, chosen)
    assert who in issued.address
    assert verify_letter(hall.desk, hall.clerk, issued.number).wrong == []


def test_a_letter_without_an_address_on_file_is_not_made_for_the_post(hall: Hall) -> None:
    reference, letter = draft(hall)
    with hall.desk.store.act("test", staff_id=hall.clerk.staff_id, at=hall.clock.now()) as act:
        file = hall.file(reference)
        act.put(replace(file.case, address=""))
        if file.customer is not None:
            act.put(replace(file.customer, address=""))
        act.commit()
    refused(
        "no_address",
        lambda: printed_as.print_letter_as(
            hall.desk, hall.clerk, letter.id, address_place=AddressPlace.PAGE
        ),
    )


def test_the_seal_is_printed_on_what_is_issued_and_known_by_its_hash(sealed: Hall) -> None:
    use("en")
    report = printed_as.use_seal(sealed.desk, sealed.admin, png(400, 400, alpha=False))
    assert report.picture == "png"
    assert "transparent" in report.warnings[0]
    report = printed_as.use_seal(sealed.desk, sealed.admin, SEAL)
    assert printed_as.show_seal(sealed.desk, sealed.clerk) == report
    _ref, letter = draft(sealed)
    assert rings(page_of(sealed, letter)) == 0
    issued = sent(sealed, letter)
    assert rings(page_of(sealed, issued)) == 1
    mark = read_fingerprint(issued.fingerprint)
    assert mark is not None
    assert mark.seal == report.sha256
    assert verify_letter(sealed.desk, sealed.clerk, issued.number).wrong == []


def test_a_seal_changed_by_other_hands_stops_the_issue(sealed: Hall, tmp_path: Path) -> None:
    printed_as.use_seal(sealed.desk, sealed.admin, SEAL)
    _ref, letter = draft(sealed)
    letters.submit_letter(sealed.desk, sealed.clerk, letter.id)
    letters.approve_letter(sealed.desk, sealed.lead, letter.id)
    (tmp_path / "seal.svg").write_bytes(SEAL.replace(b"47", b"40"))
    with pytest.raises(Fault):
        letters.issue_letter(sealed.desk, sealed.lead, letter.id)
    assert outgoing.show_letter(sealed.desk, sealed.clerk, letter.id).number == ""
    printed_as.use_seal(sealed.desk, sealed.admin, b"")
    assert printed_as.show_seal(sealed.desk, sealed.clerk).sha256 == ""
    assert letters.issue_letter(sealed.desk, sealed.lead, letter.id).number


def test_only_who_keeps_the_book_puts_a_seal_in_use(sealed: Hall) -> None:
    refused("not_allowed", lambda: printed_as.use_seal(sealed.desk, sealed.clerk, SEAL))
    refused("seal", lambda: printed_as.use_seal(sealed.desk, sealed.admin, b"no picture"))
