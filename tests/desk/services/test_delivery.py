"""Getting a letter to the customer: what each way needs, tries that fail, the receipt."""

from datetime import timedelta
from functools import partial

import pytest

from desk.case import Stage
from desk.enums import AttemptResult, ClockKind, Delivery, LetterState, Rating
from desk.forms import AttemptForm, DeliveryForm, FollowUpForm, ReceiptForm
from desk.letter.life import Letter
from desk.services import closing, delivery, outgoing, receipts
from desk.services.delivery import deliver_letter, failed_attempt
from tests.desk.services.hall import Hall, refused


def printed(hall: Hall) -> tuple[str, Letter]:
    reference, letter = hall.issued()
    outgoing.confirm_printed(hall.desk, hall.lead, letter.id, elsewhere="二楼打印机")
    hall.clock.move(hours=1)
    return reference, letter


def at_home(note: str = "柳林巷3号，无人应门", **fields: object) -> AttemptForm:
    return AttemptForm(note=note, **fields)  # type: ignore[arg-type]


def test_by_hand_to_the_addressee_or_to_somebody_with_a_right(hall: Hall) -> None:
    _reference, letter = printed(hall)
    give = partial(deliver_letter, hall.desk, hall.clerk, letter.id)
    neighbour = DeliveryForm(delivery=Delivery.BY_HAND, receiver="向晚")
    refusal = refused("not_entitled", lambda: give(neighbour))
    assert refusal.field == "entitled"
    son = DeliveryForm(delivery=Delivery.BY_HAND, receiver="柳川", entitled="同住成年儿子")
    assert give(son).delivery_note == "柳川 · 同住成年儿子"
    (tried,) = delivery.attempts_of(hall.desk, hall.clerk, letter.id)
    assert (tried.receiver, tried.result) == ("柳川", AttemptResult.DELIVERED)


def test_nobody_named_means_the_addressee_in_person(hall: Hall) -> None:
    _reference, letter = hall.delivered()
    (tried,) = delivery.attempts_of(hall.desk, hall.clerk, letter.id)
    assert (tried.receiver, tried.entitled) == ("柳明月", "")


@pytest.mark.parametrize("typed", ["", "挂号", "12-34", "ABCDEFGHIJ"])
def test_the_post_needs_the_number_of_the_registered_letter(hall: Hall, typed: str) -> None:
    _reference, letter = printed(hall)
    form = DeliveryForm(delivery=Delivery.POST, tracking=typed)
    refusal = refused("missing", lambda: deliver_letter(hall.desk, hall.clerk, letter.id, form))
    assert refusal.field == "tracking"


def test_a_refusal_counts_before_another_member_of_staff(hall: Hall) -> None:
    _reference, letter = printed(hall)

    def give(witness: str) -> Letter:
        form = DeliveryForm(delivery=Delivery.REFUSED, witness=witness)
        return deliver_letter(hall.desk, hall.clerk, letter.id, form)

    for code, witness in (
        ("missing", ""),
        ("witness_is_self", hall.clerk.number),
        ("no_such_staff", "8888"),
    ):
        assert refused(code, partial(give, witness)).field == "witness"
    assert give(hall.other.number).delivery is Delivery.REFUSED
    (tried,) = delivery.attempts_of(hall.desk, hall.clerk, letter.id)
    assert tried.witness_id == hall.other.staff_id


def test_nobody_to_deliver_to_is_for_the_lead(hall: Hall) -> None:
    _reference, letter = printed(hall)
    form = DeliveryForm(delivery=Delivery.NOBODY, note="已销户迁离")
    refused("not_allowed", lambda: deliver_letter(hall.desk, hall.clerk, letter.id, form))
    assert deliver_letter(hall.desk, hall.lead, letter.id, form).state is LetterState.DELIVERED


def test_a_delivery_lies_between_issue_and_now(hall: Hall) -> None:
    _reference, letter = printed(hall)
    for hours in (1, -48):
        form = DeliveryForm(delivery=Delivery.BY_HAND, at=hall.clock.now() + timedelta(hours=hours))
        refused("bad_time", partial(deliver_letter, hall.desk, hall.clerk, letter.id, form))


def test_not_found_counts_after_two_tries_apart(hall: Hall) -> None:
    reference, letter = printed(hall)
    gone = DeliveryForm(delivery=Delivery.NOT_FOUND)
    try_again = partial(failed_attempt, hall.desk, hall.clerk, letter.id)

    def settle() -> Letter:
        return deliver_letter(hall.desk, hall.clerk, letter.id, gone)

    refused("too_few_tries", settle)
    first = try_again(at_home())
    assert first.next_on is not None
    assert first.next_on > hall.today
    refused("too_few_tries", settle)
    hall.clock.move(hours=1)
    refused("too_soon", lambda: try_again(at_home()))
    hall.clock.move(days=1)
    second = try_again(at_home("邻居称已外出务工"))
    assert second.next_on is None
    settled = settle()
    assert (settled.state, settled.delivery) == (LetterState.DELIVERED, Delivery.NOT_FOUND)
    assert hall.file(reference).case.stage is Stage.TO_CALL_BACK


