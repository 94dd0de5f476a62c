"""What stands beside the answers: promises, tasks, handovers, what is raised."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from functools import partial

from desk.case import Case
from desk.casework import Commitment
from desk.custody import Handover
from desk.enums import (
    CaseStatus,
    ContactWay,
    HandoverState,
    Scope,
    TaskState,
)
from desk.forms import (
    CommitmentForm,
    ContactForm,
    ScopeForm,
)
from desk.forms_loop import BrokenForm, TaskForm
from desk.promising import is_open
from desk.raising import Escalation
from desk.refusals import Refusal
from desk.services import (
    casework,
    custody,
    escalating,
    promises,
    restoring,
    scope,
    tasks,
)
from desk.task import Task
from tests.desk.services.test_custody import offer
from tests.histories.life import Act, Life


def _promise(life: Life, n: int) -> None:
    case = life.pick(n)
    due = life.hall.desk.hours.day_of(life.clock.now()) + timedelta(days=n)
    form = CommitmentForm(text="到期前电话告知进展", owner="王芳", due_on=due)
    casework.promise(life.hall.desk, life.holder(case), case.reference, form)


def _open_promise(life: Life, n: int) -> tuple[Case, Commitment]:
    with life.hall.desk.store.read() as book:
        found = [one for one in book.find(Commitment) if is_open(one)]
        if not found:
            raise Refusal("no promise")
        one = found[n % len(found)]
        case = book.get(Case, one.case_id)
    assert case is not None
    return case, one


def _keep(life: Life, n: int) -> None:
    case, one = _open_promise(life, n)
    casework.keep_promise(life.hall.desk, life.holder(case), case.reference, one.id, "通话记录")


def _break(life: Life, n: int) -> None:
    case, one = _open_promise(life, n)
    form = BrokenForm(reason="设备未到货", told="已电话说明" if n % 2 else "")
    promises.break_promise(life.hall.desk, life.holder(case), case.reference, one.id, form)


def _task(life: Life, n: int) -> None:
    case = life.pick(n)
    form = TaskForm(department="计量班", matter="现场核对表计示数")
    tasks.give_task(life.hall.desk, life.holder(case), case.reference, form)


def _end_task(life: Life, n: int) -> None:
    hall = life.hall
    with hall.desk.store.read() as book:
        found = [t for t in book.find(Task) if t.state in (TaskState.GIVEN, TaskState.ACCEPTED)]
    if not found:
        raise Refusal("no task")
    number = found[n % len(found)].number
    if n % 3 == 0:
        tasks.return_task(hall.desk, hall.department, number, "不属本班")
        return
    with suppress(Refusal):
        tasks.accept_task(hall.desk, hall.department, number)
    tasks.finish_task(hall.desk, hall.department, number, "示数与系统一致", "现场照片")


def _offer(life: Life, n: int) -> None:
    case = life.pick(n)
    to = life.another(case).number
    form = replace(offer(life.hall, to), contact_by=life.clock.now() + timedelta(hours=4))
    custody.offer_handover(life.hall.desk, life.holder(case), case.reference, form)


def _end_offer(life: Life, n: int) -> None:
    case = life.pick(n)
    if n % 3:
        custody.accept_handover(life.hall.desk, life.another(case), case.reference)
    else:
        custody.decline_handover(life.hall.desk, life.another(case), case.reference, "今天排满")


def _scope(life: Life, n: int) -> None:
    case = life.pick(n)
    if n % 2:
        form = ScopeForm(scope=(Scope.UNCLEAR, Scope.OTHER_POST)[n % 4 // 2], note="归属待定")
        scope.assess_scope(life.hall.desk, life.hall.clerk, case.reference, form)
    else:
        form = ScopeForm(scope=Scope.OURS, note="由我们办理")
        scope.decide_scope(life.hall.desk, life.hall.lead, case.reference, form)


def _remind(life: Life, n: int) -> None:
    casework.remind(life.hall.desk, life.hall.clerk, life.pick(n).reference, "催一下")


def _contact(life: Life, n: int) -> None:
    form = ContactForm(way=ContactWay.PHONE, text="已说明进展", reached=bool(n % 3))
    casework.log_contact(life.hall.desk, life.hall.clerk, life.pick(n).reference, form)


def _escalate(life: Life, n: int) -> None:
    escalating.escalate(life.hall.desk, life.hall.clerk, life.pick(n).reference, "请督办")
    life.raised_by_hand += 1


def _settle(life: Life, n: int) -> None:
    desk, manager = life.hall.desk, life.hall.manager
    with desk.store.read() as book:
        found = book.find(Escalation, done_at=None)
        cases = {one.case_id: book.get(Case, one.case_id) for one in found}
    for one in found[: 1 + n]:
        case = cases[one.case_id]
        if case is not None and case.status is CaseStatus.OPEN:
            escalating.answer_escalation(desk, manager, case.reference, one.id, "已督办")


def _restore(life: Life, n: int) -> None:
    case = life.pick(n)
    if n % 2:
        restoring.restore_first(life.hall.desk, life.hall.clerk, case.reference, "缴费凭证")
    else:
        restoring.restored(life.hall.desk, life.hall.clerk, case.reference, "客户本人")


def _clear(life: Life, n: int) -> None:
    """Whatever hinders a case is done, as far as the rules let it be."""
    case, desk = life.pick(n), life.hall.desk
    who, reference = life.holder(case), case.reference
    with desk.store.read() as book:
        promised = [one for one in book.find(Commitment, case_id=case.id) if is_open(one)]
        given = [t for t in book.find(Task, case_id=case.id) if t.state != TaskState.DONE]
        raised = book.find(Escalation, case_id=case.id, done_at=None)
        offers = book.find(Handover, case_id=case.id, state=HandoverState.OFFERED)
    called = ContactForm(way=ContactWay.PHONE, text="已说明进展")
    ours = ScopeForm(scope=Scope.OURS, note="由我们办理")
    acts: list[Callable[[], object]] = [
        lambda: scope.decide_scope(desk, life.hall.lead, reference, ours),
        lambda: scope.assess_scope(desk, who, reference, ours),
        lambda: restoring.restored(desk, who, reference, "客户本人"),
        lambda: casework.log_contact(desk, who, reference, called),
        *(partial(custody.withdraw_handover, desk, who, reference, "自己办") for _one in offers),
        *(partial(casework.keep_promise, desk, who, reference, p.id, "记录") for p in promised),
        *(partial(tasks.withdraw_task, desk, who, t.number, "不再需要") for t in given),
        *(
            partial(
                escalating.answer_escalation, desk, life.hall.manager, reference, e.id, "已督办"
            )
            for e in raised
        ),
    ]
    for act in acts:
        with suppress(Refusal):
            act()


ACTS: dict[str, Act] = {
    "promise": _promise,
    "keep": _keep,
    "break": _break,
    "task": _task,
    "end task": _end_task,
    "offer": _offer,
    "end offer": _end_offer,
    "scope": _scope,
    "remind": _remind,
    "contact": _contact,
    "escalate": _escalate,
    "settle": _settle,
    "clear": _clear,
    "restore": _restore,
}
