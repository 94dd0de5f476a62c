"""What every service shares: what it works on, who acts, and the one place where that is checked."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from desk.branch import Branch
from desk.case import Case
from desk.clock import Clock
from desk.i18n import _
from desk.ports import Book, Store
from desk.refusals import Refusal
from desk.staff.model import Actor, Staff
from desk.staff.permissions import May, may

if TYPE_CHECKING:
    from desk.calendar import WorkCalendar
    from desk.hours import BranchHours
    from desk.playbook import Playbook

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class Desk:
    """An open desk: the book, the branch it belongs to, and the rules it works by."""

    store: Store
    clock: Clock
    branch: Branch
    playbook: "Playbook"
    calendar: "WorkCalendar"
    hours: "BranchHours"


@dataclass(frozen=True, slots=True)
class Service:
    """A registered service: its name, what it needs to be allowed, whether it writes."""

    name: str
    needs: May
    writes: bool
    run: Callable[..., object]


SERVICES: dict[str, Service] = {}
"""Every service by name. Tests walk this table to prove that no gate can be walked round."""


def service(
    name: str, needs: May, *, writes: bool = True
) -> Callable[[Callable[Concatenate[Desk, Actor, P], R]], Callable[Concatenate[Desk, Actor, P], R]]:
    """Register a service and let in only those who may.

    The person is read from the book again: somebody disabled a minute ago is out at once.
    """

    def register(
        run: Callable[Concatenate[Desk, Actor, P], R],
    ) -> Callable[Concatenate[Desk, Actor, P], R]:
        @wraps(run)
        def guarded(desk: Desk, who: Actor, /, *args: P.args, **kwargs: P.kwargs) -> R:
            with desk.store.read() as book:
                staff = book.get(Staff, who.staff_id)
            if staff is None or not staff.active:
                raise Refusal(
                    _("Your staff number is no longer in use here."),
                    _("Ask the administrator."),
                    code="not_active",
                )
            if not may(staff.role, needs):
                raise Refusal(
                    _("Your role may not do this."),
                    _("Ask a shift lead, or an administrator for matters of the book."),
                    code="not_allowed",
                )
            return run(desk, who, *args, **kwargs)

        if name in SERVICES:
            raise ValueError(name)
        SERVICES[name] = Service(name, needs, writes, guarded)
        return guarded

    return register


def case_by_reference(book: Book, reference: str) -> Case:
    """The case with this reference; refuses when there is none."""
    found = book.find(Case, reference=reference.strip().upper(), limit=1)
    if not found:
        raise Refusal(
            _("There is no case {reference}.").format(reference=reference.strip()),
            _("Check the number, or search by name or phone with F3."),
            field="reference",
            code="no_such_case",
        )
    return found[0]
