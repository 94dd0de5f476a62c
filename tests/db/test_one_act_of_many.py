"""Many changes in one act: neighbours go in together, the order of all and the journal hold."""

from dataclasses import replace

import pytest

from db.verify import faults_of
from desk.case import Case
from desk.refusals import Fault, Refusal
from tests.builders import MONDAY, a_case
from tests.db.conftest import Hall


def three(hall: Hall) -> list[Case]:
    cases = [a_case(hall.clerk.id, serial) for serial in (1, 2, 3)]
    with hall.store.act("case.register", staff_id=hall.clerk.id, at=MONDAY) as act:
        act.add(*cases)
        act.commit()
    with hall.store.read() as book:
        return book.find(Case, order="reference")


def in_one_act(hall: Hall, *rows: Case) -> list[Case]:
    with hall.store.act("case.mend", staff_id=hall.clerk.id, at=MONDAY) as act:
        act.put(*rows)
        act.commit()
    with hall.store.read() as book:
        return [kept for row in rows if (kept := book.get(Case, row.id)) is not None]


def test_one_takes_the_place_that_another_gives_up_in_the_same_act(hall: Hall) -> None:
    first, second, third = three(hall)
    place = first.lookup_code
    # One statement changes the first and the third, another what stands between them.
    rows = (
        replace(first, lookup_code="Z000000001"),
        replace(second, narrative="换了说法", lookup_code=place),
        replace(third, lookup_code=second.lookup_code),
    )
    kept = in_one_act(hall, *rows)
    assert [one.lookup_code for one in kept] == ["Z000000001", place, second.lookup_code]
    assert [one.version for one in kept] == [one.version + 1 for one in (first, second, third)]
    assert kept[1].narrative == "换了说法"
    assert faults_of(hall.path) == []


def test_what_cannot_be_kept_leaves_nothing_of_the_act(hall: Hall) -> None:
    first, second, third = three(hall)
    with pytest.raises((Refusal, Fault)):
        in_one_act(
            hall,
            replace(first, narrative="甲"),
            replace(second, narrative="乙"),
            replace(third, lookup_code=first.lookup_code),
        )
    with hall.store.read() as book:
        assert book.find(Case, order="reference") == [first, second, third]
    assert faults_of(hall.path) == []


def test_one_entry_tells_of_all_and_fits_the_chain(hall: Hall) -> None:
    cases = three(hall)
    before = sum(1 for _entry in hall.store.entries())
    in_one_act(hall, *(replace(one, narrative=f"第{n}件") for n, one in enumerate(cases)))
    entries = list(hall.store.entries())
    assert len(entries) == before + 1
    for one in cases:
        assert entries[-1].changes.count(one.id) >= 2
    assert faults_of(hall.path) == []
