"""Who is away and who stands in: no offer waits for nobody, no case is left lying."""

from datetime import timedelta

import pytest

from desk.enums import AbsenceReason, AlarmKind, DelegationScope, HandoverState, Role
from desk.forms import AbsenceForm, DelegationForm, FollowUpForm
from desk.refusals import Refusal
from desk.services import closing, custody, letters, presence, staffing
from desk.services.sweep import sweep
from desk.staff.model import Actor
from tests.desk.services.counter import alarms_of, away, offer_form, passed_to, stands_in
from tests.desk.services.hall import Hall, refusal_of, refused


def test_an_offer_to_somebody_away_is_warned_about_and_names_who_stands_in(hall: Hall) -> None:
    ref = hall.register()
    away(hall, hall.other)
    form = offer_form(hall)
    refusal = refused(
        "receiver_absent", lambda: custody.offer_handover(hall.desk, hall.clerk, ref, form)
    )
    assert refusal.field == "to_staff"
    assert "陈强" in refusal.message
    stands_in(hall, hall.second_lead, hall.other)
    refusal = refusal_of(lambda: custody.offer_handover(hall.desk, hall.clerk, ref, form))
    assert "周岚" in refusal.hint


def test_an_offer_made_all_the_same_lapses_at_once(hall: Hall) -> None:
    ref = hall.register()
    away(hall, hall.other)
    form = offer_form(hall, anyway=True)
    made = custody.offer_handover(hall.desk, hall.clerk, ref, form)
    assert made.state is HandoverState.LAPSED
    assert hall.file(ref).case.holder_id == hall.clerk.staff_id
    assert alarms_of(hall, hall.clerk) == [AlarmKind.OFFER_LAPSED]
    refused("no_offer", lambda: custody.accept_handover(hall.desk, hall.other, ref))


def test_offers_to_somebody_who_goes_away_lapse_at_once(hall: Hall) -> None:
    ref = hall.register()
    custody.offer_handover(hall.desk, hall.clerk, ref, offer_form(hall))
    away(hall, hall.other)
    assert [h.state for h in hall.file(ref).handovers] == [HandoverState.LAPSED]
    assert alarms_of(hall, hall.clerk) == [AlarmKind.OFFER_LAPSED]
    assert alarms_of(hall, hall.other) == []


def test_an_absence_that_begins_later_lets_offers_lapse_when_it_begins(hall: Hall) -> None:
    ref = hall.register()
    custody.offer_handover(hall.desk, hall.clerk, ref, offer_form(hall))
    begins = hall.clock.now() + timedelta(minutes=10)
    presence.mark_absent(hall.desk, hall.other, AbsenceForm(since=begins))
    assert sweep(hall.desk) == 0
    hall.clock.move(minutes=15)
    assert sweep(hall.desk) == 1
    (alarm,) = hall.file(ref).alarms
    assert (alarm.kind, alarm.fell_due_at) == (AlarmKind.OFFER_LAPSED, begins)


def test_offers_to_somebody_who_leaves_lapse_at_once(hall: Hall) -> None:
    ref = hall.register()
    custody.offer_handover(hall.desk, hall.clerk, ref, offer_form(hall))
    staffing.disable_staff(hall.desk, hall.manager, "1002")
    assert [h.state for h in hall.file(ref).handovers] == [HandoverState.LAPSED]
    form = offer_form(hall)
    refused("no_such_staff", lambda: custody.offer_handover(hall.desk, hall.clerk, ref, form))


def test_whoever_is_back_is_offered_cases_again(hall: Hall) -> None:
    ref = hall.register()
    away(hall, hall.other)
    presence.mark_present(hall.desk, hall.other)
    custody.offer_handover(hall.desk, hall.clerk, ref, offer_form(hall))
    custody.accept_handover(hall.desk, hall.other, ref)
    assert hall.file(ref).case.holder_id == hall.other.staff_id


def test_being_away_has_a_span(hall: Hall) -> None:
    now = hall.clock.now()
    tomorrow = AbsenceForm(reason=AbsenceReason.TRAINING, until=now + timedelta(days=1))
    presence.mark_absent(hall.desk, hall.other, tomorrow)
    refused("absent_already", lambda: presence.mark_absent(hall.desk, hall.other, AbsenceForm()))
    ref = hall.register()
    hall.clock.move(hours=25)
    custody.offer_handover(hall.desk, hall.clerk, ref, offer_form(hall))
    backwards = AbsenceForm(until=now)
    refused("bad_span", lambda: presence.mark_absent(hall.desk, hall.other, backwards))


