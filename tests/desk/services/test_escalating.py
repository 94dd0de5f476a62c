"""A case is raised by the rules of the playbook, each fact once, in the act that made it."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from desk.enums import AlarmKind, ClockKind, ContactWay, Grade, HallEventKind, Lane, Role
from desk.forms import ContactForm, CustomerForm
from desk.raising import Escalation
from desk.services import (
    alarms,
    casework,
    closing,
    customers,
    escalating,
    file_changes,
    intake,
    sweep,
)
from desk.services import (
    hall as events,
)
from tests.desk.services.hall import Hall, case_form, open_hall, refused


def raised(hall: Hall, ref: str) -> list[str]:
    found = escalating.escalations(hall.desk, hall.lead, ref)
    return [one.escalation.rule_id for one in found]


class TestReminders:
    def test_the_second_reminder_raises_the_case_at_once(self, hall: Hall) -> None:
        ref = hall.register()
        casework.remind(hall.desk, hall.clerk, ref)
        assert raised(hall, ref) == []
        hall.clock.move(minutes=30)
        casework.remind(hall.desk, hall.clerk, ref, "到底什么时候来")
        (one,) = escalating.escalations(hall.desk, hall.lead)
        assert (one.reference, one.escalation.rule_id, one.escalation.level) == (
            ref,
            "reminded_twice",
            1,
        )
        assert one.escalation.due_at is not None
        assert one.escalation.due_at > hall.clock.now()
        kinds = [alarm.kind for alarm, _ref in alarms.alarms(hall.desk, hall.lead)]
        assert kinds == [AlarmKind.ESCALATED]
        assert not alarms.alarms(hall.desk, hall.other)

    def test_within_minutes_it_may_be_the_same_one(self, hall: Hall) -> None:
        ref = hall.register()
        assert casework.reminded_lately(hall.desk, hall.clerk, ref) is None
        casework.remind(hall.desk, hall.clerk, ref)
        hall.clock.move(minutes=3)
        assert casework.reminded_lately(hall.desk, hall.other, ref) == 3
        hall.clock.move(minutes=8)
        assert casework.reminded_lately(hall.desk, hall.other, ref) is None

    def test_the_fourth_goes_to_the_manager_and_no_rule_twice(self, hall: Hall) -> None:
        ref = hall.register()
        for _n in range(6):
            hall.clock.move(minutes=30)
            casework.remind(hall.desk, hall.clerk, ref)
        assert raised(hall, ref) == ["reminded_twice", "reminded_four_times"]

    def test_the_due_date_of_the_case_stays_that_of_its_holder(self, hall: Hall) -> None:
        ref = hall.register()
        before = hall.file(ref).case.due_at
        casework.remind(hall.desk, hall.clerk, ref)
        casework.remind(hall.desk, hall.clerk, ref)
        assert hall.file(ref).case.due_at == before


class TestDone:
    def test_the_role_it_went_to_answers_with_a_note_and_the_clock_ends(self, hall: Hall) -> None:
        ref = hall.register(grade=Grade.MAJOR)
        (one,) = escalating.escalations(hall.desk, hall.lead, ref)
        work = escalating.answer_escalation
        key = one.escalation.id
        refused("not_allowed", lambda: work(hall.desk, hall.clerk, ref, key, "好"))
        refused("not_allowed", lambda: work(hall.desk, hall.lead, ref, key, "好"))
        refused("missing", lambda: work(hall.desk, hall.manager, ref, key, " "))
        refused("no_such_escalation", lambda: work(hall.desk, hall.manager, ref, "x", "好"))
        missing = closing.what_is_missing(hall.desk, hall.clerk, ref)
        assert f"escalations.{key}" in [m.where for m in missing]
        done = work(hall.desk, hall.manager, ref, key, "已定由计量班长办理")
        assert done.done_by == hall.manager.staff_id
        clock = next(c for c in hall.file(ref).clocks if c.kind is ClockKind.ESCALATION)
        assert clock.verdict == "in_time"
        refused("done_already", lambda: work(hall.desk, hall.manager, ref, key, "再写"))
        assert not escalating.escalations(hall.desk, hall.lead)

    def test_in_vain_it_goes_up_once(self, hall: Hall) -> None:
        ref = hall.register()
        escalating.escalate(hall.desk, hall.clerk, ref, "客户要求见负责人")
        hall.clock.move(days=1)
        sweep.sweep(hall.desk)
        sweep.sweep(hall.desk)
        assert raised(hall, ref) == ["by_hand", "raised_in_vain"]
        hall.clock.move(days=1)
        sweep.sweep(hall.desk)
        assert raised(hall, ref) == ["by_hand", "raised_in_vain"]


class TestByHand:
    def test_with_a_reason_to_lead_or_manager(self, hall: Hall) -> None:
        ref = hall.register()
        refused("missing", lambda: escalating.escalate(hall.desk, hall.clerk, ref, " "))
        refused(
            "bad_role", lambda: escalating.escalate(hall.desk, hall.clerk, ref, "急", Role.ADMIN)
        )
        escalating.escalate(hall.desk, hall.clerk, ref, "要求当面谈", Role.MANAGER)
        escalating.escalate(hall.desk, hall.clerk, ref, "再次要求", Role.MANAGER)
        assert raised(hall, ref) == ["by_hand", "by_hand"]


class TestLate:
    def test_found_by_the_sweep_with_the_time_it_fell_due(self, hall: Hall) -> None:
        ref = hall.register()
        due = next(c for c in hall.file(ref).clocks if c.kind is ClockKind.REPLY).due_at
        hall.clock.move(days=9)
        sweep.sweep(hall.desk)
        found = {o.escalation.rule_id: o for o in escalating.escalations(hall.desk, hall.lead)}
        assert found["overdue"].escalation.fell_due_at == due
        told = [a for a, _r in alarms.alarms(hall.desk, hall.manager)]
        assert (AlarmKind.ESCALATED, due) in [(a.kind, a.fell_due_at) for a in told]
        assert sweep.sweep(hall.desk) == 0

    def test_a_clock_that_was_met_late_raises_too(self, hall: Hall) -> None:
        form = replace(case_form(), told="")
        ref = intake.register_case(hall.desk, hall.clerk, form).reference
        hall.clock.move(days=2)
        talk = ContactForm(way=ContactWay.PHONE, text="已说明", reached=True)
        casework.log_contact(hall.desk, hall.clerk, ref, talk)
        assert raised(hall, ref) == ["contact_late"]


class TestAtRegistration:
    def test_a_third_repeat_goes_to_the_manager(self, hall: Hall) -> None:
        form = case_form()
        first = intake.register_case(hall.desk, hall.clerk, form)
        with hall.desk.store.read() as book:
            from desk.case import Case

            case = book.get(Case, first.case_id)
        assert case is not None
        again = replace(form, customer=None, customer_id=case.customer_id or "")
        second = intake.register_case(hall.desk, hall.clerk, again)
        third = intake.register_case(hall.desk, hall.clerk, again)
        assert "same_matter_three_times" not in raised(hall, second.reference)
        assert "same_matter_three_times" in raised(hall, third.reference)

    def test_a_sensitive_word_while_an_earlier_case_is_open(self, hall: Hall) -> None:
        form = case_form()
        first = intake.register_case(hall.desk, hall.clerk, form)
        customer = hall.file(first.reference).case.customer_id
        angry = replace(
            form, narrative="再不解决我就找记者曝光。", customer=None, customer_id=customer or ""
        )
        second = intake.register_case(hall.desk, hall.clerk, angry)
        assert "sensitive_while_open" in raised(hall, second.reference)
        alone = replace(angry, customer_id="", customer=CustomerForm(name="苏木"))
        other = intake.register_case(hall.desk, hall.clerk, alone)
        assert "sensitive_while_open" not in raised(hall, other.reference)


class TestLanes:
    def test_an_emergency_is_confirmed_by_the_lead_or_goes_to_the_manager(self, hall: Hall) -> None:
        form = replace(case_form(), lane=Lane.EMERGENCY)
        seen = intake.register_case(hall.desk, hall.clerk, form).reference
        event = next(
            line.event
            for line in events.waiting(hall.desk, hall.lead)
            if line.event.kind is HallEventKind.EMERGENCY
        )
        events.see_event(hall.desk, hall.lead, event.id, "抢修已出动")
        clock = next(c for c in hall.file(seen).clocks if c.kind is ClockKind.LEAD_SEES)
        assert clock.verdict == "in_time"
        unseen = intake.register_case(hall.desk, hall.clerk, form).reference
        hall.clock.move(minutes=11)
        sweep.sweep(hall.desk)
        assert "emergency_unseen" not in raised(hall, seen)
        assert "emergency_unseen" in raised(hall, unseen)
        kinds = [alarm.kind for alarm, _r in alarms.alarms(hall.desk, hall.manager)]
        assert AlarmKind.EMERGENCY in kinds

    def test_a_lead_who_registers_it_has_seen_it(self, hall: Hall) -> None:
        form = replace(case_form(), lane=Lane.EMERGENCY)
        ref = intake.register_case(hall.desk, hall.lead, form).reference
        clock = next(c for c in hall.file(ref).clocks if c.kind is ClockKind.LEAD_SEES)
        assert clock.verdict == "in_time"

    def test_a_key_account_takes_the_green_lane_by_itself(self, hall: Hall) -> None:
        form = CustomerForm(name="临江纺织厂", phone="19900000031")
        kept = customers.add_customer(hall.desk, hall.clerk, form)
        file_changes.set_key_account(hall.desk, hall.lead, kept.id, key=True, reason="用电大户")
        case = replace(case_form(), customer=None, customer_id=kept.id)
        ref = intake.register_case(hall.desk, hall.clerk, case).reference
        assert hall.file(ref).case.lane is Lane.GREEN


STEPS = ("remind", "wait", "day", "talk", "by_hand", "done", "sweep", "week")


@settings(max_examples=12, deadline=None)
@given(
    st.lists(st.sampled_from(STEPS), max_size=12),
    st.sampled_from((Grade.NORMAL, Grade.MAJOR)),
    st.booleans(),
)
def test_exactly_what_the_rules_name_and_no_fact_twice(
    steps: list[str], grade: Grade, told: bool
) -> None:
    hall = open_hall()
    form = replace(case_form(), grade=grade, told="十天内答复" if told else "")
    ref = intake.register_case(hall.desk, hall.clerk, form).reference
    by_hand = 0
    for step in steps:
        if step == "remind":
            casework.remind(hall.desk, hall.clerk, ref)
        elif step == "wait":
            hall.clock.move(minutes=20)
        elif step in ("day", "week"):
            hall.clock.move(days=1 if step == "day" else 7)
        elif step == "talk":
            talk = ContactForm(way=ContactWay.PHONE, text="说明进度", reached=True)
            casework.log_contact(hall.desk, hall.clerk, ref, talk)
        elif step == "by_hand":
            escalating.escalate(hall.desk, hall.clerk, ref, "客户要求")
            by_hand += 1
        elif step == "done":
            for one in escalating.escalations(hall.desk, hall.manager):
                answer = escalating.answer_escalation
                answer(hall.desk, hall.manager, ref, one.escalation.id, "已处理")
        else:
            sweep.sweep(hall.desk)
    sweep.sweep(hall.desk)
    file = hall.file(ref)
    with hall.desk.store.read() as book:
        rows = book.find(Escalation, case_id=file.case.id)
    # Counted apart from the product's own rules.
    now = hall.clock.now()
    reminders = sum(contact.reminder for contact in file.contacts)
    late = [c for c in file.clocks if c.verdict == "late" or (not c.verdict and c.due_at < now)]
    level = {row.id: row.level for row in rows}
    wanted = [("by_hand")] * by_hand
    wanted += ["reminded_twice"] * (reminders >= 2) + ["reminded_four_times"] * (reminders >= 4)
    wanted += ["major"] * (grade is Grade.MAJOR)
    names = {
        ClockKind.FIRST_CONTACT: "contact_late",
        ClockKind.REPLY: "overdue",
        ClockKind.CEILING: "past_the_ceiling",
    }
    wanted += [names[c.kind] for c in late if c.kind in names]
    wanted += [
        "raised_in_vain" for c in late if c.kind is ClockKind.ESCALATION and level[c.note] < 2
    ]
    assert sorted(row.rule_id for row in rows) == sorted(wanted)
    assert len({(row.rule_id, row.fact) for row in rows}) == len(rows)
    assert all(row.at >= row.fell_due_at - timedelta(0) for row in rows)
