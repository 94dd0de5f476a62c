"""A customer's file on disk: every contact is in it, and the counts are those of the record."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db import customer_file, open_book, operation_record
from db.engine import reading
from desk import ports
from desk.calendar import WorkCalendar
from desk.case import Case
from desk.casework import Commitment, Contact
from desk.enums import (
    CaseStatus,
    Channel,
    Conclusion,
    ContactWay,
    Rating,
    Topic,
)
from desk.followup import FollowUp
from desk.forms_file import OriginalForm
from desk.hours import BranchHours
from desk.ids import new_id
from desk.operations import CONTACTS, Happened
from desk.playbook.load import load
from desk.ports import Entity, Store
from desk.refusals import Refusal
from desk.services import file_changes
from desk.services.base import Desk
from desk.staff.model import actor_of
from tests.a_full_file import a_full_file
from tests.builders import (
    MONDAY,
    a_branch,
    a_breach,
    a_case,
    a_clock,
    a_customer,
    a_notice,
    a_point,
    a_staff,
    an_account,
    monday,
)
from tests.builders_counter import a_sealed_identity
from tests.builders_file import an_operation
from tests.db.conftest import Hall
from tests.fakes import FakeStore

NO_CONTACT = {
    "Absence": "of staff",
    "Account": "what is on file",
    "Alarm": "for staff",
    "Amendment": "a record put right",
    "Attachment": "a file; what was brought stands as a paper",
    "Attention": "for staff",
    "BlankForm": "paper",
    "Branch": "ours",
    "Care": "who looks after them",
    "CaseClock": "a limit",
    "CaseLink": "two cases beside each other",
    "Commitment": "made in a contact, which stands by itself",
    "Concern": "about staff",
    "Content": "bytes",
    "Custody": "who held the case",
    "Customer": "what is on file",
    "CustomerContact": "whom to call, no call",
    "CustomerLink": "two files beside each other",
    "CustomerMerge": "two files beside each other",
    "CustomerNote": "what is known, not what happened",
    "Delegation": "of staff",
    "Document": "bytes",
    "Draft": "half typed",
    "Erasure": "what was erased",
    "ClockPause": "a limit",
    "Escalation": "between staff",
    "Extension": "told by a holding letter, which stands by itself",
    "Incident": "of many; each case of it stands by itself",
    "IncidentCase": "a case of it stands by itself",
    "IncidentEstimate": "told in contacts of their own",
    "IncidentRead": "of staff",
    "Restoration": "power that comes back",
    "Task": "for a department",
    "Termination": "how the customer was told stands as a contact",
    "FileChange": "a record put right",
    "HallEvent": "names no customer",
    "ImportRun": "a file that was read",
    "LetterReturn": "between staff",
    "LetterTemplate": "a text",
    "NoticeBreach": "stands with its notice",
    "Party": "who it concerns",
    "PrintItem": "paper",
    "PrintRun": "paper",
    "ReportAhead": "a call to somebody else",
    "Reveal": "a look",
    "SealedIdentity": "who it was must stay unknown",
    "Shift": "of staff",
    "Signatory": "somebody else who signed",
    "Staff": "ours",
    "TemplateAdoption": "a text",
    "Visit": "of staff, at the screen",
    "WayBack": "of staff",
}
"""Kinds of row that are no contact with a customer, each with its reason."""


def keep(store: Store, *rows: Entity) -> None:
    with store.act("test.rows", staff_id="", at=MONDAY) as act:
        act.add(*rows)
        act.commit()


def test_every_kind_of_row_is_a_contact_or_has_a_reason_not_to_be() -> None:
    kinds = {kind.__name__ for kind in get_args(ports.Entity)}
    contacts = {kind.__name__ for kind in CONTACTS}
    assert contacts.isdisjoint(NO_CONTACT)
    assert contacts | set(NO_CONTACT) == kinds
    assert {happened for found in CONTACTS.values() for happened in found} == set(Happened)


def test_every_contact_lands_in_the_operation_record(hall: Hall) -> None:
    full = a_full_file(hall.clerk.id)
    keep(hall.store, *full.rows)
    with hall.store.read() as book:
        lines = book.operations_of([full.customer.id])
    assert {line.happened for line in lines} == set(Happened)
    kept = {row.id for row in full.rows if type(row) in CONTACTS}
    assert {line.row_id for line in lines} == kept
    assert [line.at for line in lines] == sorted((line.at for line in lines), reverse=True)
    assert all(line.staff == hall.clerk.name for line in lines if line.staff)
    by_kind = {line.happened: line for line in lines}
    assert by_kind[Happened.OPERATION].energy_kwh == 12
    assert by_kind[Happened.REMEDY].cost_fen == 12840
    assert by_kind[Happened.REGISTERED].reference == full.case.reference


def test_a_notice_without_a_case_is_of_whoever_has_its_account_and_name(hall: Hall) -> None:
    customer, other = a_customer(), a_customer(name="石磊")
    mine = a_notice(hall.clerk.id, customer_name="柳明月", account_no="0500000001")
    tenant = a_notice(hall.clerk.id, number="N2", customer_name="路过的人", account_no="0500000001")
    keep(hall.store, customer, other, an_account(customer.id), mine, tenant)
    with hall.store.read() as book:
        assert [line.row_id for line in book.operations_of([customer.id])] == [mine.id]
        assert book.operations_of([other.id]) == []


def test_who_reported_under_seal_has_nothing_of_it_on_file(hall: Hall) -> None:
    customer = a_customer()
    case = a_case(hall.clerk.id, sealed=True)
    sealed = a_sealed_identity(case.id, customer_id=customer.id)
    keep(hall.store, customer, case, sealed)
    with hall.store.read() as book:
        assert book.operations_of([customer.id]) == []
        assert book.cases_of([customer.id]) == []


@pytest.mark.parametrize("cursor", ["x", "|", "a|b|c|d", "t|99999999999999999999"])
def test_a_cursor_that_no_page_gave_out_is_refused(hall: Hall, cursor: str) -> None:
    with hall.store.read() as book:
        for ask in (book.cases_of, book.operations_of):
            with pytest.raises(Refusal) as refused:
                ask(["x"], after=cursor)
            assert refused.value.code == "bad_cursor"


# -- the same as row by row ---------------------------------------------------------------


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("books")


def _moment(dice: random.Random) -> datetime:
    # Few enough moments that some are shared.
    return MONDAY - timedelta(hours=dice.randrange(0, 9000, 90))


def _some_rows(dice: random.Random, staff: str, files: Sequence[str]) -> Iterator[Entity]:
    for serial in range(dice.randrange(1, 9)):
        case = a_case(
            *(staff, serial + 1),
            customer_id=dice.choice([*files, None]),
            received_at=_moment(dice),
            topic=dice.choice(list(Topic)[:3]),
            channel=dice.choice(list(Channel)),
            status=dice.choice(list(CaseStatus)),
            request_id=new_id(),
            lookup_code=new_id(),
            closed_at=MONDAY,
        )
        yield case
        yield from _of_case(dice, staff, case, serial)
    for one in files:
        yield an_account(one, number=f"05{one[-8:]}")
        yield a_notice(
            staff,
            number=f"A{one}",
            customer_name=dice.choice(["柳明月", "石磊"]),
            account_no=f"05{one[-8:]}",
            made_at=_moment(dice),
        )
        yield an_operation(one, staff, at=_moment(dice), volunteered=dice.choice([None, True]))


def _of_case(dice: random.Random, staff: str, case: Case, serial: int) -> Iterator[Entity]:
    of: dict[str, Any] = {"case_id": case.id}
    for position in range(1, dice.randrange(4)):
        done = dice.choice([None, date(2026, 11, 1)])
        yield a_point(
            *(case.id, position),
            conclusion=dice.choice([None, *Conclusion]),
            remedy_done_on=done,
            amount_fen=dice.choice([None, 100, 2500]),
            answered_at=MONDAY,
        )
    for _n in range(dice.randrange(3)):
        yield Contact(
            id=new_id(),
            **of,
            at=_moment(dice),
            way=dice.choice(list(ContactWay)),
            staff_id=staff,
            reached=dice.random() < 0.5,
            text="回电",
            reminder=dice.random() < 0.3,
        )
        yield FollowUp(
            id=new_id(),
            **of,
            at=_moment(dice),
            staff_id=staff,
            reached=dice.random() < 0.7,
            satisfied=dice.choice([None, True, False]),
            attitude=dice.choice([None, 1, 5]),
            clarity=dice.choice([None, 2, 3]),
            rating=dice.choice([None, *Rating]),
            volunteered=dice.random() < 0.3,
        )
        kept = dice.choice([None, date(2026, 11, 2)])
        yield Commitment(
            id=new_id(),
            **of,
            text="回电",
            owner="营业班",
            due_on=date(2026, 11, dice.randrange(1, 30)),
            made_by=staff,
            made_at=MONDAY,
            kept_on=kept,
            broken_reason=dice.choice(["", "忘了"]),
        )
    notice = a_notice(staff, number=f"N{serial}", case_id=case.id, made_at=_moment(dice))
    yield notice
    if dice.random() < 0.5:
        yield a_breach(notice.id, notice.id)
        yield a_clock(case.id, verdict=dice.choice(["", "late", "in_time"]))


def _pages(store: Store, ask: str, **more: Any) -> list[Any]:
    found: list[Any] = []
    with store.read() as book:
        while page := getattr(book, ask)(limit=3, after=found[-1].cursor if found else "", **more):
            found += page
    return found


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10**6), zone=st.sampled_from([0, 480, -300]))
def test_pages_and_counts_are_those_of_a_record_gone_through_row_by_row(
    folder: Path, seed: int, zone: int
) -> None:
    dice = random.Random(seed)
    staff = a_staff()
    customers = [a_customer(), a_customer(), a_customer()]
    files = [one.id for one in customers[:2]]
    rows = [a_branch(), staff, *customers, *_some_rows(dice, staff.id, [c.id for c in customers])]
    fake = FakeStore(*rows)
    store = open_book(folder / f"{new_id()}.db", create=True)
    keep(store, *rows)
    cases = [row.id for row in rows if isinstance(row, Case)]
    asked: dict[str, Any] = {"files": files, "hidden": dice.sample(cases, len(cases) // 3)}
    for ask in ("cases_of", "operations_of"):
        kept = _pages(store, ask, **asked)
        assert kept == _pages(fake, ask, **asked)
        assert len({one.cursor for one in kept}) == len(kept)
    told: dict[str, Any] = {
        "now": MONDAY,
        "today": MONDAY.date(),
        "zone_minutes": zone,
        "repeat_days": 30,
        "since": dice.choice([None, MONDAY - timedelta(days=100)]),
        **asked,
    }
    with store.read() as kept_book, fake.read() as fake_book:
        one, other = kept_book.figures_of(**told), fake_book.figures_of(**told)
        assert replace(one, scores=other.scores) == other
        means = one.scores.means, other.scores.means
        assert means[0] == pytest.approx(means[1])
        assert replace(one.scores, means={}) == replace(other.scores, means={})
    store.close()


# -- put right ----------------------------------------------------------------------------


def test_what_was_put_right_stands_nowhere_but_in_the_frozen_records(hall: Hall) -> None:
    full = a_full_file(hall.clerk.id, phone="13900000055", address="旧地址1号")
    keep(hall.store, *full.rows)
    clock = monday()
    desk = Desk(hall.store, clock, hall.branch, load(), WorkCalendar(), BranchHours())
    who = actor_of(hall.clerk)
    form = OriginalForm(phone="13900000056", address="新地址2号", reason="搬迁")
    file_changes.correct_customer(desk, who, full.customer.id, form)
    with reading(hall.store.engine) as connection:
        tables = [
            name
            for (name,) in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'"
            )
        ]
        for table in tables:
            for row in connection.execute(f"SELECT * FROM {table}"):
                assert not {"13900000055", "旧地址1号"} & set(map(str, row)), table
    assert hall.store.verify() == []


# -- read from indexes --------------------------------------------------------------------


@pytest.mark.parametrize(
    "statement",
    [
        customer_file.CASES,
        operation_record.LINES,
        customer_file.COUNTS,
        customer_file.SCORES,
        customer_file.PROMISES,
    ],
    ids=["cases", "lines", "counts", "scores", "promises"],
)
def test_nothing_that_grows_with_the_book_is_gone_through(hall: Hall, statement: str) -> None:
    names = ("files", "hidden", "limit", "key", "seq", "at", "happened", "row_id", "since", "now")
    values = dict.fromkeys((*names, "today", "offset", "repeat_days"), "[]")
    with reading(hall.store.engine) as connection:
        found = connection.execute(f"EXPLAIN QUERY PLAN {statement}", values).fetchall()
    scans = [str(row[3]) for row in found if str(row[3]).startswith("SCAN")]
    small = ("CONSTANT", "m", "h", "l", "here", "span", "lines", "json_each", "(subquery")
    assert [s for s in scans if not s.split()[1].startswith(small)] == []
