"""What was erased is gone from the file, and verifying tells it from what was tampered with."""

import sqlite3
from contextlib import AbstractContextManager, closing
from dataclasses import replace

import pytest

from db.unit_of_work import KeptAct
from desk import i18n
from desk.case import Case
from desk.customer import Customer
from desk.i18n import use
from tests.builders import MONDAY, a_case, a_customer
from tests.db.conftest import Hall

PHONE, NAME, SAID = "13977770123", "佟未央", "邻居家的猫半夜叫"


def on_file(hall: Hall) -> Customer:
    customer = a_customer(name=NAME, phone=PHONE)
    with hall.store.act("customer.add", staff_id=hall.clerk.id, at=MONDAY) as act:
        act.add(customer)
        act.commit()
    return customer


def act_of(hall: Hall, name: str = "customer.erase") -> AbstractContextManager[KeptAct]:
    return hall.store.act(name, staff_id=hall.lead.id, at=MONDAY)


def salt_of(hall: Hall) -> str:
    with closing(sqlite3.connect(hall.path)) as book:
        return str(book.execute("SELECT salt FROM customers").fetchone()[0])


def raw(hall: Hall) -> bytes:
    """Every byte of the book and of what lies beside it."""
    return b"".join(one.read_bytes() for one in sorted(hall.path.parent.glob("desk.db*")))


def told_after(hall: Hall, statement: str, *values: object) -> list[str]:
    hall.store.close()
    with closing(sqlite3.connect(hall.path)) as book:
        book.execute(statement, values)
        book.commit()
    i18n.use("en")
    return hall.store.verify()


def test_the_values_go_the_rest_stays_and_the_book_verifies(hall: Hall) -> None:
    customer, before = on_file(hall), salt_of(hall)
    with act_of(hall) as act:
        left = act.erase(customer, "name", "phone")
        assert (left.name, left.phone, left.salutation) == ("", "", customer.salutation)
        act.commit()
    with hall.store.read() as book:
        kept = book.get(Customer, customer.id)
    assert kept == replace(customer, name="", phone="", version=2)
    assert salt_of(hall) != before
    assert hall.store.verify() == []


def test_nothing_of_it_is_left_in_any_byte_of_the_file(hall: Hall) -> None:
    customer = on_file(hall)
    case = a_case(hall.clerk.id, customer_id=customer.id, narrative=SAID)
    with hall.store.act("case.register", staff_id=hall.clerk.id, at=MONDAY) as act:
        act.add(case)
        act.index_case(case.id, f"{NAME}\n{PHONE}\n{SAID}")
        act.commit()
    marks = [text.encode() for text in (NAME, PHONE, SAID, "佟未", "猫半")]
    assert all(mark in raw(hall) for mark in marks)
    with act_of(hall) as act:
        act.erase(customer, "name", "phone", "pinyin", "initials")
        act.erase(case, "narrative")
        act.index_case(case.id, case.reference)
        act.commit()
    assert hall.store.scrub()
    assert [mark.decode() for mark in marks if mark in raw(hall)] == []
    assert hall.store.verify() == []


def test_a_reader_in_the_middle_holds_the_cleaning_up(hall: Hall) -> None:
    customer = on_file(hall)
    with hall.store.read() as book:
        assert book.get(Customer, customer.id)
        with act_of(hall) as act:
            act.erase(customer, "phone")
            act.commit()
        assert not hall.store.scrub()
    assert hall.store.scrub()
    assert PHONE.encode() not in raw(hall)


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE customers SET phone = '1'", "was erased and holds something again"),
        ("UPDATE customers SET salutation = ''", "is empty, and no act erased it"),
        ("UPDATE customers SET salutation = 'x'", "is not what the journal says"),
        ("UPDATE customers SET salt = 'x'", "is not what the journal says"),
        ("DELETE FROM customers", "in the journal but not in the book"),
    ],
)
def test_erased_tampered_and_missing_are_told_apart(hall: Hall, statement: str, said: str) -> None:
    customer = on_file(hall)
    with act_of(hall) as act:
        act.erase(customer, "phone")
        act.commit()
    told = told_after(hall, statement)
    assert told
    assert any(said in each for each in told)
    use("zh_CN")


def test_what_is_put_in_again_later_is_a_value_like_any_other(hall: Hall) -> None:
    customer = on_file(hall)
    with act_of(hall) as act:
        left = act.erase(customer, "phone")
        act.commit()
    with act_of(hall, "customer.correct") as act:
        act.put(replace(left, phone="13900000002"))
        act.commit()
    assert hall.store.verify() == []


def test_a_new_salt_alone_takes_the_sense_out_of_older_digests(hall: Hall) -> None:
    customer, before = on_file(hall), salt_of(hall)
    with act_of(hall, "customer.correct") as act:
        act.put(replace(customer, phone="13900000002"))
        act.erase(customer)
        act.commit()
    with hall.store.read() as book:
        kept = book.get(Customer, customer.id)
    assert kept is not None
    assert (kept.phone, kept.name) == ("13900000002", NAME)
    assert salt_of(hall) != before
    assert hall.store.verify() == []


def test_an_act_that_is_given_up_erases_nothing(hall: Hall) -> None:
    customer = on_file(hall)
    with act_of(hall) as act:
        act.erase(customer, "phone")
    with hall.store.read() as book:
        assert book.get(Customer, customer.id) == customer
    assert hall.store.verify() == []


def test_a_case_without_its_words_is_found_by_its_number_alone(hall: Hall) -> None:
    case = a_case(hall.clerk.id, narrative=SAID)
    with hall.store.act("case.register", staff_id=hall.clerk.id, at=MONDAY) as act:
        act.add(case)
        act.index_case(case.id, SAID)
        act.commit()
    with act_of(hall) as act:
        kept = act.get(Case, case.id)
        assert kept is not None
        act.erase(kept, "narrative")
        act.index_case(case.id, case.reference)
        act.commit()
    with hall.store.read() as book:
        assert book.find_text("半夜") == []
        assert [row.reference for row in book.find_text(case.reference)] == [case.reference]
