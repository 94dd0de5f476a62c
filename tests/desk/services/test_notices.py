"""The one-time notice: numbered, told once, confirmed, and followed where papers come later."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desk.enums import ClockKind, Confirmation, MaterialState
from desk.forms import ConfirmForm, MaterialForm
from desk.notice.model import Notice
from desk.refusals import Refusal
from desk.services import notices
from desk.services.intake import register_case
from tests.desk.notice.build import procedure
from tests.desk.services.counter import (
    ALL_PAPERS,
    list_form,
    ticks,
    told,
    with_business,
    without_business,
)
from tests.desk.services.hall import Hall, case_form, refused
from tests.desk.services.test_visits import second_business


@pytest.fixture
def window(hall: Hall) -> Hall:
    """A hall that knows the two businesses of the tests."""
    with_business(hall, procedure(), second_business())
    return hall


def kept(hall: Hall) -> list[Notice]:
    with hall.desk.store.read() as book:
        return book.find(Notice)


def test_a_notice_has_the_next_number_of_its_day(window: Hall) -> None:
    first, second = told(window), told(window, account_no="9900000002")
    assert [first.number, second.number] == [
        "GZ-HD01-20261123-0001",
        "GZ-HD01-20261123-0002",
    ]
    assert (first.told_by, first.told_by_name) == (window.clerk.staff_id, "王芳")
    assert first.made_at == window.clock.now()
    assert (first.visit, first.supersedes, first.oral) == (1, None, False)
    assert kept(window) == [first, second]


def test_the_same_form_sent_twice_is_one_notice(window: Hall) -> None:
    made = [
        notices.make_notice(window.desk, window.clerk, list_form(), request_id="once")
        for _time in range(2)
    ]
    assert made[0] == made[1]
    assert len(kept(window)) == 1


def test_a_preview_takes_no_number_and_keeps_nothing(window: Hall) -> None:
    text = notices.preview_notice(window.desk, window.clerk, list_form("account"))
    assert "材料form" in text
    assert kept(window) == []
    assert told(window).number.endswith("-0001")


def test_what_was_told_on_the_phone_is_kept_as_told_on_the_phone(window: Hall) -> None:
    assert told(window, oral=True).oral


def test_nobody_is_given_a_list_for_nobody(window: Hall) -> None:
    refusal = refused("missing", lambda: told(window, customer_name=" "))
    assert refusal.field == "customer_name"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"procedure": "moon"}, "unknown_procedure"),
        ({"answers": {}}, "unanswered_question"),
        ({"answers": {"who": "king"}}, "unknown_option"),
        ({"materials": ticks("moon")}, "unknown_material"),
        ({"materials": ticks("form", "form")}, "ticked_twice"),
        (
            {"materials": [MaterialForm(material="form", state=MaterialState.NOT_ACCEPTABLE)]},
            "reason_missing",
        ),
        ({"more": ["close_window"]}, "unanswered_question"),
        (
            {
                "more": ["close_window"],
                "answers": {"who": "self", "close_window.at": "day"},
                "materials": ticks("moon"),
            },
            "unknown_material",
        ),
        (
            {
                "more": ["close_window"],
                "answers": {"who": "self", "close_window.at": "day"},
                "commitment": "五天内补交",
            },
            "commitment_not_allowed",
        ),
        ({"commitment": "五天内补交"}, "commitment_not_allowed"),
        ({"case": "HD01-20200101-0001"}, "no_such_case"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_kept(
    window: Hall, fields: dict[str, object], code: str
) -> None:
    refused(code, lambda: told(window, **fields))
    assert kept(window) == []


def test_a_procedure_out_of_force_gives_no_list(window: Hall) -> None:
    with_business(window, procedure(valid_to=date(2026, 11, 22)))
    refused("procedure_not_in_force", lambda: told(window))
    without_business(window, "open_window")
    refused("unknown_procedure", lambda: told(window))


def test_a_procedure_named_twice_is_told_once(window: Hall) -> None:
    assert told(window, more=["open_window"]).procedure_id == "open_window"


# -- told before -----------------------------------------------------------------------------


def test_the_same_business_of_a_case_is_told_once(window: Hall) -> None:
    ref = window.register()
    first = told(window, "account", case=ref)

    def again(**fields: object) -> Refusal:
        return refused("told_before", lambda: told(window, case=ref, **fields))

    assert first.number in again().message
    # Not even beside another business, and not even if nothing was missing the first time.
    again(more=["close_window"], answers={"who": "self", "close_window.at": "day"})
    other = window.register()
    told(window, *ALL_PAPERS, case=other)
    refused("told_before", lambda: told(window, case=other))


def test_another_business_of_the_same_case_has_its_own_list(window: Hall) -> None:
    ref = window.register()
    told(window, case=ref)
    second = told(window, case=ref, procedure="close_window", answers={"at": "day"}, materials=[])
    assert second.supersedes is None


def test_without_a_case_the_account_tells_until_everything_came(window: Hall) -> None:
    told(window, "account")
    refused("told_before", lambda: told(window))
    assert told(window, account_no="9900000002").visit == 1
    done = {"account_no": "9900000003"}
    told(window, *ALL_PAPERS, **done)
    assert told(window, **done).visit == 1
    told(window, account_no="")
    assert told(window, account_no="").visit == 1


# -- papers that follow later ----------------------------------------------------------------


def test_papers_that_follow_are_followed_with_their_case(window: Hall) -> None:
    ref = window.register()
    due = window.today + timedelta(days=4)
    notice = told(window, "account", "form", case=ref, commitment_due=due)
    assert (notice.commitment_text, notice.commitment_due) == ("按时补交", due)
    (clock,) = [c for c in window.file(ref).clocks if c.kind is ClockKind.MATERIALS_DUE]
    assert window.desk.hours.day_of(clock.due_at) == due
    assert (clock.verdict, window.file(ref).case.due_at) == ("", clock.due_at)


def test_an_ended_case_gets_no_list(window: Hall) -> None:
    ref = window.closed()
    refused("case_ended", lambda: told(window, case=ref))


# -- confirming ------------------------------------------------------------------------------


def test_nothing_waits_for_a_signature_and_a_substitute_has_a_witness(window: Hall) -> None:
    number = told(window).number

    def confirm(form: ConfirmForm) -> Notice:
        return notices.confirm_notice(window.desk, window.clerk, number, form)

    read = Confirmation.READ_ALOUD
    refused("witness_missing", lambda: confirm(ConfirmForm(confirmation=read)))
    refused("own_witness", lambda: confirm(ConfirmForm(confirmation=read, witness="1001")))
    refused("no_such_staff", lambda: confirm(ConfirmForm(confirmation=read, witness="7777")))
    confirmed = confirm(ConfirmForm(confirmation=read, witness="1002"))
    assert confirmed.confirmation_witness == window.other.staff_id
    refused("already_confirmed", lambda: confirm(ConfirmForm(confirmation=Confirmation.SIGNED)))
    refused(
        "no_such_notice",
        lambda: notices.confirm_notice(
            window.desk, window.clerk, "GZ-0", ConfirmForm(confirmation=read)
        ),
    )


def test_a_notice_is_found_by_its_number_however_it_is_typed(window: Hall) -> None:
    first = told(window)
    shown = notices.show_notice(window.desk, window.department, f" {first.number.lower()} ")
    assert shown == first


def test_an_anonymous_case_is_told_too(window: Hall) -> None:
    form = replace(case_form(), customer=None, anonymous=True)
    ref = register_case(window.desk, window.clerk, form).reference
    assert told(window, case=ref, customer_name="", account_no="").case_id is not None
