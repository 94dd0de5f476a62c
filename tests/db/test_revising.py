"""Fields of many rows set at once: in the act, in the journal, and only where they are wanted."""

from dataclasses import replace
from datetime import timedelta

import pytest

from db.verify import faults_of
from desk.case import Case
from desk.enums import CaseStatus
from desk.letter.life import Letter
from desk.refusals import Refusal
from tests.builders import MONDAY, a_case
from tests.db.conftest import Hall
from tests.db.test_one_act_of_many import three

DUE = MONDAY + timedelta(days=3)


def kept(hall: Hall) -> list[Case]:
    with hall.store.read() as book:
        return book.find(Case, order="reference")


def test_what_differs_is_set_with_its_version_and_told_in_one_entry(hall: Hall) -> None:
    first, second, third = three(hall)
    with hall.store.act("case.mend", staff_id=hall.clerk.id, at=MONDAY) as act:
        rows = {first.id: (DUE, "x"), second.id: (second.due_at, second.warns), "nobody": (DUE, "")}
        act.revise(Case, ("due_at", "warns"), rows)
        assert act.get(Case, first.id) == replace(first, due_at=DUE, warns="x", version=2)
        act.commit()
    assert kept(hall) == [replace(first, due_at=DUE, warns="x", version=2), second, third]
    last = list(hall.store.entries())[-1]
    assert [last.changes.count(one.id) for one in (first, second, third)] == [3, 0, 0]
    assert faults_of(hall.path) == []


def test_only_where_it_is_so_and_whatever_the_act_did_before(hall: Hall) -> None:
    first, second, third = three(hall)
    new = a_case(hall.clerk.id, 4)
    with hall.store.act("case.mend", staff_id=hall.clerk.id, at=MONDAY) as act:
        act.put(replace(first, status=CaseStatus.CLOSED), replace(second, narrative="换了说法"))
        act.add(new)
        rows = {one.id: (DUE,) for one in (first, second, third, new)}
        act.revise(Case, ("due_at",), rows, status=CaseStatus.OPEN)
        read = act.get(Case, third.id)
        assert read is not None
        act.put(replace(read, narrative="后来又改"))
        act.commit()
    closed, mended, again, added = kept(hall)
    assert (closed.due_at, closed.status) == (first.due_at, CaseStatus.CLOSED)
    assert (mended.due_at, mended.narrative, mended.version) == (DUE, "换了说法", 2)
    assert (again.due_at, again.narrative) == (DUE, "后来又改")
    assert (added.due_at, added.version) == (DUE, 1)
    assert faults_of(hall.path) == []


def test_without_commit_nothing_is_set_and_who_read_before_is_told(hall: Hall) -> None:
    first, *_others = three(hall)
    with hall.store.act("case.mend", staff_id=hall.clerk.id, at=MONDAY) as act:
        act.revise(Case, ("due_at",), {first.id: (DUE,)})
    assert kept(hall)[0] == first
    with hall.store.act("case.mend", staff_id=hall.clerk.id, at=MONDAY) as act:
        act.revise(Case, ("due_at",), {first.id: (DUE,)})
        act.commit()
    with (
        hall.store.act("case.mend", staff_id=hall.clerk.id, at=MONDAY) as act,
        pytest.raises(Refusal) as said,
    ):
        act.put(replace(first, narrative="旧的一份"))
    assert said.value.code == "changed_meanwhile"
    assert faults_of(hall.path) == []


@pytest.mark.parametrize(
    ("kind", "name"),
    [(Case, "topic"), (Case, "version"), (Case, "id"), (Case, "customer_id"), (Letter, "markdown")],
)
def test_what_the_index_or_the_act_follows_from_is_set_row_by_row(
    hall: Hall, kind: type[Case | Letter], name: str
) -> None:
    with (
        hall.store.act("case.mend", staff_id=hall.clerk.id, at=MONDAY) as act,
        pytest.raises(ValueError, match=name),
    ):
        act.revise(kind, (name,), {"any": ("",)})
