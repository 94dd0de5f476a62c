"""Opening a book: the branch in it, its calendar and hours, and the rules it works by."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from desk import explanation
from desk.backup.heads import head_faults
from desk.backup.model import Head
from desk.branch import Branch
from desk.branch_rules import calendar_of, hours_of
from desk.clock import Clock
from desk.enums import Role
from desk.forms import StaffForm
from desk.i18n import _, current
from desk.ids import new_id
from desk.letter.stationery import NO_STATIONERY, Stationery
from desk.playbook.load import load
from desk.ports import Store
from desk.refusals import Fault, Refusal
from desk.services.base import Desk, service
from desk.services.people import new_staff
from desk.services.veil import bare
from desk.services.verify_letter import wrong_letters
from desk.shift import Shift
from desk.staff.model import Actor
from desk.staff.permissions import May
from desk.text import clean_line


def open_desk(
    store: Store,
    clock: Clock,
    *,
    site: Path | None = None,
    stationery: Stationery = NO_STATIONERY,
) -> Desk:
    """The desk of a book; refuses one in which no branch was set up.

    `site` holds a site's pack, `stationery` its seal and fonts.
    """
    with store.read() as book:
        branches = book.find(Branch, limit=1)
    if not branches:
        raise Refusal(
            _("This book has not been set up yet."),
            _("Set it up with “desk init”, or look around first with “desk demo”."),
            code="not_set_up",
        )
    branch = branches[0]
    return Desk(
        store=store,
        clock=clock,
        branch=branch,
        playbook=load("zh_CN", site),
        calendar=calendar_of(branch),
        hours=hours_of(branch),
        stationery=stationery,
    )


def init_book(store: Store, clock: Clock, branch: Branch, lead: StaffForm, pin: str) -> Desk:
    """Set up an empty book with its branch and its first person, who is a lead or higher."""
    code = clean_line(branch.code).upper()
    if not (2 <= len(code) <= 8 and code.isascii() and code.isalnum()):
        raise Refusal(
            _("A branch code has two to eight letters and digits, for example HD01."),
            field="branch",
            code="bad_branch",
        )
    for value, field in ((branch.name, "name"), (branch.unit, "unit")):
        if not clean_line(value):
            raise Refusal(
                _("The name of the branch and of its unit are both needed."),
                _("They stand at the head of every letter."),
                field=field,
                code="missing",
            )
    person = new_staff(lead, pin, given=False)
    if person.role not in (Role.LEAD, Role.MANAGER, Role.ADMIN):
        raise Refusal(
            _("The first person must be a shift lead, the manager or an administrator."),
            field="role",
            code="bad_role",
        )
    word = clean_line(branch.letter_word) or f"{code}客复"
    kept = replace(branch, id=branch.id or new_id(), code=code, letter_word=word)
    with store.act("book.init", staff_id=person.id, at=clock.now()) as act:
        if act.find(Branch, limit=1):
            raise Refusal(
                _("This book is set up already."),
                _("Choose another folder, or open it with “desk”."),
                code="already_set_up",
            )
        act.add(kept, person)
        act.commit()
    return open_desk(store, clock)


@service("book.verify", May.READ, writes=False)
def verify_book(
    desk: Desk, who: Actor, known: Sequence[tuple[str, Head]] = (), *, against: Head | None = None
) -> list[str]:
    """What does not agree in the book, one sentence each; empty when all is well.

    `known` are heads of the journal that were written down elsewhere, each with its name: by them
    a history shows that was rewritten from end to end. `against` is one that has to fit, whatever
    the journal says of restores.
    """
    wrong = list(desk.store.verify())
    try:
        return [*wrong, *_history(desk, known, against), *wrong_letters(desk)]
    except (Fault, ValueError, TypeError, KeyError):
        # What cannot even be read has been named; a sound book reads to its end.
        if not wrong:
            raise
        return wrong


def _history(desk: Desk, known: Sequence[tuple[str, Head]], against: Head | None) -> Iterator[str]:
    with bare(desk.store).read() as book:
        sheets = [
            (
                _("the sheet of shift {serial}").format(serial=one.serial),
                Head(one.journal_seq, one.journal_hash),
            )
            for one in book.find(Shift, order="serial")
        ]
        yield from head_faults(book, [*known, *sheets])
        if against is not None:
            yield from head_faults(book, [(_("what you named"), against)], explained=False)


@service("calendar.explain", May.READ, writes=False)
def explain_day(desk: Desk, who: Actor, day: date) -> str:
    """Whether a day is a working day here, and why."""
    return explanation.explain_day(desk.calendar.fact(day), current())
