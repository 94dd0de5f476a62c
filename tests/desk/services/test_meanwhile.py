"""Two windows change the same thing: the second is told by whom, and nothing is overwritten."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from db import open_book
from desk.customer import Customer
from desk.enums import AddressPlace, LetterSize, PointKind
from desk.forms import AnswerForm, StaffForm
from desk.forms_counter import AmendForm, SignatoryForm
from desk.forms_file import OriginalForm
from desk.forms_incident import IncidentChange
from desk.incident import Incident
from desk.joint import Signatory
from desk.services import (
    care,
    file_changes,
    incidents,
    letters,
    mistakes,
    points,
    printed_as,
    signatories,
    staffing,
)
from desk.staff.model import Actor, Staff
from tests.desk.services.hall import Hall, open_hall, refused
from tests.desk.services.test_incidents import declared


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    """A hall whose book is a file, with the journal that tells who it was."""
    with closing(open_book(tmp_path / "desk.db", create=True)) as store:
        yield open_hall(store)


@dataclass
class Edit:
    """A thing that two people look at: `save` as one of them, `stands` what is on record."""

    save: Callable[[Actor, str], object]
    stands: Callable[[], object]


def _point(hall: Hall) -> Edit:
    ref = hall.register(PointKind.REQUEST)
    version = hall.file(ref).points[0].version
    return Edit(
        lambda who, text: points.answer_point(
            hall.desk, who, ref, 1, AnswerForm(finding=text), version=version
        ),
        lambda: hall.file(ref).points[0].finding,
    )


def _letter(hall: Hall) -> Edit:
    ref = hall.answered(PointKind.REQUEST)
    made = letters.draft_letter(hall.desk, hall.clerk, ref)
    return Edit(
        lambda who, text: letters.edit_letter(
            hall.desk, who, made.id, f"{made.markdown}\n{text}", version=made.version
        ),
        lambda: hall.file(ref).letters[0].markdown.split()[-1],
    )


def _field(hall: Hall) -> Edit:
    ref = hall.register()
    was = hall.file(ref).case.address
    return Edit(
        lambda who, text: mistakes.amend(
            hall.desk,
            who,
            ref,
            AmendForm(field="address", value=text, reason="听错", was=was),
        ),
        lambda: hall.file(ref).case.address,
    )


def _customer(hall: Hall) -> Edit:
    hall.register()
    kept = _find(hall)

    def save(who: Actor, text: str) -> object:
        form = OriginalForm(address=text, reason="核对过")
        return file_changes.correct_customer(hall.desk, who, kept.id, form, version=kept.version)

    return Edit(save, lambda: _find(hall).address)


def _find(hall: Hall) -> Customer:
    with hall.desk.store.read() as book:
        return book.find(Customer)[0]


def _care(hall: Hall) -> Edit:
    hall.register()
    kept = _find(hall)
    return Edit(
        lambda who, text: care.set_special_care(
            hall.desk, who, kept.id, text, was=kept.special_care
        ),
        lambda: _find(hall).special_care,
    )


def _incident(hall: Hall) -> Edit:
    made = declared(hall)
    return Edit(
        lambda who, text: incidents.update(
            hall.desk, who, made.number, IncidentChange(title=text), version=made.version
        ),
        lambda: _of(hall, made).title,
    )


def _script(hall: Hall) -> Edit:
    made = declared(hall)
    return Edit(
        lambda who, text: incidents.set_script(hall.desk, who, made.number, text, was=made.script),
        lambda: _of(hall, made).script,
    )


def _staff(hall: Hall) -> Edit:
    was = _clerk(hall)

    def save(who: Actor, text: str) -> object:
        form = StaffForm(number=was.number, name=was.name, role=was.role.value, unit=text)
        return staffing.change_staff(hall.desk, who, form, was=was)

    return Edit(save, lambda: _clerk(hall).unit)


def _clerk(hall: Hall) -> Staff:
    with hall.desk.store.read() as book:
        return book.find(Staff, number="1001")[0]


def _of(hall: Hall, made: Incident) -> Incident:
    with hall.desk.store.read() as book:
        found = book.get(Incident, made.id)
    assert found is not None
    return found


EDITS: dict[str, Callable[[Hall], Edit]] = {
    "the answer to a point": _point,
    "a letter": _letter,
    "a field of a case": _field,
    "a customer": _customer,
    "special care": _care,
    "an incident": _incident,
    "a script": _script,
    "a member of staff": _staff,
}


@pytest.mark.parametrize("what", EDITS)
def test_the_second_is_told_who_was_first_and_overwrites_nothing(hall: Hall, what: str) -> None:
    edit = EDITS[what](hall)
    first, second = hall.lead, hall.second_lead
    if what in ("the answer to a point", "a letter", "a field of a case"):
        first = second = hall.clerk
    if what == "a member of staff":
        first, second = hall.manager, hall.admin
    edit.save(first, "柳林巷八号")
    refusal = refused("changed_meanwhile", lambda: edit.save(second, "柳林巷九号"))
    assert first.name in refusal.message
    assert "没有覆盖" in refusal.message
    assert edit.stands() == "柳林巷八号"


def test_whoever_speaks_for_all_is_not_overwritten(hall: Hall) -> None:
    ref = hall.register()
    forms = [SignatoryForm(name=name) for name in ("王秀兰", "李小敏", "赵立")]
    signatories.join_case(hall.desk, hall.clerk, ref, forms)

    def speak(positions: list[int]) -> object:
        return signatories.choose_representatives(hall.desk, hall.clerk, ref, positions, was=[])

    speak([2])
    refused("changed_meanwhile", lambda: speak([3]))
    with hall.desk.store.read() as book:
        speaking = [one.position for one in book.find(Signatory) if one.representative]
    assert speaking == [2]


def test_what_one_window_leaves_alone_the_other_may_have_chosen(hall: Hall) -> None:
    ref = hall.answered(PointKind.REQUEST)
    made = letters.draft_letter(hall.desk, hall.clerk, ref)
    printed_as.print_letter_as(hall.desk, hall.clerk, made.id, size=LetterSize.LARGE)
    place = next(one for one in AddressPlace if one is not made.address_place)
    kept = printed_as.print_letter_as(hall.desk, hall.clerk, made.id, address_place=place)
    assert (kept.size, kept.address_place) == (LetterSize.LARGE, place)