def test_only_a_lead_says_it_for_somebody_else(hall: Hall) -> None:
    form = AbsenceForm(staff="1002")
    refused("not_allowed", lambda: presence.mark_absent(hall.desk, hall.clerk, form))
    presence.mark_absent(hall.desk, hall.lead, form)
    refused("not_allowed", lambda: presence.mark_present(hall.desk, hall.clerk, "1002"))
    presence.mark_present(hall.desk, hall.lead, "1002")
    refused("no_such_staff", lambda: presence.mark_present(hall.desk, hall.lead, "7777"))
    stand_in = DelegationForm(absent="1002", deputy="2001")
    refused("not_allowed", lambda: presence.delegate(hall.desk, hall.clerk, stand_in))


# -- standing in ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("deputy", "what", "code"),
    [
        ("1001", DelegationScope.CASES, "oneself"),
        ("9001", DelegationScope.CASES, "handles_no_cases"),
        ("7777", DelegationScope.CASES, "no_such_staff"),
        ("1002", DelegationScope.APPROVAL, "not_allowed"),
        ("1002", DelegationScope.ALL, "not_allowed"),
        ("4001", DelegationScope.APPROVAL, "not_allowed"),
    ],
)
def test_who_cannot_stand_in(hall: Hall, deputy: str, what: DelegationScope, code: str) -> None:
    form = DelegationForm(absent="1001", deputy=deputy, scope=what)
    assert refused(code, lambda: presence.delegate(hall.desk, hall.clerk, form)).field == "deputy"


def test_nobody_stands_in_who_is_away_themselves(hall: Hall) -> None:
    away(hall, hall.other)
    form = DelegationForm(absent="1001", deputy="1002")
    refused("deputy_absent", lambda: presence.delegate(hall.desk, hall.clerk, form))


def test_a_deputy_takes_over_what_the_absent_hold_and_nothing_else(hall: Hall) -> None:
    ref, mine = hall.register(), hall.register(who=hall.other)
    refused("holder_present", lambda: presence.take_over(hall.desk, hall.other, ref))
    stands_in(hall, hall.other, hall.clerk)
    refused("holder_present", lambda: presence.take_over(hall.desk, hall.other, ref))
    away(hall, hall.clerk)
    refused("oneself", lambda: presence.take_over(hall.desk, hall.other, mine))
    listed = presence.to_take_over(hall.desk, hall.other)
    assert [(case.reference, holder) for case, holder in listed] == [(ref, "王芳")]
    taken = presence.take_over(hall.desk, hall.other, ref)
    assert taken.holder_id == hall.other.staff_id
    assert taken.first_responder_id == hall.clerk.staff_id
    assert [span.how for span in hall.file(ref).chain] == ["registered", "taken_over"]
    assert presence.to_take_over(hall.desk, hall.other) == []


def test_without_standing_in_only_a_lead_takes_over(hall: Hall) -> None:
    ref = hall.register()
    away(hall, hall.clerk)
    refused("not_deputy", lambda: presence.take_over(hall.desk, hall.other, ref))
    assert presence.to_take_over(hall.desk, hall.other) == []
    assert [c.reference for c, _h in presence.to_take_over(hall.desk, hall.lead)] == [ref]
    assert presence.take_over(hall.desk, hall.lead, ref).holder_id == hall.lead.staff_id


def test_standing_in_for_approving_alone_takes_no_cases_over(hall: Hall) -> None:
    ref = hall.register(who=hall.second_lead)
    stands_in(hall, hall.lead, hall.second_lead, DelegationScope.APPROVAL)
    away(hall, hall.second_lead)
    form = DelegationForm(absent="2002", deputy="1002")
    presence.delegate(hall.desk, hall.lead, form)
    assert presence.take_over(hall.desk, hall.other, ref).holder_id == hall.other.staff_id


def test_taking_over_ends_the_offer_of_the_absent_holder(hall: Hall) -> None:
    ref = hall.register()
    custody.offer_handover(hall.desk, hall.clerk, ref, offer_form(hall))
    away(hall, hall.clerk)
    presence.take_over(hall.desk, hall.lead, ref)
    assert [h.state for h in hall.file(ref).handovers] == [HandoverState.LAPSED]
    refused("no_offer", lambda: custody.accept_handover(hall.desk, hall.other, ref))


