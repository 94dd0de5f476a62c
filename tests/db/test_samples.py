"""The demo book: made by the services, invented throughout, the same for the same day."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from db.samples import PIN, STAFF, make_demo
from db.samples.past import compose, words
from db.samples.people import Hall, set_up
from db.samples.walk_ins import stories
from desk.case import Case, Stage
from desk.clock import SetClock
from desk.custody import Handover
from desk.customer import Account, Customer
from desk.enums import CaseStatus, HandoverState, LetterState, Topic
from desk.letter.life import Letter
from desk.notice.model import Notice
from desk.refusals import Fault, Refusal
from desk.services import lists, people
from desk.services.base import Desk
from desk.services.letters import lint_letter
from desk.staff.model import Actor, Staff, actor_of
from desk.views import View
from tests.fakes import FakeStore

NOON = datetime(2026, 11, 18, 4, 0, tzinfo=UTC)
"""A Wednesday at twelve in Shanghai."""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = make_demo(tmp_path_factory.mktemp("demo") / "desk.db", now=NOON, past=6)
    yield desk
    desk.store.close()


@pytest.fixture(scope="module")
def clerk(demo: Desk) -> Actor:
    with demo.store.read() as book:
        return actor_of(book.find(Staff, number="1001")[0])


def test_the_book_verifies(demo: Desk) -> None:
    assert list(demo.store.verify()) == []


def test_every_stage_is_there_to_be_looked_at(demo: Desk) -> None:
    with demo.store.read() as book:
        cases = book.find(Case)
    stages = {case.stage for case in cases}
    assert stages >= set(Stage) - {Stage.TO_ISSUE, Stage.TO_CLOSE}
    assert sum(case.status is CaseStatus.CLOSED for case in cases) == 7


def test_one_is_late_one_handover_waits_one_notice_was_given(demo: Desk, clerk: Actor) -> None:
    now = demo.clock.now()
    everything = lists.queue(demo, clerk, View.ALL)
    late = [row for row in everything if row.due_at is not None and row.due_at < now]
    assert len(late) == 1
    with demo.store.read() as book:
        waiting = book.find(Handover, state=HandoverState.OFFERED)
        assert len(waiting) == 1
        assert waiting[0].lapses_at > now
        assert [n.procedure_id for n in book.find(Notice)] == ["meter_test"]


def test_no_letter_has_anything_that_blocks(demo: Desk, clerk: Actor) -> None:
    with demo.store.read() as book:
        letters = book.find(Letter)
    replies = [letter for letter in letters if letter.kind.value == "reply"]
    assert {letter.state for letter in replies} >= {LetterState.DRAFT, LetterState.SUBMITTED}
    for letter in replies:
        found = lint_letter(demo, clerk, letter.id)
        assert [one for one in found if one.blocks] == [], letter.number
        # What only looks like a slip would teach people to pass over the check.
        assert {one.code for one in found} <= {"late", "jargon", "finding_general"}


def test_everybody_signs_in_with_the_pin_that_is_told(demo: Desk) -> None:
    assert {form.role for form in STAFF} == {"clerk", "lead", "manager", "department", "admin"}
    for form in STAFF[:2]:
        assert people.sign_in(demo, form.number, PIN).name == form.name


def test_names_and_numbers_are_invented_and_shown_to_be(demo: Desk) -> None:
    assert demo.branch.invented
    assert "演示" in demo.branch.unit
    with demo.store.read() as book:
        phones = {customer.phone for customer in book.find(Customer)}
        accounts = {account.number for account in book.find(Account)}
    assert all(re.fullmatch(r"1990(001|002)\d{4}", phone) for phone in phones)
    assert all(number.startswith("99") for number in accounts)


def bare_hall() -> Hall:
    return set_up(FakeStore(), SetClock(NOON), NOON)


def test_three_hundred_past_cases_are_told_in_three_hundred_ways() -> None:
    made = compose(bare_hall(), NOON, 300)
    assert len({past.form.narrative for past in made}) == 300
    assert {past.form.topic for past in made} == set(Topic)
    assert {past.twist for past in made} >= {"late", "handover", "reminded", "dissatisfied"}


def test_the_same_day_gives_the_same_past() -> None:
    first, second = (compose(bare_hall(), NOON, 40) for _hall in range(2))
    assert [(p.received, p.form) for p in first] == [(p.received, p.form) for p in second]


def test_past_cases_came_in_while_the_doors_were_open() -> None:
    hall = bare_hall()
    for past in compose(hall, NOON, 60):
        assert hall.desk.hours.is_open(past.received, hall.desk.calendar)


def test_what_is_composed_and_the_walk_ins_are_complete() -> None:
    assert len(stories()) == 11
    assert {scenario["topic"] for scenario in words()["scenario"]} == {t.value for t in Topic}


def test_a_demo_begins_in_a_new_file_only(demo: Desk, tmp_path: Path) -> None:
    taken = tmp_path / "desk.db"
    taken.write_bytes(b"something")
    with pytest.raises((Refusal, Fault)):
        make_demo(taken, now=NOON, past=0)