def test_a_failed_try_puts_the_next_one_on_the_board(hall: Hall) -> None:
    reference, letter = printed(hall)
    day = hall.today + timedelta(days=1)
    failed_attempt(hall.desk, hall.clerk, letter.id, at_home(next_on=day))
    file = hall.file(reference)
    (clock,) = [c for c in file.clocks if c.kind is ClockKind.NEXT_DELIVERY]
    assert hall.desk.hours.day_of(clock.due_at) == day
    assert file.case.due_at is not None
    assert file.case.due_at <= clock.due_at
    hall.clock.move(days=1)
    deliver_letter(hall.desk, hall.clerk, letter.id, DeliveryForm(delivery=Delivery.BY_HAND))
    (clock,) = [c for c in hall.file(reference).clocks if c.kind is ClockKind.NEXT_DELIVERY]
    assert clock.verdict == "in_time"


def test_the_next_try_is_no_day_of_the_past(hall: Hall) -> None:
    _reference, letter = printed(hall)
    past = at_home(next_on=hall.today - timedelta(days=1))
    refused("in_past", lambda: failed_attempt(hall.desk, hall.clerk, letter.id, past))


def test_a_letter_that_comes_back_by_post_goes_another_way(hall: Hall) -> None:
    reference, letter = printed(hall)
    back = at_home("退回：迁移新址不明", came_back=True)
    refused("letter_state", lambda: failed_attempt(hall.desk, hall.clerk, letter.id, back))
    form = DeliveryForm(delivery=Delivery.POST, tracking="xa 0000 0000 001")
    assert deliver_letter(hall.desk, hall.clerk, letter.id, form).delivery is Delivery.POST
    hall.clock.move(days=1)
    failed_attempt(hall.desk, hall.clerk, letter.id, back)
    file = hall.file(reference)
    assert file.case.stage is Stage.TO_DELIVER
    assert file.letters[-1].delivery is None
    assert [c.verdict for c in file.clocks if c.kind is ClockKind.FOLLOW_UP] == ["stopped"]
    sent, returned = delivery.attempts_of(hall.desk, hall.clerk, letter.id)
    assert (sent.tracking, returned.tracking) == ("XA00000000001", "XA00000000001")
    deliver_letter(hall.desk, hall.clerk, letter.id, DeliveryForm(delivery=Delivery.BY_HAND))
    assert hall.file(reference).case.stage is Stage.TO_CALL_BACK


def test_what_was_given_by_hand_does_not_come_back_by_post(hall: Hall) -> None:
    _reference, letter = hall.delivered()
    back = at_home("退回", came_back=True)
    refused("not_by_post", lambda: failed_attempt(hall.desk, hall.clerk, letter.id, back))


# -- the receipt ----------------------------------------------------------------------------


def test_the_box_on_the_receipt_is_volunteered_feedback(hall: Hall) -> None:
    reference, letter = hall.delivered()
    hall.clock.move(days=1)
    form = ReceiptForm(rating=Rating.MOSTLY_SATISFIED, words="谢谢")
    signed = receipts.countersign_letter(hall.desk, hall.other, letter.id, form)
    assert signed.state is LetterState.COUNTERSIGNED
    file = hall.file(reference)
    (said,) = file.follow_ups
    assert (said.volunteered, said.satisfied, said.words) == (True, True, "谢谢")
    assert file.case.stage is Stage.TO_CLOSE
    closing.close_case(hall.desk, hall.clerk, reference)


def test_whoever_handled_the_case_does_not_rate_themselves_by_a_slip(hall: Hall) -> None:
    reference, letter = hall.delivered()
    form = ReceiptForm(rating=Rating.SATISFIED)
    receipts.countersign_letter(hall.desk, hall.clerk, letter.id, form)
    assert hall.file(reference).case.stage is Stage.TO_CALL_BACK
    refused("not_finished", lambda: closing.close_case(hall.desk, hall.clerk, reference))
    call = FollowUpForm(reached=True, satisfied=True)
    closing.record_follow_up(hall.desk, hall.other, reference, call)
    closing.close_case(hall.desk, hall.clerk, reference)


def test_a_dissatisfied_slip_opens_a_new_round_whoever_types_it(hall: Hall) -> None:
    reference, letter = hall.delivered()
    form = ReceiptForm(rating=Rating.DISSATISFIED, words="没有解决")
    receipts.countersign_letter(hall.desk, hall.clerk, letter.id, form)
    file = hall.file(reference)
    assert file.case.round == 2
    assert any(c.kind is ClockKind.REPLY and c.round == 2 for c in file.clocks)


def test_the_day_on_the_slip_is_not_before_the_delivery_nor_to_come(hall: Hall) -> None:
    _reference, letter = hall.delivered()
    hall.clock.move(days=3)
    for days in (-4, 1):
        form = ReceiptForm(signed_on=hall.today + timedelta(days=days))
        refused(
            "bad_time",
            partial(receipts.countersign_letter, hall.desk, hall.clerk, letter.id, form),
        )
    form = ReceiptForm(signed_on=hall.today - timedelta(days=2))
    signed = receipts.countersign_letter(hall.desk, hall.clerk, letter.id, form)
    assert signed.countersigned_at is not None
    assert hall.desk.hours.day_of(signed.countersigned_at) == form.signed_on


def test_receipts_still_out_are_listed_and_the_old_ones_are_overdue(hall: Hall) -> None:
    _reference, letter = hall.delivered()
    assert [row.letter_id for row in receipts.receipts_out(hall.desk, hall.clerk)] == [letter.id]
    assert receipts.receipts_out(hall.desk, hall.clerk, overdue=True) == []
    hall.clock.move(days=11)
    late = receipts.receipts_out(hall.desk, hall.clerk, overdue=True)
    assert [row.letter_id for row in late] == [letter.id]
    receipts.countersign_letter(hall.desk, hall.clerk, letter.id)
    assert receipts.receipts_out(hall.desk, hall.clerk) == []
