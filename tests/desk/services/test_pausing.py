"""Clocks that stand still, and more time once the customer has been told."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from desk.case import CaseClock
from desk.deadline import DeadlineState
from desk.enums import ClockKind, Delivery, LetterKind, PointKind
from desk.explanation import from_json
from desk.forms import DeliveryForm
from desk.forms_clocks import ExtensionForm, PauseForm
from desk.i18n import use
from desk.refusals import Refusal
from desk.services import delivery, extending, letters, outgoing, pausing
from desk.services.deadlines import deadlines
from desk.warned import state_of
from tests.desk.services.hall import Hall

PROOF = PauseForm(reason="customer_proof", words="缺房产证复印件")
MORE = ExtensionForm(reason="表计送检，结果未出", done="已到现场核对表号并送检")


def clock(hall: Hall, reference: str, kind: ClockKind = ClockKind.REPLY) -> CaseClock:
    return [one for one in hall.file(reference).clocks if one.kind is kind][-1]


def test_a_pause_moves_the_date_and_is_told_in_the_explanation(hall: Hall) -> None:
    use("en")
    reference = hall.register()
    first = clock(hall, reference).due_at
    hall.clock.move(days=1)
    held = pausing.pause(hall.desk, hall.clerk, reference, PROOF)
    latest = clock(hall, reference)
    assert latest.due_at > first
    assert held.until is None
    hall.clock.move(days=2)
    pausing.resume(hall.desk, hall.clerk, reference)
    now = clock(hall, reference)
    assert now.due_at == first + timedelta(days=2)  # Tuesday and Wednesday did not count
    (line, *_) = [one for one in deadlines(hall.desk, hall.clerk, reference) if one.why]
    reply = next(
        one for one in deadlines(hall.desk, hall.clerk, reference) if one.kind is ClockKind.REPLY
    )
    assert "缺房产证复印件" in reply.why
    assert hall.file(reference).case.due_at == min(
        one.due_at
        for one in hall.file(reference).clocks
        if not one.verdict and one.kind is not ClockKind.CEILING
    )
    assert line.sign


def test_a_pause_that_nobody_ends_runs_out_by_itself(hall: Hall) -> None:
    reference = hall.register()
    held = pausing.pause(hall.desk, hall.clerk, reference, PROOF)
    due = clock(hall, reference).due_at
    hall.clock.at = held.at_most + timedelta(days=1)
    with pytest.raises(Refusal) as said:
        pausing.resume(hall.desk, hall.clerk, reference)
    assert said.value.code == "not_paused"
    assert clock(hall, reference).due_at == due
    hall.clock.at = due + timedelta(minutes=1)
    assert state_of(clock(hall, reference), hall.clock.now()) is DeadlineState.OVERDUE


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"until": timedelta(hours=-2)}, "pause_turned_round"),
        ({"since": timedelta(days=-1)}, "pause_too_early"),
        ({"since": timedelta(hours=1)}, "in_future"),
        ({"until": timedelta(days=90)}, "pause_too_long"),
        ({"reason": "no_time"}, "no_such_reason"),
        ({"kind": ClockKind.CEILING}, "clock_runs_on"),
        ({"kind": ClockKind.FIRST_CONTACT}, "clock_ended"),
        ({"kind": ClockKind.FOLLOW_UP}, "no_such_clock"),
    ],
)
def test_a_pause_that_cannot_be_is_refused(
    hall: Hall, changed: dict[str, object], code: str
) -> None:
    reference = hall.register()
    now = hall.clock.now()
    fields = {
        name: now + value if isinstance(value, timedelta) else value
        for name, value in changed.items()
    }
    before = clock(hall, reference)
    with pytest.raises(Refusal) as said:
        pausing.pause(hall.desk, hall.clerk, reference, replace(PROOF, **fields))  # type: ignore[arg-type]
    assert said.value.code == code
    assert clock(hall, reference) == before


def test_pauses_do_not_overlap_and_do_not_wipe_a_breach(hall: Hall) -> None:
    reference = hall.register()
    pausing.pause(hall.desk, hall.clerk, reference, PROOF)
    with pytest.raises(Refusal) as said:
        pausing.pause(hall.desk, hall.clerk, reference, PROOF)
    assert said.value.code == "pause_overlaps"
    other = hall.register()
    hall.clock.at = clock(hall, other).due_at + timedelta(minutes=1)
    with pytest.raises(Refusal) as late:
        pausing.pause(hall.desk, hall.clerk, other, PROOF)
    assert late.value.code == "clock_late"


def deliver(hall: Hall, letter_id: str) -> None:
    letters.submit_letter(hall.desk, hall.clerk, letter_id)
    letters.approve_letter(hall.desk, hall.lead, letter_id)
    letters.issue_letter(hall.desk, hall.lead, letter_id)
    outgoing.confirm_printed(hall.desk, hall.lead, letter_id, elsewhere="二楼")
    form = DeliveryForm(delivery=Delivery.BY_HAND)
    delivery.deliver_letter(hall.desk, hall.clerk, letter_id, form)


def test_an_extension_holds_when_agreed_and_delivered(hall: Hall) -> None:
    reference = hall.register(PointKind.ALLEGATION)
    first = clock(hall, reference)
    asked = extending.ask_extension(hall.desk, hall.clerk, reference, MORE)
    assert asked.agreed_by is None
    assert asked.letter_id is not None
    with pytest.raises(Refusal) as own:
        extending.agree_extension(hall.desk, hall.clerk, reference)
    assert own.value.code == "not_allowed"
    extending.agree_extension(hall.desk, hall.lead, reference)
    assert clock(hall, reference) == first
    hall.clock.move(hours=2)
    deliver(hall, asked.letter_id)
    clocks = [one for one in hall.file(reference).clocks if one.kind is ClockKind.REPLY]
    assert [one.verdict for one in clocks] == ["extended", ""]
    assert clocks[0].due_at == first.due_at
    assert clocks[0].explanation == first.explanation
    assert clocks[1].due_at == asked.new_due_at
    assert clocks[1].note == extending.NOTE
    assert len(from_json(clocks[1].explanation).counted) == 5
    with pytest.raises(Refusal) as twice:
        extending.ask_extension(hall.desk, hall.clerk, reference, MORE)
    assert twice.value.code == "extended_once"


def test_agreement_after_delivery_holds_as_well(hall: Hall) -> None:
    reference = hall.register(PointKind.ALLEGATION)
    asked = extending.ask_extension(hall.desk, hall.clerk, reference, MORE)
    assert asked.letter_id is not None
    deliver(hall, asked.letter_id)
    assert clock(hall, reference).verdict == ""
    agreed = extending.agree_extension(hall.desk, hall.second_lead, reference)
    assert agreed.agreed_by == hall.second_lead.staff_id
    assert [one.verdict for one in hall.file(reference).clocks if one.kind is ClockKind.REPLY] == [
        "extended",
        "",
    ]


def test_a_letter_that_came_too_late_leaves_the_breach(hall: Hall) -> None:
    reference = hall.register(PointKind.ALLEGATION)
    asked = extending.ask_extension(hall.desk, hall.clerk, reference, MORE)
    extending.agree_extension(hall.desk, hall.lead, reference)
    hall.clock.at = asked.old_due_at + timedelta(minutes=5)
    assert asked.letter_id is not None
    deliver(hall, asked.letter_id)
    assert [one.verdict for one in hall.file(reference).clocks if one.kind is ClockKind.REPLY] == [
        "late",
        "",
    ]
    with pytest.raises(Refusal) as said:
        extending.ask_extension(hall.desk, hall.clerk, reference, MORE)
    assert said.value.code == "extended_once"


def test_a_void_letter_leaves_room_to_ask_again(hall: Hall) -> None:
    reference = hall.register(PointKind.ALLEGATION)
    asked = extending.ask_extension(hall.desk, hall.clerk, reference, MORE)
    with pytest.raises(Refusal) as twice:
        extending.ask_extension(hall.desk, hall.clerk, reference, MORE)
    assert twice.value.code == "extended_once"
    assert asked.letter_id is not None
    letters.submit_letter(hall.desk, hall.clerk, asked.letter_id)
    letters.approve_letter(hall.desk, hall.lead, asked.letter_id)
    letters.issue_letter(hall.desk, hall.lead, asked.letter_id)
    outgoing.void_letter(hall.desk, hall.lead, asked.letter_id, "日期写错")
    again = extending.ask_extension(hall.desk, hall.clerk, reference, replace(MORE, days=2))
    assert again.id == asked.id
    assert again.letter_id != asked.letter_id


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"reason": " "}, "missing"),
        ({"done": ""}, "missing"),
        ({"days": 6}, "too_many_days"),
        ({"kind": ClockKind.CEILING}, "not_extendable"),
    ],
)
def test_an_extension_that_cannot_be_is_refused(
    hall: Hall, changed: dict[str, object], code: str
) -> None:
    reference = hall.register()
    with pytest.raises(Refusal) as said:
        extending.ask_extension(hall.desk, hall.clerk, reference, replace(MORE, **changed))  # type: ignore[arg-type]
    assert said.value.code == code
    assert not [x for x in hall.file(reference).letters if x.kind is LetterKind.HOLDING]


def test_warnings_stand_with_the_case(hall: Hall) -> None:
    reference = hall.register()
    case = hall.file(reference).case
    half, three, nine = (datetime.fromisoformat(at) for at in case.warns.split())
    assert case.due_at is not None
    assert case.registered_at.astimezone(UTC) < half < three < nine < case.due_at
    reply = clock(hall, reference)
    for at, state in (
        (half - timedelta(seconds=1), DeadlineState.WAITING),
        (half + timedelta(seconds=1), DeadlineState.HALF),
        (three + timedelta(seconds=1), DeadlineState.THREE_QUARTERS),
        (nine + timedelta(seconds=1), DeadlineState.NINE_TENTHS),
        (reply.due_at + timedelta(seconds=1), DeadlineState.OVERDUE),
    ):
        assert state_of(reply, at) is state
