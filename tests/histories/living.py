"""Acts of a history: each takes a number that says which case, how long, which way.

What a rule refuses is refused and the history goes on; nothing else may come out of an act.
"""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial

from desk.branch_rules import CalendarChange
from desk.calendar import DayReason, DayRule
from desk.case import Case
from desk.casework import Commitment
from desk.custody import Handover
from desk.enums import (
    CardCame,
    CaseKind,
    CaseStatus,
    Confirmation,
    ContactWay,
    Delivery,
    Grade,
    HandoverState,
    PointKind,
    Scope,
    TaskState,
)
from desk.forms import (
    CommitmentForm,
    ContactForm,
    CustomerForm,
    DeliveryForm,
    FollowUpForm,
    PointForm,
    ScopeForm,
)
from desk.forms_clocks import ExtensionForm, PauseForm
from desk.forms_counter import RecordForm, WithdrawForm
from desk.forms_loop import BrokenForm, CardForm, ReopenForm, TaskForm, TerminationForm
from desk.letter.life import Letter
from desk.point import IssuePoint
from desk.promising import is_open
from desk.raising import Escalation
from desk.refusals import Refusal
from desk.services import (
    calendar_room,
    cards,
    casework,
    closing,
    custody,
    delivery,
    escalating,
    extending,
    intake,
    letters,
    mistakes,
    outgoing,
    pausing,
    points,
    promises,
    restoring,
    scope,
    tasks,
    terminating,
    timekeeping,
)
from desk.services.sweep import sweep
from desk.staff.model import Actor
from desk.task import Task
from tests.desk.services.hall import Hall, answer_form, case_form, open_hall
from tests.desk.services.test_custody import offer

KINDS = (CaseKind.COMPLAINT, CaseKind.COMPLAINT, CaseKind.INQUIRY, CaseKind.REPORT, CaseKind.REPAIR)
SAID = ("排了快一个小时才轮到我。", "再不解决我就找记者曝光。", "叫号也听不清。")
CUSTOMERS = (("柳明月", "19900000001", "柳林巷3号"), ("石磊", "19900000002", "柳林巷3号"))
WORDS = PauseForm(reason="outside_test", words="送检")
MORE = ExtensionForm(reason="表计送检，结果未出", done="已到现场核对")


@dataclass
class PcClock:
    """The clock of a computer, which may be wrong; the hall doubts it."""

    at: datetime

    def now(self) -> datetime:
        return self.at.astimezone(UTC)

    def move(self, **step: float) -> None:
        """Move on by a timedelta given in words."""
        self.at += timedelta(**step)


@dataclass
class Life:
    """A hall, its wrong clock, and what happened: acts done and acts refused."""

    hall: Hall
    clock: PcClock
    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    raised_by_hand: int = 0

    def do(self, name: str, n: int) -> bool:
        """One act; whether it was done."""
        try:
            ACTS[name](self, n)
        except Refusal:
            self.refused[name] += 1
            return False
        self.done[name] += 1
        return True

    def cases(self) -> list[Case]:
        """Every case of the book, as it stands."""
        with self.hall.desk.store.read() as book:
            return book.find(Case)

    def pick(self, n: int) -> Case:
        """One of the cases; open ones first, so that histories go on."""
        found = sorted(self.cases(), key=lambda c: (c.status is not CaseStatus.OPEN, c.reference))
        return found[n % len(found)]

    def holder(self, case: Case) -> Actor:
        """Whoever holds a case."""
        everybody = (self.hall.clerk, self.hall.other, self.hall.lead, self.hall.second_lead)
        return next((one for one in everybody if one.staff_id == case.holder_id), self.hall.manager)

    def another(self, case: Case) -> Actor:
        """A clerk who does not hold it."""
        mine = case.holder_id == self.hall.other.staff_id
        return self.hall.clerk if mine else self.hall.other


def a_life() -> Life:
    """A hall with one case on its way and one that was answered and delivered."""
    hall = open_hall()
    hall.register()
    hall.delivered()
    clock = PcClock(hall.clock.at)
    hall.desk = replace(hall.desk, clock=clock)
    return Life(hall, clock)


# -- the acts ------------------------------------------------------------------------------


