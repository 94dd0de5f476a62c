"""Registrations that wait half typed: take one up again, or throw it away."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from desk.customer import Draft
from desk.i18n import _
from desk.parked import INTAKE, MOST, HalfTyped, parked
from desk.refusals import Refusal
from desk.services import drafts
from screens.base import DeskDialog, DeskScreen
from screens.dialogs.confirm import Confirm
from screens.plain import shown
from screens.widgets.paged import Cell, Column, PagedList
from screens.widgets.row import ErrorLine

if TYPE_CHECKING:
    from screens.app import DeskApp


class Parked(DeskDialog[str]):
    """Gives the subject of the form to take up again. Digits take theirs."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("delete", "throw_away", show=False),
        *(Binding(str(n), f"take({n})", show=False) for n in range(1, MOST + 1)),
    ]

    def __init__(self, but: str = "", refusal: Refusal | None = None) -> None:
        super().__init__(_("Half typed"))
        self.add_class("-parked")
        self._but = but
        self._refusal = refusal
        self._list = PagedList[HalfTyped](
            [
                Column("", 1),
                Column(_("Who"), 12),
                Column(_("Kept at"), 11),
                Column(_("Begins with"), 20, grows=1),
            ],
            self._cells,
            empty=_("Nothing waits half typed."),
            empty_key=_("F2 parks what you are typing and begins a new one."),
        )

    def body(self) -> Iterable[Widget]:
        if self._refusal is not None:
            line = ErrorLine()
            line.say(self._refusal.message, self._refusal.hint)
            yield line
        text = _("Enter takes one up again, Del throws it away.")
        yield Static(shown(text), classes="dialog-text")
        yield self._list

    def on_mount(self) -> None:
        self._load()

    def _load(self) -> None:
        self.read(lambda desk, who: drafts.drafts(desk, who, INTAKE), self._show)

    def _show(self, kept: list[Draft]) -> None:
        rows = parked(kept, but=self._but)
        self._list.show(rows)
        self._list.styles.height = max(4, len(rows) + 1)

    def _cells(self, row: HalfTyped) -> Sequence[Cell]:
        number = str(self._list.rows.index(row) + 1)
        return number, (self._whose(row), "strong"), self._minute(row), (row.begins, "faint")

    @staticmethod
    def _whose(row: HalfTyped) -> str:
        return row.name or _("no name yet")

    def _minute(self, row: HalfTyped) -> str:
        desk = self.desk_app.desk
        return f"{desk.hours.local(row.at):%m-%d %H:%M}" if desk is not None else ""

    @on(PagedList.Chosen)
    def accept(self) -> None:
        row = self._list.marked
        if row is not None:
            self.dismiss(row.subject)

    def action_take(self, number: int) -> None:
        if number <= len(self._list.rows):
            self.dismiss(self._list.rows[number - 1].subject)

    def action_throw_away(self) -> None:
        row = self._list.marked
        if row is None:
            return

        def answer(yes: bool | None) -> None:
            if yes:
                self.write(
                    lambda desk, who: drafts.discard_draft(desk, who, INTAKE, row.subject),
                    lambda _none: self._thrown_away(row.subject),
                )

        words = _("Throw away what was typed for {name} at {minute}? It cannot be brought back.")
        self.app.push_screen(
            Confirm(words.format(name=self._whose(row), minute=self._minute(row)), loses=True),
            answer,
        )

    def _thrown_away(self, subject: str) -> None:
        # It may still be open behind this one, and would be kept again with the next key.
        for room in self.desk_app.open_rooms(DeskScreen):
            if room.scope == INTAKE and room.subject == subject:
                room.close()
        self._load()


def tell_waiting(app: "DeskApp") -> None:
    """Say to whoever has just signed in how many of their registrations wait half typed."""

    def done(kept: list[Draft]) -> None:
        if kept:
            app.tell(
                _("Registrations that wait half typed: {n}.").format(n=len(kept)),
                _("F2, then Ctrl+W takes one up again."),
            )

    if app.room is not None:
        app.room.read(lambda desk, who: drafts.drafts(desk, who, INTAKE), done, group="waiting")
