"""What falls due by itself: once, with the time it fell due, before the person who must act."""

from datetime import timedelta

from desk.enums import AlarmKind, ClockKind, ContactWay, HandoverState
from desk.forms import ByWordForm, ContactForm
from desk.services import casework, custody, presence, scope
from desk.services.sweep import sweep
from tests.desk.services.counter import (
    alarms_of,
    away,
    offer_form,
    outside_form,
    passed_to,
    referral_form,
    told,
    unclear,
    with_business,
)
from tests.desk.services.hall import Hall, refused


def promise(hall: Hall, ref: str) -> str:
    """How the latest promised contact stands."""
    kinds = [c for c in hall.file(ref).clocks if c.kind is ClockKind.PROMISED_CONTACT]
    return kinds[-1].verdict


def test_an_offer_that_nobody_answers_lapses_back_with_an_alarm_to_the_giver(hall: Hall) -> None:
    ref = hall.register()
    made = custody.offer_handover(hall.desk, hall.clerk, ref, offer_form(hall))
    hall.clock.move(minutes=30)
    assert sweep(hall.desk) == 0
    hall.clock.move(hours=2)
    assert sweep(hall.desk) == 1
    (alarm,) = hall.file(ref).alarms
    assert (alarm.kind, alarm.staff_id) == (AlarmKind.OFFER_LAPSED, hall.clerk.staff_id)
    assert alarm.fell_due_at == made.lapses_at == alarm.at - timedelta(hours=2)
    assert alarm.detail == "陈强"


def test_an_offer_waits_through_the_night_by_counter_time(hall: Hall) -> None:
    ref = hall.register()
    hall.clock.move(hours=7, minutes=50)
    custody.offer_handover(hall.desk, hall.clerk, ref, offer_form(hall))
    hall.clock.move(hours=10)
    assert sweep(hall.desk) == 0
    hall.clock.move(hours=6)
    assert sweep(hall.desk) == 1


def test_a_missed_contact_returns_the_case_and_is_told_to_both(hall: Hall) -> None:
    ref = hall.register()
    passed_to(hall, ref, hall.clerk, hall.other)
    hall.clock.move(hours=5)
    assert sweep(hall.desk) == 1
    file = hall.file(ref)
    assert file.case.holder_id == file.case.first_responder_id == hall.clerk.staff_id
    assert [span.how for span in file.chain] == ["registered", "handover", "returned"]
    assert promise(hall, ref) == "late"
    assert alarms_of(hall, hall.clerk) == [AlarmKind.CONTACT_MISSED]
    assert alarms_of(hall, hall.lead) == [AlarmKind.CONTACT_MISSED], "one fact, one alarm"
    assert [one.rule_id for one in file.escalations] == ["contact_missed"]
    assert sweep(hall.desk) == 0


def test_a_contact_in_time_leaves_the_case_where_it_is(hall: Hall) -> None:
    ref = hall.register()
    passed_to(hall, ref, hall.clerk, hall.other)
    contact = ContactForm(way=ContactWay.PHONE, text="已约明天上门")
    casework.log_contact(hall.desk, hall.other, ref, contact)
    hall.clock.move(hours=5)
    assert sweep(hall.desk) == 0
    assert hall.file(ref).case.holder_id == hall.other.staff_id


def test_a_contact_of_before_the_promise_does_not_keep_it(hall: Hall) -> None:
    ref = hall.register()
    earlier = hall.clock.now()
    hall.clock.move(minutes=10)
    passed_to(hall, ref, hall.clerk, hall.other)
    old = ContactForm(way=ContactWay.PHONE, text="登记时在电话里说过", at=earlier)
    casework.log_contact(hall.desk, hall.other, ref, old)
    assert promise(hall, ref) == ""
    hall.clock.move(seconds=40)
    # Whoever writes the time down leaves the seconds out.
    now = ContactForm(
        way=ContactWay.PHONE, text="刚通过电话", at=hall.clock.now().replace(second=0)
    )
    casework.log_contact(hall.desk, hall.other, ref, now)
    assert promise(hall, ref) == "in_time"


def test_an_unreached_customer_keeps_the_promise_open(hall: Hall) -> None:
    ref = hall.register()
    passed_to(hall, ref, hall.clerk, hall.other)
    tried = ContactForm(way=ContactWay.PHONE, text="无人接听", reached=False)
    casework.log_contact(hall.desk, hall.other, ref, tried)
    hall.clock.move(hours=5)
    assert sweep(hall.desk) == 1


def test_what_the_late_holder_offered_on_ends_with_the_return(hall: Hall) -> None:
    ref = hall.register()
    passed_to(hall, ref, hall.clerk, hall.other)
    hall.clock.move(hours=3, minutes=50)
    custody.offer_handover(hall.desk, hall.other, ref, offer_form(hall, "2001"))
    hall.clock.move(minutes=15)
    sweep(hall.desk)
    file = hall.file(ref)
    assert file.case.holder_id == hall.clerk.staff_id
    assert file.handovers[-1].state is HandoverState.LAPSED
    assert alarms_of(hall, hall.other) == [AlarmKind.OFFER_LAPSED]
    refused("no_offer", lambda: custody.accept_handover(hall.desk, hall.lead, ref))


def test_a_promise_of_somebody_elsewhere_is_watched_too(hall: Hall) -> None:
    ref = hall.register()
    custody.offer_handover(hall.desk, hall.clerk, ref, outside_form(hall))
    word = ByWordForm(person="何工", phone="0999-5550133", words="下午到")
    custody.accept_handover(hall.desk, hall.clerk, ref, word)
    hall.clock.move(hours=5)
    assert sweep(hall.desk) == 1
    file = hall.file(ref)
    assert len(file.chain) == 1
    missed = {a.detail for a in file.alarms if a.kind is AlarmKind.CONTACT_MISSED}
    assert missed == {"何工"}


def test_a_missed_contact_of_an_absent_first_responder_is_there_to_be_taken_over(
    hall: Hall,
) -> None:
    ref = hall.register()
    passed_to(hall, ref, hall.clerk, hall.other)
    away(hall, hall.clerk)
    hall.clock.move(hours=5)
    sweep(hall.desk)
    assert [c.reference for c, _h in presence.to_take_over(hall.desk, hall.lead)] == [ref]


def test_what_has_been_told_once_costs_no_act_again(hall: Hall) -> None:
    ref = hall.register()
    unclear(hall, ref)
    other = hall.register()
    scope.refer(hall.desk, hall.clerk, other, referral_form())
    hall.clock.move(days=7)
    assert sweep(hall.desk) == 2
    with hall.desk.store.read() as book:
        before = len(book.journal())
    assert sweep(hall.desk) == 0
    with hall.desk.store.read() as book:
        assert len(book.journal()) == before
        assert {e.staff_id for e in book.journal() if e.act == "clock.due"} == {""}
    assert hall.desk.store.verify() == []


def test_papers_that_do_not_follow_are_put_before_the_first_responder_once(hall: Hall) -> None:
    with_business(hall)
    ref = hall.register()
    told(hall, "account", "form", case=ref, commitment="五天内补交")
    (clock,) = [c for c in hall.file(ref).clocks if c.kind is ClockKind.MATERIALS_DUE]
    hall.clock.move(days=20)
    sweep(hall.desk)
    assert alarms_of(hall, hall.clerk).count(AlarmKind.MATERIALS_OVERDUE) == 1
    assert sweep(hall.desk) == 0
    (same,) = [c for c in hall.file(ref).clocks if c.kind is ClockKind.MATERIALS_DUE]
    assert (same.due_at, same.verdict) == (clock.due_at, "")
