"""Issued letters that still say what was put right or taken back, and what to do about each."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from textual import events, on
from textual.widget import Widget
from textual.widgets import Static

from desk.enums import LetterState
from desk.i18n import _
from desk.labels import label
from desk.letter.life import Letter
from screens.base import DeskDialog
from screens.dialogs.key_menu import MARKS
from screens.plain import shown
from screens.widgets.paged import Cell, Column, PagedList

if TYPE_CHECKING:
    from desk.staff.model import Actor
    from screens.base import DeskScreen

VOIDABLE = (LetterState.ISSUED, LetterState.PRINTED)


class StillSaying(DeskDialog["Letter | str"]):
    """Gives the letter to declare void, or "supplement" for a supplementary reply; esc leaves all.

    A letter that has reached the customer is not declared void: it is corrected by another one.
    """

    def __init__(self, letters: Sequence[Letter], *, open_: bool) -> None:
        super().__init__(_("Issued letters that still say the old"))
        self._rows: list[Letter | None] = [*letters, *([None] if open_ else [])]
        self._list = PagedList[Letter | None](
            [
                Column("", 2, right=True),
                Column(_("Letter"), 32),
                Column(_("What to do"), 20, grows=1),
            ],
            self._cells,
        )
        self._list.styles.height = len(self._rows) + 1
        self.add_class("-menu")

    def body(self) -> Iterable[Widget]:
        text = _("They stand as they were sent. Enter does what a line says, Esc leaves them.")
        yield Static(shown(text), classes="dialog-text")
        yield self._list

    def on_mount(self) -> None:
        self._list.show(self._rows)
        self._list.focus()

    def _cells(self, letter: Letter | None) -> Sequence[Cell]:
        mark = MARKS[self._rows.index(letter)]
        if letter is None:
            return (
                mark,
                (_("Supplementary reply"), "strong"),
                _("Write to the customer what is right"),
            )
        name = f"{label(letter.kind)} {letter.number}"
        if letter.state in VOIDABLE:
            return mark, (name, "strong"), _("Declare it void, if it has not left the hall")
        return (mark, "faint"), (name, "faint"), (label(letter.state), "faint")

    def on_key(self, event: events.Key) -> None:
        if event.character and event.character in MARKS:
            at = MARKS.index(event.character)
            if at < len(self._rows):
                event.stop()
                self._choose(self._rows[at])

    @on(PagedList.Chosen)
    def accept(self) -> None:
        self._choose(self._list.marked)

    def _choose(self, letter: Letter | None) -> None:
        if letter is None:
            self.dismiss("supplement" if None in self._rows else None)
        elif letter.state in VOIDABLE:
            self.dismiss(letter)
        else:
            self.desk_app.tell(
                _("This letter has reached the customer and stands as it is."),
                _("A supplementary reply says what is right."),
            )


def void(room: "DeskScreen", letter: Letter) -> None:
    """Declare a letter void, with a reason, as somebody who may."""
    from desk.staff.permissions import May
    from screens.approvals.agree import by_whoever_may
    from screens.approvals.forms import DeclareVoid

    name = f"{label(letter.kind)} {letter.number}"

    def done(made: object) -> None:
        if isinstance(made, Letter):
            words = _("{number} is void; its number stays in the register.")
            room.desk_app.tell(words.format(number=made.number))
            room.arrived(again=True)

    def ask(actor: "Actor | None") -> None:
        room.app.push_screen(DeclareVoid(letter.id, name, actor), done)

    by_whoever_may(room, May.ISSUE_LETTER, _("A shift lead declares this letter void."), ask)
