"""Every promise stands on one list, has an owner and a day, and is kept, open or broken."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.casework import Commitment
from desk.enums import AlarmKind, ClockKind, ContactWay, PointKind
from desk.forms import CommitmentForm, ContactForm
from desk.forms_loop import BrokenForm
from desk.promising import PromiseState, money_in, promise_state
from desk.refusals import Refusal
from desk.services import alarms, casework, closing, promise_lists, promises, sweep
from tests.desk.services.hall import Hall, open_hall, refused

TOLD = BrokenForm(reason="配件未到货", told="已电话向您说明，改为下周三")


def form(hall: Hall, **fields: object) -> CommitmentForm:
    values: dict[str, object] = {"text": "到现场复核表计", "owner": "王芳"}
    values["due_on"] = hall.today + timedelta(days=3)
    return CommitmentForm(**(values | fields))  # type: ignore[arg-type]


def test_a_promise_has_an_owner_a_day_and_a_clock(hall: Hall) -> None:
    ref = hall.register()
    made = casework.promise(hall.desk, hall.clerk, ref, form(hall))
    assert made.owner_id == hall.clerk.staff_id
    clock = next(c for c in hall.file(ref).clocks if c.kind is ClockKind.COMMITMENT)
    assert hall.desk.hours.day_of(clock.due_at) == made.due_on
    [row] = promise_lists.promises(hall.desk, hall.lead)
    assert (row.reference, row.state, row.made_by) == (ref, PromiseState.OPEN, "王芳")
    casework.keep_promise(hall.desk, hall.clerk, ref, made.id, "工单0312")
    clock = next(c for c in hall.file(ref).clocks if c.kind is ClockKind.COMMITMENT)
    assert clock.verdict == "in_time"
    assert promise_lists.promises(hall.desk, hall.lead) == []
    refused(
        "promise_settled",
        lambda: casework.keep_promise(hall.desk, hall.clerk, ref, made.id, "再来一次"),
    )


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"amount_fen": 20_001}, "amount_fen"),
        ({"text": "退还电费350元"}, "amount_fen"),
        ({"text": "照价赔偿冰箱"}, "text"),
        ({"text": "减免违约金"}, "text"),
    ],
)
def test_above_ones_authority_somebody_agrees_first(
    hall: Hall, fields: dict[str, object], field: str
) -> None:
    ref, asked = hall.register(), form(hall, **fields)
    refusal = refused(
        "needs_agreement", lambda: casework.promise(hall.desk, hall.clerk, ref, asked)
    )
    assert refusal.field == field
    refused(
        "needs_agreement",
        lambda: casework.promise(hall.desk, hall.clerk, ref, asked, agreed=hall.other),
    )
    made = casework.promise(hall.desk, hall.clerk, ref, asked, agreed=hall.lead)
    assert made.agreed_by == hall.lead.staff_id
    assert casework.promise(hall.desk, hall.lead, ref, asked).agreed_by is None


def test_what_waits_for_agreement_is_no_promise_yet(hall: Hall) -> None:
    ref = hall.register()
    asked = form(hall, text="赔偿冰箱一台", ask=True)
    made = casework.promise(hall.desk, hall.clerk, ref, asked)
    [row] = promise_lists.promises(hall.desk, hall.lead, waiting=True)
    assert row.state is PromiseState.WAITING
    assert AlarmKind.COMMITMENT_TO_AGREE in {
        a.kind for a, _r in alarms.alarms(hall.desk, hall.lead)
    }
    refused(
        "not_agreed", lambda: casework.keep_promise(hall.desk, hall.clerk, ref, made.id, "已赔")
    )
    refused("not_allowed", lambda: promises.agree_promise(hall.desk, hall.clerk, ref, made.id))
    promises.agree_promise(hall.desk, hall.lead, ref, made.id)
    refused("nothing_to_agree", lambda: promises.agree_promise(hall.desk, hall.lead, ref, made.id))
    other = casework.promise(hall.desk, hall.clerk, ref, asked)
    refused("missing", lambda: promises.decline_promise(hall.desk, hall.lead, ref, other.id, " "))
    promises.decline_promise(hall.desk, hall.lead, ref, other.id, "尚未核定")
    assert AlarmKind.COMMITMENT_DECLINED in {
        a.kind for a, _r in alarms.alarms(hall.desk, hall.clerk)
    }
    states = [r.state for r in promise_lists.promises(hall.desk, hall.lead, reference=ref)]
    assert states == [PromiseState.OPEN, PromiseState.DECLINED]


def test_more_than_a_lead_may_promise_needs_the_manager(hall: Hall) -> None:
    ref, asked = hall.register(), form(hall, amount_fen=600_000)
    refused("needs_agreement", lambda: casework.promise(hall.desk, hall.lead, ref, asked))
    made = casework.promise(hall.desk, hall.clerk, ref, replace(asked, ask=True))
    refused("needs_manager", lambda: promises.agree_promise(hall.desk, hall.lead, ref, made.id))
    promises.agree_promise(hall.desk, hall.manager, ref, made.id)


def test_a_broken_promise_has_a_reason_and_a_call(hall: Hall) -> None:
    ref = hall.register()
    made = casework.promise(hall.desk, hall.clerk, ref, form(hall))
    for missing in ("reason", "told"):
        blank = replace(TOLD, reason=" ") if missing == "reason" else replace(TOLD, told=" ")
        refusal = refused(
            "missing",
            lambda b=blank: promises.break_promise(hall.desk, hall.clerk, ref, made.id, b),  # type: ignore[misc]
        )
        assert refusal.field == missing
    broken = promises.break_promise(hall.desk, hall.clerk, ref, made.id, TOLD)
    call = hall.file(ref).contacts[-1]
    assert (broken.contact_id, call.text) == (call.id, TOLD.told)
    [row] = promise_lists.promises(hall.desk, hall.lead, reference=ref)
    assert (row.state, row.told_late) == (PromiseState.BROKEN, False)


def test_telling_after_the_day_is_kept_as_late(hall: Hall) -> None:
    ref = hall.register()
    made = casework.promise(hall.desk, hall.clerk, ref, form(hall))
    hall.clock.move(days=5)
    promises.break_promise(hall.desk, hall.clerk, ref, made.id, TOLD)
    [row] = promise_lists.promises(hall.desk, hall.lead, reference=ref)
    assert row.told_late
    clock = next(c for c in hall.file(ref).clocks if c.kind is ClockKind.COMMITMENT)
    assert clock.verdict == "late"


def test_owner_and_lead_hear_of_tomorrow_today_and_passed_once_each(hall: Hall) -> None:
    ref = hall.register()
    casework.promise(hall.desk, hall.clerk, ref, form(hall))
    seen = []
    for _day in range(6):
        sweep.sweep(hall.desk)
        sweep.sweep(hall.desk)
        for who in (hall.clerk, hall.lead):
            due = [a for a, _r in alarms.alarms(hall.desk, who) if a.kind.value == "commitment_due"]
            seen.append(len(due))
        hall.clock.move(days=1)
    assert seen[-2:] == [3, 3]
    assert promise_lists.promises(hall.desk, hall.clerk, late=True)


def test_what_a_reply_promises_is_on_the_list_and_outlives_the_case(hall: Hall) -> None:
    ref = hall.closed(PointKind.ALLEGATION, PointKind.REQUEST)
    rows = promise_lists.promises(hall.desk, hall.lead)
    assert [row.reference for row in rows] == [ref, ref]
    one = rows[0].commitment
    assert (one.source, one.agreed_by) == ("letter", hall.lead.staff_id)
    assert one.letter_id is not None
    casework.keep_promise(hall.desk, hall.clerk, ref, one.id, "窗口已增开")
    promises.break_promise(hall.desk, hall.clerk, ref, rows[1].commitment.id, TOLD)
    assert promise_lists.promises(hall.desk, hall.lead) == []


def test_a_promise_of_the_letter_that_is_past_its_day_keeps_the_case_open(hall: Hall) -> None:
    ref, _letter = hall.delivered()
    assert "promise" not in {m.code for m in closing.what_is_missing(hall.desk, hall.clerk, ref)}
    hall.clock.move(days=9)
    assert "promise" in {m.code for m in closing.what_is_missing(hall.desk, hall.clerk, ref)}


def test_a_promise_made_in_a_contact_is_one_like_any_other(hall: Hall) -> None:
    ref = hall.register()
    said = ContactForm(way=ContactWay.PHONE, text="已约时间", commitment=form(hall))
    casework.log_contact(hall.desk, hall.clerk, ref, said)
    [row] = promise_lists.promises(hall.desk, hall.clerk, mine=True)
    assert row.commitment.source == "contact"


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"text": "赔偿冰箱一台"}, "needs_agreement", "commitment.text"),
        ({"amount_fen": 99_000_000}, "needs_agreement", "commitment.amount_fen"),
        ({"owner": " "}, "missing", "commitment.owner"),
        ({"due_on": date(2026, 11, 20)}, "in_past", "commitment.due_on"),
    ],
)
def test_a_promise_refused_in_a_contact_leaves_nothing_of_either(
    hall: Hall, change: dict[str, object], code: str, field: str
) -> None:
    ref = hall.register()
    promise = replace(form(hall), **change)  # type: ignore[arg-type]
    said = ContactForm(way=ContactWay.PHONE, text="已约时间", commitment=promise)
    refusal = refused(code, lambda: casework.log_contact(hall.desk, hall.clerk, ref, said))
    assert refusal.field == field
    assert (hall.file(ref).contacts, hall.file(ref).commitments) == ((), ())


def test_nothing_is_promised_to_somebody_who_was_not_reached(hall: Hall) -> None:
    ref = hall.register()
    said = ContactForm(way=ContactWay.PHONE, text="无人接听", reached=False, commitment=form(hall))
    refusal = refused(
        "nobody_reached", lambda: casework.log_contact(hall.desk, hall.clerk, ref, said)
    )
    assert refusal.field == "commitment.text"
    assert hall.file(ref).contacts == ()


@pytest.mark.parametrize(
    ("text", "fen"),
    [("退还350元", 35_000), ("赔1.5万元", 1_500_000), ("¥1,280.50", 128_050), ("三天内到现场", 0)],
)
def test_amounts_are_read_out_of_a_promise(text: str, fen: int) -> None:
    assert money_in(text) == fen


@settings(max_examples=12, deadline=None)
@given(
    steps=st.lists(
        st.tuples(
            st.sampled_from(["make", "ask", "agree", "decline", "keep", "break", "day"]),
            st.integers(0, 3),
        ),
        max_size=12,
    )
)
def test_whatever_happens_every_promise_is_kept_open_or_broken_with_a_reason(
    steps: list[tuple[str, int]],
) -> None:
    hall = open_hall()
    ref = hall.register()
    made: list[Commitment] = []
    ended: dict[str, tuple[object, ...]] = {}
    for what, n in steps:
        one = made[n % len(made)].id if made else ""
        try:
            if what in ("make", "ask"):
                asked = form(hall, text="赔偿冰箱", ask=True) if what == "ask" else form(hall)
                made.append(casework.promise(hall.desk, hall.clerk, ref, asked))
            elif what == "agree":
                promises.agree_promise(hall.desk, hall.lead, ref, one)
            elif what == "decline":
                promises.decline_promise(hall.desk, hall.lead, ref, one, "不妥")
            elif what == "keep":
                casework.keep_promise(hall.desk, hall.clerk, ref, one, "照片")
            elif what == "break":
                promises.break_promise(hall.desk, hall.clerk, ref, one, TOLD)
            else:
                hall.clock.move(days=n)
                sweep.sweep(hall.desk)
        except Refusal:
            pass
        file = hall.file(ref)
        clocks = {c.note.partition(" ")[0]: c for c in file.clocks}
        for promise in file.commitments:
            state = promise_state(promise, hall.today)
            done = state in (PromiseState.KEPT, PromiseState.BROKEN, PromiseState.DECLINED)
            assert bool(clocks[promise.id].verdict) is done
            assert (state is PromiseState.BROKEN) is bool(promise.broken_reason)
            if state is PromiseState.BROKEN:
                assert any(c.id == promise.contact_id for c in file.contacts)
            if state is PromiseState.KEPT:
                assert promise.evidence
            verdict = (state, clocks[promise.id].verdict)
            if promise.id in ended:
                assert ended[promise.id] == verdict
            elif done:
                ended[promise.id] = verdict
