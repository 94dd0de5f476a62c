"""Which file counts, and which stand behind it."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.customer import Customer
from desk.refusals import Refusal
from desk.services.merging import file_ids, kept_customer
from tests.builders import a_customer
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
