"""My day: what lies before this person today, by the hour; each line opens its case."""

from collections.abc import Iterable, Sequence

from textual import on
from textual.widget import Widget
from textual.widgets import Static

from desk.deadline import DeadlineState
from desk.enums import ClockKind, Role
from desk.i18n import _, current, ngettext
from desk.my_day import DayLine, Hour, MyDay, by_hour, hours_open
from desk.saying import say_day
from desk.services.my_day import my_day
from desk.warned import sign_of
from screens.base import DeskDialog, DeskScreen
from screens.plain import shown
from screens.widgets.paged import Cell, Column, PagedList
from screens.widgets.strip import DayStrip, Place

_STYLES = {
    DeadlineState.OVERDUE: "late",
    DeadlineState.NINE_TENTHS: "soon",
    DeadlineState.THREE_QUARTERS: "soon",
}


class Day(DeskDialog[DayLine]):
    """Gives the line that was chosen."""

    dated = True

    def __init__(self, found: MyDay) -> None:
        day = say_day(found.day, current(), weekday=True, year=False)
        super().__init__(_("My day: {day}").format(day=day))
        self.add_class("-palette")
        self._found = found
        self._strip = DayStrip()
        self._strip.can_focus = False
        self._list = PagedList[DayLine](
            [
                Column(_("When"), 8),
                Column(_("To be done"), 16, grows=2),
                Column(_("Number"), 18),
                Column(_("Customer"), 8),
                Column(_("With whom"), 10, grows=1),
            ],
            self._cells,
            empty=_("Nothing is left for today."),
            empty_key=_("What falls due later stands in the strip of the board."),
        )

    def body(self) -> Iterable[Widget]:
        yield Static(shown(self._summed()), classes="dialog-text")
        yield self._strip
        yield self._list

    def _summed(self) -> str:
        lines = self._found.lines
        late = sum(line.state is DeadlineState.OVERDUE for line in lines)
        count = ngettext("{n} thing to do today", "{n} things to do today", len(lines))
        parts = [count.format(n=len(lines))]
        if late:
            parts.append(_("late {n} !").format(n=late))
        if self._found.more:
            parts.append(_("There is more; the board lists all of it."))
        return "  ".join([*parts, _("Enter opens the case.")])

    def on_mount(self) -> None:
        desk = self.desk_app.desk
        if desk is not None:
            spans = desk.hours.open_spans(self._found.day, desk.calendar)
            hours = by_hour(self._found.lines, self._found.now, hours_open(spans), desk.hours)
            self._strip.show([_place(hour) for hour in hours])
        self._list.show(self._found.lines)
        self._list.focus()

    def _cells(self, line: DayLine) -> Sequence[Cell]:
        desk = self.desk_app.desk
        at = line.at if desk is None else desk.hours.local(line.at)
        moment = f"{at:%H:%M}" if at.date() == self._found.day else f"{at:%m-%d}"
        by = f"{sign_of(line.state)} {moment}"
        style = _STYLES.get(line.state, "")
        whom = line.who or (_("whoever is free") if line.shared else "")
        return (
            (by, style) if style else by,
            (line.deed, "strong"),
            line.reference,
            line.customer,
            (whom, "faint"),
        )

    def reference(self) -> str:
        return self._list.marked.reference if self._list.marked is not None else ""

    @on(PagedList.Chosen)
    def accept(self) -> None:
        self.dismiss(self._list.marked)


def _place(hour: Hour) -> Place:
    if hour.hour is None:
        return Place(_("late"), hour.count, "late")
    if hour.now:
        return Place(_("now"), hour.count, "now")
    return Place(f"{hour.hour:02}+" if hour.last else f"{hour.hour:02}", hour.count)


def show_my_day(room: DeskScreen) -> None:
    """Read the day of whoever is signed in, and show it."""

    def open_(line: DayLine | None) -> None:
        if line is None:
            return
        if line.kind is ClockKind.TASK and room.desk_app.who.role is Role.DEPARTMENT:
            # A department sees of a case what its task tells, and answers there.
            from screens.dialogs.tasks import show_tasks

            show_tasks(room)
        else:
            room.desk_app.go("case", line.reference)

    def show(found: MyDay) -> None:
        room.app.push_screen(Day(found), open_)

    room.read(my_day, show, group="my_day")
