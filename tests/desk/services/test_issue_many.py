"""Many letters get their numbers at once: in order, without a gap, each page with its own."""

import pytest

from desk.enums import LetterState
from desk.i18n import use
from desk.letter.life import Document, Letter
from desk.services import letters, returns
from desk.services.issue_many import Issued, issue_many, said
from desk.services.verify_letter import verify_letter
from tests.desk.letter.pages import texts
from tests.desk.services.hall import Hall, open_hall


def approved(hall: Hall, count: int) -> list[str]:
    found = []
    for _each in range(count):
        _reference, letter = hall.submitted()
        letters.approve_letter(hall.desk, hall.lead, letter.id)
        found.append(letter.id)
    return found


def numbers(issued: list[Issued]) -> list[int | None]:
    return [one.letter.serial if one.letter else None for one in issued]


@pytest.mark.parametrize("cores", [1, 2])
def test_every_letter_gets_the_next_number_and_its_own_page(
    cores: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desk.letter.press_many.cores", lambda: cores)
    monkeypatch.setattr("desk.letter.press_many.WORTH_A_WORKER", 2)
    hall = open_hall()
    ids = approved(hall, 3)
    issued = list(issue_many(hall.desk, hall.lead, ids))
    assert numbers(issued) == [1, 2, 3]
    for one in issued:
        assert one.letter is not None
        with hall.desk.store.read() as book:
            (document,) = book.find(Document, letter_id=one.letter_id)
        assert one.letter.number in "".join("".join(texts(document.content)).split())
        assert verify_letter(hall.desk, hall.lead, one.letter.number).wrong == []


def test_what_is_refused_leaves_no_gap_and_stops_no_other() -> None:
    use("en")
    hall = open_hall()
    ids = approved(hall, 3)
    returns.return_letter(hall.desk, hall.lead, ids[1], "请写明日期")
    issued = list(issue_many(hall.desk, hall.lead, [*ids, "nothing"]))
    assert numbers(issued) == [1, None, 2, None]
    assert said(issued).startswith("Numbered: 2. Not numbered: 2.")
    with hall.desk.store.read() as book:
        kept = book.get(Letter, ids[2])
        (document,) = book.find(Document, letter_id=ids[2])
    assert kept is not None
    assert kept.number in "".join("".join(texts(document.content)).split())


def test_it_stops_between_two_letters() -> None:
    hall = open_hall()
    ids = approved(hall, 3)
    done: list[Issued] = []
    for one in issue_many(hall.desk, hall.lead, ids, stopped=lambda: bool(done)):
        done.append(one)
    assert len(done) < 3
    with hall.desk.store.read() as book:
        states = [book.get(Letter, letter_id) for letter_id in ids]
    assert [one.state for one in states if one is not None].count(LetterState.ISSUED) == len(done)
