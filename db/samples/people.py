"""The made-up branch and who works there."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from desk.branch import Branch
from desk.clock import SetClock
from desk.enums import Role
from desk.forms import StaffForm
from desk.ports import Store
from desk.services import people
from desk.services.base import Desk
from desk.services.book import init_book
from desk.staff.model import Actor, Staff

PIN = "246813"
"""The PIN of everybody in the demo; it protects nothing but invented data."""

STAFF = (
    StaffForm(number="3001", name="吴国梁", role="manager", unit="营业厅", phone="0999-5550301"),
    StaffForm(number="2001", name="李静怡", role="lead", unit="营业班", phone="0999-5550201"),
    StaffForm(number="2002", name="周海峰", role="lead", unit="营业班", phone="0999-5550202"),
    StaffForm(number="1001", name="王晓芳", role="clerk", unit="营业班", phone="0999-5550101"),
    StaffForm(number="1002", name="陈立强", role="clerk", unit="营业班", phone="0999-5550102"),
    StaffForm(number="1003", name="赵雨晴", role="clerk", unit="营业班", phone="0999-5550103"),
    StaffForm(number="4001", name="郑志军", role="department", unit="抢修班", phone="0999-5550401"),
    StaffForm(number="4002", name="孙玉梅", role="department", unit="计量班", phone="0999-5550402"),
    StaffForm(number="9001", name="何文斌", role="admin", unit="综合班", phone="0999-5550901"),
)
BRANCH = Branch(
    id="",
    code="LJ01",
    name="临江演示营业厅",
    unit="临江供电公司（演示）",
    letter_word="临供演复",
    address="临江市建设路8号（虚构）",
    phone="0999-5550100",
    supervision_phone="12398",
    invented=True,
)


@dataclass(frozen=True, slots=True)
class Hall:
    """The demo's desk, its clock and its people by role."""

    desk: Desk
    clock: SetClock
    clerks: tuple[Actor, ...]
    leads: tuple[Actor, ...]
    manager: Actor
    departments: tuple[Actor, ...]


def set_up(store: Store, clock: SetClock, end: datetime) -> Hall:
    """The branch with its staff, as they were a year and a day before `end`."""
    clock.at = end - timedelta(days=370)
    desk = init_book(store, clock, BRANCH, STAFF[0], PIN)
    # PINs are hashed once: argon2 is slow on purpose, and here they are all the same.
    manager = people.sign_in(desk, STAFF[0].number, PIN)
    admin = people.add_staff(desk, manager, STAFF[-1], PIN)
    for form in STAFF[1:-1]:
        people.add_staff(desk, manager, form, PIN)
    with store.act("staff.change_pin", staff_id=manager.staff_id, at=clock.at) as act:
        for one in act.find(Staff):
            # They all chose the same PIN as soon as they began.
            act.put(replace(one, pin_given=False))
        act.commit()
    staff = {s.number: s for s in people.list_staff(desk, manager)}
    assert admin.number in staff

    def of(role: Role) -> tuple[Actor, ...]:
        return tuple(
            Actor(s.id, s.number, s.name, s.role) for s in staff.values() if s.role is role
        )

    return Hall(desk, clock, of(Role.CLERK), of(Role.LEAD), manager, of(Role.DEPARTMENT))
