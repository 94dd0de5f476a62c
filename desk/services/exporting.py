"""Any list as a table of typed values, masked unless somebody may see it in full and says why."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from desk import masks
from desk.due_days import DueSpan
from desk.enums import LetterState
from desk.exporting.table import Cell, ListTable
from desk.finding import EVERYTHING, FoundKind, Narrowing
from desk.i18n import N_, _, current
from desk.insight.figures import By, Figure, Tally
from desk.insight.month import told
from desk.insight.period import Period
from desk.insight.rules import name_of, rule_of
from desk.insight.words import month_title, part_name, whole_rule
from desk.labels import label
from desk.services import exporting_logs, exporting_loop
from desk.services.base import Desk, service
from desk.services.customer_file import customer_cases
from desk.services.customers import find_customers
from desk.services.insight import month_table
from desk.services.lists import find, letters_waiting, queue
from desk.services.register import letter_register
from desk.services.reveal import allowed_in_full
from desk.services.shift import shift_sheet
from desk.services.under_name import under_my_name
from desk.shift_words import sections
from desk.staff.model import Actor
from desk.staff.permissions import May
from desk.views import FoundRow, LetterRow, QueueRow, View
from desk.views_loop import ALL_PROMISES, ALL_TASKS, PromisesAsked, TasksAsked

PAGE = 500
MOST = 100_000
"""Rows of one list; more is no list that anybody reads."""

T = TypeVar("T")


class Listed(StrEnum):
    """The lists that can be written out."""

    BOARD = "board"
    FOUND = "found"
    LETTERS = "letters"
    REGISTER = "register"
    CUSTOMERS = "customers"
    CASES = "cases"
    SHIFT = "shift"
    ERASED = "erased"
    IMPORTS = "imports"
    MONTH = "month"
    TASKS = "tasks"
    PROMISES = "promises"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListAsked:
    """Which list, as somebody has it before them."""

    listed: Listed
    view: View = View.ALL
    due: DueSpan | None = None
    """What of a view of the board falls due then; None for all of it."""
    text: str = ""
    narrowing: Narrowing = EVERYTHING
    states: tuple[LetterState, ...] = ()
    mine: bool = False
    year: int = 0
    customer_id: str = ""
    shift: int = 0
    period: Period | None = None
    tasks: TasksAsked = ALL_TASKS
    promises: PromisesAsked = ALL_PROMISES


@service("list.export", May.READ)
def list_table(desk: Desk, who: Actor, asked: ListAsked, *, in_full: str = "") -> ListTable:
    """The list as this person sees it, all its pages.

    `in_full` is the reason for which nothing is masked; refused to whoever may not, and kept.
    """
    if in_full:
        allowed_in_full(desk, who, in_full)
    return _TABLES[asked.listed](Making(desk, who, asked, masked=not in_full))


@dataclass(frozen=True, slots=True)
class Making:
    """A table in the making."""

    desk: Desk
    who: Actor
    asked: ListAsked
    masked: bool

    def name(self, name: str, *, organisation: bool = False) -> str:
        return masks.mask_name(name, organisation=organisation) if self.masked else name

    def phone(self, phone: str) -> str:
        return masks.mask_phone(phone) if self.masked else phone

    def account(self, number: str) -> str:
        return masks.mask_account(number) if self.masked else number

    def address(self, address: str) -> str:
        return masks.mask_address(address) if self.masked else address

    def local(self, at: datetime | None) -> datetime | None:
        """A moment as a spreadsheet keeps it: the branch's wall clock, without a zone."""
        if at is None:
            return None
        return self.desk.hours.local(at).replace(tzinfo=None, second=0, microsecond=0)

    def table(
        self, name: str, columns: tuple[str, ...], rows: Iterator[tuple[Cell, ...]]
    ) -> ListTable:
        return ListTable(name=name, columns=columns, rows=tuple(rows), masked=self.masked)


