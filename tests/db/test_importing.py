"""A list of the marketing system taken into a book on disk: once, twice, stopped, gone on with."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher

from db import open_book
from db.store import BookStore
from desk.clock import SetClock
from desk.customer import Account, Customer
from desk.customer_file import ImportRun
from desk.enums import ImportState, Nature
from desk.forms import CustomerForm, StaffForm
from desk.importing.mapping import guess
from desk.refusals import Refusal
from desk.services import importing
from desk.services.base import Desk
from desk.services.book import init_book, open_desk
from desk.services.customers import add_customer
from desk.services.import_batch import Came
from desk.services.importing import Imported, ImportForm, preview_import, run_import
from desk.services.people import sign_in
from desk.staff.model import Actor
from tests.builders import a_branch, monday
from tests.processes import ROOT

SAMPLE = ROOT / "tests" / "data" / "customers_export.csv"
PIN = "482915"
HEAD = ("客户编号", "户号", "户名", "联系电话", "用电地址", "台区")


@dataclass
class Hall:
    store: BookStore
    desk: Desk
    who: Actor
    clock: SetClock
    folder: Path

    def file(self, *rows: tuple[str, ...], name: str = "list.csv") -> Path:
        path = self.folder / name
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([HEAD, *rows])
        return path

    def run(self, path: Path, **how: object) -> Imported:
        return run_import(self.desk, self.who, ImportForm(path=path, **how))  # type: ignore[arg-type]

    def customer(self, **equals: Any) -> Customer:
        with self.store.read() as book:
            (found,) = book.find(Customer, **equals)
            return found

    def change(self, customer: Customer) -> None:
        with self.store.act("test", staff_id=self.who.staff_id, at=self.clock.now()) as act:
            act.put(customer)
            act.commit()


@pytest.fixture
def hall(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hall]:
    monkeypatch.setattr("desk.staff.pin._hasher", PasswordHasher(1, 8, 1))
    clock = monday()
    store = open_book(tmp_path / "desk.db", create=True)
    init_book(store, clock, a_branch(), StaffForm(number="9001", name="方远", role="lead"), PIN)
    desk = open_desk(store, clock)
    yield Hall(store, desk, sign_in(desk, "9001", PIN), clock, tmp_path)
    store.close()


def row(n: int, **fields: str) -> tuple[str, ...]:
    usual = {
        "客户编号": f"33{n:08d}",
        "户号": f"05{n:08d}",
        "户名": f"程小满{n}",
        "联系电话": f"139{n:08d}",
        "用电地址": f"临江市河西路{n}号",
        "台区": "临江0007台区",
    }
    return tuple((usual | fields)[name] for name in HEAD)


def reasons(done: Imported) -> dict[str, str]:
    assert done.refused_file is not None
    with done.refused_file.open(encoding="utf-8-sig", newline="") as file:
        return {line[0]: line[1] for line in list(csv.reader(file))[1:]}


def test_the_sample_export_comes_in(hall: Hall) -> None:
    copy = hall.folder / "export.csv"
    copy.write_bytes(SAMPLE.read_bytes())
    run = hall.run(copy).run
    assert (run.rows_read, run.added, run.updated, run.refused) == (7, 3, 1, 3)
    works = hall.customer(number="3301000002")
    assert works.nature is Nature.ENTERPRISE
    assert works.key_account
    assert works.phone == "0571-55501001"
    with hall.store.read() as book:
        accounts = book.find(Account, customer_id=works.id)
    assert [a.number for a in accounts] == ["0512340002", "0512340003"]
    assert hall.customer(name="欧阳晓燕").phone == ""
    assert "ouyang" in hall.customer(name="欧阳晓燕").pinyin
    assert hall.store.verify() == []


def test_the_second_time_nothing_is_written(hall: Hall) -> None:
    path = hall.file(row(1), row(2))
    assert hall.run(path).run.added == 2
    before = hall.customer(number="3300000001")
    second = hall.run(path)
    assert (second.run.added, second.run.updated, second.run.unchanged) == (0, 0, 2)
    assert hall.customer(number="3300000001") == before
    assert second.refused_file is None


def test_a_newer_export_changes_what_nobody_touched(hall: Hall) -> None:
    hall.run(hall.file(row(1)))
    done = hall.run(hall.file(row(1, 联系电话="13700000001", 台区="临江0009台区")))
    assert done.run.updated == 1
    assert hall.customer(number="3300000001").phone == "13700000001"


def test_what_was_corrected_here_stays(hall: Hall) -> None:
    hall.run(hall.file(row(1)))
    hall.change(replace(hall.customer(number="3300000001"), phone="13600000006"))
    again = hall.run(hall.file(row(1)))
    assert (again.run.unchanged, again.run.kept_ours) == (1, 0)
    newer = hall.run(hall.file(row(1, 联系电话="13700000001")))
    assert newer.run.kept_ours == 1
    assert hall.customer(number="3300000001").phone == "13600000006"
    assert "13600000006" not in str(reasons(newer))
    wins = hall.run(hall.file(row(1, 联系电话="13700000001")), file_wins=True)
    assert wins.run.updated == 1
    assert hall.customer(number="3300000001").phone == "13700000001"


def test_an_empty_cell_takes_nothing_away(hall: Hall) -> None:
    hall.run(hall.file(row(1)))
    assert hall.run(hall.file(row(1, 联系电话="", 用电地址="-"))).run.unchanged == 1
    assert hall.customer(number="3300000001").phone == "13900000001"


def test_who_was_registered_at_the_counter_is_found_again(hall: Hall) -> None:
    known = add_customer(
        hall.desk, hall.who, CustomerForm(name="程小满1", phone="13900000001", address="河西路1号")
    )
    done = hall.run(hall.file(row(1)))
    assert (done.run.added, done.run.updated) == (0, 1)
    assert hall.customer(number="3300000001").id == known.id


def test_an_account_that_changed_hands_is_not_written_over(hall: Hall) -> None:
    hall.run(hall.file(row(1), row(2)))
    done = hall.run(hall.file(row(2, 户号="0500000001"), row(3, 客户编号="", 户号="0500000002")))
    assert done.run.refused == 2
    assert set(reasons(done)) == {"2", "3"}
    assert hall.customer(number="3300000001").name == "程小满1"


def test_a_double_leads_to_the_file_that_is_kept(hall: Hall) -> None:
    hall.run(hall.file(row(1), row(2)))
    kept, other = hall.customer(number="3300000001"), hall.customer(number="3300000002")
    hall.change(replace(other, merged_into=kept.id))
    done = hall.run(hall.file(row(2, 客户编号="", 户名="程小满1", 联系电话="13700000002")))
    assert done.run.updated == 1
    assert hall.customer(id=kept.id).phone == "13700000002"
    assert hall.customer(id=other.id).phone == "13900000002"


def test_who_was_erased_does_not_come_back(hall: Hall) -> None:
    hall.run(hall.file(row(1)))
    hall.change(replace(hall.customer(number="3300000001"), erased_at=hall.clock.now()))
    assert hall.run(hall.file(row(1))).run.refused == 1


def test_the_same_account_twice_in_one_file(hall: Hall) -> None:
    done = hall.run(hall.file(row(1), row(1), row(1, 台区="临江0009台区")))
    assert (done.run.added, done.run.unchanged, done.run.refused) == (1, 1, 1)
    assert list(reasons(done)) == ["4"]


def test_the_first_row_of_a_customer_says_who_that_is(hall: Hall) -> None:
    path = hall.file(row(1), row(2, 客户编号="3300000001", 户名="程小满1", 联系电话="13700000001"))
    first = hall.run(path)
    assert (first.run.added, first.run.updated) == (1, 1)
    second = hall.run(path)
    assert (second.run.updated, second.run.unchanged) == (0, 2)


def test_a_cell_of_five_megabytes_costs_its_row_alone(hall: Hall) -> None:
    done = hall.run(hall.file(row(1, 户名="长" * 1_700_000), row(2)))
    assert (done.run.added, done.run.refused) == (1, 1)
    assert done.refused_file is not None
    assert done.refused_file.stat().st_size < 10_000


def test_what_is_refused_can_be_mended_and_imported(hall: Hall) -> None:
    done = hall.run(hall.file(row(1, 户名="=cmd|x!A1"), row(2)))
    assert done.refused_file is not None
    text = done.refused_file.read_text(encoding="utf-8-sig")
    assert ",'=cmd|x!A1," in text
    done.refused_file.write_text(text.replace("'=cmd|x!A1", "程小满"), encoding="utf-8")
    assert hall.run(done.refused_file).run.added == 1


def test_an_import_stops_between_batches_and_goes_on(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "BATCH", 2)
    path = hall.file(row(1), row(2, 户名=""), row(3), row(4, 户名=""), row(5))
    seen: list[int] = []
    form = ImportForm(path=path)
    stopped = run_import(
        hall.desk,
        hall.who,
        form,
        told=lambda now: seen.append(now.run.rows_read),
        stop=lambda: bool(seen and seen[-1] >= 2),
    )
    assert stopped.run.state is ImportState.STOPPED
    assert (seen, stopped.run.rows_read) == ([0, 2], 2)
    assert preview_import(hall.desk, hall.who, form).stopped == stopped.run
    done = hall.run(path, resume=True)
    assert done.run.id == stopped.run.id
    assert done.run.state is ImportState.DONE
    assert (done.run.rows_read, done.run.added, done.run.refused) == (5, 3, 2)
    assert list(reasons(done)) == ["3", "5"]
    assert hall.store.verify() == []
    notes = [entry.note for entry in hall.store.entries() if entry.act == "import.batch"]
    assert notes == [f"import:{done.run.id}"] * 3


def test_what_breaks_off_leaves_whole_batches_and_can_be_gone_on_with(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "BATCH", 2)
    path = hall.file(*(row(n) for n in range(1, 6)))

    def fails(now: Imported) -> None:
        if now.run.rows_read == 4:
            raise OSError("the stick was pulled")

    with pytest.raises(OSError, match="stick"):
        run_import(hall.desk, hall.who, ImportForm(path=path), told=fails)
    with hall.store.read() as book:
        (run,) = book.find(ImportRun)
        assert (run.state, run.rows_read) == (ImportState.STOPPED, 4)
        assert len(book.find(Customer)) == 4
    assert hall.run(path, resume=True).run.added == 5


def test_refused_rows_that_cannot_be_written_stop_the_batch(hall: Hall) -> None:
    path = hall.file(row(1), row(2, 户名=""))
    with pytest.raises(Refusal) as caught:
        hall.run(path, refused=hall.folder / "none" / "refused.csv")
    assert caught.value.code == "refused_unwritable"
    with hall.store.read() as book:
        assert book.find(Customer) == []
    with pytest.raises(Refusal) as caught:
        hall.run(path, refused=path)
    assert caught.value.code == "file_exists"


def test_two_imports_at_once(hall: Hall) -> None:
    path = hall.file(row(1), row(2))

    def meanwhile(now: Imported) -> None:
        if not now.run.rows_read:
            with pytest.raises(Refusal) as caught:
                hall.run(path)
            assert caught.value.code == "import_running"

    done = run_import(hall.desk, hall.who, ImportForm(path=path), told=meanwhile)
    assert done.run.added == 2


def test_an_import_whose_computer_died_is_not_waited_for_forever(hall: Hall) -> None:
    path = hall.file(row(1))

    def dies(now: Imported) -> None:
        hall.clock.move(minutes=5)
        taken = hall.run(path)
        assert taken.run.added == 1

    with pytest.raises(Refusal) as caught:
        run_import(hall.desk, hall.who, ImportForm(path=path), told=dies)
    assert caught.value.code == "changed_meanwhile"


def test_another_file_or_mapping_is_not_gone_on_with(hall: Hall) -> None:
    with pytest.raises(Refusal) as caught:
        hall.run(hall.file(row(1)), resume=True)
    assert caught.value.code == "nothing_to_resume"


def test_the_preview_keeps_nothing(hall: Hall) -> None:
    hall.run(hall.file(row(1)))
    found = preview_import(
        hall.desk,
        hall.who,
        ImportForm(path=hall.file(row(1, 联系电话="13700000001"), row(2), row(3, 户名=""))),
    )
    assert [one.outcome.came for one in found.rows] == [Came.UPDATED, Came.ADDED, Came.REFUSED]
    assert found.rows[0].outcome.changed == ("customer.phone",)
    assert found.mapping == guess(HEAD)
    with hall.store.read() as book:
        assert len(book.find(Customer)) == 1


def test_a_preview_says_what_is_missing(hall: Hall) -> None:
    path = hall.folder / "list.csv"
    path.write_text("编码,姓名\n1,程小满\n", encoding="utf-8")
    found = preview_import(hall.desk, hall.who, ImportForm(path=path))
    assert found.problem is not None
    assert found.problem.code == "mapping_incomplete"
    assert found.left_out == ("编码",)
