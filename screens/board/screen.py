"""The board: the queue on the left, what is known of the marked case on the right."""

from collections.abc import Mapping
from typing import ClassVar

from textual import events, on
from textual.binding import BindingType

from desk.enums import Role
from desk.i18n import N_, _
from desk.staff.permissions import May, may
from screens.board.deeds import BoardDeeds
from screens.board.views import MARKS, ViewBar
from screens.board.watch import OF_TASKS, Alarms, TakeOver, Watch, watch
from screens.keys import bindings
from screens.rooms import ROOMS
from screens.widgets.paged import PagedList


class BoardScreen(BoardDeeds):
    """The cases that wait, in views; keys act on the row that is marked."""

    CSS_PATH = "board.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("board")]
    AUTO_FOCUS = "#queue"
    scope = "board"
    heading = N_("Board")

    def foot_first(self) -> Mapping[str, int]:
        return {"new_case": 2}

    def why_not(self, action: str) -> str:
        return {
            "open": _("No case is marked here."),
            "hand_over": _("Mark a case of yours first."),
            "alarms": _("Nothing fell due that you would have to see to."),
            "take_over": _("Nobody who is away has a case here."),
        }.get(action, "")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "alarms":
            return True if self._watch.alarms or self._watch.hall else None
        if action == "take_over":
            return True if self._watch.take_over else None
        if action == "left":
            return may(self.desk_app.who.role, May.LOOK_AFTER)
        if action == "breaches":
            return may(self.desk_app.who.role, May.AGREE_BREACH)
        if action == "open":
            return True if self.row is not None and "case" in ROOMS else None
        return super().check_action(action, parameters)

    @on(PagedList.Chosen)
    def action_open(self) -> None:
        if self.row is not None and "case" in ROOMS:
            self.desk_app.go("case", self.row.reference)

    @on(ViewBar.Asked)
    def _asked(self, message: ViewBar.Asked) -> None:
        self.show_view(message.view)

    def action_view(self, step: int) -> None:
        views = self._bar.shown
        self.show_view(views[(views.index(self.view) + int(step)) % len(views)])

    def on_key(self, event: events.Key) -> None:
        if event.key == "up" and self.focused is self._list and self._list.cursor == 0:
            event.stop()
            self.action_days()
            return
        at = MARKS.find(event.character) if event.character else -1
        if 0 <= at < len(self._bar.views):
            event.stop()
            self.show_view(self._bar.views[at])

    def fell_due(self) -> None:
        self.load()

    def action_reload(self) -> None:
        self.file = None
        self.load()

    def show_alarms(self) -> None:
        """Read what waits to be seen, and list it."""

        def show(found: Watch) -> None:
            self._watched(found)
            self.action_alarms()

        self.read(watch, show, group="watch")

    def action_alarms(self) -> None:
        if self._watch.hall:
            self.desk_app.action_hall()
            return

        def done(reference: str | None) -> None:
            kinds = {one.kind for one, case in self._watch.alarms if case == reference}
            self.load()
            theirs = kinds <= set(OF_TASKS)
            if reference and theirs and self.desk_app.who.role is Role.DEPARTMENT:
                # A department sees of a case what its task tells, and answers there.
                self.action_tasks()
            elif reference:
                self.desk_app.go("case", reference)

        self.app.push_screen(Alarms(self._watch.alarms), done)

    def action_take_over(self) -> None:
        self.app.push_screen(TakeOver(self._watch.take_over), lambda _taken: self.load())

    def action_inquiry(self) -> None:
        from screens.intake.inquiry import ask_minute

        ask_minute(self.desk_app)

    def action_parked(self) -> None:
        from screens.intake.parked import Parked

        def take(subject: str | None) -> None:
            if subject:
                self.desk_app.go("intake", subject)

        self.app.push_screen(Parked(), take)

    def action_shift(self) -> None:
        from screens.board.shift import ShiftSheet

        self.app.push_screen(ShiftSheet(), lambda _none: self.load())

    def action_blanks(self) -> None:
        from screens.board.blanks import Blanks

        self.app.push_screen(Blanks(), lambda _none: self.load())

    def action_left(self) -> None:
        from screens.board.left import show_left

        show_left(self)

    def action_call_back(self) -> None:
        from screens.board.call_back import show_call_back

        show_call_back(self)

    def action_raised(self) -> None:
        from screens.case.raised import show_raised

        show_raised(self)

    def action_breaches(self) -> None:
        from screens.board.breaches import show_breaches

        show_breaches(self)

    def action_tasks(self) -> None:
        from screens.dialogs.tasks import show_tasks

        show_tasks(self)

    def action_promises(self) -> None:
        from screens.dialogs.promises import show_promises

        show_promises(self)

    def action_my_day(self) -> None:
        from screens.board.my_day import show_my_day

        show_my_day(self)

    def action_presence(self) -> None:
        self.desk_app.action_presence()

    def leave(self) -> None:
        """There is nowhere behind the board; rows that are picked and a chosen day are let go."""
        self._list.unpick()
        if self.day is not None:
            self.every_day()
            self.load()
