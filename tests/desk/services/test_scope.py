"""Whose matter it is: each answer has its own next steps, and none ends the case."""

from dataclasses import replace

import pytest

from desk.enums import AlarmKind, CaseStatus, ClockKind, ContactWay, Scope
from desk.forms import ContactForm, ReferralForm, ScopeForm
from desk.refusals import Refusal
from desk.services import casework, closing, intake, lists, scope
from desk.services.sweep import sweep
from desk.views import View
from tests.desk.services.counter import alarms_of, passed_to, referral_form, unclear
from tests.desk.services.hall import Hall, case_form, refused


def running(hall: Hall, ref: str, kind: ClockKind) -> list[ClockKind]:
    return [c.kind for c in hall.file(ref).clocks if c.kind is kind and not c.verdict]


def missing(hall: Hall, ref: str) -> set[str]:
    return {m.code for m in closing.what_is_missing(hall.desk, hall.clerk, ref)}


@pytest.mark.parametrize(
    ("kind", "next_step"),
    [
        (Scope.OURS, "point"),
        (Scope.OTHER_POST, "handover"),
        (Scope.OUTSIDE_UNIT, "referral"),
        (Scope.UNCLEAR, "scope"),
    ],
)
def test_no_scope_ends_a_case(hall: Hall, kind: Scope, next_step: str) -> None:
    ref = hall.register()
    scope.assess_scope(hall.desk, hall.clerk, ref, ScopeForm(scope=kind, note="班长电话已问"))
    file = hall.file(ref)
    assert (file.case.scope, file.case.status) == (kind, CaseStatus.OPEN)
    assert file.case.holder_id == hall.clerk.staff_id
    assert next_step in missing(hall, ref)


def test_another_posts_matter_waits_until_somebody_there_took_it(hall: Hall) -> None:
    ref = hall.register()
    scope.assess_scope(hall.desk, hall.clerk, ref, ScopeForm(scope=Scope.OTHER_POST))
    passed_to(hall, ref, hall.clerk, hall.department)
    assert "handover" not in missing(hall, ref)


def test_an_unclear_case_goes_before_the_lead_with_a_limit(hall: Hall) -> None:
    ref = hall.register()
    unclear(hall, ref)
    unclear(hall, ref)
    assert alarms_of(hall, hall.lead) == [AlarmKind.SCOPE_TO_DECIDE]
    assert len(running(hall, ref, ClockKind.SCOPE_DECISION)) == 1
    board = lists.queue(hall.desk, hall.lead, View.TO_DECIDE)
    assert [row.reference for row in board] == [ref]


def test_a_case_registered_as_unclear_goes_before_the_lead_too(hall: Hall) -> None:
    form = replace(case_form(), scope=Scope.UNCLEAR)
    ref = intake.register_case(hall.desk, hall.clerk, form).reference
    assert alarms_of(hall, hall.lead) == [AlarmKind.SCOPE_TO_DECIDE]
    (clock,) = [c for c in hall.file(ref).clocks if c.kind is ClockKind.SCOPE_DECISION]
    assert hall.file(ref).case.due_at == clock.due_at
    decided = ScopeForm(scope=Scope.OURS, note="就由营业班办理")
    assert scope.decide_scope(hall.desk, hall.lead, ref, decided).scope is Scope.OURS


def test_the_lead_decides_and_the_first_responder_brings_the_answer(hall: Hall) -> None:
    ref = hall.register()
    unclear(hall, ref)
    hall.clock.move(hours=1)
    decision = ScopeForm(scope=Scope.OTHER_POST, note="由计量班办理，请王芳告知客户")
    scope.decide_scope(hall.desk, hall.lead, ref, decision)
    assert alarms_of(hall, hall.clerk) == [AlarmKind.SCOPE_DECIDED]
    assert running(hall, ref, ClockKind.SCOPE_DECISION) == []
    assert running(hall, ref, ClockKind.PROMISED_CONTACT) == [ClockKind.PROMISED_CONTACT]
    assert hall.file(ref).case.holder_id == hall.clerk.staff_id
    casework.log_contact(
        hall.desk, hall.clerk, ref, ContactForm(way=ContactWay.PHONE, text="已告知由计量班办理")
    )
    assert running(hall, ref, ClockKind.PROMISED_CONTACT) == []
    refused("not_unclear", lambda: scope.decide_scope(hall.desk, hall.lead, ref, decision))


@pytest.mark.parametrize(
    ("form", "code"),
    [
        (ScopeForm(scope=Scope.UNCLEAR, note="再看看"), "undecided"),
        (ScopeForm(scope=Scope.OURS, note=" "), "missing"),
    ],
)
def test_a_decision_says_whose_it_is_and_what_the_customer_is_told(
    hall: Hall, form: ScopeForm, code: str
) -> None:
    ref = hall.register()
    unclear(hall, ref)
    refused(code, lambda: scope.decide_scope(hall.desk, hall.lead, ref, form))
    refused("not_allowed", lambda: scope.decide_scope(hall.desk, hall.clerk, ref, form))


