"""The service in a case ends only after lawful handling, by a manager, with a way back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from desk.case import Stage
from desk.enums import CaseStatus, ClockKind, ContactWay, Delivery, PointKind, ReportTo, Role
from desk.forms import DeliveryForm, FollowUpForm, HandoverForm, PointForm
from desk.forms_counter import ReportForm
from desk.forms_loop import ReopenForm, TaskForm, TerminationForm
from desk.i18n import use
from desk.services import (
    closing,
    custody,
    delivery,
    letters,
    outgoing,
    points,
    reports,
    shift,
    standing,
    tasks,
)
from desk.services.terminating import ending, reopen, terminate
from desk.staff.model import Actor, actor_of
from tests.builders import a_staff
from tests.desk.services.hall import Hall, answer_form, refused

FORM = TerminationForm(
    ground="beyond_rules",
    basis="《供电营业规则》和本市销售电价表",
    beyond="仍要求按全月电费十倍赔偿，超出规定和合同约定。",
    told_way=ContactWay.IN_PERSON,
    told="当面说明两次答复的依据。",
)
UNHAPPY = FollowUpForm(reached=True, satisfied=False, words="赔得太少")
NEW = ReopenForm(facts="找到了当天的停电短信", reason="与登记的停电时间不一致")


def reply_again(hall: Hall, reference: str) -> None:
    """The reply of a further round, delivered."""
    hall.clock.move(hours=1)
    letter = letters.draft_letter(hall.desk, hall.clerk, reference)
    letters.submit_letter(hall.desk, hall.clerk, letter.id)
    letters.approve_letter(hall.desk, hall.lead, letter.id)
    letters.issue_letter(hall.desk, hall.lead, letter.id)
    outgoing.confirm_printed(hall.desk, hall.lead, letter.id, elsewhere="二楼打印机")
    form = DeliveryForm(delivery=Delivery.BY_HAND)
    delivery.deliver_letter(hall.desk, hall.clerk, letter.id, form)


def unhappy(hall: Hall, reference: str) -> None:
    """The customer was asked and is not satisfied."""
    hall.clock.move(hours=1)
    closing.record_follow_up(hall.desk, hall.other, reference, UNHAPPY)


def heard_twice(hall: Hall) -> str:
    """A case with two replies, and a customer who is satisfied by neither."""
    reference, _letter = hall.delivered()
    unhappy(hall, reference)
    reply_again(hall, reference)
    unhappy(hall, reference)
    hall.answered_for(reference)
    return reference


def terminated(hall: Hall) -> str:
    reference = heard_twice(hall)
    terminate(hall.desk, hall.manager, reference, FORM)
    return reference


def test_the_service_ends_after_two_replies_that_did_not_satisfy(hall: Hall) -> None:
    reference = heard_twice(hall)
    left = ending(hall.desk, hall.manager, reference).missing
    assert [(one.code, one.blocks) for one in left] == [("letter", False)]
    ended = terminate(hall.desk, hall.manager, reference, FORM)
    assert (ended.status, ended.stage) == (CaseStatus.TERMINATED, Stage.ENDED)
    assert (ended.closed_by, ended.closed_note) == (hall.manager.staff_id, "诉求超出国家规定")
    file = hall.file(reference)
    (row,) = file.terminations
    assert (row.ground, row.round, row.stands) == ("beyond_rules", 3, True)
    # What the customer was told stands as a contact, with the ways that stay open.
    assert file.contacts[-1].text == row.told
    assert row.told.startswith("当面说明")
    assert "95598" in row.told
    assert "12398" in row.told
    # Nobody verified which unit stands above this hall, so nobody is sent there.
    assert "上级单位" not in row.told
    # No clock of the case runs on; what the reply promised does.
    assert {c.kind for c in file.clocks if not c.verdict} <= {ClockKind.COMMITMENT}
    assert file.journal[-1].act == "case.terminate"


def test_no_further_round_follows(hall: Hall) -> None:
    reference = terminated(hall)
    refused("case_ended", lambda: unhappy(hall, reference))
    refused("case_ended", lambda: closing.close_case(hall.desk, hall.clerk, reference))
    refused("case_ended", lambda: terminate(hall.desk, hall.manager, reference, FORM))


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.MANAGER])
def test_nobody_but_a_manager_ends_it(hall: Hall, role: Role) -> None:
    reference = heard_twice(hall)
    refused("not_allowed", lambda: terminate(hall.desk, hall.people[role], reference, FORM))


def test_a_manager_who_handled_the_case_does_not_end_it(hall: Hall) -> None:
    reference, _letter = hall.delivered()
    unhappy(hall, reference)
    form = HandoverForm(
        to_staff=hall.manager.number,
        matter="复核",
        told="由负责人复核",
        contact_by=hall.clock.now() + timedelta(hours=5),
    )
    custody.offer_handover(hall.desk, hall.clerk, reference, form)
    custody.accept_handover(hall.desk, hall.manager, reference)
    # There is no other manager here: the superior unit decides, by word that is on record.
    refused("decided_above", lambda: terminate(hall.desk, hall.manager, reference, FORM))


def test_another_manager_decides_where_there_is_one(hall: Hall) -> None:
    reference = heard_twice(hall)
    form = answer_form(hall.today, hall.file(reference).points[0].kind, 1)
    points.answer_point(hall.desk, hall.manager, reference, 1, form)
    reply_again(hall, reference)
    unhappy(hall, reference)
    hall.answered_for(reference)
    second = another_manager(hall)
    refused("own_case", lambda: terminate(hall.desk, hall.manager, reference, FORM))
    assert terminate(hall.desk, second, reference, FORM).status is CaseStatus.TERMINATED


def test_the_only_manager_ends_what_the_superior_unit_decided(hall: Hall) -> None:
    reference, _letter = hall.delivered()
    told = ReportForm(receiver=ReportTo.SUPERIOR, person="市公司 郝主任", said="同意终止")
    reports.report_ahead(hall.desk, hall.manager, reference, told)
    hall.clock.move(hours=1)
    unhappy(hall, reference)
    reply_again(hall, reference)
    unhappy(hall, reference)
    form = answer_form(hall.today, hall.file(reference).points[0].kind, 1)
    points.answer_point(hall.desk, hall.manager, reference, 1, form)
    reply_again(hall, reference)
    unhappy(hall, reference)
    hall.answered_for(reference)
    # What was said before the last answer, or by nobody, decides nothing.
    reports.report_ahead(hall.desk, hall.manager, reference, replace(told, said=""))
    refused("decided_above", lambda: terminate(hall.desk, hall.manager, reference, FORM))
    reports.report_ahead(hall.desk, hall.manager, reference, told)
    assert terminate(hall.desk, hall.manager, reference, FORM).status is CaseStatus.TERMINATED


def another_manager(hall: Hall) -> Actor:
    with hall.desk.store.act("test", staff_id=hall.manager.staff_id, at=hall.clock.now()) as act:
        second = a_staff("3009", Role.MANAGER, name="花明")
        act.add(second)
        act.commit()
    return actor_of(second)


def test_once_answered_by_the_manager_it_stays_their_handling(hall: Hall) -> None:
    reference = heard_twice(hall)
    kind = hall.file(reference).points[0].kind
    form = answer_form(hall.today, kind, 1)
    points.answer_point(hall.desk, hall.manager, reference, 1, form)
    refused("decided_above", lambda: terminate(hall.desk, hall.manager, reference, FORM))


def test_each_thing_missing_is_named_and_leads_somewhere(hall: Hall) -> None:
    reference = hall.register(PointKind.ALLEGATION, PointKind.REQUEST)
    tasks.give_task(
        hall.desk, hall.clerk, reference, TaskForm(department="计量班", matter="核对示数")
    )
    found = ending(hall.desk, hall.manager, reference).missing
    assert [m.code for m in found] == ["point", "point", "task", "letter", "letter", "letter"]
    refusal = refused("not_finished", lambda: terminate(hall.desk, hall.manager, reference, FORM))
    assert refusal.field == "points.1"


def test_one_round_is_not_two(hall: Hall) -> None:
    reference, _letter = hall.delivered()
    refused("not_finished", lambda: terminate(hall.desk, hall.manager, reference, FORM))
    unhappy(hall, reference)
    refusal = refused("not_finished", lambda: terminate(hall.desk, hall.manager, reference, FORM))
    assert "1" in refusal.message
    assert "2" in refusal.message
    # A court decides at once what it has taken up.
    hall.answered_for(reference)
    court = replace(FORM, ground="in_court", basis="（2026）临民初字第88号受理通知书")
    assert terminate(hall.desk, hall.manager, reference, court).status is CaseStatus.TERMINATED


def test_an_answer_that_was_never_delivered_holds_it(hall: Hall) -> None:
    reference = heard_twice(hall)
    hall.clock.move(hours=1)
    form = PointForm(kind=PointKind.REQUEST, matter="还要一张收据")
    points.add_point(hall.desk, hall.clerk, reference, form)
    refusal = refused("not_finished", lambda: terminate(hall.desk, hall.manager, reference, FORM))
    assert refusal.field == "points.2"
    hall.answer(reference, 2)
    refusal = refused("not_finished", lambda: terminate(hall.desk, hall.manager, reference, FORM))
    assert refusal.field == "letter"
    reply_again(hall, reference)
    assert terminate(hall.desk, hall.manager, reference, FORM).round == 3


@pytest.mark.parametrize(
    ("form", "field", "code"),
    [
        (replace(FORM, ground="tired_of_them"), "ground", "unknown_ground"),
        (replace(FORM, basis=" "), "basis", "missing"),
        (replace(FORM, basis="同上"), "basis", "missing"),
        (replace(FORM, beyond="……"), "beyond", "missing"),
        (replace(FORM, beyond="长" * 2_001), "beyond", "too_long"),
    ],
)
def test_refusals_stand_beside_their_field(
    hall: Hall, form: TerminationForm, field: str, code: str
) -> None:
    reference = heard_twice(hall)
    refusal = refused(code, lambda: terminate(hall.desk, hall.manager, reference, form))
    assert refusal.field == field
    assert hall.file(reference).case.status is CaseStatus.OPEN


def test_new_facts_take_it_up_again(hall: Hall) -> None:
    reference = terminated(hall)
    before = {c.id: c for c in hall.file(reference).clocks if c.verdict}
    refused("not_allowed", lambda: reopen(hall.desk, hall.clerk, reference, NEW))
    case = reopen(hall.desk, hall.lead, reference, NEW)
    assert (case.status, case.round, case.stage) == (CaseStatus.OPEN, 4, Stage.ANSWERING)
    assert (case.closed_at, case.closed_by, case.closed_note) == (None, None, "")
    file = hall.file(reference)
    assert file.points[-1].matter == NEW.facts
    (row,) = file.terminations
    assert (row.stands, row.facts, row.reopened_by) == (False, NEW.facts, hall.lead.staff_id)
    # What the first clocks came to stays; a second one runs.
    after = {c.id: c for c in file.clocks}
    assert {key: after[key] for key in before} == before
    running = [c for c in file.clocks if not c.verdict and c.kind is ClockKind.REPLY]
    assert [c.round for c in running] == [4]


def test_after_new_facts_the_customer_is_heard_anew(hall: Hall) -> None:
    reference = terminated(hall)
    reopen(hall.desk, hall.manager, reference, NEW)
    hall.answer(reference, 2)
    reply_again(hall, reference)
    unhappy(hall, reference)
    hall.answered_for(reference)
    assert ending(hall.desk, hall.manager, reference).rounds == 1
    refused("not_finished", lambda: terminate(hall.desk, hall.manager, reference, FORM))
    reply_again(hall, reference)
    unhappy(hall, reference)
    hall.answered_for(reference)
    terminate(hall.desk, hall.manager, reference, replace(FORM, ground="nothing_new"))
    assert [one.stands for one in hall.file(reference).terminations] == [False, True]


def test_only_what_is_new_takes_it_up_again(hall: Hall) -> None:
    reference = terminated(hall)
    matter = hall.file(reference).points[0].matter
    for form, field, code in (
        (replace(NEW, facts=" "), "facts", "missing"),
        (replace(NEW, facts=f"{matter}。"), "facts", "nothing_new"),
        (replace(NEW, reason=""), "reason", "missing"),
    ):
        refusal = refused(code, lambda form=form: reopen(hall.desk, hall.lead, reference, form))  # type: ignore[misc]
        assert refusal.field == field
    closed = hall.closed()
    refused("not_terminated", lambda: reopen(hall.desk, hall.lead, closed, NEW))


def test_how_it_stands_says_so_and_names_the_ways_that_stay_open(hall: Hall) -> None:
    reference = terminated(hall)
    said = standing.stands(hall.desk, hall.clerk, reference)
    assert "12398" in said
    use("en")
    english = standing.stands(hall.desk, hall.clerk, reference)
    assert "12398" in english
    assert "completed" not in english


def test_whoever_comes_second_is_told_by_whom_and_when(hall: Hall) -> None:
    reference = terminated(hall)
    refusal = refused(
        "case_ended",
        lambda: points.add_point(
            hall.desk, hall.clerk, reference, PointForm(kind=PointKind.REQUEST, matter="再查一次")
        ),
    )
    assert hall.manager.name in refusal.message
    assert "已终止" in refusal.message
    assert f"{hall.desk.hours.local(hall.clock.now()):%H:%M}" in refusal.message


def test_the_shift_sheet_adds_up_when_a_case_comes_back(hall: Hall) -> None:
    reference = terminated(hall)
    first = shift.shift_sheet(hall.desk, hall.lead)
    assert (first.ended, first.adds_up) == (1, True)
    shift.close_shift(hall.desk, hall.lead, first.serial)
    hall.clock.move(days=1)
    reopen(hall.desk, hall.lead, reference, NEW)
    second = shift.shift_sheet(hall.desk, hall.lead)
    assert (second.opening, second.taken, second.open, second.adds_up) == (0, 1, 1, True)
    shift.close_shift(hall.desk, hall.lead, second.serial)
    hall.clock.move(days=1)
    third = shift.shift_sheet(hall.desk, hall.lead)
    assert (third.opening, third.taken, third.open, third.adds_up) == (1, 0, 1, True)
