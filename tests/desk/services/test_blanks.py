"""Without power: numbers taken ahead, entered later with the real time, each accounted for."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pypdfium2
import pytest

from desk.case import CaseClock
from desk.enums import BlankKind, BlankState, ClockKind
from desk.forms import CaseForm, NoticeForm
from desk.notice.model import Notice
from desk.services import blanks, intake, notices
from desk.services.intake import Registered
from tests.builders import MONDAY
from tests.desk.services.hall import Hall, case_form, refused

PROCEDURE = "meter_test"


def printed(hall: Hall, kind: BlankKind = BlankKind.REGISTRATION, count: int = 2) -> list[str]:
    """Forms of a kind, by number."""
    return [form.number for form in blanks.reserve(hall.desk, hall.clerk, kind, count)]


def written(hall: Hall, number: str, **fields: Any) -> CaseForm:
    """A registration that was written on a form four hours ago."""
    form = replace(case_form(), paper_number=number, received_at=MONDAY - timedelta(hours=4))
    return replace(form, **fields)


def entered(hall: Hall, number: str, **fields: Any) -> Registered:
    return intake.register_case(hall.desk, hall.clerk, written(hall, number, **fields))


def test_numbers_go_on_where_they_ended(hall: Hall) -> None:
    assert printed(hall) == ["HD01-B-0001", "HD01-B-0002"]
    assert printed(hall, BlankKind.NOTICE, 1) == ["HD01-B-0003"]
    refused("bad_count", lambda: printed(hall, count=0))
    refused("bad_count", lambda: printed(hall, count=101))


@pytest.mark.parametrize("kind", list(BlankKind))
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_each_form_is_one_page_with_its_number_and_our_phones(
    hall: Hall, kind: BlankKind, language: str
) -> None:
    numbers = printed(hall, kind)
    page = blanks.blank_pages(hall.desk, hall.clerk, numbers, language)
    with pypdfium2.PdfDocument(page.pdf) as document:
        texts = [one.get_textpage().get_text_range() for one in document]
    assert len(texts) == 2
    for number, text in zip(numbers, texts, strict=True):
        assert number in text
        assert "95598" in text
        assert "12398" in text


def test_a_form_is_entered_with_its_real_time_and_its_clocks_ran_since(hall: Hall) -> None:
    number = printed(hall)[0]
    made = entered(hall, "1")
    file = hall.file(made.reference)
    assert file.case.paper_number == number
    assert file.case.received_at == MONDAY - timedelta(hours=4)
    assert "停电" in file.case.backdated_reason or "power" in file.case.backdated_reason
    reply = next(c for c in file.clocks if c.kind is ClockKind.REPLY)
    assert reply.started_at == file.case.received_at
    # Told at the window, when the form was written: no late contact of ours.
    contact = next(c for c in file.clocks if c.kind is ClockKind.FIRST_CONTACT)
    assert contact.verdict == "in_time"
    form, where = blanks.blank_forms(hall.desk, hall.clerk, BlankState.USED)[0]
    assert (form.number, form.used_on, where) == (number, hall.today, made.reference)
    assert made.late == ()


def test_limits_that_passed_meanwhile_are_said_at_once(hall: Hall) -> None:
    printed(hall)
    made = entered(hall, "1", received_at=MONDAY - timedelta(days=40), told="")
    assert {"first_contact", "reply"} <= set(made.late)


def test_an_own_reason_stands_before_ours(hall: Hall) -> None:
    printed(hall)
    made = entered(hall, "1", backdated_reason="系统升级")
    assert hall.file(made.reference).case.backdated_reason == "系统升级"


def test_a_number_used_twice_unknown_spoiled_or_without_time_is_refused(hall: Hall) -> None:
    printed(hall)
    first = entered(hall, "1")
    again = refused("paper_used", lambda: entered(hall, "1"))
    assert first.reference in again.message
    assert again.field == "paper_number"
    assert refused("paper_unknown", lambda: entered(hall, "77")).field == "paper_number"
    blanks.spoil(hall.desk, hall.clerk, "2", "写错撕毁")
    assert "写错撕毁" in refused("paper_spoiled", lambda: entered(hall, "2")).message
    printed(hall, BlankKind.RECEIPT, 1)
    assert refused("paper_kind", lambda: entered(hall, "3")).field == "paper_number"
    printed(hall)
    timeless = refused("missing", lambda: entered(hall, "4", received_at=None))
    assert timeless.field == "received_at"
    # What was refused used nothing up.
    assert len(blanks.blank_forms(hall.desk, hall.clerk, BlankState.PRINTED)) == 3


def test_what_was_entered_is_neither_spoiled_nor_printed_again(hall: Hall) -> None:
    printed(hall)
    made = entered(hall, "1")
    spoiling = refused("paper_used", lambda: blanks.spoil(hall.desk, hall.clerk, "1", "丢失"))
    assert made.reference in spoiling.message
    refused("paper_used", lambda: blanks.blank_pages(hall.desk, hall.clerk, ["1"]))


def test_a_receipt_is_settled_with_the_case_it_belongs_to(hall: Hall) -> None:
    printed(hall, BlankKind.RECEIPT, 1)
    reference = hall.register()
    form = blanks.use(hall.desk, hall.clerk, "1", case=reference)
    assert form.state is BlankState.USED
    assert hall.file(reference).case.paper_number == ""
    refused("missing", lambda: blanks.use(hall.desk, hall.clerk, "1"))


def told(hall: Hall, **fields: Any) -> Notice:
    form = NoticeForm(
        procedure=PROCEDURE,
        answers={"who": "self", "tests": "few"},
        customer_name="柳明月",
        **fields,
    )
    return notices.make_notice(hall.desk, hall.clerk, form)


def test_a_notice_written_by_hand_keeps_its_day(hall: Hall) -> None:
    (number,) = printed(hall, BlankKind.NOTICE, 1)
    then = MONDAY - timedelta(hours=4)
    notice = told(hall, paper_number=number, told_at=then)
    assert notice.made_at == then
    form, where = blanks.blank_forms(hall.desk, hall.clerk)[0]
    assert (form.notice_id, where) == (notice.id, notice.number)
    again = refused("paper_used", lambda: told(hall, paper_number="1", told_at=then))
    assert again.field == "paper_number"
    refused("missing", lambda: told(hall, paper_number="1"))
    assert refused("missing", lambda: told(hall, told_at=then)).field == "paper_number"


def test_entering_a_form_twice_at_the_same_moment_keeps_one(hall: Hall) -> None:
    printed(hall)
    form = written(hall, "1")
    first = intake.register_case(hall.desk, hall.clerk, form, request_id="r1")
    again = intake.register_case(hall.desk, hall.clerk, form, request_id="r1")
    assert (again.reference, again.repeated) == (first.reference, True)
    with hall.desk.store.read() as book:
        assert len(book.find(CaseClock, case_id=first.case_id)) >= 3
