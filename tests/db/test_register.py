"""The register of letters on a real book: two leads at once, voids, the turn of the year."""

import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db import open_book
from desk.enums import LetterState
from desk.letter.register import Wrong, faults_in
from desk.ports import Store
from desk.services import letters, outgoing, register
from tests.builders import MONDAY, a_branch, a_case, a_letter, a_party, a_staff
from tests.desk.services.hall import Hall, open_hall, refused
from tests.fakes import FakeStore
from tests.processes import ROOT

LEAD_AT_WORK = """
import sys
from pathlib import Path
from db import open_book
from desk.services import letters, outgoing
from desk.services.book import open_desk
from desk.staff.model import Staff, actor_of
from tests.builders import monday
desk = open_desk(open_book(Path(sys.argv[1])), monday())
with desk.store.read() as book:
    lead = actor_of(book.find(Staff, number=sys.argv[2])[0])
print("ready", flush=True)
for line in sys.stdin:
    what, letter_id = line.split()
    if what == "issue":
        print(letters.issue_letter(desk, lead, letter_id).number, flush=True)
    else:
        print(outgoing.void_letter(desk, lead, letter_id, "印错").number, flush=True)
desk.store.close()
"""


@pytest.fixture(params=["fake", "kept"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    made: Store
    made = FakeStore() if request.param == "fake" else open_book(tmp_path / "b.db", create=True)
    yield made
    made.close()


class Lead:
    """A lead in a program of their own."""

    def __init__(self, path: Path, number: str) -> None:
        self._program = subprocess.Popen(
            [sys.executable, "-c", LEAD_AT_WORK, str(path), number],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            cwd=ROOT,
        )
        assert self.answer() == "ready"

    def begin(self, what: str, letter_id: str) -> None:
        assert self._program.stdin is not None
        self._program.stdin.write(f"{what} {letter_id}\n")
        self._program.stdin.flush()

    def answer(self) -> str:
        assert self._program.stdout is not None
        return self._program.stdout.readline().strip()

    def go_home(self) -> None:
        with self._program:
            assert self._program.stdin is not None
            self._program.stdin.close()
            assert self._program.wait() == 0


def test_two_leads_issue_and_void_at_once_and_the_register_has_no_gap(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    with closing(open_book(path, create=True)) as store:
        hall = open_hall(store)
        waiting = [approved(hall) for _n in range(8)]
        leads = [Lead(path, "2001"), Lead(path, "2002")]
        by_chance = random.Random(20261123)
        told: list[str] = []
        voided: set[str] = set()
        for one, two in zip(waiting[::2], waiting[1::2], strict=True):
            acts = [("issue", one), ("issue", two)]
            by_chance.shuffle(acts)
            for lead, (what, letter_id) in zip(leads, acts, strict=True):
                lead.begin(what, letter_id)
            told += [lead.answer() for lead in leads]
            gone, lead = by_chance.choice([one, two]), by_chance.choice(leads)
            lead.begin("void", gone)
            told.append(lead.answer())
            voided.add(gone)
        for lead in leads:
            lead.go_home()
        found = register.letter_register(hall.desk, hall.lead)
    assert [row.serial for row in found.rows] == list(range(1, 9))
    assert (found.faults, found.last) == ((), 8)
    assert len(told) == 12
    assert set(told) == {row.number for row in found.rows}
    assert {row.letter_id for row in found.rows if row.state is LetterState.VOID} == voided
    with closing(open_book(path)) as again:
        assert again.verify() == []


def approved(hall: Hall) -> str:
    """A letter that only lacks its number; its id."""
    _reference, letter = hall.submitted()
    return letters.approve_letter(hall.desk, hall.lead, letter.id).id


def test_the_year_turns_at_midnight_of_the_branch() -> None:
    hall = open_hall()
    hall.clock.at = datetime(2026, 12, 31, 2, 0, tzinfo=UTC)
    waiting = []
    for _n in range(2):
        reference = hall.register()
        hall.answer(reference, 1, remedy_due=date(2027, 1, 8), remedy_done_on=None)
        letter = letters.draft_letter(hall.desk, hall.clerk, reference)
        letters.submit_letter(hall.desk, hall.clerk, letter.id)
        waiting.append(letters.approve_letter(hall.desk, hall.lead, letter.id).id)
    before, after = waiting
    # In Shanghai the new year begins at four in the afternoon of London.
    hall.clock.at = datetime(2026, 12, 31, 15, 59, 59, tzinfo=UTC)
    old = letters.issue_letter(hall.desk, hall.lead, before)
    hall.clock.at = datetime(2026, 12, 31, 16, 0, 0, tzinfo=UTC)
    new = letters.issue_letter(hall.desk, hall.lead, after)
    assert (old.issued_on, new.issued_on) == (date(2026, 12, 31), date(2027, 1, 1))
    assert (old.number, new.number) == ("临供客复〔2026〕1号", "临供客复〔2027〕1号")
    for year, number in ((2026, old.number), (2027, new.number)):
        found = register.letter_register(hall.desk, hall.lead, year)
        assert [row.number for row in found.rows] == [number]
        assert found.faults == ()


def test_a_void_stays_with_its_reason_and_its_number_is_not_given_again() -> None:
    hall = open_hall()
    _reference, first = hall.issued()
    outgoing.void_letter(hall.desk, hall.lead, first.id, "印错日期")
    hall.issued()
    found = register.letter_register(hall.desk, hall.clerk)
    assert [(row.serial, row.state, row.void_reason) for row in found.rows] == [
        (1, LetterState.VOID, "印错日期"),
        (2, LetterState.ISSUED, ""),
    ]
    assert found.rows[0].approvers == ("李敏",)


def test_a_year_of_two_digits_is_refused() -> None:
    hall = open_hall()
    refused("bad_year", lambda: register.letter_register(hall.desk, hall.lead, 26))


@settings(max_examples=60)
@given(st.integers(0, 30), st.randoms(use_true_random=False))
def test_every_number_out_of_order_is_named_and_nothing_else(
    last: int, by_chance: random.Random
) -> None:
    sound = list(range(1, last + 1))
    by_chance.shuffle(sound)
    assert faults_in(sound, last) == ()
    if last:
        gone = sound.pop()
        assert [(f.serial, f.wrong) for f in faults_in(sound, last)] == [(gone, Wrong.MISSING)]
        twice = [*sound, gone, gone]
        assert [(f.serial, f.wrong) for f in faults_in(twice, last)] == [(gone, Wrong.TWICE)]
    beyond = [*range(1, last + 1), last + 7]
    assert [f.wrong for f in faults_in(beyond, last)] == [Wrong.NOT_TAKEN]


def test_every_store_gives_the_numbered_letters_of_a_year(store: Store) -> None:
    clerk, lead = a_staff("1001"), a_staff("2001", name="李敏")
    case = a_case(clerk.id)
    days = {1: date(2026, 1, 1), 2: date(2026, 12, 31), 3: date(2027, 1, 1)}
    rows = [
        a_letter(
            case.id,
            clerk.id,
            serial=serial,
            number=f"n{serial}",
            issued_on=day,
            approver_id=lead.id,
            issued_by=lead.id,
        )
        for serial, day in reversed(days.items())
    ]
    with store.act("test", staff_id=clerk.id, at=MONDAY) as act:
        act.add(a_branch(), clerk, lead, case, a_party(case.id), *rows)
        act.add(a_letter(case.id, clerk.id))
        act.commit()
    with store.read() as book:
        found = book.numbered(2026)
        assert [(row.serial, row.number, row.approvers) for row in found] == [
            (1, "n1", ("李敏",)),
            (2, "n2", ("李敏",)),
        ]
        assert [row.serial for row in book.numbered(2027)] == [3]
        assert book.numbered(2025) == []


def test_who_waits_longest_for_approval_comes_first_in_every_store(store: Store) -> None:
    clerk = a_staff("1001")
    case = a_case(clerk.id)
    minutes = (30, 10, 20, 10)
    rows = [
        a_letter(
            case.id,
            clerk.id,
            state=LetterState.SUBMITTED,
            submitted_at=MONDAY + timedelta(minutes=n),
        )
        for n in minutes
    ]
    with store.act("test", staff_id=clerk.id, at=MONDAY) as act:
        act.add(a_branch(), clerk, case, a_party(case.id), *rows)
        act.commit()
    expected = [rows[n].id for n in (1, 3, 2, 0)]
    with store.read() as book:
        assert [row.letter_id for row in book.letters(["submitted"])] == expected
        first, second = book.letters(["submitted"], limit=2)
        rest = book.letters(["submitted"], after=second.cursor)
        assert [first.letter_id, second.letter_id, *(row.letter_id for row in rest)] == expected
