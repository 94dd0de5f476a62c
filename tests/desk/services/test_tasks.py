"""A department does its part of a case by a time it promised, and says so itself or by word."""

from dataclasses import replace
from datetime import timedelta

import pytest

from desk.enums import AlarmKind, ClockKind, Confirmation, Role, TaskState
from desk.forms import ByWordForm
from desk.forms_counter import RecordForm, WithdrawForm
from desk.forms_loop import TaskForm
from desk.proposals import Origin
from desk.services import alarms, closing, lists, mistakes, proposals, sweep, task_lists, tasks
from desk.services.departments import departments
from desk.task import Task
from tests.builders import a_staff
from tests.desk.services.hall import Hall, refused

BY_WORD = ByWordForm(person="郑工", phone="0999-5550402", words="今天下午去现场")
FORM = TaskForm(department="metering", matter="到现场核对表计示数与接线")


def given(hall: Hall, **fields: object) -> tuple[str, Task]:
    reference = hall.register()
    form = replace(FORM, **fields)  # type: ignore[arg-type]
    return reference, tasks.give_task(hall.desk, hall.clerk, reference, form)


def kinds(hall: Hall, who: Role) -> list[AlarmKind]:
    return [alarm.kind for alarm, _ref in alarms.alarms(hall.desk, hall.people[who])]


def test_a_task_has_a_number_a_promised_time_and_a_clock(hall: Hall) -> None:
    reference, task = given(hall)
    assert task.number == f"RW-{hall.desk.branch.code}-20261123-0001"
    assert task.department == "计量班"
    file = hall.file(reference)
    clocks = [clock for clock in file.clocks if clock.kind is ClockKind.TASK]
    assert [clock.due_at for clock in clocks] == [task.due_at]
    assert file.tasks == (task,)
    reply = next(clock for clock in file.clocks if clock.kind is ClockKind.REPLY)
    assert task.due_at < reply.due_at
    # The department's time is not that of the case.
    assert file.case.due_at != task.due_at


def test_the_department_sees_it_takes_it_on_and_does_it(hall: Hall) -> None:
    reference, task = given(hall)
    assert kinds(hall, Role.DEPARTMENT) == [AlarmKind.TASK_GIVEN]
    rows = task_lists.tasks(hall.desk, hall.department)
    assert [(row.task.number, row.mine) for row in rows] == [(task.number, True)]
    assert tasks.accept_task(hall.desk, hall.department, task.number).state is TaskState.ACCEPTED
    done = tasks.finish_task(
        hall.desk, hall.department, task.number, "表计示数与系统一致", "现场照片两张"
    )
    assert done.state is TaskState.DONE
    assert not done.by_word
    assert kinds(hall, Role.CLERK) == [AlarmKind.TASK_DONE]
    clock = next(c for c in hall.file(reference).clocks if c.kind is ClockKind.TASK)
    assert clock.verdict == "in_time"
    refused(
        "task_answered",
        lambda: tasks.return_task(hall.desk, hall.department, task.number, "不归我们"),
    )


def test_what_a_department_sees_of_a_case_is_its_part(hall: Hall) -> None:
    reference, task = given(hall, point=1)
    view = task_lists.task_view(hall.desk, hall.department, task.number)
    assert view.customer == "柳**"
    assert view.phone == "199****0001"
    assert view.address == "临江市柳林巷3号"
    assert view.point_matter == "第1件事：大厅等候时间长"
    assert not hasattr(view, "narrative")
    refused("no_such_case", lambda: lists.case_file(hall.desk, hall.department, reference))
    assert lists.find(hall.desk, hall.department, "柳明月") == []


def test_another_department_sees_nothing_of_it(hall: Hall) -> None:
    _reference, task = given(hall, department="抢修班")
    assert task_lists.tasks(hall.desk, hall.department) == []
    refused("no_such_task", lambda: task_lists.task_view(hall.desk, hall.department, task.number))
    refused("no_such_task", lambda: tasks.accept_task(hall.desk, hall.department, task.number))


def test_later_than_the_case_allows_needs_a_lead(hall: Hall) -> None:
    late = hall.clock.now() + timedelta(days=30)
    reference = hall.register()
    form = replace(FORM, due_at=late)
    refusal = refused(
        "beyond_case", lambda: tasks.give_task(hall.desk, hall.clerk, reference, form)
    )
    assert refusal.field == "due_at"
    refused(
        "beyond_case",
        lambda: tasks.give_task(hall.desk, hall.clerk, reference, form, agreed=hall.other),
    )
    task = tasks.give_task(hall.desk, hall.clerk, reference, form, agreed=hall.lead)
    assert task.beyond_agreed_by == hall.lead.staff_id
    assert task.due_at == late


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"department": "不存在班"}, "unknown_department", "department"),
        ({"department": ""}, "unknown_department", "department"),
        ({"matter": " "}, "missing", "matter"),
        ({"matter": "长" * 2001}, "too_long", "matter"),
        ({"point": 9}, "no_such_point", "point"),
        ({"to_staff": "1002"}, "not_of_department", "to_staff"),
    ],
)
def test_a_task_without_sense_is_refused(
    hall: Hall, fields: dict[str, object], code: str, field: str
) -> None:
    assert refused(code, lambda: given(hall, **fields)).field == field


def test_a_time_that_has_passed_is_refused(hall: Hall) -> None:
    refused("in_past", lambda: given(hall, due_at=hall.clock.now() - timedelta(hours=1)))


