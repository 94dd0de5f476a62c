"""What waits to be seen or taken over: one line under the views, and the lists behind it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from desk.alarm import Alarm
from desk.backup.rule import Standing
from desk.backup.words import standing_words
from desk.case import Case
from desk.enums import AlarmKind, HallEventKind
from desk.i18n import _, current
from desk.incident import Incident
from desk.labels import label
from desk.saying import joined, relative
from desk.services import alarms, hall, incidents, presence
from desk.services.hall import HallLine
from screens.base import DeskDialog
from screens.plain import shown
from screens.widgets.paged import Cell, Column, PagedList

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor

OF_TASKS = (AlarmKind.TASK_GIVEN, AlarmKind.TASK_DUE)
"""Their detail is the number of the task."""


@dataclass(frozen=True, slots=True)
class Watch:
    """Alarms that this person has not seen, and cases that they may take over."""

    alarms: tuple[tuple[Alarm, str], ...] = ()
    hall: tuple[HallLine, ...] = ()
    """Who calls this person to a window, and nobody has come."""
    take_over: tuple[tuple[Case, str], ...] = ()
    scripts: tuple[Incident, ...] = ()
    """Incidents whose script this person has yet to read."""


def watch(desk: "Desk", who: "Actor") -> Watch:
    """What waits for this person now."""
    return Watch(
        alarms=tuple(alarms.alarms(desk, who)),
        hall=tuple(hall.waiting(desk, who)),
        take_over=tuple(presence.to_take_over(desk, who)),
        scripts=tuple(incidents.unread(desk, who)),
    )


def _calls(lines: Sequence[HallLine]) -> Iterator[str]:
    """Who calls to the window, and who registered a danger that may be anywhere."""
    anywhere = HallEventKind.EMERGENCY
    for calls, words in (
        (True, _("‼ {names} asks you to the window (Ctrl+K)")),
        (False, _("‼ {names} registered a danger (Ctrl+K)")),
    ):
        names = dict.fromkeys(one.by for one in lines if (one.event.kind is not anywhere) is calls)
        if names:
            yield words.format(names=joined(names, current()))


def watch_line(found: Watch, backups: Standing | None = None) -> Content:
    """One line with signs, words and keys; empty when nothing waits.

    How the `backups` stand is said where somebody should do something about it.
    """
    parts: list[Content] = []
    if found.hall:
        parts += [shown(words, "bold $error") for words in _calls(found.hall)]
    if found.alarms:
        words = _("! {n} to see (Ctrl+K)").format(n=len(found.alarms))
        parts.append(shown(words, "bold $error"))
    if found.scripts:
        titles = joined((one.title for one in found.scripts), current())
        words = _("! script to read: {titles} (Ctrl+/)").format(titles=titles)
        parts.append(shown(words, "bold $error"))
    if backups is not None and backups.loud:
        parts.append(shown(standing_words(backups), "bold $error"))
    if found.take_over:
        words = _("◆ {n} to take over (Ctrl+W)").format(n=len(found.take_over))
        parts.append(shown(words, "bold $warning"))
    if found.alarms:
        first, reference = found.alarms[0]
        parts.append(shown(f"{label(first.kind)} {reference}", "$text-muted"))
    return Content("   ").join(parts)


class Alarms(DeskDialog[str]):
    """What fell due and nobody has seen: ctrl+s marks as seen, enter opens. Gives a reference."""

    dated = True

    def __init__(self, found: Sequence[tuple[Alarm, str]]) -> None:
        super().__init__(_("To see to"))
        self._found = list(found)
        self._list = PagedList[tuple[Alarm, str]](
            [
                Column(_("Fell due"), 16),
                Column(_("What fell due"), 18, grows=3),
                Column(_("Person"), 6, grows=1),
                Column(_("Number"), 18),
            ],
            self._cells,
            empty=_("Nothing waits to be seen."),
        )
        self.add_class("-palette")

    def body(self) -> Iterable[Widget]:
        words = _("Enter opens the case and marks it as seen, Ctrl+S only marks it.")
        yield Static(shown(words), classes="dialog-text")
        yield self._list

    def on_mount(self) -> None:
        self._list.show(self._found)
        self._list.focus()

    def _cells(self, row: tuple[Alarm, str]) -> list[Cell]:
        alarm, reference = row
        desk = self.desk_app.desk
        at = alarm.fell_due_at if desk is None else desk.hours.local(alarm.fell_due_at)
        since = f"{at:%Y-%m-%d %H:%M}"
        return [since, (f"! {label(alarm.kind)}", "late"), alarm.detail, reference]

    def reference(self) -> str:
        return self._list.marked[1] if self._list.marked is not None else ""

    def why(self) -> bool:
        marked = self._list.marked
        if marked is None or marked[0].kind not in OF_TASKS:
            return super().why()
        from screens.dialogs.why import tell_why_task

        # A department knows the date of its task, and of the case nothing else.
        tell_why_task(self, marked[0].detail)
        return True

    def accept(self) -> None:
        marked = self._list.marked
        if marked is None:
            self.dismiss(None)
            return
        self._see(marked, self._gone)

    def _gone(self, seen: Alarm) -> None:
        self._found = [row for row in self._found if row[0].id != seen.id]
        self._list.show(self._found)
        if not self._found:
            self.dismiss(None)

    @on(PagedList.Chosen)
    def _open(self) -> None:
        marked = self._list.marked
        if marked is not None:
            self._see(marked, self._opened)

    def _opened(self, _seen: Alarm) -> None:
        marked = self._list.marked
        self.dismiss(marked[1] if marked is not None else None)

    def _see(self, row: tuple[Alarm, str], done: Callable[[Alarm], None]) -> None:
        alarm_id = row[0].id
        self.write(lambda desk, who: alarms.alarm_seen(desk, who, alarm_id), done)


class TakeOver(DeskDialog[bool]):
    """Open cases of people who are away: enter takes the marked one. True if one was taken."""

    dated = True

    def __init__(self, found: Sequence[tuple[Case, str]]) -> None:
        super().__init__(_("Cases of people who are away"))
        self._found = list(found)
        self._taken = False
        self._list = PagedList[tuple[Case, str]](
            [
                Column(_("Number"), 18),
                Column(_("Holder"), 8),
                Column(_("Topic"), 12, grows=1),
                Column(_("Due"), 16),
            ],
            self._cells,
            empty=_("Nothing is left to take over."),
        )
        self.add_class("-palette")

    def body(self) -> Iterable[Widget]:
        words = _("Enter takes the marked case over; Esc leaves the rest where they are.")
        yield Static(shown(words), classes="dialog-text")
        yield self._list

    def on_mount(self) -> None:
        self._list.show(self._found)
        self._list.focus()

    def _cells(self, row: tuple[Case, str]) -> list[Cell]:
        case, holder = row
        desk = self.desk_app.desk
        due = "—"
        late = False
        if desk is not None and case.due_at is not None:
            now = desk.clock.now()
            late = case.due_at < now
            due = relative(
                case.due_at, now, current(), calendar=desk.calendar, zone=desk.branch.timezone
            )
        return [
            case.reference,
            holder,
            label(case.topic),
            (f"! {due}", "late") if late else due,
        ]

    def reference(self) -> str:
        return self._list.marked[0].reference if self._list.marked is not None else ""

    @on(PagedList.Chosen)
    def accept(self) -> None:
        marked = self._list.marked
        if marked is None:
            self.dismiss(self._taken)
            return
        reference = marked[0].reference

        def done(_case: Case) -> None:
            self._taken = True
            self.desk_app.tell(
                _("You hold {reference} now.").format(reference=reference),
                _("Contact the customer by the promised time."),
            )
            self._found = [row for row in self._found if row[0].reference != reference]
            self._list.show(self._found)
            if not self._found:
                self.dismiss(True)

        self.write(lambda desk, who: presence.take_over(desk, who, reference), done)

    def action_cancel(self) -> None:
        self.dismiss(self._taken)
