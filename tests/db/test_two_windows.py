"""The same thing done at two windows at the same moment happens once."""

import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from db import open_book
from desk.enums import AlarmKind, HandoverState
from desk.refusals import Refusal
from desk.services import custody, notices, presence, scope, visits
from desk.services.sweep import sweep
from tests.desk.services.counter import (
    away,
    back_with,
    list_form,
    offer_form,
    passed_to,
    referral_form,
    told,
    unclear,
    with_business,
)
from tests.desk.services.hall import Hall, open_hall


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    """A hall whose book is a file."""
    with closing(open_book(tmp_path / "desk.db", create=True)) as store:
        yield open_hall(store)


def at_once(*works: Callable[[], object]) -> list[str]:
    """How several works begun together ended: "" or the code of their refusal, sorted."""
    start = threading.Barrier(len(works))
    ends: list[str] = []

    def run(work: Callable[[], object]) -> None:
        start.wait()
        try:
            work()
        except Refusal as refusal:
            ends.append(refusal.code)
        else:
            ends.append("")

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(ends)


@pytest.mark.parametrize("_time", range(5))
def test_an_offer_is_accepted_once(hall: Hall, _time: int) -> None:
    ref = hall.register()
    custody.offer_handover(hall.desk, hall.clerk, ref, offer_form(hall))

    def accept() -> object:
        return custody.accept_handover(hall.desk, hall.other, ref)

    assert at_once(accept, accept) == ["", "no_offer"]
    file = hall.file(ref)
    assert [span.how for span in file.chain] == ["registered", "handover"]
    assert hall.desk.store.verify() == []


def test_accepting_and_withdrawing_at_once_has_one_outcome(hall: Hall) -> None:
    ref = hall.register()
    custody.offer_handover(hall.desk, hall.clerk, ref, offer_form(hall))
    ends = at_once(
        lambda: custody.accept_handover(hall.desk, hall.other, ref),
        lambda: custody.withdraw_handover(hall.desk, hall.clerk, ref, "误点"),
    )
    assert ends == ["", "no_offer"]
    file = hall.file(ref)
    accepted = file.handovers[0].state is HandoverState.ACCEPTED
    assert file.case.holder_id == (hall.other if accepted else hall.clerk).staff_id


def test_two_offers_at_once_are_one(hall: Hall) -> None:
    ref = hall.register()
    ends = at_once(
        lambda: custody.offer_handover(hall.desk, hall.clerk, ref, offer_form(hall)),
        lambda: custody.offer_handover(hall.desk, hall.clerk, ref, offer_form(hall, "2001")),
    )
    assert ends == ["", "already_offered"]


def test_two_leads_take_over_at_once_and_one_holds(hall: Hall) -> None:
    ref = hall.register()
    away(hall, hall.clerk)
    ends = at_once(
        lambda: presence.take_over(hall.desk, hall.lead, ref),
        lambda: presence.take_over(hall.desk, hall.second_lead, ref),
    )
    assert ends == ["", "holder_present"]


def test_two_returns_at_once_are_one_visit(hall: Hall) -> None:
    with_business(hall)
    first = told(hall, "account")

    def come(paper: str) -> Callable[[], object]:
        return lambda: visits.return_visit(hall.desk, hall.other, first.number, back_with(paper))

    ends = at_once(come("form"), come("deed"))
    # Whichever looks a moment later may already see the other and follow it.
    assert ends in (["", "returned_already"], ["", ""])
    found = visits.find_notices(hall.desk, hall.clerk, first.number)
    assert [n.visit for n in found] == [3 if ends == ["", ""] else 2]


def test_two_lists_at_once_are_one(hall: Hall) -> None:
    with_business(hall)
    ref = hall.register()

    def tell() -> object:
        return notices.make_notice(hall.desk, hall.clerk, list_form(case=ref))

    assert at_once(tell, tell) == ["", "told_before"]


def test_what_falls_due_is_found_once_however_many_look(hall: Hall) -> None:
    offered, promised, asked, decided = (hall.register() for _n in range(4))
    custody.offer_handover(hall.desk, hall.clerk, offered, offer_form(hall, "4001"))
    passed_to(hall, promised, hall.clerk, hall.other)
    scope.refer(hall.desk, hall.clerk, asked, referral_form())
    unclear(hall, decided)
    hall.clock.move(days=10)
    assert at_once(*[lambda: sweep(hall.desk)] * 4) == [""] * 4
    raised = AlarmKind.ESCALATED
    found = [
        [alarm for alarm in hall.file(ref).alarms if alarm.kind is not raised]
        for ref in (offered, promised, asked, decided)
    ]
    assert [len(alarms) for alarms in found] == [
        1,
        2,
        1,
        2,
    ]
    assert hall.file(promised).case.holder_id == hall.clerk.staff_id
    assert hall.desk.store.verify() == []
    with hall.desk.store.read() as book:
        by_nobody = {e.act for e in book.journal() if not e.staff_id}
    assert {"handover.lapse", "contact.missed", "clock.due"} <= by_nobody