def _pages(page: Callable[[str], list[T]], cursor: Callable[[T], str]) -> Iterator[T]:
    """Every row of a list that is read by pages."""
    after, count = "", 0
    while rows := page(after):
        yield from rows
        count += len(rows)
        after = cursor(rows[-1])
        if len(rows) < PAGE or not after or count >= MOST:
            return


def _board(making: Making) -> ListTable:
    if making.asked.view is View.FIRST:
        return _under_name(making)

    def page(after: str) -> list[QueueRow]:
        view = making.asked.view
        due = making.asked.due
        return queue(making.desk, making.who, view, due=due, after=after, limit=PAGE)

    rows = (
        (
            row.reference,
            making.name(row.customer),
            row.salutation,
            label(row.kind),
            label(row.topic),
            label(row.grade),
            label(row.stage),
            row.points,
            row.answered,
            row.holder,
            making.local(row.registered_at),
            making.local(row.due_at),
            row.reminders,
        )
        for row in _pages(page, lambda row: row.cursor)
    )
    columns = (
        *(_("Case"), _("Customer"), _("Salutation"), _("Kind"), _("Topic"), _("Grade")),
        *(_("Stage"), _("Points"), _("Points answered"), _("Holder")),
        *(_("Registered on"), _("Due"), _("Reminders")),
    )
    return making.table(label(making.asked.view), columns, rows)


def _under_name(making: Making) -> ListTable:
    found = _pages(
        lambda after: under_my_name(
            making.desk, making.who, due=making.asked.due, after=after, limit=PAGE
        ),
        lambda one: one.row.cursor,
    )
    rows = (
        (
            one.row.reference,
            making.name(one.row.customer),
            label(one.row.topic),
            one.row.holder,
            one.text,
            making.local(one.row.due_at),
        )
        for one in found
    )
    columns = (_("Case"), _("Customer"), _("Topic"), _("Holder"), _("Waits for"), _("Due"))
    return making.table(label(View.FIRST), columns, rows)


_KINDS = {
    FoundKind.CASE: N_("Case"),
    FoundKind.CUSTOMER: N_("Customer"),
    FoundKind.LETTER: N_("Letter"),
    FoundKind.KNOWLEDGE: N_("Knowledge"),
}


def _found(making: Making) -> ListTable:
    asked = making.asked

    def page(after: str) -> list[FoundRow]:
        return find(
            *(making.desk, making.who, asked.text),
            narrowing=asked.narrowing,
            after=after,
            limit=PAGE,
        )

    rows = (
        (
            _(_KINDS[row.kind]),
            row.reference,
            making.name(row.title, organisation=row.organisation),
            row.excerpt,
            making.local(row.at),
            making.local(row.due_at),
        )
        for row in _pages(page, lambda row: row.cursor)
    )
    columns = (_("Kind"), _("Number"), _("Customer"), _("Excerpt"), _("When"), _("Due"))
    return making.table(_("Search"), columns, rows)


def _letters(making: Making) -> ListTable:
    asked = making.asked

    def page(after: str) -> list[LetterRow]:
        states = list(asked.states)
        return letters_waiting(
            making.desk, making.who, states, mine=asked.mine, after=after, limit=PAGE
        )

    rows = (
        (
            row.reference,
            row.number,
            label(row.kind),
            label(row.state),
            making.name(row.customer),
            row.author,
            making.local(row.submitted_at),
            making.local(row.due_at),
            making.local(row.delivered_at),
            row.tries,
        )
        for row in _pages(page, lambda row: row.cursor)
    )
    columns = (
        *(_("Case"), _("Number"), _("Kind"), _("State"), _("Customer"), _("Written by")),
        *(_("Submitted"), _("Due"), _("Delivered"), _("Tries to deliver")),
    )
    return making.table(_("Letters"), columns, rows)


