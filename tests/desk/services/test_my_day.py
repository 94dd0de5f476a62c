"""What lies before one person today: what is theirs, what is offered, what they ask after."""

from dataclasses import replace
from datetime import timedelta

from desk.enums import ClockKind
from desk.forms import CommitmentForm
from desk.forms_loop import TaskForm
from desk.my_day import DayLine, Share
from desk.services import casework, custody, tasks
from desk.services.my_day import my_day
from desk.staff.model import Actor
from tests.builders import a_case, a_clock, a_party
from tests.builders_counter import a_concern
from tests.desk.services.counter import offer_form, passed_to
from tests.desk.services.hall import Hall


def lines(hall: Hall, who: Actor | None = None) -> list[DayLine]:
    return list(my_day(hall.desk, who or hall.clerk).lines)


def kinds(hall: Hall, who: Actor | None = None) -> list[ClockKind]:
    return [line.kind for line in lines(hall, who)]


def on_the_day_of(hall: Hall, reference: str, kind: ClockKind) -> None:
    """Go to an hour before a clock of the case falls due."""
    clock = next(c for c in hall.file(reference).clocks if c.kind is kind)
    hall.clock.at = clock.due_at - timedelta(hours=1)


def test_a_reply_lies_before_its_holder_on_its_day_and_stays_when_it_is_late(hall: Hall) -> None:
    reference = hall.register()
    assert ClockKind.REPLY not in kinds(hall)
    on_the_day_of(hall, reference, ClockKind.REPLY)
    line = next(one for one in lines(hall) if one.kind is ClockKind.REPLY)
    assert line.reference == reference
    assert "*" in line.customer
    assert ClockKind.REPLY not in kinds(hall, hall.other)
    hall.clock.move(days=2)
    assert my_day(hall.desk, hall.clerk).lines[0].at < hall.clock.now()


def test_an_offer_waits_for_its_receiver_and_a_promised_contact_for_the_holder(
    hall: Hall,
) -> None:
    reference = hall.register()
    custody.offer_handover(hall.desk, hall.clerk, reference, offer_form(hall))
    (line,) = lines(hall, hall.other)
    assert (line.kind, line.reference) == (ClockKind.HANDOVER_OFFER, reference)
    assert line.who
    assert ClockKind.HANDOVER_OFFER not in kinds(hall)
    again = hall.register()
    passed_to(hall, again, hall.clerk, hall.other)
    found = {line.reference: line.kind for line in lines(hall, hall.other)}
    assert found[again] is ClockKind.PROMISED_CONTACT


def test_a_task_is_the_departments_and_its_giver_asks_after_it(hall: Hall) -> None:
    reference = hall.register()
    form = TaskForm(department="metering", matter="到现场核对表计示数与接线")
    task = tasks.give_task(hall.desk, hall.clerk, reference, form)
    hall.clock.at = task.due_at - timedelta(hours=1)
    (theirs,) = (one for one in lines(hall, hall.department) if one.kind is ClockKind.TASK)
    (watched,) = (one for one in lines(hall) if one.kind is ClockKind.TASK)
    assert (theirs.share, watched.share) == (Share.OWN, Share.WATCHED)
    assert theirs.customer == ""
    assert theirs.deed != watched.deed
    tasks.finish_task(hall.desk, hall.department, task.number, "示数一致", "现场照片两张")
    assert ClockKind.TASK not in kinds(hall)


def test_a_promise_lies_before_its_owner(hall: Hall) -> None:
    reference = hall.register()
    form = CommitmentForm(text="到现场复核表计", owner="王芳", due_on=hall.today)
    made = casework.promise(hall.desk, hall.clerk, reference, form)
    assert made.owner_id == hall.clerk.staff_id
    assert ClockKind.COMMITMENT in kinds(hall)
    assert ClockKind.COMMITMENT not in kinds(hall, hall.other)
    casework.keep_promise(hall.desk, hall.clerk, reference, made.id, "工单0312")
    assert ClockKind.COMMITMENT not in kinds(hall)


def test_somebody_else_calls_back(hall: Hall) -> None:
    reference, _letter = hall.delivered()
    on_the_day_of(hall, reference, ClockKind.FOLLOW_UP)
    assert ClockKind.FOLLOW_UP not in kinds(hall)
    (line,) = (one for one in lines(hall, hall.other) if one.kind is ClockKind.FOLLOW_UP)
    assert line.shared


def test_a_letter_waits_for_whoever_may_approve_it(hall: Hall) -> None:
    reference, _letter = hall.submitted()
    on_the_day_of(hall, reference, ClockKind.REPLY)
    (line,) = (one for one in lines(hall, hall.lead) if one.kind is ClockKind.REPLY)
    assert (line.reference, line.share) == (reference, Share.APPROVAL)
    own = next(one for one in lines(hall) if one.kind is ClockKind.REPLY)
    assert own.share is Share.OWN
    assert own.deed != line.deed
    assert ClockKind.REPLY not in kinds(hall, hall.other)


def test_what_is_about_somebody_is_not_in_their_day(hall: Hall) -> None:
    at = hall.clock.now()
    about = a_case(hall.clerk.staff_id, 95, due_at=at)
    with hall.desk.store.act("test", staff_id="", at=at) as act:
        act.add(about, a_party(about.id), a_clock(about.id, due_at=at))
        act.commit()
    assert [line.reference for line in lines(hall)] == [about.reference]
    with hall.desk.store.act("test", staff_id="", at=at) as act:
        act.add(a_concern(about.id, hall.clerk.staff_id, hall.lead.staff_id))
        act.commit()
    assert lines(hall) == []


def test_the_earliest_comes_first_and_too_much_is_said(hall: Hall) -> None:
    at = hall.clock.now()
    cases = [a_case(hall.clerk.staff_id, n, due_at=at + timedelta(minutes=n)) for n in range(1, 4)]
    rows = [a_clock(case.id, due_at=case.due_at) for case in reversed(cases)]
    with hall.desk.store.act("test", staff_id="", at=at) as act:
        act.add(*cases, *(a_party(case.id) for case in cases), *rows)
        act.commit()
    assert [line.reference for line in lines(hall)] == [case.reference for case in cases]
    assert not my_day(hall.desk, hall.clerk).more
    many = [replace(a_case(hall.clerk.staff_id, n), due_at=at) for n in range(100, 301)]
    with hall.desk.store.act("test", staff_id="", at=at) as act:
        act.add(*many, *(a_party(case.id) for case in many))
        act.commit()
    assert my_day(hall.desk, hall.clerk).more
