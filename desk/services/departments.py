"""Which departments there are: those of the playbook, and the units of people of a department."""

from dataclasses import dataclass

from desk.enums import Role
from desk.i18n import _
from desk.ports import Book
from desk.refusals import Refusal
from desk.services.base import Desk, service
from desk.staff.model import Actor, Staff
from desk.staff.permissions import May
from desk.text import clean_line


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentRow:
    """A department in a list. `name` is as it is kept, `shown` in the language of the interface.

    `people` are those of it who sign in here.
    """

    name: str
    shown: str
    does: str = ""
    phone: str = ""
    people: tuple[str, ...] = ()


@service("task.departments", May.TASKS, writes=False)
def departments(desk: Desk, who: Actor, reference: str = "") -> list[DepartmentRow]:
    """Every department, that of a case's topic first."""
    from desk.services.base import case_by_reference

    with desk.store.read() as book:
        first = ""
        if reference:
            topic = case_by_reference(book, reference).topic
            first = desk.playbook.topics[topic].department
        staff = [one for one in book.find(Staff, role=Role.DEPARTMENT, active=True) if one.unit]
    day = desk.hours.day_of(desk.clock.now())
    spoken = desk.spoken.departments
    rows = [
        DepartmentRow(
            name=one.name,
            shown=spoken[one.id].name,
            does=spoken[one.id].does,
            phone=one.phone,
            people=tuple(s.name for s in staff if s.unit == one.name),
        )
        for one in desk.playbook.departments.values()
        if one.in_force(day)
    ]
    known = {row.name for row in rows}
    for unit in dict.fromkeys(one.unit for one in staff):
        if unit not in known:
            names = tuple(s.name for s in staff if s.unit == unit)
            rows.append(DepartmentRow(name=unit, shown=unit, people=names))
    rows.sort(key=lambda row: row.name != first)
    return rows


def department_named(desk: Desk, book: Book, text: str) -> str:
    """The name under which a department is kept, from its id or its name in either language."""
    asked = clean_line(text)
    day = desk.hours.day_of(desk.clock.now())
    for key, one in desk.playbook.departments.items():
        names = {key, one.name, desk.book_in("en").departments[key].name}
        if asked.casefold() in {name.casefold() for name in names} and one.in_force(day):
            return one.name
    if asked and any(one.unit == asked for one in book.find(Staff, role=Role.DEPARTMENT)):
        return asked
    known = [one.name for one in desk.spoken.departments.values() if one.in_force(day)]
    raise Refusal(
        _("There is no department “{name}”.").format(name=asked)
        if asked
        else _("It is missing which department does it."),
        _("Choose one of: {ids}.").format(ids=_(", ").join(known)),
        field="department",
        code="unknown_department",
    )


def shown_as(desk: Desk, name: str) -> str:
    """What a department is called in the language of the interface."""
    for key, one in desk.playbook.departments.items():
        if one.name == name:
            return desk.spoken.departments[key].name
    return name


def people_of(book: Book, department: str) -> list[Staff]:
    """Who of a department signs in here."""
    return book.find(Staff, role=Role.DEPARTMENT, active=True, unit=department)