def _register(making: Making) -> ListTable:
    found = letter_register(making.desk, making.who, making.asked.year)
    rows = (
        (
            row.number,
            row.issued_on,
            label(row.kind),
            row.reference,
            "、".join(row.approvers),
            label(row.state),
            row.void_reason,
        )
        for row in found.rows
    )
    columns = (
        *(_("Number"), _("Date"), _("Kind"), _("Case"), _("Approved by"), _("State")),
        _("Void for"),
    )
    name = _("Register of letters {year}").format(year=found.year)
    return making.table(name, columns, rows)


def _customers(making: Making) -> ListTable:
    found = find_customers(making.desk, making.who, making.asked.text, limit=MOST)
    rows = (
        (
            making.name(row.name),
            row.salutation,
            making.phone(row.phone),
            making.account(row.account_no),
            making.address(row.address),
            row.open_cases,
        )
        for row in found
    )
    columns = (
        *(_("Name"), _("Salutation"), _("Phone"), _("Account"), _("Address")),
        _("Open cases"),
    )
    return making.table(_("Customers"), columns, rows)


def _cases(making: Making) -> ListTable:
    customer_id = making.asked.customer_id
    found = _pages(
        lambda after: customer_cases(making.desk, making.who, customer_id, after=after, limit=PAGE),
        lambda row: row.cursor,
    )
    rows = (
        (
            row.reference,
            label(row.kind),
            label(row.topic),
            label(row.stage),
            label(row.status),
            making.local(row.received_at),
            making.local(row.due_at),
            row.points,
            row.answered,
            row.holder,
        )
        for row in found
    )
    columns = (
        *(_("Case"), _("Kind"), _("Topic"), _("Stage"), _("State"), _("Received"), _("Due")),
        *(_("Points"), _("Points answered"), _("Holder")),
    )
    return making.table(_("Cases of a customer"), columns, rows)


def _shift(making: Making) -> ListTable:
    sheet = shift_sheet(making.desk, making.who, making.asked.shift)
    rows = [
        (title, line if not making.masked else masks.mask_in_text(line))
        for title, lines in sections(sheet, current())
        for line in lines
    ]
    name = _("Shift {serial}").format(serial=sheet.serial)
    return making.table(name, (_("List"), _("Line")), iter(rows))


def _month(making: Making) -> ListTable:
    language = current()
    table = month_table(making.desk, making.who, making.asked.period)
    lines = [
        (
            line.figure.value,
            name_of(line.figure, language),
            line.now.good,
            line.now.all,
            told(line.figure, line.now),
            line.before.good,
            line.before.all,
            rule_of(line.figure, language),
        )
        for line in table.lines
    ]
    whole = ("", _per_million(), None, None, table.per_million, None, None, whole_rule(language))
    parts = [
        (
            by.value,
            part_name(by, one.group, language),
            one.in_time,
            one.due,
            told(Figure.REPLY, Tally(all=one.due, good=one.in_time)),
            None,
            one.before,
            _("Received {received}; in time, due; before: received.").format(received=one.received),
        )
        for by, found in ((By.TOPIC, table.by_topic), (By.UNIT, table.by_unit))
        for one in found
    ]
    columns = (
        *(_("Figure"), _("Name"), _("Of these"), _("All"), _("Told as")),
        *(_("Of these, before"), _("All, before"), _("How it is counted")),
    )
    return making.table(month_title(table, language), columns, iter([*lines, whole, *parts]))


def _per_million() -> str:
    return _("Complaints per million customers")


_TABLES: dict[Listed, Callable[[Making], ListTable]] = {
    Listed.BOARD: _board,
    Listed.FOUND: _found,
    Listed.LETTERS: _letters,
    Listed.REGISTER: _register,
    Listed.CUSTOMERS: _customers,
    Listed.CASES: _cases,
    Listed.SHIFT: _shift,
    Listed.ERASED: exporting_logs.erased,
    Listed.IMPORTS: exporting_logs.imported,
    Listed.MONTH: _month,
    Listed.TASKS: exporting_loop.given_tasks,
    Listed.PROMISES: exporting_loop.made_promises,
}
