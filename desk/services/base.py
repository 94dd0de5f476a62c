"""What every service shares: what it works on, who acts, and the one check of who may."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from desk.branch import Branch
from desk.case import Case
from desk.clock import Clock
from desk.concern import Concern, concerned
from desk.enums import CaseStatus, Role
from desk.i18n import _, current
from desk.labels import label
from desk.letter.stationery import NO_STATIONERY, Stationery
from desk.ports import Act, Book, Store
from desk.refusals import Refusal
from desk.saying import say_moment
from desk.services.part import what_a_department_sees
from desk.services.veil import VeiledStore, bare
from desk.staff.model import Actor, Staff
from desk.staff.permissions import May, may

if TYPE_CHECKING:
    from desk.calendar import WorkCalendar
    from desk.hours import BranchHours
    from desk.playbook.playbook import Playbook

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
    stationery: Stationery = NO_STATIONERY

    def book_in(self, language: str) -> "Playbook":
        """The playbook with its texts in `language`, for letters; the rules are the same."""
        return self.playbook.said(language)

    @property
    def spoken(self) -> "Playbook":
        """The playbook with its texts in the language of the interface, to be shown."""
        return self.playbook.said(current())


@dataclass(frozen=True, slots=True)
class Service:
    """A registered service: its name, what it needs to be allowed, whether it writes."""

    name: str
    needs: May
    writes: bool
    whole: bool
    run: Callable[..., object]


def up_to_date(desk: Desk, branch: Branch | None) -> Desk:
    """The desk by the rules that stand in the book: another window may have changed them."""
    if branch is None or branch == desk.branch:
        return desk
    from desk.branch_rules import calendar_of, hours_of

    return replace(desk, branch=branch, calendar=calendar_of(branch), hours=hours_of(branch))


SERVICES: dict[str, Service] = {}
"""Every service by name. Tests walk this table to prove that no gate can be walked round."""


def service(
    name: str, needs: May, *, writes: bool = True, whole: bool = False, tasks: bool = False
) -> Callable[[Callable[Concatenate[Desk, Actor, P], R]], Callable[Concatenate[Desk, Actor, P], R]]:
    """Register a service and let in only those who may.

    The person is read from the book again: somebody disabled a minute ago is out at once. What a
    case about them holds is not in the book they get, unless the service is `whole`: it works on
    the book itself and shows nothing of a case. Somebody of a department gets the cases that are
    in their own hands, and with `tasks` those of which they do a part.
    """

    def register(
        run: Callable[Concatenate[Desk, Actor, P], R],
    ) -> Callable[Concatenate[Desk, Actor, P], R]:
        @wraps(run)
        def guarded(desk: Desk, who: Actor, /, *args: P.args, **kwargs: P.kwargs) -> R:
            store = bare(desk.store)
            with store.read() as book:
                staff = book.get(Staff, who.staff_id)
                about_them = concerned(book.find(Concern, staff_id=who.staff_id), who.staff_id)
                branch = book.get(Branch, desk.branch.id)
                only = None
                if staff is not None and staff.role is Role.DEPARTMENT:
                    only = what_a_department_sees(book, staff, tasks=tasks or needs is May.TASKS)
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
            if writes and name != "clock.confirm":
                from desk.services.timekeeping import doubt

                with store.read() as book:
                    if doubted := doubt(desk, book):
                        raise doubted.refusal()
            # Their role may be another since they signed in.
            who = replace(who, number=staff.number, name=staff.name, role=staff.role)
            if not whole:
                store = VeiledStore(store, who, about_them, only)
            return run(replace(up_to_date(desk, branch), store=store), who, *args, **kwargs)

        if name in SERVICES:
            raise ValueError(name)
        SERVICES[name] = Service(name, needs, writes, whole, guarded)
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


def open_only(desk: Desk, book: Book, case: Case) -> Case:
    """The case itself while it is open; refuses an ended one, and says by whom and when."""
    if case.status is CaseStatus.OPEN:
        return case
    by = book.get(Staff, case.closed_by) if case.closed_by else None
    message = _("Case {reference} has ended; nothing in it changes any more.")
    moment = ""
    if by is not None and case.closed_at is not None:
        message = _(
            "Case {reference} has ended ({status}, {name}, {moment}); nothing in it changes any "
            "more."
        )
        moment = say_moment(desk.hours.local(case.closed_at), current())
    hint = _("If the customer comes again, register a new case that refers to this one.")
    if case.status is CaseStatus.TERMINATED:
        hint = _("For new facts a shift lead or the manager takes it up again.")
    raise Refusal(
        message.format(
            reference=case.reference,
            status=label(case.status),
            name=by.name if by else "",
            moment=moment,
        ),
        hint,
        code="case_ended",
    )


@contextmanager
def case_act(
    desk: Desk, who: Actor, name: str, reference: str, *, ended: bool = False
) -> Iterator[tuple[Act, Case, datetime]]:
    """One act on an open case (or an ended one, where `ended`): the act, the case, the time."""
    now = desk.clock.now()
    with desk.store.read() as book:
        case_id = case_by_reference(book, reference).id
    with desk.store.act(
        name, staff_id=who.staff_id, at=now, case_id=case_id, note=who.journal_note
    ) as act:
        case = act.get(Case, case_id)
        assert case is not None
        yield act, case if ended else open_only(desk, act, case), now
