"""The return visit: what was told is not asked twice, and what we left out is ours."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desk.enums import AlarmKind, ClockKind, MaterialState, NoticeKind
from desk.forms import CannotForm, FollowUpForm, MaterialForm, NewItemForm, ReturnForm
from desk.notice import NewReason
from desk.notice.model import Notice
from desk.playbook.procedure import Procedure
from desk.refusals import Refusal
from desk.services import closing, notices, postponed, visits
from desk.services.intake import register_case
from tests.desk.notice.build import material, procedure
from tests.desk.services.counter import (
    ALL_PAPERS,
    alarms_of,
    back_with,
    list_form,
    told,
    with_business,
    without_business,
)
from tests.desk.services.hall import Hall, case_form, refused


@pytest.fixture
def window(hall: Hall) -> Hall:
    """A hall that knows the business of the tests."""
    with_business(hall)
    return hall


def with_a_map(**changes: object) -> Procedure:
    """The business as it asks for a map besides."""
    return procedure(materials=(*procedure().materials, material("map")), **changes)


def back(hall: Hall, first: Notice, form: ReturnForm, *, lead: bool = False) -> Notice:
    return visits.return_visit(
        hall.desk, hall.other, first.number, form, agreed_by=hall.lead if lead else None
    )


def new_of(hall: Hall, first: Notice, form: ReturnForm) -> list[tuple[str, NewReason]]:
    seen = visits.look_back(hall.desk, hall.other, first.number, form)
    return [(new.row.material_id, new.reason) for new in seen.new]


def clocks(hall: Hall, ref: str) -> list[str]:
    return [c.verdict for c in hall.file(ref).clocks if c.kind is ClockKind.MATERIALS_DUE]


# -- asking only for what was missing --------------------------------------------------------


def test_only_what_was_missing_is_asked(window: Hall) -> None:
    first = told(window, "account")
    seen = visits.look_back(window.desk, window.other, first.number, ReturnForm())
    assert [row.material_id for row in seen.asked] == ["deed", "lease", "form"]
    assert (seen.told_by, seen.new) == ("王芳", ())
    again = back(window, first, back_with("form", "deed"))
    assert (again.supersedes, again.visit) == (first.id, 2)
    assert {row.material_id for row in again.rows if row.state is MaterialState.HELD} == {
        *ALL_PAPERS
    }
    assert visits.breaches(window.desk, window.clerk) == []


def test_a_third_visit_follows_the_second(window: Hall) -> None:
    first = told(window)
    back(window, first, back_with("account"))
    third = back(window, first, back_with("form", "deed"))
    assert third.visit == 3
    (found,) = visits.find_notices(window.desk, window.clerk, first.number)
    assert found.id == third.id


def test_a_paper_that_is_no_good_is_told_with_its_reason_and_is_not_new(window: Hall) -> None:
    first = told(window, "account", "deed")
    torn = MaterialForm(material="form", state=MaterialState.NOT_ACCEPTABLE, reason="未签名")
    again = back(window, first, ReturnForm(materials=[torn]))
    assert [(r.material_id, r.reason) for r in again.rows if r.reason] == [("form", "未签名")]


def test_a_return_sent_twice_is_one(window: Hall) -> None:
    first = told(window)
    one, two = (
        visits.return_visit(
            window.desk, window.other, first.number, back_with("account"), request_id="once"
        )
        for _time in range(2)
    )
    assert one == two
    assert one.visit == 2


# -- what is new, and whose fault it is ------------------------------------------------------


def test_what_we_left_out_needs_a_reason_and_a_lead_and_is_counted(window: Hall) -> None:
    ref = window.register()
    first = told(window, *ALL_PAPERS, case=ref)
    with_business(window, with_a_map())
    form = ReturnForm()
    refusal = refused("omission_reason", lambda: back(window, first, form))
    assert refusal.field == "new_items.map"
    form = ReturnForm(new_items=[NewItemForm(material="map", reason="登记时以为不在路边")])
    refused("lead_needed", lambda: back(window, first, form))
    refused(
        "lead_needed",
        lambda: visits.return_visit(
            window.desk, window.other, first.number, form, agreed_by=window.clerk
        ),
    )
    again = back(window, first, form, lead=True)
    (listed,) = visits.breaches(window.desk, window.manager)
    assert (listed.number, listed.agreed_by, listed.told_by) == (first.number, "李敏", "王芳")
    assert (listed.breach.notice_id, listed.breach.reason) == (again.id, "登记时以为不在路边")
    assert alarms_of(window, window.manager) == [AlarmKind.NOTICE_BREACH]


def test_a_rule_that_changed_is_no_breach_and_is_kept_as_what_it_is(window: Hall) -> None:
    first = told(window, *ALL_PAPERS)
    with_business(window, with_a_map(version=4))
    assert new_of(window, first, ReturnForm()) == [("map", NewReason.RULE_CHANGED)]
    back(window, first, ReturnForm())
    assert visits.breaches(window.desk, window.clerk) == []


def test_an_owner_who_became_an_agent_is_no_breach(window: Hall) -> None:
    first = told(window, *ALL_PAPERS)
    form = ReturnForm(answers={"who": "agent", "kin": "no"})
    assert new_of(window, first, form) == [("authority", NewReason.CIRCUMSTANCES_CHANGED)]
    again = back(window, first, form)
    assert again.answers == {"who": "agent", "kin": "no"}
    assert visits.breaches(window.desk, window.clerk) == []


def test_a_question_that_a_newer_rule_no_longer_asks_is_let_go(window: Hall) -> None:
    first = told(window, *ALL_PAPERS, answers={"who": "agent", "kin": "yes"})
    (who, _kin) = procedure().questions
    fewer = tuple(m for m in procedure().materials if not m.when)
    with_business(window, procedure(version=4, questions=(who,), materials=fewer))
    again = back(window, first, back_with())
    assert again.answers == {"who": "agent"}


def test_what_was_held_and_today_has_no_line_is_let_go(window: Hall) -> None:
    first = told(window, *ALL_PAPERS, "kinship", answers={"who": "agent", "kin": "yes"})
    again = back(window, first, ReturnForm(answers={"who": "self"}))
    assert "kinship" not in {row.material_id for row in again.rows}


# -- papers that may follow ------------------------------------------------------------------


def test_what_may_follow_sends_nobody_away(window: Hall) -> None:
    ref = window.register()
    first = told(window, "account", case=ref)
    again = back(window, first, back_with("form"))
    assert again.commitment_text == "按时补交"
    assert again.commitment_due == window.today + timedelta(days=10)
    assert clocks(window, ref) == [""]
    done = back(window, again, back_with("deed"))
    assert (done.commitment_due, clocks(window, ref)) == (None, ["in_time"])


def test_a_newly_agreed_day_takes_the_place_of_the_old_one(window: Hall) -> None:
    ref = window.register()
    first = told(window, "account", "form", case=ref, commitment="十天内补交")
    assert clocks(window, ref) == [""]
    window.clock.move(days=2)
    soon = window.today + timedelta(days=3)
    again = back(window, first, back_with(commitment_due=soon))
    assert again.commitment_due == soon
    assert clocks(window, ref) == ["stopped", ""]


def test_sending_away_where_papers_may_follow_needs_a_reason_and_a_lead(window: Hall) -> None:
    first = told(window, "account")
    form = back_with("form", send_away=True)
    assert refused("may_follow", lambda: back(window, first, form)).field == "send_away_reason"
    form = replace(form, send_away_reason="房屋权属正在诉讼")
    refused("lead_needed", lambda: back(window, first, form))
    again = back(window, first, form, lead=True)
    assert (again.reason, again.commitment_due) == ("房屋权属正在诉讼", None)
    with window.desk.store.read() as book:
        (entry,) = [e for e in book.journal() if e.act == "notice.return"]
    assert entry.note == window.lead.staff_id


def test_a_day_that_is_too_far_off_is_refused(window: Hall) -> None:
    first = told(window, "account")
    form = back_with("form", commitment_due=window.today + timedelta(days=11))
    refused("commitment_date", lambda: back(window, first, form))


# -- several businesses at once --------------------------------------------------------------


def second_business(**changes: object) -> Procedure:
    """A business that shares the deed with the first, and has a question and a paper of its own."""
    parts: dict[str, object] = {
        "id": "close_window",
        "title": "关窗",
        "materials": (
            material("deed"),
            material("key"),
            material("lamp", when=({"at": ("night",)},)),
        ),
        "questions": (replace(procedure().questions[0], id="at", options=NIGHT),),
        "groups": (),
        "steps": procedure().steps[:1],
        "conditions": (),
        "notes": (),
        "commitment": None,
    }
    return procedure(**{**parts, **changes})


NIGHT = tuple(
    replace(option, id=name)
    for option, name in zip(procedure().questions[0].options, ("day", "night"), strict=True)
)


def both(hall: Hall, *held: str) -> Notice:
    with_business(hall, procedure(), second_business())
    answers = {"who": "self", "close_window.at": "day"}
    return told(hall, *held, more=["close_window"], answers=answers)


def test_two_businesses_on_one_paper_come_back_on_one_paper(hall: Hall) -> None:
    first = both(hall, "account", "deed")
    assert [r.material_id for r in first.rows].count("deed") == 1
    seen = visits.look_back(hall.desk, hall.other, first.number, ReturnForm())
    assert [row.material_id for row in seen.asked] == ["form", "key"]
    assert not seen.may_follow
    again = back(hall, first, back_with("form", "key"))
    assert (again.procedure_id, again.visit) == ("open_window+close_window", 2)


def test_the_three_reasons_are_told_apart_for_each_of_several_businesses(hall: Hall) -> None:
    first = both(hall, *ALL_PAPERS, "key")
    tomorrow = hall.today + timedelta(days=1)
    newer = with_a_map(version=4, valid_from=tomorrow)
    left_out = second_business(materials=(*second_business().materials, material("stamp")))
    with_business(hall, newer, left_out)
    hall.clock.move(days=1)
    form = ReturnForm(answers={"close_window.at": "night"})
    assert new_of(hall, first, form) == [
        ("map", NewReason.RULE_CHANGED),
        ("lamp", NewReason.CIRCUMSTANCES_CHANGED),
        ("stamp", NewReason.OMISSION),
    ]


def test_a_changed_answer_without_a_business_belongs_to_the_first(hall: Hall) -> None:
    first = both(hall, *ALL_PAPERS, "key")
    again = back(hall, first, ReturnForm(answers={"who": "agent", "kin": "no"}))
    assert again.answers == {
        "open_window.who": "agent",
        "open_window.kin": "no",
        "close_window.at": "day",
    }


# -- whose paper it is -----------------------------------------------------------------------


def test_another_customers_number_is_refused(window: Hall) -> None:
    first = told(window, "account")

    def come(**fields: object) -> Refusal:
        form = back_with("form", **fields)
        return refused("other_customer", lambda: back(window, first, form))

    assert come(account_no="9900000002").field == "account_no"
    assert come(customer_name="唐秋").field == "customer_name"
    assert back(window, first, back_with("form", account_no="9900000001")).visit == 2


def test_a_case_of_another_customer_is_refused(window: Hall) -> None:
    ref = window.register()
    first = told(window, "account", case=ref, customer_name="", account_no="")
    customer = replace(case_form().customer, name="唐秋", account_no="", phone="19900000002")  # type: ignore[type-var]
    stranger = register_case(
        window.desk, window.clerk, replace(case_form(), customer=customer)
    ).reference
    form = back_with("form", case=stranger)
    assert refused("other_customer", lambda: back(window, first, form)).field == "case"
    by_name = back_with("form", customer_name="唐秋")
    refused("other_customer", lambda: back(window, first, by_name))
    assert back(window, first, back_with("form", case=ref)).case_id == window.file(ref).case.id


def test_papers_come_back_into_the_customers_newer_case(window: Hall) -> None:
    ref = window.register()
    first = told(window, "account", case=ref)
    known = window.file(ref).case.customer_id
    again = replace(case_form(), customer=None, customer_id=known or "")
    newer = register_case(window.desk, window.clerk, again).reference
    kept = back(window, first, back_with("form", case=newer))
    assert kept.case_id == window.file(newer).case.id


@pytest.mark.parametrize("number", ["", "GZ-HD01-20261123-0099", "  "])
def test_a_number_that_nobody_gave_is_refused(window: Hall, number: str) -> None:
    refused(
        "no_such_notice",
        lambda: visits.return_visit(window.desk, window.other, number, ReturnForm()),
    )


def test_a_procedure_that_was_withdrawn_is_refused_with_what_to_do(window: Hall) -> None:
    first = told(window, "account")
    with_business(window, procedure(valid_to=date(2026, 11, 22)))
    refusal = refused("procedure_not_in_force", lambda: back(window, first, back_with("form")))
    assert refusal.hint
    without_business(window, "open_window")
    refusal = refused("unknown_procedure", lambda: back(window, first, back_with("form")))
    assert "open_window" in refusal.message


def test_a_paper_that_says_no_has_nothing_to_come_back_with(hall: Hall) -> None:
    with_business(hall)
    form = CannotForm(
        kind=NoticeKind.CANNOT,
        procedure="open_window",
        ground="窗外是高压走廊",
        reason="距离不足",
        remedy="可改在北面开窗",
        customer_name="柳明月",
    )
    paper = postponed.make_postponement(hall.desk, hall.clerk, form)
    refused("no_list", lambda: back(hall, paper, ReturnForm()))
    assert visits.find_notices(hall.desk, hall.clerk, paper.number) == []


def test_a_return_after_the_case_ended_is_kept_without_a_clock(window: Hall) -> None:
    ref, _letter = window.delivered()
    first = told(window, "account", case=ref)
    closing.record_follow_up(
        window.desk, window.other, ref, FollowUpForm(reached=True, satisfied=True)
    )
    closing.close_case(window.desk, window.clerk, ref)
    again = back(window, first, back_with("form"))
    assert again.visit == 2
    assert clocks(window, ref) == []


# -- finding it ------------------------------------------------------------------------------


def test_a_notice_is_found_by_number_code_phone_account_and_name(window: Hall) -> None:
    ref = window.register()
    first = told(window, "account", case=ref, customer_name="", account_no="")
    code = window.file(ref).case.lookup_code
    for text in (
        first.number.lower(),
        f"  {first.number} ",
        code,
        f"desk/{code.lower()}",
        ref,
        "19900000001",
        "9900000001",
        "柳明月",
    ):
        found = visits.find_notices(window.desk, window.clerk, text)
        assert [(n.number, n.customer_name) for n in found] == [(first.number, "柳明月")], text
    seen = visits.look_back(window.desk, window.clerk, first.number, ReturnForm())
    assert seen.first.customer_name == "柳明月"
    for text in ("", "  ", "唐秋", "GZ-", "'; --"):
        assert visits.find_notices(window.desk, window.clerk, text) == [], text


def test_a_notice_without_a_case_is_found_by_account_and_name(window: Hall) -> None:
    first = told(window, "account")
    again = back(window, first, back_with("form"))
    for text in ("9900000001", "柳明月", first.number):
        found = visits.find_notices(window.desk, window.clerk, text)
        assert [n.number for n in found] == [again.number], text


def test_a_second_list_goes_through_the_return_visit(window: Hall) -> None:
    ref = window.register()
    first = told(window, *ALL_PAPERS, case=ref)
    refusal = refused("told_before", lambda: told(window, case=ref))
    assert first.number in refusal.message
    assert notices.preview_notice(window.desk, window.clerk, list_form(case=ref))
