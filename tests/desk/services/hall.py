"""A hall to try services in, and the shortest way through the life of a case."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest

from desk.clock import SetClock
from desk.enums import Conclusion, Delivery, Grade, PointKind, Role, Topic
from desk.forms import (
    AnswerForm,
    CaseForm,
    CustomerForm,
    DeliveryForm,
    FollowUpForm,
    PointForm,
    StaffForm,
)
from desk.letter.life import Letter
from desk.ports import Store
from desk.refusals import Refusal
from desk.services import (
    book,
    closing,
    delivery,
    escalating,
    intake,
    letters,
    lists,
    outgoing,
    points,
)
from desk.services.base import Desk
from desk.staff.model import Actor, Staff, actor_of
from desk.views import CaseFile
from tests.builders import a_branch, a_staff, monday
from tests.fakes import FakeStore

PIN = "135790"
CONCLUDE = {
    PointKind.ALLEGATION: Conclusion.SUBSTANTIATED,
    PointKind.REQUEST: Conclusion.GRANTED,
    PointKind.QUESTION: Conclusion.EXPLAINED,
}


@dataclass
class Hall:
    """A desk, its clock and its people."""

    desk: Desk
    clock: SetClock
    clerk: Actor
    other: Actor
    lead: Actor
    second_lead: Actor
    manager: Actor
    department: Actor
    admin: Actor

    @property
    def people(self) -> dict[Role, Actor]:
        """One person of each role."""
        return {
            Role.CLERK: self.clerk,
            Role.LEAD: self.lead,
            Role.MANAGER: self.manager,
            Role.DEPARTMENT: self.department,
            Role.ADMIN: self.admin,
        }

    @property
    def today(self) -> date:
        return self.desk.hours.day_of(self.clock.now())

    def file(self, reference: str) -> CaseFile:
        return lists.case_file(self.desk, self.clerk, reference)

    def register(
        self, *kinds: PointKind, who: Actor | None = None, grade: Grade = Grade.NORMAL
    ) -> str:
        """A case with a point of each kind; its reference."""
        form = replace(case_form(*kinds), grade=grade)
        return intake.register_case(self.desk, who or self.clerk, form).reference

    def answer(self, reference: str, position: int, **fields: object) -> None:
        """A whole answer to one point, with some fields otherwise."""
        kind = self.file(reference).points[position - 1].kind
        form = replace(answer_form(self.today, kind, position), **fields)  # type: ignore[arg-type]
        points.answer_point(self.desk, self.clerk, reference, position, form)

    def answered(self, *kinds: PointKind, grade: Grade = Grade.NORMAL) -> str:
        """A case whose every point is answered."""
        reference = self.register(*kinds, grade=grade)
        for point in self.file(reference).points:
            self.answer(reference, point.position)
        return reference

    def submitted(self, *kinds: PointKind, grade: Grade = Grade.NORMAL) -> tuple[str, Letter]:
        reference = self.answered(*kinds, grade=grade)
        letter = letters.draft_letter(self.desk, self.clerk, reference)
        return reference, letters.submit_letter(self.desk, self.clerk, letter.id)

    def issued(self, *kinds: PointKind) -> tuple[str, Letter]:
        reference, letter = self.submitted(*kinds)
        letters.approve_letter(self.desk, self.lead, letter.id)
        return reference, letters.issue_letter(self.desk, self.lead, letter.id)

    def delivered(self, *kinds: PointKind) -> tuple[str, Letter]:
        reference, letter = self.issued(*kinds)
        outgoing.confirm_printed(self.desk, self.lead, letter.id, elsewhere="二楼打印机")
        self.clock.move(hours=1)
        form = DeliveryForm(delivery=Delivery.BY_HAND)
        return reference, delivery.deliver_letter(self.desk, self.clerk, letter.id, form)

    def closed(self, *kinds: PointKind) -> str:
        reference, _letter = self.delivered(*kinds)
        form = FollowUpForm(reached=True, satisfied=True)
        closing.record_follow_up(self.desk, self.other, reference, form)
        self.answered_for(reference)
        closing.close_case(self.desk, self.clerk, reference)
        return reference

    def answered_for(self, reference: str) -> None:
        """The manager answers for whatever raised a case."""
        escalating.catch_up(self.desk, reference)
        for one in escalating.escalations(self.desk, self.manager, reference):
            escalating.answer_escalation(
                self.desk, self.manager, reference, one.escalation.id, "已与客户说明"
            )


def case_form(*kinds: PointKind) -> CaseForm:
    """A complaint about a queue, with a point of each kind (one allegation by default)."""
    return CaseForm(
        topic=Topic.QUEUEING,
        narrative="排了快一个小时才轮到我，叫号也听不清。",
        points=[
            PointForm(kind=kind, matter=f"第{n}件事：大厅等候时间长")
            for n, kind in enumerate(kinds or (PointKind.ALLEGATION,), 1)
        ],
        customer=CustomerForm(
            name="柳明月",
            salutation="女士",
            phone="19900000001",
            account_no="9900000001",
            address="临江市柳林巷3号",
        ),
        told="三个工作日内由值班长电话回复您",
    )


def answer_form(today: date, kind: PointKind, position: int) -> AnswerForm:
    """A whole answer that no rule objects to."""
    return AnswerForm(
        finding=f"第{position}件事经调取叫号记录核实，当日上午等候人数为六十一人。",
        basis="营业厅叫号系统当日记录",
        conclusion=CONCLUDE[kind],
        remedy=f"自本周起高峰期增开一个窗口，并安排引导人员，对应第{position}件事。",
        remedy_owner="营业班",
        remedy_due=today + timedelta(days=3),
        apology="让您久等，我们诚恳致歉。" if kind is PointKind.ALLEGATION else None,
    )


def open_hall(store: Store | None = None) -> Hall:
    """A hall on a Monday morning."""
    clock = monday()
    kept = store or FakeStore()
    lead = StaffForm(number="2001", name="李敏", role="lead")
    desk = book.init_book(kept, clock, a_branch(id=""), lead, PIN)
    staff = [
        a_staff("1001", Role.CLERK, name="王芳"),
        a_staff("1002", Role.CLERK, name="陈强"),
        a_staff("2002", Role.LEAD, name="周岚"),
        a_staff("3001", Role.MANAGER, name="吴刚"),
        a_staff("4001", Role.DEPARTMENT, name="郑工", unit="计量班"),
        a_staff("9001", Role.ADMIN, name="孙维"),
    ]
    with kept.act("test.people", staff_id="", at=clock.now()) as act:
        act.add(*staff)
        act.commit()
    clerk, other, second, manager, department, admin = (actor_of(s) for s in staff)
    with kept.read() as now:
        first = actor_of(now.find(Staff, number="2001")[0])
    return Hall(desk, clock, clerk, other, first, second, manager, department, admin)


def refusal_of(work: Callable[[], object]) -> Refusal:
    """The refusal that `work()` ends in."""
    with pytest.raises(Refusal) as caught:
        work()
    return caught.value


def refused(code: str, work: Callable[[], object]) -> Refusal:
    """The refusal with this code that `work()` ends in."""
    refusal = refusal_of(work)
    assert refusal.code == code, refusal
    return refusal