def _register(life: Life, n: int) -> None:
    name, phone, address = CUSTOMERS[n % 2]
    kind = (PointKind.ALLEGATION, PointKind.REQUEST, PointKind.QUESTION)[n % 3]
    form = replace(
        case_form(kind),
        kind=KINDS[n % len(KINDS)],
        narrative=SAID[n % len(SAID)],
        grade=Grade.MAJOR if n == 7 else Grade.NORMAL,
        customer=CustomerForm(name=name, salutation="女士", phone=phone, address=address),
        address=address,
    )
    intake.register_case(life.hall.desk, life.hall.clerk, form)


def _answer(life: Life, n: int) -> None:
    case, desk = life.pick(n), life.hall.desk
    today = desk.hours.day_of(life.clock.now())
    with desk.store.read() as book:
        found = book.find(IssuePoint, case_id=case.id, order="position")
    for point in found[: 1 + n % 3]:
        form = answer_form(today, point.kind, point.position)
        points.answer_point(desk, life.holder(case), case.reference, point.position, form)


def _answer_all(life: Life, n: int) -> None:
    case, desk = life.pick(n), life.hall.desk
    today = desk.hours.day_of(life.clock.now())
    with desk.store.read() as book:
        found = book.find(IssuePoint, case_id=case.id, order="position")
    for point in found:
        form = answer_form(today, point.kind, point.position)
        points.answer_point(desk, life.holder(case), case.reference, point.position, form)


def _add_point(life: Life, n: int) -> None:
    case = life.pick(n)
    form = PointForm(kind=PointKind.REQUEST, matter=f"还要一张第{n}号收据")
    points.add_point(life.hall.desk, life.hall.clerk, case.reference, form)


def _write(life: Life, n: int) -> None:
    case, hall = life.pick(n), life.hall
    writer = life.holder(case)
    letter = letters.draft_letter(hall.desk, writer, case.reference)
    letters.submit_letter(hall.desk, writer, letter.id)
    lead = hall.second_lead if writer == hall.lead else hall.lead
    letters.approve_letter(hall.desk, lead, letter.id)
    letters.issue_letter(hall.desk, lead, letter.id)
    outgoing.confirm_printed(hall.desk, lead, letter.id, elsewhere="二楼打印机")


def _deliver(life: Life, n: int) -> None:
    case, hall = life.pick(n), life.hall
    with hall.desk.store.read() as book:
        last = book.find(Letter, case_id=case.id)[-1:]
    for letter in last:
        form = DeliveryForm(delivery=Delivery.BY_HAND)
        delivery.deliver_letter(hall.desk, hall.clerk, letter.id, form)


def _reply(life: Life, n: int) -> None:
    _answer_all(life, n)
    _write(life, n)
    _deliver(life, n)


def _call(satisfied: bool | None) -> Callable[[Life, int], None]:
    def act(life: Life, n: int) -> None:
        case = life.pick(n)
        form = FollowUpForm(reached=satisfied is not None, satisfied=satisfied, words="客户说的话")
        closing.record_follow_up(life.hall.desk, life.another(case), case.reference, form)

    return act


def _card(satisfied: bool) -> Callable[[Life, int], None]:
    def act(life: Life, n: int) -> None:
        found = life.cases()
        case = found[n % len(found)]
        form = CardForm(came=CardCame.BY_POST, satisfied=satisfied, result=4 if satisfied else 1)
        cards.record_card(life.hall.desk, life.another(case), case.reference, form)

    return act


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


TERMINATION = TerminationForm(
    ground="beyond_rules",
    basis="《供电营业规则》",
    beyond="仍要求十倍赔偿，超出规定。",
    told_way=ContactWay.PHONE,
)


def _terminate(life: Life, n: int) -> None:
    ground = ("beyond_rules", "nothing_new", "in_court")[n % 3]
    form = replace(TERMINATION, ground=ground)
    terminating.terminate(life.hall.desk, life.hall.manager, life.pick(n).reference, form)


def _reopen(life: Life, n: int) -> None:
    ended = [case for case in life.cases() if case.status is CaseStatus.TERMINATED]
    if not ended:
        raise Refusal("none")
    case = ended[n % len(ended)]
    form = ReopenForm(facts=f"第{case.round}轮后找到的短信", reason="与认定的时间不符")
    terminating.reopen(life.hall.desk, life.hall.lead, case.reference, form)


def _withdraw(life: Life, n: int) -> None:
    form = WithdrawForm(words="不追究了", confirmation=RecordForm(how=Confirmation.SIGNED))
    mistakes.withdraw(life.hall.desk, life.hall.clerk, life.pick(n).reference, form)


