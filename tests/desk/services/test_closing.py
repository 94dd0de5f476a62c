"""Closing: one function, and it says what is missing."""

from datetime import timedelta

import pytest

from desk.case import Stage
from desk.enums import CaseStatus, ClockKind, PointKind
from desk.forms import CommitmentForm, FollowUpForm
from desk.i18n import use
from desk.services import calling_back, casework, closing, custody, points, standing
from tests.desk.services.hall import Hall, answer_form, refused
from tests.desk.services.test_custody import offer


def test_a_case_closes_when_nothing_is_missing(hall: Hall) -> None:
    ref = hall.closed()
    file = hall.file(ref)
    assert (file.case.status, file.case.stage) == (CaseStatus.CLOSED, Stage.ENDED)
    # What the reply promised goes on after the end.
    assert {c.kind for c in file.clocks if not c.verdict} == {ClockKind.COMMITMENT}
    refused("case_ended", lambda: casework.remind(hall.desk, hall.clerk, ref))


def test_each_thing_missing_is_named(hall: Hall) -> None:
    ref = hall.register(PointKind.ALLEGATION, PointKind.REQUEST)
    promise = CommitmentForm(text="周五前回电", owner="王芳", due_on=hall.today)
    casework.promise(hall.desk, hall.clerk, ref, promise)
    custody.offer_handover(hall.desk, hall.clerk, ref, offer(hall))
    missing = closing.what_is_missing(hall.desk, hall.clerk, ref)
    assert [m.code for m in missing] == [
        "point",
        "point",
        "handover",
        "letter",
        "promise",
        "follow_up",
    ]
    refusal = refused("not_finished", lambda: closing.close_case(hall.desk, hall.clerk, ref))
    assert refusal.field == "points.1"


def test_a_kept_promise_no_longer_holds_the_case(hall: Hall) -> None:
    ref = hall.register()
    form = CommitmentForm(text="周五前回电", owner="王芳", due_on=hall.today)
    made = casework.promise(hall.desk, hall.clerk, ref, form)
    refused("missing", lambda: casework.keep_promise(hall.desk, hall.clerk, ref, made.id, " "))
    casework.keep_promise(hall.desk, hall.clerk, ref, made.id, "11月23日15时回电录音")
    codes = [m.code for m in closing.what_is_missing(hall.desk, hall.clerk, ref)]
    assert "promise" not in codes


def test_a_promise_without_owner_or_date_is_refused(hall: Hall) -> None:
    ref = hall.register()
    yesterday = hall.today - timedelta(days=1)
    for form, field in (
        (CommitmentForm(text="", owner="王芳", due_on=hall.today), "text"),
        (CommitmentForm(text="回电", owner=" ", due_on=hall.today), "owner"),
        (CommitmentForm(text="回电", owner="王芳", due_on=yesterday), "due_on"),
        (CommitmentForm(text="回电", owner="王芳", due_on=hall.today, point=9), "point"),
    ):
        with pytest.raises(Exception, match=r".") as caught:
            casework.promise(hall.desk, hall.clerk, ref, form)
        assert getattr(caught.value, "field", "") == field


def test_whoever_handled_it_does_not_call_back(hall: Hall) -> None:
    ref, _letter = hall.delivered()
    form = FollowUpForm(reached=True, satisfied=True)
    refused("own_case", lambda: closing.record_follow_up(hall.desk, hall.clerk, ref, form))
    closing.record_follow_up(hall.desk, hall.other, ref, form)
    assert hall.file(ref).case.stage is Stage.TO_CLOSE


def test_three_tries_that_reach_nobody_are_enough(hall: Hall) -> None:
    ref, _letter = hall.delivered()
    nobody = FollowUpForm(reached=False)
    for _attempt in range(3):
        assert hall.file(ref).case.stage is Stage.TO_CALL_BACK
        closing.record_follow_up(hall.desk, hall.other, ref, nobody)
        hall.clock.move(hours=3, minutes=30)
    assert hall.file(ref).case.stage is Stage.TO_CLOSE


