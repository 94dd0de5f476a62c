"""Dialogs over a new case: what is half typed in them belongs to the form's draft."""

from typing import TYPE_CHECKING, Any

from textual import on
from textual.screen import ScreenResultType
from textual.widgets import Input

from screens.base import DeskDialog
from screens.widgets.choice import Choice
from screens.widgets.reading import content_of, fill
from screens.widgets.row import FieldRow

if TYPE_CHECKING:
    from screens.intake.room import IntakeRoom


class AsideDialog(DeskDialog[ScreenResultType]):
    """Keeps its rows in the draft at every key, and shows them again after a crash or a lock.

    `aside` names it; the rows are kept in their order. Closing it, whichever way, ends that.
    """

    aside: str = ""

    def __init__(self, title: str = "") -> None:
        super().__init__(title)
        self._first: list[Any] = []

    @property
    def room_below(self) -> "IntakeRoom | None":
        """The form that the dialog stands over, if it is one of a new case."""
        from screens.intake.room import IntakeRoom

        room = self.app.screen_stack[0]
        return room if isinstance(room, IntakeRoom) else None

    def gather(self) -> list[Any]:
        """What stands in every row."""
        return [content_of(row.control) for row in self.query(FieldRow)]

    def on_mount(self) -> None:
        self._first = self.gather()
        room = self.room_below
        kept = room.sheet.aside.get(self.aside) if room is not None else None
        for row, before, content in zip(
            self.query(FieldRow), self._first, kept or (), strict=False
        ):
            if content != before:
                fill(row.control, content)
                if isinstance(row.control, Choice):
                    row.control.post_message(Choice.Changed(row.control, row.control.value))

    @on(Input.Changed)
    @on(Choice.Changed)
    def _was_typed(self) -> None:
        now = self.gather()
        if self.room_below is not None and self._first:
            self.room_below.keep_aside(self.aside, now if now != self._first else None)

    def dismiss(self, result: ScreenResultType | None = None) -> Any:
        if self.room_below is not None:
            self.room_below.keep_aside(self.aside, None)
        return super().dismiss(result)