def _annul(life: Life, n: int) -> None:
    mistakes.annul(life.hall.desk, life.hall.lead, life.pick(n).reference, "登记重复")


def _close(life: Life, n: int) -> None:
    case = life.pick(n)
    closing.close_case(life.hall.desk, life.holder(case), case.reference)


def _pause(life: Life, n: int) -> None:
    case = life.pick(n)
    if n % 2:
        pausing.pause(life.hall.desk, life.holder(case), case.reference, WORDS)
    else:
        pausing.resume(life.hall.desk, life.holder(case), case.reference)


def _extend(life: Life, n: int) -> None:
    case = life.pick(n)
    if n % 2:
        extending.agree_extension(life.hall.desk, life.hall.lead, case.reference)
    else:
        form = replace(MORE, days=1 + n % 5)
        extending.ask_extension(life.hall.desk, life.holder(case), case.reference, form)


def _calendar(life: Life, n: int) -> None:
    day = life.hall.desk.hours.day_of(life.clock.now()) + timedelta(days=n)
    shut = DayRule(working=False, reason=DayReason.CLOSURE, name="停工")
    change = CalendarChange(rules={day: shut}) if n % 3 else CalendarChange(off=frozenset({day}))
    calendar_room.change_calendar(life.hall.desk, life.hall.manager, change, "通知", move=True)


def _recount(life: Life, n: int) -> None:
    calendar_room.recount(life.hall.desk, life.hall.manager, "统一重算")


def _wait(life: Life, n: int) -> None:
    life.clock.move(hours=1 + n, minutes=20)


def _days(life: Life, n: int) -> None:
    life.clock.move(days=1 + n)


def _clock_wrong(life: Life, n: int) -> None:
    """The computer's clock jumps; sometimes somebody says that it is right."""
    life.clock.move(days=365 if n % 3 == 0 else -1)
    if n % 2:
        timekeeping.confirm_clock(life.hall.desk, life.hall.lead)


def _clock_right(life: Life, n: int) -> None:
    """The clock is set right: a little after what was kept last."""
    with life.hall.desk.store.read() as book:
        last = book.last_entry_at()
    if last is not None:
        life.clock.at = max(last + timedelta(minutes=1 + n), life.hall.clock.at)


def _one_after_another(*names: str) -> Callable[[Life, int], None]:
    """Acts on one case in their order, each as far as the rules let it be; the last must be."""

    def act(life: Life, n: int) -> None:
        *before, last = names
        for name in before:
            with suppress(Refusal):
                ACTS[name](life, n)
        ACTS[last](life, n)

    return act


ACTS: dict[str, Callable[[Life, int], None]] = {
    "register": _register,
    "answer": _answer,
    "answer all": _answer_all,
    "add point": _add_point,
    "write": _write,
    "deliver": _deliver,
    "reply": _reply,
    "satisfied": _call(True),
    "dissatisfied": _call(False),
    "unreached": _call(None),
    "good card": _card(True),
    "bad card": _card(False),
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
    "terminate": _terminate,
    "reopen": _reopen,
    "withdraw": _withdraw,
    "annul": _annul,
    "close": _close,
    "pause": _pause,
    "extend": _extend,
    "calendar": _calendar,
    "recount": _recount,
    "wait": _wait,
    "days": _days,
    "clock wrong": _clock_wrong,
    "clock right": _clock_right,
    "finish": _one_after_another("reply", "clear", "satisfied", "clear", "close"),
    "give up": _one_after_another(
        *("reply", "dissatisfied", "wait", "reply", "dissatisfied", "clear", "terminate")
    ),
    "sweep": lambda life, _n: _sweep(life),
}
"""Every act by its name."""


def _sweep(life: Life) -> None:
    sweep(life.hall.desk)


NUMBERS = (0, 0, 0, 0, 1, 1, *range(2, 10))
"""Numbers that are drawn: mostly the same case, so that it comes to its end."""
SELDOM = frozenset({"withdraw", "annul", "clock wrong", "calendar", "recount", "scope"})
OFTEN = (
    *("clear", "reply", "reply", "satisfied", "dissatisfied", "finish", "give up", "reopen"),
    *("close", "terminate", "clock right", "wait", "settle"),
)
"""What is drawn more often, so that histories come to an end of their cases."""
NAMES = (*ACTS, *(name for name in ACTS if name not in SELDOM), *OFTEN, *OFTEN)