def test_tries_at_one_time_of_day_prove_little(hall: Hall) -> None:
    ref, _letter = hall.delivered()
    nobody = FollowUpForm(reached=False)
    closing.record_follow_up(hall.desk, hall.other, ref, nobody)
    hall.clock.move(minutes=10)
    again = refused(
        "same_time_of_day",
        lambda: closing.record_follow_up(hall.desk, hall.other, ref, nobody),
    )
    assert "下午" in again.hint
    for _day in range(3):
        hall.clock.move(days=1)
        closing.record_follow_up(hall.desk, hall.other, ref, nobody)
    assert hall.file(ref).case.stage is Stage.TO_CALL_BACK
    (line,) = calling_back.to_call_back(hall.desk, hall.other)
    assert (line.reference, line.tried) == (ref, ("上午",))
    assert line.best == "中午"
    assert not line.own
    assert calling_back.to_call_back(hall.desk, hall.clerk)[0].own
    reached = FollowUpForm(reached=True, satisfied=True)
    closing.record_follow_up(hall.desk, hall.other, ref, reached)
    assert hall.file(ref).case.stage is Stage.TO_CLOSE


def test_a_dissatisfied_customer_opens_a_new_round(hall: Hall) -> None:
    ref, letter = hall.delivered()
    first = [c for c in hall.file(ref).clocks if c.kind is ClockKind.REPLY]
    words = FollowUpForm(reached=True, satisfied=False, result=1, words="没有解决")
    closing.record_follow_up(hall.desk, hall.other, ref, words)
    file = hall.file(ref)
    assert file.case.round == 2
    assert file.case.stage is Stage.DRAFTING
    clocks = [c for c in file.clocks if c.kind is ClockKind.REPLY]
    assert len(clocks) == 2
    assert clocks[0] == first[0]
    assert clocks[1].verdict == ""
    from desk.services import letters

    second = letters.draft_letter(hall.desk, hall.clerk, ref)
    assert second.id != letter.id


def test_no_call_back_before_the_letter_arrived(hall: Hall) -> None:
    ref, _letter = hall.issued()
    form = FollowUpForm(reached=True, satisfied=True)
    refused("not_delivered", lambda: closing.record_follow_up(hall.desk, hall.other, ref, form))


@pytest.mark.parametrize(
    ("form", "code"),
    [
        (FollowUpForm(reached=True), "missing"),
        (FollowUpForm(reached=True, satisfied=True, attitude=6), "bad_score"),
        (FollowUpForm(reached=True, satisfied=True, clarity=0), "bad_score"),
    ],
)
def test_a_call_back_is_noted_whole(hall: Hall, form: FollowUpForm, code: str) -> None:
    ref, _letter = hall.delivered()
    refused(code, lambda: closing.record_follow_up(hall.desk, hall.other, ref, form))


def test_an_inquiry_explained_at_the_window_needs_no_letter(hall: Hall) -> None:
    from dataclasses import replace

    from desk.enums import CaseKind
    from desk.services import intake
    from tests.desk.services.hall import case_form

    form = replace(case_form(PointKind.QUESTION), kind=CaseKind.INQUIRY)
    ref = intake.register_case(hall.desk, hall.clerk, form).reference
    answer = answer_form(hall.today, PointKind.QUESTION, 1)
    points.answer_point(hall.desk, hall.clerk, ref, 1, answer)
    assert hall.file(ref).case.stage is Stage.TO_CLOSE
    assert closing.close_case(hall.desk, hall.clerk, ref).status is CaseStatus.CLOSED


def test_how_it_stands_is_said_in_both_languages_without_internal_words(hall: Hall) -> None:
    ref = hall.register(PointKind.ALLEGATION, PointKind.REQUEST)
    hall.answer(ref, 1)
    chinese = standing.stands(hall.desk, hall.clerk, ref)
    use("en")
    english = standing.stands(hall.desk, hall.clerk, ref)
    assert "2026年11月30日" in chinese
    assert "王芳" in chinese
    assert "30 November 2026" in english
    assert "1 of 2" in english
    hall.clock.move(days=30)
    assert "apologise" in standing.stands(hall.desk, hall.clerk, ref)
    assert "complet" in standing.stands(hall.desk, hall.clerk, hall.closed())
