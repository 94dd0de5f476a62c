"""The whole way of a case through the services, on a book that is a file."""

from contextlib import closing
from pathlib import Path

from db import open_book
from db.backup import back_up
from desk.enums import PointKind
from desk.forms import NewItemForm
from desk.services import alarms, book, drafts, intake, lists, scope, visits
from desk.services.sweep import sweep
from desk.views import View
from tests.desk.notice.build import material, procedure
from tests.desk.services.counter import (
    ALL_PAPERS,
    away,
    back_with,
    passed_to,
    referral_form,
    stands_in,
    told,
    unclear,
    with_business,
)
from tests.desk.services.hall import Hall, case_form, open_hall, refused

THREE = (PointKind.ALLEGATION, PointKind.REQUEST, PointKind.QUESTION)

SAID = ("柳明月", "19900000001", "9900000001", "柳林巷", "排了快一个小时", "半句话")
"""What the customer said and is: nowhere in the journal."""


def work(hall: Hall) -> None:
    """Cases at every stage, and something half typed."""
    hall.closed(*THREE)
    hall.submitted(*THREE)
    hall.issued()
    hall.register(*THREE)
    counter(hall)
    drafts.save_draft(hall.desk, hall.clerk, "intake", "new", {"narrative": "半句话"})


def counter(hall: Hall) -> None:
    """Everything that the two rules of the counter keep."""
    with_business(hall)
    handed, asked, left = (hall.register() for _n in range(3))
    passed_to(hall, handed, hall.clerk, hall.other)
    unclear(hall, asked)
    scope.refer(hall.desk, hall.clerk, left, referral_form())
    first = told(hall, *ALL_PAPERS, case=left)
    with_business(hall, procedure(materials=(*procedure().materials, material("map"))))
    why = [NewItemForm(material="map", reason="登记时漏看")]
    visits.return_visit(
        hall.desk, hall.other, first.number, back_with(new_items=why), agreed_by=hall.lead
    )
    stands_in(hall, hall.lead, hall.other)
    away(hall, hall.other)
    hall.clock.move(hours=5)
    sweep(hall.desk)
    for alarm, _reference in alarms.alarms(hall.desk, hall.lead):
        alarms.alarm_seen(hall.desk, hall.lead, alarm.id)


def boards(hall: Hall) -> dict[View, list[tuple[object, ...]]]:
    return {
        view: [
            (row.reference, row.customer, row.stage, row.points, row.answered, row.due_at)
            for row in lists.queue(hall.desk, hall.lead, view)
        ]
        for view in View
    }


def test_a_file_holds_what_the_services_did_and_verifies(tmp_path: Path) -> None:
    with closing(open_book(tmp_path / "desk.db", create=True)) as store:
        hall = open_hall(store)
        work(hall)
        assert book.verify_book(hall.desk, hall.lead) == []
        for said in SAID:
            assert not any(
                said in f"{entry.changes}{entry.note}{entry.act}" for entry in store.entries()
            )
        hits = lists.find(hall.desk, hall.clerk, "柳明月")
        assert {hit.kind for hit in hits} == {"case", "customer"}
        assert {hit.kind for hit in lists.find(hall.desk, hall.clerk, "2号")} >= {"letter"}
        assert len(lists.find(hall.desk, hall.clerk, "叫号也听不清")) == 7
        made = back_up(store.path, tmp_path / "copy.db")
    with closing(open_book(made.path)) as copy:
        assert copy.verify() == []


def test_the_board_on_file_is_the_board_in_memory(tmp_path: Path) -> None:
    in_memory = open_hall()
    work(in_memory)
    with closing(open_book(tmp_path / "desk.db", create=True)) as store:
        on_file = open_hall(store)
        work(on_file)
        assert boards(on_file) == boards(in_memory)


def test_the_same_form_sent_twice_is_one_case(tmp_path: Path) -> None:
    with closing(open_book(tmp_path / "desk.db", create=True)) as store:
        hall = open_hall(store)
        one, two = (
            intake.register_case(hall.desk, hall.clerk, case_form(), request_id="once")
            for _time in range(2)
        )
        assert one.reference == two.reference
        assert two.repeated
        assert store.verify() == []


def test_a_book_is_set_up_once(tmp_path: Path) -> None:
    with closing(open_book(tmp_path / "desk.db", create=True)) as store:
        open_hall(store)
        refused("already_set_up", lambda: open_hall(store))
