"""Which file counts, which stand behind it, and that a merge loses nothing."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.case import Case
from desk.customer import Account, Customer
from desk.customer_file import CustomerMerge
from desk.enums import Nature, SameAs, SupplyRelation
from desk.forms_doubles import MergeForm, SameForm
from desk.merging import FIELDS, differences, given_back, taken_over
from desk.refusals import Refusal
from desk.services import (
    care,
    concerns,
    customer_file,
    customers,
    doubles,
    intake,
    merging,
    mistakes,
)
from desk.services.merging import file_ids, kept_customer
from tests.builders import MONDAY, a_case, a_customer, an_account
from tests.desk.services.hall import Hall, case_form, open_hall
from tests.fakes import FakeBook, State


def a_book(*customers: Customer) -> FakeBook:
    state = State()
    state.rows[Customer] = {one.id: one for one in customers}
    return FakeBook(state)


def test_a_file_by_itself_is_the_one_that_counts() -> None:
    book = a_book(a_customer(id="a"))
    assert kept_customer(book, "a").id == "a"
    assert file_ids(book, "a") == ("a",)


def test_a_chain_of_pointers_is_followed_to_its_end() -> None:
    book = a_book(
        a_customer(id="a", merged_into="b"),
        a_customer(id="b", merged_into="c"),
        a_customer(id="c"),
        a_customer(id="d", merged_into="c"),
        a_customer(id="e"),
    )
    assert [kept_customer(book, one).id for one in "abcde"] == ["c", "c", "c", "c", "e"]
    assert file_ids(book, "a") == file_ids(book, "c") == ("c", "b", "d", "a")


def test_an_unknown_file_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        kept_customer(a_book(), "a")
    assert refused.value.code == "no_such_customer"


def test_a_ring_that_a_broken_book_holds_ends_all_the_same() -> None:
    book = a_book(a_customer(id="a", merged_into="b"), a_customer(id="b", merged_into="a"))
    assert sorted(file_ids(book, "a")) == ["a", "b"]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 30), min_size=1, max_size=12))
def test_every_file_leads_to_the_same_files(pointers: list[int]) -> None:
    names = [str(n) for n in range(len(pointers))]
    files = [
        a_customer(id=name, merged_into=str(to % n) if n and to % (n + 1) else None)
        for n, (name, to) in enumerate(zip(names, pointers, strict=True))
    ]
    book = a_book(*files)
    for name in names:
        ids = file_ids(book, name)
        assert name in ids
        assert len(set(ids)) == len(ids)
        assert all(one == other for one, other in pairwise(file_ids(book, i) for i in ids))


@contextmanager
def refusing(code: str) -> Iterator[None]:
    with pytest.raises(Refusal) as refused:
        yield
    assert refused.value.code == code


def on_file(hall: Hall, *rows: Customer | Account | Case) -> None:
    with hall.desk.store.act("seed", staff_id=hall.clerk.staff_id, at=MONDAY) as act:
        act.add(*rows)
        act.commit()


def read(hall: Hall, customer_id: str) -> Customer:
    with hall.desk.store.read() as book:
        customer = book.get(Customer, customer_id)
    assert customer is not None
    return customer


def two(hall: Hall) -> tuple[Customer, Customer]:
    """Two files of one woman, each with an account of its own."""
    kept = a_customer(name="柳明月", phone="13900000001", number="K1")
    other = a_customer(
        name="柳鸣月", phone="13900000002", address="临江市柳林巷５号", salutation=""
    )
    on_file(hall, kept, other, an_account(kept.id), an_account(other.id, number="0500000002"))
    return kept, other


def merge(hall: Hall, kept: Customer, other: Customer, *take: str) -> CustomerMerge:
    form = MergeForm(kept_id=kept.id, other_id=other.id, reason="本人到场核实", take=take)
    return merging.merge(hall.desk, hall.lead, form)


class TestMerge:
    def test_the_other_file_points_and_keeps_its_own(self, hall: Hall) -> None:
        kept, other = two(hall)
        merge(hall, kept, other, "phone")
        assert read(hall, kept.id) == replace(kept, phone=other.phone, version=2)
        assert read(hall, other.id) == replace(other, merged_into=kept.id, version=2)

    def test_taking_it_back_brings_both_back_as_they_were(self, hall: Hall) -> None:
        kept, other = two(hall)
        merge(hall, kept, other, *FIELDS)
        back = merging.unmerge(hall.desk, hall.lead, other.id, "其实是姐妹")
        assert read(hall, kept.id) == replace(kept, version=3)
        assert read(hall, other.id) == replace(other, version=3)
        assert back.changed_since == ()

    def test_what_was_corrected_since_stays(self, hall: Hall) -> None:
        kept, other = two(hall)
        merge(hall, kept, other, "phone", "address")
        with hall.desk.store.act("fix", staff_id=hall.clerk.staff_id, at=MONDAY) as act:
            act.put(replace(read(hall, kept.id), phone="13900000009"))
            act.commit()
        back = merging.unmerge(hall.desk, hall.lead, other.id, "其实是姐妹")
        assert (back.kept.phone, back.kept.address) == ("13900000009", kept.address)
        assert back.changed_since == ("phone",)

    def test_cases_and_accounts_of_both_are_found_by_either(self, hall: Hall) -> None:
        kept, other = two(hall)
        clerk = hall.clerk.staff_id
        on_file(
            hall,
            a_case(clerk, 1, customer_id=kept.id),
            a_case(clerk, 2, customer_id=other.id, request_id="2"),
        )
        merge(hall, kept, other)
        for one in (kept, other):
            file = customer_file.customer_file(hall.desk, hall.clerk, one.id)
            assert (file.customer.id, len(file.cases), len(file.accounts)) == (kept.id, 2, 2)

    def test_what_is_registered_on_the_pointer_goes_to_the_kept_one(self, hall: Hall) -> None:
        kept, other = two(hall)
        merge(hall, kept, other)
        form = replace(case_form(), customer=None, customer_id=other.id)
        made = intake.register_case(hall.desk, hall.clerk, form)
        assert hall.file(made.reference).case.customer_id == kept.id
        again = merging.unmerge(hall.desk, hall.lead, other.id, "弄错了")
        assert again.cases_since == 1
        assert hall.file(made.reference).case.customer_id == kept.id

    def test_the_same_name_and_phone_as_the_pointer_is_the_kept_one(self, hall: Hall) -> None:
        kept, other = two(hall)
        merge(hall, kept, other)
        form = replace(case_form().customer, name=other.name, phone=other.phone)  # type: ignore[type-var]
        assert customers.add_customer(hall.desk, hall.clerk, form).id == kept.id  # type: ignore[arg-type]

    def test_a_case_is_moved_to_the_kept_one(self, hall: Hall) -> None:
        kept, other = two(hall)
        merge(hall, kept, other)
        moved = mistakes.move_case(hall.desk, hall.clerk, hall.register(), other.id, "找错人")
        assert moved.case.customer_id == kept.id

    def test_care_of_the_pointer_is_known_on_the_kept_one(self, hall: Hall) -> None:
        from desk.forms_counter import CareForm

        kept, other = two(hall)
        form = CareForm(staff=hall.other.number, reason="行动不便")
        care.set_care(hall.desk, hall.lead, other.id, form)
        merge(hall, kept, other)
        assert care.to_mind(hall.desk, hall.clerk, kept.id).carer == hall.other.name

    def test_a_chain_is_followed_and_each_link_is_taken_back_alone(self, hall: Hall) -> None:
        kept, other = two(hall)
        last = a_customer(name="柳明玥")
        on_file(hall, last)
        merge(hall, kept, other)
        merge(hall, last, kept)
        with hall.desk.store.read() as book:
            assert file_ids(book, other.id) == (last.id, kept.id, other.id)
        merging.unmerge(hall.desk, hall.lead, other.id, "弄错了")
        with hall.desk.store.read() as book:
            assert file_ids(book, other.id) == (other.id,)
            assert file_ids(book, last.id) == (last.id, kept.id)


class TestRefusals:
    def test_no_circle(self, hall: Hall) -> None:
        kept, other = two(hall)
        merge(hall, kept, other)
        with refusing("same_file"):
            merge(hall, other, kept)
        with refusing("same_file"):
            merge(hall, kept, kept)
        with refusing("same_file"):
            merging.compare(hall.desk, hall.lead, kept.id, other.id)

    def test_a_pointer_is_merged_no_second_time(self, hall: Hall) -> None:
        kept, other = two(hall)
        third = a_customer(name="柳明玥")
        on_file(hall, third)
        merge(hall, kept, other)
        with refusing("merged_already"):
            merge(hall, third, other)
        with refusing("merged_already"):
            merge(hall, other, third)

    def test_what_was_changed_since_it_was_looked_at(self, hall: Hall) -> None:
        kept, other = two(hall)
        form = MergeForm(kept_id=kept.id, other_id=other.id, reason="同一人", other_version=7)
        with refusing("changed_meanwhile"):
            merging.merge(hall.desk, hall.lead, form)

    def test_an_edit_that_was_open_over_a_merge_is_not_kept(self, hall: Hall) -> None:
        kept, other = two(hall)
        merge(hall, kept, other)
        with (
            refusing("changed_meanwhile"),
            hall.desk.store.act("edit", staff_id=hall.clerk.staff_id, at=MONDAY) as act,
        ):
            act.put(replace(other, phone="13900000009"))

    def test_two_customers_stay_two(self, hall: Hall) -> None:
        kept, other = two(hall)
        for kind in (SameAs.APART, SameAs.HOUSEHOLD):
            form = SameForm(kind=kind, reason="两姐妹")
            doubles.link_customers(hall.desk, hall.clerk, kept.id, other.id, form)
            with refusing("judged_apart"):
                merge(hall, kept, other)
        doubles.end_link(hall.desk, hall.clerk, other.id, kept.id)
        assert merge(hall, kept, other).kept_id == kept.id

    def test_an_erased_file_an_unknown_field_no_reason_nothing_to_take_back(
        self, hall: Hall
    ) -> None:
        kept, other = two(hall)
        erased = a_customer(name="", erased_at=MONDAY)
        on_file(hall, erased)
        with refusing("erased"):
            merge(hall, kept, erased)
        with refusing("unknown_field"):
            merge(hall, kept, other, "shoe_size")
        with refusing("missing"):
            merging.merge(
                hall.desk,
                hall.lead,
                MergeForm(kept_id=kept.id, other_id=other.id, reason=" "),
            )
        with refusing("not_merged"):
            merging.unmerge(hall.desk, hall.lead, other.id, "弄错了")

    def test_a_clerk_may_not(self, hall: Hall) -> None:
        kept, other = two(hall)
        form = MergeForm(kept_id=kept.id, other_id=other.id, reason="同一人")
        with refusing("not_allowed"):
            merging.merge(hall.desk, hall.clerk, form)
        with refusing("not_allowed"):
            merging.unmerge(hall.desk, hall.clerk, other.id, "弄错了")


def test_a_case_that_somebody_may_not_see_is_not_counted_for_them(hall: Hall) -> None:
    kept, other = two(hall)
    form = replace(case_form(), customer=None, customer_id=other.id)
    made = intake.register_case(hall.desk, hall.clerk, form)
    concerns.name_concerned(hall.desk, hall.clerk, made.reference, [hall.lead.number])
    merge(hall, kept, other)
    assert not customer_file.customer_file(hall.desk, hall.lead, kept.id).cases
    assert len(customer_file.customer_file(hall.desk, hall.second_lead, kept.id).cases) == 1
    assert merging.unmerge(hall.desk, hall.lead, other.id, "弄错了").cases_since == 0


TEXTS = st.text(max_size=8)
FILES = st.builds(
    a_customer,
    name=TEXTS,
    printed_name=TEXTS,
    salutation=TEXTS,
    phone=TEXTS,
    address=TEXTS,
    number=TEXTS,
    pinyin=TEXTS,
    initials=TEXTS,
    nature=st.sampled_from(Nature),
    supply_relation=st.sampled_from(SupplyRelation),
    supply_reason=TEXTS,
    supply_until=st.none() | st.dates(min_value=date(2026, 1, 1)),
    key_account=st.booleans(),
    special_care=TEXTS,
    large_print=st.booleans(),
)


@settings(max_examples=80, deadline=None)
@given(FILES, FILES, st.sets(st.sampled_from(list(FIELDS))))
def test_whatever_is_taken_over_comes_back(
    kept: Customer, other: Customer, fields: set[str]
) -> None:
    changed, replaced = taken_over(kept, other, fields)
    assert {line.field for line in differences(changed, other) if not line.differs} >= fields
    assert given_back(changed, replaced) == (kept, ())


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.booleans()), max_size=8))
def test_any_history_of_merging_taken_back_leaves_every_file_as_it_was(
    steps: list[tuple[int, int, bool]],
) -> None:
    hall = open_hall()
    files = [a_customer(name=f"客户{n}", phone=f"1390000000{n}") for n in range(4)]
    on_file(hall, *files)
    done: list[CustomerMerge] = []
    for one, other, all_fields in steps:
        with suppress(Refusal):
            done.append(merge(hall, files[one], files[other], *(FIELDS if all_fields else ())))
    for made in reversed(done):
        merging.unmerge(hall.desk, hall.lead, made.other_id, "撤回")
    for file in files:
        assert replace(read(hall, file.id), version=1) == file
