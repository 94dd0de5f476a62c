"""Answers as they stand in the form: what is changed, what is emptied, what cannot be read."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.calendar import WorkCalendar
from desk.enums import Cause, Conclusion, PointKind, RemedyBy
from desk.money import parse_yuan, say_yuan
from desk.refusals import Refusal
from screens.case.content import Content, changed, content_of, form_of, from_draft
from tests.builders import a_point

TODAY = date(2026, 11, 23)
POINT = a_point(
    "c",
    finding="11月20日到现场看过",
    conclusion=Conclusion.SUBSTANTIATED,
    cause=Cause.FACILITY,
    remedy="换表",
    remedy_due=date(2026, 11, 20),
    amount_fen=12850,
    checks=("site_check",),
)


def form(content: Content) -> object:
    return form_of(content, content_of(POINT), today=TODAY, calendar=WorkCalendar())


def test_what_nobody_touched_is_not_sent() -> None:
    stored = content_of(POINT)
    sent = form_of(stored, stored, today=TODAY, calendar=WorkCalendar())
    assert sent == type(sent)()


def test_a_day_an_amount_and_a_choice_can_be_emptied() -> None:
    content = {**content_of(POINT), "remedy_due": "", "amount_fen": "", "cause": ""}
    sent = form_of(content, content_of(POINT), today=TODAY, calendar=WorkCalendar())
    assert sorted(sent.clear) == ["amount_fen", "cause", "remedy_due"]
    assert sent.remedy_due is None
    assert sent.amount_fen is None


def test_changed_fields_are_read_as_they_are_meant() -> None:
    content = {
        **content_of(POINT),
        "kind": PointKind.REQUEST.value,
        "conclusion": Conclusion.GRANTED.value,
        "remedy_by": RemedyBy.CUSTOMER.value,
        "remedy_due": "+3",
        "amount_fen": "￥1,280.5元",
        "checks": ["site_check", "misreading"],
    }
    sent = form_of(content, content_of(POINT), today=TODAY, calendar=WorkCalendar())
    assert sent.kind is PointKind.REQUEST
    assert sent.conclusion is Conclusion.GRANTED
    assert sent.remedy_by is RemedyBy.CUSTOMER
    assert sent.remedy_due == date(2026, 11, 26)
    assert sent.amount_fen == 128050
    assert sent.checks == ["site_check", "misreading"]
    assert sent.finding is None


@pytest.mark.parametrize(
    ("field", "typed"),
    [("remedy_due", "下礼拜"), ("remedy_done_on", "2026-13-01"), ("amount_fen", "一百块")],
)
def test_what_cannot_be_read_is_refused_at_its_field(field: str, typed: str) -> None:
    with pytest.raises(Refusal) as caught:
        form({**content_of(POINT), field: typed})
    assert caught.value.field == field
    assert caught.value.hint


def test_a_draft_goes_over_what_is_on_record() -> None:
    stored = content_of(POINT)
    draft = {"finding": "又去看了一次", "checks": ["misreading"], "version": 3, "other": "x"}
    content = from_draft(draft, stored)
    assert changed(content, stored) == ["finding", "checks"]
    assert set(content) == set(stored)


def test_a_draft_of_a_wrong_shape_changes_nothing() -> None:
    stored = content_of(POINT)
    assert from_draft({"finding": ["x"], "checks": "y", "remedy": 3}, stored) == stored


@given(st.integers(min_value=0, max_value=10**11))
def test_money_is_read_as_it_is_shown(fen: int) -> None:
    assert parse_yuan(say_yuan(fen)) == fen


@pytest.mark.parametrize("typed", ["", "1.234", "-5", "1e3", "1,28", "12.3.4", "٣", "12元3"])
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(Refusal):
        parse_yuan(typed, field="amount_fen")
