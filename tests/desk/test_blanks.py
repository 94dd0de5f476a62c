"""Forms printed ahead: their numbers, and what a form refuses."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk import blanks
from desk.blanks import as_number, number_of, ranges
from desk.enums import BlankKind, BlankState
from desk.refusals import Refusal
from tests.builders import MONDAY
from tests.builders_counter import a_blank_form


@pytest.mark.parametrize(
    "typed", ["HD01-B-0017", "hd01-b-0017", " 17 ", "0017", "B-0017", "b17", "HD01-B-17"]
)
def test_a_number_is_read_as_it_is_typed(typed: str) -> None:
    assert as_number("HD01", typed) == "HD01-B-0017"


@pytest.mark.parametrize("typed", ["", "X", "HD02-B-0017", "0", "HD01-20261123-0007"])
def test_what_is_no_number_of_ours_stays_as_typed(typed: str) -> None:
    assert as_number("HD01", typed) == typed


@given(st.integers(1, 999_999))
def test_every_number_is_read_back_from_its_serial(serial: int) -> None:
    assert as_number("HD01", str(serial)) == number_of("HD01", serial)
    assert as_number("HD01", number_of("HD01", serial)) == number_of("HD01", serial)


@given(st.sets(st.integers(1, 60)))
def test_ranges_name_every_number_once(serials: set[int]) -> None:
    said = ranges([number_of("HD01", n) for n in serials])
    named: list[int] = []
    for one in said:
        first, _dash, last = one.removeprefix("HD01-B-").partition("–")
        named += range(int(first), int(last or first) + 1)
    assert named == sorted(serials)


def test_a_form_is_used_once_and_spoiled_with_a_reason() -> None:
    form = a_blank_form("s1")
    entered = blanks.used(form, on=date(2026, 11, 23), by="s1", at=MONDAY, case_id="c1")
    assert (entered.state, entered.case_id) == (BlankState.USED, "c1")
    torn = blanks.spoiled(form, " 写错撕毁 ", by="s1", at=MONDAY)
    assert (torn.state, torn.reason) == (BlankState.SPOILED, "写错撕毁")
    for settled, code in ((entered, "paper_used"), (torn, "paper_spoiled")):
        with pytest.raises(Refusal) as caught:
            blanks.check_free(settled, BlankKind.REGISTRATION, "paper_number")
        assert (caught.value.code, caught.value.field) == (code, "paper_number")
    with pytest.raises(Refusal) as caught:
        blanks.check_free(form, BlankKind.NOTICE, "paper_number")
    assert caught.value.code == "paper_kind"
    with pytest.raises(Refusal) as caught:
        blanks.spoiled(form, " ", by="s1", at=MONDAY)
    assert caught.value.field == "reason"
