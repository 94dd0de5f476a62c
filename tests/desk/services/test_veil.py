"""A case about somebody does not exist for them, whichever service asks."""

import inspect
from typing import Any

import pytest

from desk.concern import SealedIdentity
from desk.enums import LetterState, Role
from desk.letter.life import Document, Letter
from desk.ports import Entity
from desk.refusals import Refusal
from desk.services import alarms, lists
from desk.services.base import SERVICES
from desk.services.veil import VeiledStore
from desk.staff.model import Actor
from desk.views import View
from tests.builders import (
    MONDAY,
    a_case,
    a_custody,
    a_handover,
    a_letter,
    a_party,
    a_point,
    an_alarm,
)
from tests.builders_counter import a_concern, a_sealed_identity
from tests.desk.services.hall import Hall


def about_the_clerk(hall: Hall) -> str:
    """A case about the clerk with everything that a list could show; its reference."""
    clerk, lead = hall.clerk.staff_id, hall.lead.staff_id
    case = a_case(lead, 501, narrative="窗口人员态度生硬")
    letter = a_letter(case.id, lead, number="临供客复〔2026〕9号", state=LetterState.ISSUED)
    rows: list[Entity] = [
        case,
        a_custody(case.id, lead),
        a_party(case.id, name="尤知秋", phone="13700001234"),
        a_point(case.id, 1),
        a_handover(case.id, lead, clerk),
        letter,
        Document(id="d1", letter_id=letter.id, media_type="x", sha256="", content=b"x"),
        an_alarm(case.id, staff_id=clerk),
        a_concern(case.id, clerk, lead),
    ]
    with hall.desk.store.act("test.rows", staff_id=lead, at=MONDAY) as act:
        act.add(*rows)
        act.index_case(case.id, "窗口人员态度生硬 尤知秋 13700001234")
        act.commit()
    return case.reference


def test_to_whom_it_is_about_the_case_does_not_exist(hall: Hall) -> None:
    reference = about_the_clerk(hall)
    for view in (View.ALL, View.TO_ACCEPT, View.LATE):
        rows = lists.queue(hall.desk, hall.clerk, view)
        assert reference not in {row.reference for row in rows}
    assert lists.counts(hall.desk, hall.clerk)[View.ALL] == 0
    assert lists.find(hall.desk, hall.clerk, "尤知秋") == []
    assert lists.find(hall.desk, hall.clerk, "9号") == []
    assert lists.letters_waiting(hall.desk, hall.clerk, [LetterState.ISSUED]) == []
    assert alarms.alarms(hall.desk, hall.clerk) == []
    with pytest.raises(Refusal) as refused:
        lists.case_file(hall.desk, hall.clerk, reference)
    assert refused.value.code == "no_such_case"


def test_everybody_else_sees_it(hall: Hall) -> None:
    reference = about_the_clerk(hall)
    for who in (hall.other, hall.lead, hall.manager):
        assert lists.case_file(hall.desk, who, reference).complainant.name == "尤知秋"
        assert lists.counts(hall.desk, who)[View.ALL] == 1
        assert len(lists.find(hall.desk, who, "尤知秋")) == 1


def test_pages_stay_full_under_the_veil(hall: Hall) -> None:
    hidden = about_the_clerk(hall)
    seen = [hall.register() for _n in range(5)]
    first = lists.queue(hall.desk, hall.clerk, View.ALL, limit=3)
    rest = lists.queue(hall.desk, hall.clerk, View.ALL, after=first[-1].cursor, limit=3)
    assert [len(first), len(rest)] == [3, 2]
    shown = [row.reference for row in (*first, *rest)]
    assert sorted(shown) == sorted(seen)
    assert hidden not in shown


def test_an_act_under_the_veil_finds_nothing_of_it(hall: Hall) -> None:
    reference = about_the_clerk(hall)
    (case,) = [c for c in _rows(hall, hall.lead) if c.reference == reference]
    veiled = VeiledStore(hall.desk.store, hall.clerk, frozenset({case.id}))
    with veiled.act("test", staff_id=hall.clerk.staff_id, at=MONDAY) as act:
        assert act.get(type(case), case.id) is None
        assert act.find(Letter, case_id=case.id) == []
        assert act.find(Document) == []
        assert act.journal(case_id=case.id) == []


def _rows(hall: Hall, who: Actor) -> list[Any]:
    rows = lists.queue(hall.desk, who, View.ALL)
    return [lists.case_file(hall.desk, who, row.reference).case for row in rows]


@pytest.mark.parametrize("role", list(Role))
def test_who_reported_is_for_the_manager_alone(hall: Hall, role: Role) -> None:
    reference = hall.register()
    case = hall.file(reference).case
    with hall.desk.store.act("test", staff_id=hall.lead.staff_id, at=MONDAY) as act:
        act.add(a_sealed_identity(case.id))
        act.commit()
    veiled = VeiledStore(hall.desk.store, hall.people[role], frozenset())
    with veiled.read() as book:
        assert bool(book.find(SealedIdentity, case_id=case.id)) is (role is Role.MANAGER)


def test_only_the_services_named_here_see_the_whole_book() -> None:
    # What a shift hands over must add up, so every case is counted; none about oneself is listed.
    shifts = {"shift.sheet", "shift.close", "shift.take", "shift.page", "shift.waits"}
    # What is destroyed must be destroyed wherever it stands; only counts are shown of it.
    erasing = {"customer.erase", "customer.erase_preview", "retention.run", "retention.clean"}
    # Every deadline moves with the calendar; how many move is said, and nothing of a case.
    counting = {"calendar.moves", "calendar.change", "calendar.recount", "list.pulse"}
    assert {one.name for one in SERVICES.values() if one.whole} <= shifts | erasing | counting


def test_every_service_takes_the_desk_and_who_acts() -> None:
    for one in SERVICES.values():
        first, second = list(inspect.signature(one.run).parameters)[:2]
        assert (first, second) == ("desk", "who"), one.name
