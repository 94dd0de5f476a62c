"""The whole way of a case through the services, on a book that is a file."""

from contextlib import closing
from pathlib import Path

from db import open_book
from db.backup import back_up
from desk.enums import PointKind
from desk.services import book, drafts, intake, lists
from desk.views import View
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
    drafts.save_draft(hall.desk, hall.clerk, "intake", "new", {"narrative": "半句话"})


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
        assert len(lists.find(hall.desk, hall.clerk, "叫号也听不清")) == 4
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