def test_what_is_told_by_word_waits_for_the_lead(hall: Hall) -> None:
    reference, task = given(hall, department="抢修班")
    refused("by_word_needed", lambda: tasks.accept_task(hall.desk, hall.clerk, task.number))
    for missing in ("person", "phone", "words"):
        blank = replace(BY_WORD, **{missing: " "})
        refusal = refused(
            "missing",
            lambda b=blank: tasks.accept_task(hall.desk, hall.clerk, task.number, b),  # type: ignore[misc]
        )
        assert refusal.field == missing
    tasks.accept_task(hall.desk, hall.clerk, task.number, BY_WORD)
    told = tasks.finish_task(
        hall.desk, hall.clerk, task.number, "已修复", "工单0311", replace(BY_WORD, words="修好了")
    )
    assert told.by_word
    assert told.told_words.count("\n") == 1
    assert told.confirmed_by is None
    rows = task_lists.tasks(hall.desk, hall.lead, to_confirm=True)
    assert [row.task.number for row in rows] == [task.number]
    left = [one.code for one in closing.what_is_missing(hall.desk, hall.clerk, reference)]
    assert "task" in left
    tasks.confirm_task(hall.desk, hall.lead, task.number)
    left = [one.code for one in closing.what_is_missing(hall.desk, hall.clerk, reference)]
    assert "task" not in left
    refused("nothing_to_confirm", lambda: tasks.confirm_task(hall.desk, hall.lead, task.number))
    refused("not_allowed", lambda: tasks.confirm_task(hall.desk, hall.clerk, task.number))


def test_an_open_task_keeps_the_case_from_closing(hall: Hall) -> None:
    reference, task = given(hall)
    missing = closing.what_is_missing(hall.desk, hall.clerk, reference)
    assert (f"tasks.{task.number}", True) in {(one.where, one.blocks) for one in missing}
    tasks.withdraw_task(hall.desk, hall.clerk, task.number, "客户已自行查明")
    missing = closing.what_is_missing(hall.desk, hall.clerk, reference)
    assert "task" not in {one.code for one in missing}


def test_a_return_needs_a_ground_and_reaches_the_holder(hall: Hall) -> None:
    _reference, task = given(hall)
    refused("missing", lambda: tasks.return_task(hall.desk, hall.department, task.number, " "))
    tasks.return_task(hall.desk, hall.department, task.number, "该户属营业班管理")
    assert kinds(hall, Role.CLERK) == [AlarmKind.TASK_RETURNED]
    assert task_lists.tasks(hall.desk, hall.lead) == []


def test_only_whoever_gave_it_holds_the_case_or_leads_takes_it_back(hall: Hall) -> None:
    _reference, task = given(hall)
    refused("not_giver", lambda: tasks.withdraw_task(hall.desk, hall.other, task.number, "不用了"))
    tasks.withdraw_task(hall.desk, hall.lead, task.number, "不用了")


def test_a_late_task_is_put_before_everybody_concerned_once(hall: Hall) -> None:
    _reference, task = given(hall)
    hall.clock.move(days=3)
    sweep.sweep(hall.desk)
    sweep.sweep(hall.desk)
    for who in (Role.CLERK, Role.LEAD, Role.DEPARTMENT):
        assert kinds(hall, who).count(AlarmKind.TASK_DUE) == 1, who
    found = next(a for a, _r in alarms.alarms(hall.desk, hall.clerk) if a.detail == task.number)
    assert found.fell_due_at == task.due_at
    assert [row.late for row in task_lists.tasks(hall.desk, hall.clerk, late=True)] == [True]
    tasks.finish_task(hall.desk, hall.department, task.number, "示数一致", "照片")
    clock = next(c for c in hall.file(_reference).clocks if c.kind is ClockKind.TASK)
    assert clock.verdict == "late"


def test_a_task_ends_with_a_case_that_is_taken_back(hall: Hall) -> None:
    reference, task = given(hall)
    form = WithdrawForm(words="不追究了", confirmation=RecordForm(how=Confirmation.SIGNED))
    mistakes.withdraw(hall.desk, hall.clerk, reference, form)
    kept = hall.file(reference).tasks[0]
    assert kept.state is TaskState.WITHDRAWN
    assert kept.ground
    refused("case_ended", lambda: tasks.withdraw_task(hall.desk, hall.clerk, task.number, "不用了"))


def test_the_result_is_proposed_for_the_answer_and_marked(hall: Hall) -> None:
    reference, task = given(hall, point=1)
    tasks.finish_task(hall.desk, hall.department, task.number, "等候人数为六十一人", "叫号记录")
    found = proposals.propose(hall.desk, hall.clerk, reference, 1)
    assert found[0].origin is Origin.TASK
    assert task.number in found[0].source
    assert found[0].field == "finding"
    assert "⟦" in found[0].text


def test_departments_are_those_of_the_playbook_and_of_our_people(hall: Hall) -> None:
    with hall.desk.store.act("test.people", staff_id="", at=hall.clock.now()) as act:
        act.add(a_staff("4009", Role.DEPARTMENT, name="何工", unit="外协队"))
        act.commit()
    reference = hall.register()
    found = departments(hall.desk, hall.clerk, reference)
    assert found[0].name == "营业班"
    by_name = {row.name: row for row in found}
    assert by_name["计量班"].people == ("郑工",)
    assert by_name["外协队"].people == ("何工",)
    task = tasks.give_task(
        hall.desk, hall.clerk, reference, replace(FORM, department="外协队", to_staff="4009")
    )
    assert task.receiver_name == "何工"
