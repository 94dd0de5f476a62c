"""Handovers: one holder at every moment, one first responder for ever."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from desk.enums import ClockKind, ContactWay, HandoverState
from desk.forms import ByWordForm, ContactForm, HandoverForm
from desk.refusals import Refusal
from desk.services import casework, custody, staffing
from desk.services.sweep import sweep
from desk.staff.model import Actor
from tests.desk.services.hall import Hall, open_hall, refused


def offer(hall: Hall, to: str = "1002") -> HandoverForm:
    return HandoverForm(
        to_staff=to,
        matter="请到现场核实电表",
        told="已告诉客户由陈强今天下午联系",
        contact_by=hall.clock.now() + timedelta(hours=4),
    )


def test_until_it_is_accepted_the_giver_holds_the_case(hall: Hall) -> None:
    ref = hall.register()
    custody.offer_handover(hall.desk, hall.clerk, ref, offer(hall))
    assert hall.file(ref).case.holder_id == hall.clerk.staff_id
    custody.accept_handover(hall.desk, hall.other, ref)
    file = hall.file(ref)
    assert file.case.holder_id == hall.other.staff_id
    assert file.case.first_responder_id == hall.clerk.staff_id
    assert [span.until is None for span in file.chain] == [False, True]


def test_accepting_starts_the_clock_of_the_promised_contact(hall: Hall) -> None:
    ref = hall.register()
    form = offer(hall)
    custody.offer_handover(hall.desk, hall.clerk, ref, form)
    custody.accept_handover(hall.desk, hall.other, ref)
    clock = next(c for c in hall.file(ref).clocks if c.kind is ClockKind.PROMISED_CONTACT)
    assert clock.due_at == form.contact_by
    hall.clock.move(hours=1)
    called = ContactForm(way=ContactWay.PHONE, text="已约明天上午到场")
    casework.log_contact(hall.desk, hall.other, ref, called)
    met = next(c for c in hall.file(ref).clocks if c.kind is ClockKind.PROMISED_CONTACT)
    assert met.verdict == "in_time"


def test_an_offer_goes_to_somebody_else_who_is_in_service(hall: Hall) -> None:
    ref = hall.register()
    refused(
        "oneself",
        lambda: custody.offer_handover(hall.desk, hall.clerk, ref, offer(hall, "1001")),
    )
    refused(
        "no_such_staff",
        lambda: custody.offer_handover(hall.desk, hall.clerk, ref, offer(hall, "7777")),
    )
    refused(
        "not_holder",
        lambda: custody.offer_handover(hall.desk, hall.other, ref, offer(hall, "2001")),
    )


def test_an_offer_goes_to_somebody_who_handles_cases(hall: Hall) -> None:
    ref = hall.register()
    form = offer(hall, "9001")
    refused("handles_no_cases", lambda: custody.offer_handover(hall.desk, hall.clerk, ref, form))
    staffing.disable_staff(hall.desk, hall.manager, "1002")
    refused(
        "no_such_staff", lambda: custody.offer_handover(hall.desk, hall.clerk, ref, offer(hall))
    )


def test_nobody_else_accepts_and_nobody_accepts_twice(hall: Hall) -> None:
    ref = hall.register()
    custody.offer_handover(hall.desk, hall.clerk, ref, offer(hall))
    refused(
        "already_offered", lambda: custody.offer_handover(hall.desk, hall.clerk, ref, offer(hall))
    )
    refused("not_receiver", lambda: custody.accept_handover(hall.desk, hall.lead, ref))
    custody.accept_handover(hall.desk, hall.other, ref)
    refused("no_offer", lambda: custody.accept_handover(hall.desk, hall.other, ref))


def test_declining_and_withdrawing_need_a_reason_and_leave_the_holder(hall: Hall) -> None:
    ref = hall.register()
    custody.offer_handover(hall.desk, hall.clerk, ref, offer(hall))
    refused("missing", lambda: custody.decline_handover(hall.desk, hall.other, ref, " "))
    custody.decline_handover(hall.desk, hall.other, ref, "不是计量班的事")
    custody.offer_handover(hall.desk, hall.clerk, ref, offer(hall))
    refused("not_giver", lambda: custody.withdraw_handover(hall.desk, hall.other, ref, "误点"))
    custody.withdraw_handover(hall.desk, hall.clerk, ref, "误点")
    file = hall.file(ref)
    states = [h.state for h in file.handovers]
    assert states == [HandoverState.DECLINED, HandoverState.WITHDRAWN]
    assert file.case.holder_id == hall.clerk.staff_id


def test_somebody_without_a_sign_in_answers_by_word(hall: Hall) -> None:
    ref = hall.register()
    form = HandoverForm(
        to_name="何工",
        to_unit="抢修班",
        to_phone="0999-5550133",
        matter="低压电缆故障",
        told="抢修班今天到场",
        contact_by=hall.clock.now() + timedelta(hours=2),
    )
    custody.offer_handover(hall.desk, hall.clerk, ref, form)
    word = ByWordForm(person="何工", phone="0999-5550133", words="收到，下午两点到场")
    refused("not_giver", lambda: custody.accept_handover(hall.desk, hall.lead, ref, word))
    taken = custody.accept_handover(hall.desk, hall.clerk, ref, word)
    assert "下午两点到场" in taken.by_word
    assert hall.file(ref).case.holder_id == hall.clerk.staff_id


def test_an_offer_nobody_answered_lapses_after_counter_time(hall: Hall) -> None:
    ref = hall.register()
    custody.offer_handover(hall.desk, hall.clerk, ref, offer(hall))
    hall.clock.move(minutes=31)
    refused("lapsed", lambda: custody.accept_handover(hall.desk, hall.other, ref))
    assert sweep(hall.desk) == 1
    assert sweep(hall.desk) == 0
    assert [h.state for h in hall.file(ref).handovers] == [HandoverState.LAPSED]


def test_a_lapsed_offer_does_not_stand_in_the_way_of_a_new_one(hall: Hall) -> None:
    ref = hall.register()
    custody.offer_handover(hall.desk, hall.clerk, ref, offer(hall))
    hall.clock.move(minutes=31)
    custody.offer_handover(hall.desk, hall.clerk, ref, offer(hall, "2001"))
    states = [h.state for h in hall.file(ref).handovers]
    assert states == [HandoverState.LAPSED, HandoverState.OFFERED]


class Passing(RuleBasedStateMachine):
    """Any order of offers and answers by anybody."""

    def __init__(self) -> None:
        super().__init__()
        self.hall = open_hall()
        self.ref = self.hall.register()
        self.people: list[Actor] = [self.hall.clerk, self.hall.other, self.hall.lead]

    def attempt(self, work: Callable[[], object]) -> None:
        with suppress(Refusal):
            work()

    @rule(giver=st.integers(0, 2), to=st.sampled_from(["1001", "1002", "2001"]))
    def offer(self, giver: int, to: str) -> None:
        form = offer(self.hall, to)
        self.attempt(
            lambda: custody.offer_handover(self.hall.desk, self.people[giver], self.ref, form)
        )

    @rule(who=st.integers(0, 2))
    def accept(self, who: int) -> None:
        self.attempt(lambda: custody.accept_handover(self.hall.desk, self.people[who], self.ref))

    @rule(who=st.integers(0, 2))
    def decline(self, who: int) -> None:
        self.attempt(
            lambda: custody.decline_handover(self.hall.desk, self.people[who], self.ref, "忙")
        )

    @rule(who=st.integers(0, 2))
    def withdraw(self, who: int) -> None:
        self.attempt(
            lambda: custody.withdraw_handover(self.hall.desk, self.people[who], self.ref, "误")
        )

    @precondition(lambda self: self.hall.clock.now().year == 2026)
    @rule(minutes=st.integers(1, 300))
    def wait(self, minutes: int) -> None:
        self.hall.clock.move(minutes=minutes)
        sweep(self.hall.desk)

    @invariant()
    def one_holder_one_first_responder(self) -> None:
        file = self.hall.file(self.ref)
        assert file.case.first_responder_id == self.hall.clerk.staff_id
        assert [s.staff_id for s in file.chain if s.until is None] == [file.case.holder_id]
        ends = [s.until for s in file.chain[:-1]]
        assert ends == [s.since for s in file.chain[1:]]
        assert sum(h.state is HandoverState.OFFERED for h in file.handovers) <= 1


TestPassing = Passing.TestCase
TestPassing.settings = settings(max_examples=15, stateful_step_count=12, deadline=None)
