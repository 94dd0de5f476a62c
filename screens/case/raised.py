"""A case that went up: raising it by hand, what was raised, and noting what was done."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from desk.enums import CaseStatus, Role
from desk.i18n import _, current
from desk.labels import label
from desk.raising import Escalation
from desk.saying import relative, say_moment
from desk.services import escalating
from desk.services.escalating import Raised, duty_words, why_raised
from desk.staff.permissions import RANK
from desk.views import CaseFile
from screens.base import DeskDialog, DeskScreen
from screens.case.event import Event
from screens.dialogs.form import FormDialog, needed
from screens.dialogs.prompt import Prompt
from screens.plain import shown
from screens.widgets.choice import Choice
from screens.widgets.field import ClerkInput
from screens.widgets.paged import Cell, Column, PagedList
from screens.widgets.row import FieldRow

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor


def open_ones(file: CaseFile) -> list[Escalation]:
    """What was raised on a case and is not done, most pressing first."""
    if file.case.status is not CaseStatus.OPEN:
        return []
    waiting = [one for one in file.escalations if one.done_at is None]
    return sorted(waiting, key=lambda one: (one.due_at or one.at, one.id))


def raised_lines(file: CaseFile, desk: "Desk") -> list[Content]:
    """Who must do what by when, a line for each that waits."""
    return [shown(f"▲ {one_line(one, desk)}", "bold $warning") for one in open_ones(file)]


def one_line(one: Escalation, desk: "Desk") -> str:
    """Who, by when, what, and why it was raised."""
    now = desk.clock.now()
    by = ""
    if one.due_at is not None:
        zone = desk.branch.timezone
        by = relative(one.due_at, now, current(), calendar=desk.calendar, zone=zone)
    return _("{role} ({by}): {duty} – {why}").format(
        role=label(one.to_role), by=by, duty=duty_words(desk, one), why=why_raised(desk, one)
    )


def raised_events(file: CaseFile, desk: "Desk") -> Iterable[Event]:
    """When a case went up and what was done about it."""
    for one in file.escalations:
        words = _("Raised to the {role}: {why}").format(
            role=label(one.to_role), why=why_raised(desk, one)
        )
        since = say_moment(desk.hours.local(one.fell_due_at), current(), year=False)
        fell = _("since {moment}").format(moment=since) if one.fell_due_at < one.at else ""
        yield Event(one.at, "▲", words, f"{duty_words(desk, one)}  {fell}".rstrip())
        if one.done_at is not None:
            name = file.names.get(one.done_by or "", "?")
            yield Event(
                one.done_at, "✓", _("{name} answered for it").format(name=name), one.done_note
            )


def show_raised(room: "DeskScreen", reference: str = "") -> None:
    """Read what was raised and waits, of one case or all, and show it."""

    def back(chosen: str | None) -> None:
        if chosen and not reference:
            room.desk_app.go("case", chosen)
        else:
            room.arrived(again=True)

    def show(found: list[Raised]) -> None:
        waiting = [one for one in found if one.escalation.done_at is None]
        room.app.push_screen(RaisedList(waiting, opens=not reference), back)

    room.read(lambda desk, who: escalating.escalations(desk, who, reference), show, group="raised")


class RaiseCase(FormDialog):
    """Raise a case to lead or manager; gives the Escalation."""

    draft = "escalate"

    def __init__(self, reference: str) -> None:
        super().__init__(_("Raise {reference}").format(reference=reference), reference)
        self._to = Choice([(role, label(role)) for role in (Role.LEAD, Role.MANAGER)], Role.LEAD)
        self._reason = ClerkInput(limit=300, placeholder=_("Why, and what is wanted"))

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("To"), self._to, name="to")
        yield FieldRow(_("Reason"), self._reason, name="reason")

    def work(self) -> "Callable[[Desk, Actor], object]":
        reason, to = needed(self._reason.text, "reason"), self._to.value or Role.LEAD
        reference = self.subject
        return lambda desk, who: escalating.escalate(desk, who, reference, reason, to)


class RaisedList(DeskDialog[str]):
    """What was raised and waits: ctrl+s notes what was done, enter opens. Gives a reference."""

    dated = True

    def __init__(self, found: Sequence[Raised], *, opens: bool = True) -> None:
        super().__init__(_("Raised cases"))
        self._found = list(found)
        self._opens = opens
        self._list = PagedList[Raised](
            [
                Column(_("Number"), 18),
                Column(_("Raised for"), 12, grows=1),
                Column(_("To answer"), 9),
                Column(_("Until when"), 14),
                Column(_("What to do"), 13, grows=3),
            ],
            self._cells,
            empty=_("Nothing is raised. A second reminder or a passed deadline would stand here."),
        )
        self._duty = Static(classes="dialog-text")
        self.add_class("-palette")

    def body(self) -> Iterable[Widget]:
        words = _("Ctrl+S notes what was done about it, Enter opens the case.")
        yield Static(shown(words), classes="dialog-text")
        yield self._list
        yield self._duty

    def on_mount(self) -> None:
        self._list.show(self._found)
        self._list.focus()
        self._tell()

    def _cells(self, row: Raised) -> list[Cell]:
        one, desk = row.escalation, self.desk_app.desk
        by = ""
        if one.due_at is not None and desk is not None:
            now, zone = desk.clock.now(), desk.branch.timezone
            by = relative(one.due_at, now, current(), calendar=desk.calendar, zone=zone)
        sign = "!" if row.late else "▲"
        due: Cell = (f"{sign} {by}", "late" if row.late else "soon")
        return [row.reference, row.why, label(one.to_role), due, one.duty]

    def reference(self) -> str:
        return self._list.marked.reference if self._list.marked is not None else ""

    @on(PagedList.Marked)
    def _tell(self) -> None:
        marked = self._list.marked
        self._duty.update(shown(marked.escalation.duty, "bold") if marked else Content(""))

    @on(PagedList.Chosen)
    def _open(self) -> None:
        marked = self._list.marked
        if marked is not None and self._opens:
            self.dismiss(marked.reference)
        elif marked is not None:
            self.accept()

    def accept(self) -> None:
        marked = self._list.marked
        if marked is None:
            self.dismiss(None)
            return
        if RANK[self.desk_app.who.role] < RANK[marked.escalation.to_role]:
            words = _("The {role} notes here what was done.")
            self.desk_app.tell(words.format(role=label(marked.escalation.to_role)))
            return

        def noted(note: str | None) -> None:
            if note:
                self._note(marked, note)

        title = _("What was done about it?")
        self.app.push_screen(Prompt(title, _("Done"), text=marked.escalation.duty), noted)

    def _note(self, row: Raised, note: str) -> None:
        def gone(_done: Escalation) -> None:
            self._found = [one for one in self._found if one.escalation.id != row.escalation.id]
            self._list.show(self._found)
            self.desk_app.tell(_("Noted; the case is no longer raised for this."))
            if not self._found:
                self.dismiss(None)

        key = row.escalation.id
        self.write(
            lambda desk, who: escalating.answer_escalation(desk, who, row.reference, key, note),
            gone,
        )
