"""That it cannot be done or must wait: ground, reason and remedy told at once, no case ended."""

from dataclasses import replace
from datetime import timedelta

import pytest

from desk.enums import AlarmKind, CaseStatus, ClockKind, NoticeKind
from desk.forms import CannotForm
from desk.notice.model import Notice
from desk.playbook.procedure import CannotReason
from desk.services import postponed
from desk.services.sweep import sweep
from tests.desk.notice.build import procedure
from tests.desk.services.counter import with_business
from tests.desk.services.hall import Hall, refused

CORRIDOR = CannotReason(id="corridor", text="窗外是高压走廊", instead="可改在北面开窗")


@pytest.fixture
def window(hall: Hall) -> Hall:
    with_business(hall, procedure(cannot_reasons=(CORRIDOR,)))
    return hall


def form(**fields: object) -> CannotForm:
    made = CannotForm(
        kind=NoticeKind.CANNOT,
        procedure="open_window",
        ground="corridor",
        reason="您家南墙距线路不足三米",
        remedy="",
        customer_name="柳明月",
    )
    return replace(made, **fields)  # type: ignore[arg-type]


def test_a_known_ground_brings_its_words_and_its_remedy(window: Hall) -> None:
    paper = postponed.make_postponement(window.desk, window.clerk, form())
    assert (paper.kind, paper.ground, paper.remedy) == (
        NoticeKind.CANNOT,
        CORRIDOR.text,
        CORRIDOR.instead,
    )
    assert (paper.number, paper.rows, paper.until) == ("GZ-HD01-20261123-0001", (), None)
    own = postponed.make_postponement(
        window.desk, window.clerk, form(ground="  树木遮挡 ", remedy="修剪后再来")
    )
    assert (own.ground, own.remedy) == ("树木遮挡", "修剪后再来")


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"kind": NoticeKind.MATERIALS}, "wrong_kind", "kind"),
        ({"procedure": "moon"}, "unknown_procedure", "procedure"),
        ({"ground": " "}, "missing", "ground"),
        ({"reason": ""}, "missing", "reason"),
        ({"ground": "树木遮挡"}, "missing", "remedy"),
        ({"kind": NoticeKind.WAIT}, "missing", "until"),
        ({"customer_name": " "}, "missing", "customer_name"),
        ({"case": "HD01-20200101-0001"}, "no_such_case", "reference"),
    ],
)
def test_what_is_missing_is_asked_for(
    window: Hall, fields: dict[str, object], code: str, field: str
) -> None:
    refusal = refused(
        code, lambda: postponed.make_postponement(window.desk, window.clerk, form(**fields))
    )
    assert refusal.field == field
    with window.desk.store.read() as book:
        assert book.find(Notice) == []


def test_the_day_until_which_it_must_wait_lies_ahead(window: Hall) -> None:
    yesterday = window.today - timedelta(days=1)
    waits = form(kind=NoticeKind.WAIT, until=yesterday)
    refused("missing", lambda: postponed.make_postponement(window.desk, window.clerk, waits))


def test_a_case_that_must_wait_goes_on_and_the_day_is_a_promised_contact(window: Hall) -> None:
    ref = window.register()
    until = window.today + timedelta(days=3)
    waits = form(kind=NoticeKind.WAIT, until=until, case=ref)
    paper = postponed.make_postponement(window.desk, window.clerk, waits)
    file = window.file(ref)
    assert (file.case.status, file.notices) == (CaseStatus.OPEN, (paper,))
    (clock,) = [c for c in file.clocks if c.kind is ClockKind.PROMISED_CONTACT]
    assert (window.desk.hours.day_of(clock.due_at), clock.note) == (until, paper.number)
    window.clock.move(days=4)
    sweep(window.desk)
    missed = [a for a in window.file(ref).alarms if a.kind is AlarmKind.CONTACT_MISSED]
    assert {alarm.detail for alarm in missed} == {paper.number}


def test_what_cannot_be_done_ends_no_case_either(window: Hall) -> None:
    ref = window.register()
    postponed.make_postponement(window.desk, window.clerk, form(case=ref, until=window.today))
    file = window.file(ref)
    assert file.case.status is CaseStatus.OPEN
    assert ClockKind.PROMISED_CONTACT not in {clock.kind for clock in file.clocks}
    ended = window.closed()
    refused(
        "case_ended",
        lambda: postponed.make_postponement(window.desk, window.clerk, form(case=ended)),
    )


def test_the_same_form_sent_twice_is_one_paper(window: Hall) -> None:
    one, two = (
        postponed.make_postponement(window.desk, window.clerk, form(), request_id="once")
        for _time in range(2)
    )
    assert one == two
