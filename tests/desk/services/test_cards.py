"""The follow-up card that came back: reached in writing, asked for, typed in once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from desk.case import Stage
from desk.enums import AlarmKind, CardCame, CaseStatus, Rating, Role
from desk.forms import FollowUpForm, ReceiptForm
from desk.forms_loop import CardForm
from desk.services import closing, receipts, slips
from desk.services.cards import record_card
from tests.desk.services.hall import Hall, refused
from tests.desk.services.test_terminating import reply_again, terminated

CARD = CardForm(
    came=CardCame.BY_POST,
    satisfied=True,
    attitude=5,
    speed=4,
    result=4,
    clarity=5,
    words="办得快，谢谢。",
)
UNHAPPY = replace(CARD, satisfied=False, result=1, words="还是没修好")


def test_a_card_is_a_customer_reached_because_we_asked(hall: Hall) -> None:
    reference, _letter = hall.delivered()
    card = slips.make_card(hall.desk, hall.other, reference)
    hall.clock.move(days=2)
    came_on = hall.today - timedelta(days=1)
    form = replace(CARD, received_on=came_on, number=card.number.lower())
    done = record_card(hall.desk, hall.other, reference, form)
    assert (done.reached, done.satisfied, done.volunteered) == (True, True, False)
    assert (done.came, done.received_on, done.card_id) == (CardCame.BY_POST, came_on, card.id)
    assert (done.attitude, done.speed, done.result, done.clarity) == (5, 4, 4, 5)
    assert done.staff_id == hall.other.staff_id
    assert hall.file(reference).case.stage is Stage.TO_CLOSE
    assert hall.file(reference).journal[-1].act == "followup.card"


def test_a_dissatisfied_card_opens_a_new_round_and_the_lead_hears(hall: Hall) -> None:
    reference, _letter = hall.delivered()
    record_card(hall.desk, hall.other, reference, UNHAPPY)
    file = hall.file(reference)
    assert (file.case.round, file.case.stage) == (2, Stage.DRAFTING)
    assert [a.role for a in file.alarms if a.kind is AlarmKind.REOPENED] == [Role.LEAD]


def test_without_a_box_the_scores_speak(hall: Hall) -> None:
    reference, _letter = hall.delivered()
    bare = replace(CARD, satisfied=None)
    assert record_card(hall.desk, hall.other, reference, bare).satisfied is True
    other, _letter = hall.delivered()
    poor = replace(bare, result=2)
    assert record_card(hall.desk, hall.other, other, poor).satisfied is False


def test_a_card_that_comes_after_the_end_is_kept_too(hall: Hall) -> None:
    happy, sad, given_up = hall.closed(), hall.closed(), terminated(hall)
    record_card(hall.desk, hall.other, happy, CARD)
    assert hall.file(happy).case.status is CaseStatus.CLOSED
    record_card(hall.desk, hall.other, sad, UNHAPPY)
    case = hall.file(sad).case
    assert (case.status, case.round, case.closed_at) == (CaseStatus.OPEN, 2, None)
    # Where the service ended no further round follows; what the customer wrote is on record.
    record_card(hall.desk, hall.other, given_up, UNHAPPY)
    file = hall.file(given_up)
    assert (file.case.status, file.case.round) == (CaseStatus.TERMINATED, 3)
    assert (file.follow_ups[-1].words, file.follow_ups[-1].round) == (UNHAPPY.words, 2)


def test_a_card_of_an_earlier_round_opens_no_other(hall: Hall) -> None:
    reference, _letter = hall.delivered()
    first = slips.make_card(hall.desk, hall.other, reference)
    unhappy = FollowUpForm(reached=True, satisfied=False)
    closing.record_follow_up(hall.desk, hall.other, reference, unhappy)
    reply_again(hall, reference)
    record_card(hall.desk, hall.other, reference, replace(UNHAPPY, number=first.number))
    assert hall.file(reference).case.round == 2


def test_a_card_about_the_last_reply_comes_while_the_next_is_written(hall: Hall) -> None:
    reference, _letter = hall.delivered()
    unhappy = FollowUpForm(reached=True, satisfied=False)
    closing.record_follow_up(hall.desk, hall.other, reference, unhappy)
    done = record_card(hall.desk, hall.other, reference, UNHAPPY)
    assert (done.round, hall.file(reference).case.round) == (1, 2)


def test_a_card_is_typed_in_once(hall: Hall) -> None:
    reference, _letter = hall.delivered()
    record_card(hall.desk, hall.other, reference, CARD)
    again = refused("card_twice", lambda: record_card(hall.desk, hall.other, reference, CARD))
    assert again.field == "number"
    assert hall.other.name in again.message
    numbered, _letter = hall.delivered()
    card = slips.make_card(hall.desk, hall.other, numbered)
    form = replace(CARD, number=card.number)
    record_card(hall.desk, hall.other, numbered, form)
    refused("card_twice", lambda: record_card(hall.desk, hall.other, numbered, form))


def test_whoever_handled_it_types_and_a_colleague_compares(hall: Hall) -> None:
    reference, _letter = hall.delivered()
    alone = refused("own_case", lambda: record_card(hall.desk, hall.clerk, reference, CARD))
    assert alone.field == "seen_by"
    themself = replace(CARD, seen_by=hall.clerk.number)
    refused("not_somebody_else", lambda: record_card(hall.desk, hall.clerk, reference, themself))
    done = record_card(hall.desk, hall.clerk, reference, replace(CARD, seen_by=hall.other.number))
    # Both are on record: who typed it in, and who judged that it says so.
    assert (done.staff_id, done.seen_by) == (hall.clerk.staff_id, hall.other.staff_id)
    assert hall.file(reference).case.stage is Stage.TO_CLOSE


@pytest.mark.parametrize(
    ("form", "field", "code"),
    [
        (replace(CARD, attitude=0), "attitude", "bad_score"),
        (replace(CARD, speed=6), "speed", "bad_score"),
        (replace(CARD, result=-1), "result", "bad_score"),
        (replace(CARD, clarity=50), "clarity", "bad_score"),
        (replace(CARD, number="HD01-1"), "number", "no_such_card"),
        (CardForm(came=CardCame.BY_HAND, words="好"), "satisfied", "missing"),
        (replace(CARD, seen_by="7777"), "seen_by", "no_such_staff"),
    ],
)
def test_refusals_stand_beside_their_field(
    hall: Hall, form: CardForm, field: str, code: str
) -> None:
    reference, _letter = hall.delivered()
    refusal = refused(code, lambda: record_card(hall.desk, hall.other, reference, form))
    assert refusal.field == field
    assert hall.file(reference).follow_ups == ()


def test_days_that_cannot_be(hall: Hall) -> None:
    reference, _letter = hall.issued()
    refused("not_delivered", lambda: record_card(hall.desk, hall.other, reference, CARD))
    delivered, _letter = hall.delivered()
    for days, code in ((1, "in_future"), (-1, "bad_time")):
        form = replace(CARD, received_on=hall.today + timedelta(days=days))
        refusal = refused(
            code,
            lambda form=form: record_card(hall.desk, hall.other, delivered, form),  # type: ignore[misc]
        )
        assert refusal.field == "received_on"


def test_a_slip_that_comes_after_the_end_is_heard_as_well(hall: Hall) -> None:
    reference = hall.closed()
    letter = hall.file(reference).letters[-1]
    form = ReceiptForm(rating=Rating.DISSATISFIED, words="还是没修好")
    receipts.countersign_letter(hall.desk, hall.other, letter.id, form)
    case = hall.file(reference).case
    assert (case.status, case.round) == (CaseStatus.OPEN, 2)