def test_a_decision_that_does_not_come_is_put_before_the_lead_again_once(hall: Hall) -> None:
    ref = hall.register()
    unclear(hall, ref)
    hall.clock.move(days=1)
    assert sweep(hall.desk) == 1
    assert sweep(hall.desk) == 0
    assert alarms_of(hall, hall.lead) == [AlarmKind.SCOPE_TO_DECIDE] * 2
    assert running(hall, ref, ClockKind.SCOPE_DECISION) == [ClockKind.SCOPE_DECISION]


def test_finding_out_oneself_ends_the_leads_clock(hall: Hall) -> None:
    ref = hall.register()
    unclear(hall, ref)
    scope.assess_scope(hall.desk, hall.clerk, ref, ScopeForm(scope=Scope.OURS))
    assert running(hall, ref, ClockKind.SCOPE_DECISION) == []


# -- outside our unit ------------------------------------------------------------------------


def test_a_referral_is_made_from_the_directory_and_its_result_is_asked_after(hall: Hall) -> None:
    ref = hall.register()
    made = scope.refer(hall.desk, hall.clerk, ref, referral_form())
    entry = hall.desk.playbook.directory_entry("bank")
    assert (made.unit, made.why, made.bring) == (entry.unit, entry.what_for, entry.bring)
    file = hall.file(ref)
    assert file.referrals == (made,)
    assert (file.case.scope, file.case.status) == (Scope.OUTSIDE_UNIT, CaseStatus.OPEN)
    assert running(hall, ref, ClockKind.REFERRAL_RESULT) == [ClockKind.REFERRAL_RESULT]
    assert "referral" in missing(hall, ref)
    hall.clock.move(days=6)
    sweep(hall.desk)
    assert AlarmKind.REFERRAL_TO_ASK in alarms_of(hall, hall.clerk)
    known = scope.record_referral_result(hall.desk, hall.other, ref, "银行已解约")
    assert (known.result, known.result_by) == ("银行已解约", hall.other.staff_id)
    assert "referral" not in missing(hall, ref)
    (clock,) = [c for c in hall.file(ref).clocks if c.kind is ClockKind.REFERRAL_RESULT]
    assert clock.verdict == "late"
    refused("no_referral", lambda: scope.record_referral_result(hall.desk, hall.clerk, ref, "再问"))


def test_the_result_of_one_referral_leaves_the_other_waiting(hall: Hall) -> None:
    ref = hall.register()
    scope.refer(hall.desk, hall.clerk, ref, referral_form())
    hall.clock.move(minutes=5)
    second = scope.refer(hall.desk, hall.clerk, ref, referral_form(unit="临江银行城东支行"))
    scope.record_referral_result(hall.desk, hall.clerk, ref, "城东支行说不归他们")
    file = hall.file(ref)
    assert [r.id for r in file.referrals if r.result] == [second.id]
    assert running(hall, ref, ClockKind.REFERRAL_RESULT) == [ClockKind.REFERRAL_RESULT]
    assert "referral" in missing(hall, ref)


def test_an_entry_without_a_phone_needs_one_before_anybody_is_sent_there(hall: Hall) -> None:
    ref = hall.register()
    assert hall.desk.playbook.directory_entry("bank").phone == ""

    def refer(form: ReferralForm) -> Refusal:
        return refused("missing", lambda: scope.refer(hall.desk, hall.clerk, ref, form))

    assert refer(referral_form(phone="")).field == "phone"
    assert refer(referral_form(called=" ")).field == "called"
    assert refer(referral_form(said="")).field == "said"
    assert refer(referral_form(entry="")).field == "unit"
    refused(
        "unknown_entry",
        lambda: scope.refer(hall.desk, hall.clerk, ref, referral_form(entry="moon")),
    )
    assert hall.file(ref).referrals == ()
    refused("missing", lambda: scope.record_referral_result(hall.desk, hall.clerk, ref, " "))


def test_a_unit_that_no_directory_knows_is_written_down(hall: Hall) -> None:
    ref = hall.register()
    form = ReferralForm(
        unit="柳林村委会",
        phone="0999-5550177",
        hours="周一至周五",
        bring=["身份证", " "],
        called="村支书",
        said="下午来",
        why="道路灯由村里管",
    )
    made = scope.refer(hall.desk, hall.clerk, ref, form)
    assert (made.entry_id, made.bring, made.hours) == ("", ("身份证",), "周一至周五")


def test_a_referral_settles_what_was_unclear(hall: Hall) -> None:
    ref = hall.register()
    unclear(hall, ref)
    scope.refer(hall.desk, hall.clerk, ref, referral_form())
    assert running(hall, ref, ClockKind.SCOPE_DECISION) == []
    assert hall.file(ref).case.due_at is not None


def test_an_ended_case_is_not_referred(hall: Hall) -> None:
    ref = hall.closed()
    refused("case_ended", lambda: scope.refer(hall.desk, hall.clerk, ref, referral_form()))
    refused("case_ended", lambda: unclear(hall, ref))
