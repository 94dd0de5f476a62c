"""What lies beside a case and which files look alike: from indexes, and the same as by hand."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db import likeness as likes
from db import open_book, related
from db.store import BookStore
from desk.case import Case
from desk.customer import Account, Customer
from desk.customer_file import CustomerContact
from desk.doubles import likeness
from desk.enums import CaseStatus, Topic
from desk.playbook.load import load
from desk.ports import Store
from desk.related import Near
from tests.builders import MONDAY, a_branch, a_case, a_customer, a_staff, an_account
from tests.builders_file import a_customer_contact
from tests.db.conftest import Hall
from tests.db.test_plans import plan
from tests.fakes import FakeStore

VALUES = {
    "values": '["x"]',
    "since": "t",
    "until": "t",
    "limit": 5,
    "first": "x",
    "last": "y",
    "topic": "other",
    "but": "",
}
INDEX = {
    Near.CUSTOMER: ("ix_cases_customer_id",),
    Near.ACCOUNT: ("ix_cases_account_no",),
    Near.METER: ("ix_accounts_meter_no", "ix_cases_account_no"),
    Near.AREA: ("ix_accounts_supply_area", "ix_cases_account_no"),
    Near.PLACE: ("ix_cases_place",),
    Near.NEXT: ("ix_cases_place",),
}


@pytest.mark.parametrize("near", list(Near))
def test_cases_beside_are_found_by_an_index(hall: Hall, near: Near) -> None:
    steps = plan(hall, related.STATEMENTS[near], VALUES)
    for index in INDEX[near]:
        assert any(f"USING INDEX {index}" in s or f"COVERING INDEX {index}" in s for s in steps), (
            steps
        )
    assert not any(s.startswith(("SCAN c", "SCAN a")) for s in steps), steps


def test_repeats_are_counted_by_an_index(hall: Hall) -> None:
    steps = plan(hall, related.REPEATS, VALUES)
    assert any("ix_cases_customer_id" in step for step in steps), steps
    assert not any(step.startswith("SCAN c") for step in steps), steps


def test_a_typed_customer_is_compared_with_what_indexes_name(hall: Hall) -> None:
    values: dict[str, Any] = dict.fromkeys(("number", "name", "pinyin", "but"), "x")
    values |= dict.fromkeys(("phones", "accounts", "meters", "places"), "[]")
    steps = plan(hall, likes.LIKE, {**values, "block": 5, "limit": 5})
    scans = [s for s in steps if s.startswith("SCAN")]
    assert all("json_each" in s or "VIRTUAL" in s or "subquery" in s.lower() for s in scans), steps
    for name in ("phone", "number", "place", "name", "pinyin"):
        assert any(f"ix_customers_{name}" in step for step in steps), (name, steps)


PHONES = st.sampled_from(["", "13900000001", "13700000001", "13900000002"])
NAMES = st.sampled_from(
    [("柳明月", "liumingyue"), ("刘鸣跃", "liumingyue"), ("陈大林", "chendalin")]
)
HOUSES = st.sampled_from(["", "柳林巷3号", "临江市柳林巷３号", "柳林巷4号", "阳光小区3栋502"])
NUMBERS = st.sampled_from(["", "1", "2"])


@st.composite
def files(draw: st.DrawFn) -> list[Customer | Account | CustomerContact]:
    rows: list[Customer | Account | CustomerContact] = []
    for n in range(draw(st.integers(2, 6))):
        name, pinyin = draw(NAMES)
        customer = a_customer(
            name=name,
            pinyin=pinyin,
            phone=draw(PHONES),
            address=draw(HOUSES),
            number=draw(NUMBERS),
            erased_at=MONDAY if draw(st.integers(0, 9)) == 0 else None,
        )
        if n and draw(st.integers(0, 5)) == 0:
            customer = replace(customer, merged_into=rows[0].id)
        rows.append(customer)
        if draw(st.booleans()):
            rows.append(
                an_account(
                    customer.id, number=draw(NUMBERS), address=draw(HOUSES), meter_no=draw(NUMBERS)
                )
            )
        if draw(st.integers(0, 2)) == 0:
            rows.append(a_customer_contact(customer.id, "clerk", phone=draw(PHONES)))
    return rows


@contextmanager
def both() -> Iterator[tuple[FakeStore, BookStore]]:
    with TemporaryDirectory() as folder:
        file = open_book(Path(folder) / "b.db", create=True)
        try:
            yield FakeStore(), file
        finally:
            file.close()


def keep(store: Store, *rows: Any) -> None:
    with store.act("test", staff_id="", at=MONDAY) as act:
        act.add(a_branch(), a_staff(id="clerk"), *rows)
        act.commit()


WEIGHTS = {sign: entry.points for sign, entry in load().double_signs.items()}


def suspected(store: Store) -> set[frozenset[str]]:
    with store.read() as book:
        return {
            frozenset((one.customer_id, other.customer_id))
            for one, other in book.pairs(block=50, limit=500)
            if likeness(one, other, WEIGHTS).suspected
        }


@settings(max_examples=25, deadline=None)
@given(files())
def test_pairs_by_keys_are_the_pairs_of_everybody_with_everybody(rows: list[Any]) -> None:
    with both() as (fake, file):
        for store in (fake, file):
            keep(store, *rows)
        assert suspected(file) == suspected(fake)
        for customer in (row for row in rows if isinstance(row, Customer)):
            found = []
            for store in (fake, file):
                with store.read() as book:
                    side = book.side_of(customer.id)
                    assert side is not None
                    found.append(
                        {
                            one.customer_id
                            for one in book.like(side, block=50, limit=50)
                            if likeness(side, one, WEIGHTS).suspected
                        }
                    )
            assert found[0] == found[1]


PLACES = ("", "柳林巷3号", "柳林巷4号", "柳林巷13号", "阳光小区3栋502")
ASKED = {
    Near.CUSTOMER: ("c1", "c2"),
    Near.ACCOUNT: ("1",),
    Near.METER: ("m1",),
    Near.AREA: ("t1", "t2"),
    Near.PLACE: ("柳林巷|3||",),
    Near.NEXT: ("柳林巷|4|", "柳林巷|1|"),
}


@st.composite
def cases(draw: st.DrawFn) -> list[Case]:
    return [
        a_case(
            "clerk",
            n,
            request_id=str(n),
            received_at=MONDAY - timedelta(days=draw(st.integers(0, 60)), minutes=n),
            customer_id=draw(st.sampled_from(["c1", "c2", "c3", None])),
            account_no=draw(NUMBERS),
            address=draw(st.sampled_from(PLACES)),
            topic=draw(st.sampled_from([Topic.QUEUEING, Topic.OTHER])),
            status=draw(st.sampled_from(CaseStatus)),
        )
        for n in range(draw(st.integers(1, 8)))
    ]


@settings(max_examples=25, deadline=None)
@given(cases())
def test_cases_beside_are_those_that_share_a_value(found: list[Case]) -> None:
    rows = [a_customer(id=f"c{n}") for n in (1, 2, 3)]
    accounts = [
        an_account("c1", number="1", meter_no="m1", supply_area="t1"),
        an_account("c2", number="2", meter_no="m2", supply_area="t2"),
    ]
    since = MONDAY - timedelta(days=30)
    with both() as (fake, file):
        for store in (fake, file):
            keep(store, *rows, *accounts, *found)
        with fake.read() as one, file.read() as other:
            for near, values in ASKED.items():
                asked = {"since": since, "limit": 4}
                expected = one.near_cases(near, values, **asked)  # type: ignore[arg-type]
                assert other.near_cases(near, values, **asked) == expected  # type: ignore[arg-type]
            asked = {"since": since, "until": MONDAY, "but": found[0].id}
            count = one.repeats(["c1", "c2"], Topic.OTHER, **asked)  # type: ignore[arg-type]
            assert other.repeats(["c1", "c2"], Topic.OTHER, **asked) == count  # type: ignore[arg-type]
