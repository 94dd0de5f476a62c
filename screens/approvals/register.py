"""The register of letters in a dialog: a year's numbers, with what became of each."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual import events, on
from textual.widget import Widget

from desk.enums import LetterState
from desk.i18n import _
from desk.labels import label
from desk.letter.register import fault_words
from desk.services import register
from desk.services.register import Register
from desk.views import RegisterRow
from screens.base import DeskDialog
from screens.widgets.flow import Flow, Para
from screens.widgets.paged import Cell, Column, PagedList

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.services.exporting import ListAsked
    from desk.staff.model import Actor


class RegisterOfLetters(DeskDialog[str]):
    """Gives the id of the letter that enter was pressed on; left and right change the year."""

    def __init__(self) -> None:
        super().__init__(_("Register of letters"))
        self._year = 0
        self._said = Flow()
        self._list = PagedList[RegisterRow](
            [
                Column(_("Number"), 22),
                Column(_("Date"), 10),
                Column(_("State"), 8),
                Column(_("Case"), 18, grows=1, wide_only=True),
                Column(_("Approved by"), 8, grows=1),
                Column(_("Void for"), 8, grows=2),
            ],
            self._cells,
            id="register",
        )

    def body(self) -> Iterable[Widget]:
        yield self._said
        yield self._list

    def on_mount(self) -> None:
        self._list.focus()
        self._load(0)

    def listed(self) -> "ListAsked":
        from desk.services.exporting import ListAsked, Listed

        return ListAsked(listed=Listed.REGISTER, year=self._year)

    def _load(self, year: int) -> None:
        def ask(desk: "Desk", who: "Actor") -> Register:
            return register.letter_register(desk, who, year)

        self.read(ask, self._show)

    def _show(self, found: Register) -> None:
        self._year = found.year
        words = _("{year}: {count} letters, last number {last}; ← → another year.")
        paras = [
            Para(words.format(year=found.year, count=len(found.rows), last=found.last), "bold")
        ]
        paras += [Para(fault_words(fault), "bold $error", "✗ ") for fault in found.faults]
        if not found.faults:
            paras.append(Para(_("No number is missing, none stands twice."), "$success", "✓ "))
        self._said.say(*paras)
        self._list.empty = _("No letter took a number in this year.")
        self._list.show(list(reversed(found.rows)), complete=True)

    def _cells(self, row: RegisterRow) -> list[Cell]:
        void = row.state is LetterState.VOID
        return [
            row.number,
            row.issued_on.isoformat(),
            (label(row.state), "late") if void else label(row.state),
            row.reference,
            "、".join(row.approvers),
            row.void_reason,
        ]

    def on_key(self, event: events.Key) -> None:
        if event.key in ("left", "right"):
            event.stop()
            self._load(self._year + (1 if event.key == "right" else -1))

    @on(PagedList.Chosen)
    def _chosen(self, message: PagedList.Chosen) -> None:
        self.dismiss(message.row.letter_id)

    def accept(self) -> None:
        row = self._list.marked
        self.dismiss(row.letter_id if row is not None else None)
