"""Whatever is erased in whatever order: the book verifies, the values are gone, cases open."""

import sqlite3
import tempfile
from contextlib import closing, suppress
from itertools import count
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from db import open_book
from desk.case import Case
from desk.customer import Customer
from desk.forms import CustomerForm
from desk.forms_file import OriginalForm
from desk.refusals import Refusal
from desk.services import customers, erasing, file_changes, lists, retention, reveal
from tests.builders_file import a_customer_contact, a_customer_note, an_operation
from tests.db.test_erasing import DECADE, columns_with, kept, raw, rows
from tests.desk.services.hall import Hall, open_hall

STEPS = ("register", "close", "note", "reveal", "correct", "erase", "run", "years")
_NUMBERS = count(1)


class History:
    """A book in which things happen; `gone` are texts that must stand nowhere any more."""

    def __init__(self, folder: Path) -> None:
        self.hall: Hall = open_hall(open_book(folder / "desk.db", create=True))
        self.gone: set[str] = set()
        self.told: dict[str, set[str]] = {}

    def customers(self) -> list[Customer]:
        return [one for one in rows(self.hall, Customer) if one.erased_at is None]

    def step(self, what: str, pick: int) -> None:
        # A rule that says no leaves the book as it was.
        with suppress(Refusal):
            getattr(self, what)(pick)

    def register(self, _pick: int) -> None:
        self.hall.register()

    def close(self, _pick: int) -> None:
        self.hall.closed()

    def _one(self, pick: int) -> Customer:
        there = self.customers()
        if there:
            return there[pick % len(there)]
        number = next(_NUMBERS)
        form = CustomerForm(name=f"甄{number}某", phone=f"1350000{number:04}")
        made = customers.add_customer(self.hall.desk, self.hall.clerk, form)
        self.told[made.id] = {form.name, form.phone}
        return made

    def note(self, pick: int) -> None:
        one, by = self._one(pick), self.hall.clerk.staff_id
        mark = f"备注{next(_NUMBERS):06}号"
        self.told.setdefault(one.id, set()).add(mark)
        with self.hall.desk.store.act("test", staff_id=by, at=self.hall.clock.now()) as act:
            act.add(
                a_customer_note(one.id, by, text=mark),
                an_operation(one.id, by, done=mark, at=self.hall.clock.now()),
                a_customer_contact(one.id, by, name=mark),
            )
            act.commit()

    def reveal(self, pick: int) -> None:
        one = self._one(pick)
        why = f"理由{next(_NUMBERS):06}号"
        self.told.setdefault(one.id, set()).add(why)
        reveal.reveal_customer(self.hall.desk, self.hall.manager, one.id, why)

    def correct(self, pick: int) -> None:
        one = self._one(pick)
        phone = f"1360000{next(_NUMBERS):04}"
        form = OriginalForm(phone=phone, reason="听错")
        file_changes.correct_customer(self.hall.desk, self.hall.clerk, one.id, form)
        marks = self.told.setdefault(one.id, set())
        if one.phone in marks:
            self.gone.add(one.phone)
            marks.discard(one.phone)
        marks.add(phone)

    def erase(self, pick: int) -> None:
        one = self._one(pick)
        before = erasing.preview_erasure(self.hall.desk, self.hall.manager, one.id)
        done = erasing.erase_customer(self.hall.desk, self.hall.manager, one.id, "书面申请")
        assert (before.erased, before.kept) == (done.erased, done.kept)
        with self.hall.desk.store.read() as book:
            still = book.get(Customer, one.id)
        assert still is not None
        if still.erased_at is not None:
            self.gone |= self.told.pop(one.id, set())

    def run(self, _pick: int) -> None:
        for rule in retention.rules_due(self.hall.desk, self.hall.manager):
            while retention.erase_due(self.hall.desk, self.hall.manager, rule.rule_id).more:
                pass

    def years(self, _pick: int) -> None:
        self.hall.clock.move(hours=DECADE)

    def holds(self) -> None:
        """What must be true at the end of any history."""
        hall = self.hall
        # Corrected values leave the file with the next cleaning up.
        assert kept(hall).scrub()
        assert kept(hall).verify() == []
        assert {mark: found for mark in self.gone if (found := columns_with(hall, mark))} == {}
        bytes_now = raw(hall)
        assert [mark for mark in self.gone if mark.encode() in bytes_now] == []
        for case in rows(hall, Case):
            assert lists.case_file(hall.desk, hall.lead, case.reference).case.id == case.id
        with closing(sqlite3.connect(kept(hall).path)) as book:
            assert book.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@settings(max_examples=10)
@given(st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 3)), min_size=4, max_size=9))
def test_any_history(steps: list[tuple[str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        history = History(Path(folder))
        try:
            history.note(0)
            for what, pick in steps:
                history.step(what, pick)
            history.erase(0)
            history.holds()
        finally:
            history.hall.desk.store.close()