def test_the_cases_of_somebody_who_left_are_there_to_be_taken_over(hall: Hall) -> None:
    ref = hall.register()
    staffing.disable_staff(hall.desk, hall.manager, "1001")
    assert [c.reference for c, _h in presence.to_take_over(hall.desk, hall.lead)] == [ref]
    assert presence.take_over(hall.desk, hall.lead, ref).holder_id == hall.lead.staff_id


@pytest.mark.parametrize("gone", [(), ("2001",), ("2001", "2002")])
def test_a_reopened_case_of_somebody_away_goes_to_a_lead_who_is_there(
    hall: Hall, gone: tuple[str, ...]
) -> None:
    ref, _letter = hall.delivered()
    away(hall, hall.clerk)
    for number in gone:
        presence.mark_absent(hall.desk, hall.manager, AbsenceForm(staff=number))
    closing.record_follow_up(
        hall.desk, hall.other, ref, FollowUpForm(reached=True, satisfied=False)
    )
    file = hall.file(ref)
    expected = [hall.lead, hall.second_lead, hall.manager][len(gone)]
    assert file.case.holder_id == expected.staff_id
    assert file.case.first_responder_id == hall.clerk.staff_id
    assert file.case.round == 2
    assert file.chain[-1].how == "returned"
    assert AlarmKind.REOPENED in {alarm.kind for alarm in file.alarms if alarm.role is Role.LEAD}


def test_a_reopened_case_stays_with_a_holder_who_is_there(hall: Hall) -> None:
    ref, _letter = hall.delivered()
    closing.record_follow_up(
        hall.desk, hall.other, ref, FollowUpForm(reached=True, satisfied=False)
    )
    assert hall.file(ref).case.holder_id == hall.clerk.staff_id


# -- approving -----------------------------------------------------------------------------


def test_standing_in_for_approving_widens_nobodys_rights(hall: Hall) -> None:
    _ref, letter = hall.submitted()
    stands_in(hall, hall.second_lead, hall.lead, DelegationScope.ALL)
    stands_in(hall, hall.other, hall.lead, DelegationScope.CASES)
    away(hall, hall.lead)
    refused("not_allowed", lambda: letters.approve_letter(hall.desk, hall.other, letter.id))
    letters.approve_letter(hall.desk, hall.second_lead, letter.id)


def by_the_lead(hall: Hall) -> str:
    """A letter that the lead wrote and submitted."""
    ref = hall.answered()
    letter = letters.draft_letter(hall.desk, hall.lead, ref)
    return letters.submit_letter(hall.desk, hall.lead, letter.id).id


def test_a_deputy_approves_no_letter_of_their_own(hall: Hall) -> None:
    letter = by_the_lead(hall)
    stands_in(hall, hall.lead, hall.second_lead, DelegationScope.ALL)
    away(hall, hall.second_lead)
    refusal = refused("own_letter", lambda: letters.approve_letter(hall.desk, hall.lead, letter))
    assert "请其他值班长或负责人审批" in refusal.hint


def test_an_office_where_nobody_else_can_approve_says_so_and_still_tells(hall: Hall) -> None:
    letter = by_the_lead(hall)
    for other in (hall.second_lead, hall.manager):
        away(hall, other)

    def approve() -> object:
        return letters.approve_letter(hall.desk, hall.lead, letter)

    refusal: Refusal = refused("own_letter", approve)
    assert "没有其他人可以审批" in refusal.hint
    presence.mark_present(hall.desk, hall.manager)
    assert "请其他值班长或负责人审批" in refusal_of(approve).hint
    staffing.disable_staff(hall.desk, hall.admin, "3001")
    assert "没有其他人可以审批" in refusal_of(approve).hint


def test_every_role_can_be_away_and_back(hall: Hall) -> None:
    everybody: list[Actor] = [hall.clerk, hall.other, hall.lead, hall.department, hall.admin]
    for who in everybody:
        away(hall, who)
        presence.mark_present(hall.desk, who)
    ref = hall.register()
    passed_to(hall, ref, hall.clerk, hall.other)
    assert hall.file(ref).case.holder_id == hall.other.staff_id
