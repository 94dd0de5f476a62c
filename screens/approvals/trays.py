"""The trays of letters: one for each step on their way, in the order of the way."""

from collections.abc import Mapping
from enum import StrEnum

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from desk.enums import LetterState
from desk.i18n import N_, _
from desk.letter.kinds import APPROVED

KINDS = APPROVED
"""Letters that somebody approves; slips and notices are handed over where they are made."""


class Tray(StrEnum):
    """A step that letters wait for."""

    WRITE = "write"
    APPROVE = "approve"
    NUMBER = "number"
    PRINT = "print"
    DELIVER = "deliver"
    RECEIPT = "receipt"
    DONE = "done"


STATES: dict[Tray, tuple[LetterState, ...]] = {
    Tray.WRITE: (LetterState.DRAFT,),
    Tray.APPROVE: (LetterState.SUBMITTED,),
    Tray.NUMBER: (LetterState.APPROVED,),
    Tray.PRINT: (LetterState.ISSUED,),
    Tray.DELIVER: (LetterState.PRINTED,),
    Tray.RECEIPT: (LetterState.DELIVERED,),
    Tray.DONE: (LetterState.COUNTERSIGNED, LetterState.VOID),
}
COUNTED = (Tray.WRITE, Tray.APPROVE, Tray.NUMBER, Tray.PRINT, Tray.DELIVER)
"""Trays that are emptied; the others only grow."""

NAMES = {
    Tray.WRITE: N_("Drafts"),
    Tray.APPROVE: N_("To approve"),
    Tray.NUMBER: N_("To number"),
    Tray.PRINT: N_("To print"),
    Tray.DELIVER: N_("To deliver"),
    Tray.RECEIPT: N_("Receipt out"),
    Tray.DONE: N_("Done"),
}
EMPTY = {
    Tray.WRITE: N_("No letter is being written."),
    Tray.APPROVE: N_("No letter waits for approval."),
    Tray.NUMBER: N_("No approved letter waits for its number."),
    Tray.PRINT: N_("No letter waits for printing."),
    Tray.DELIVER: N_("No letter waits to be handed over."),
    Tray.RECEIPT: N_("No receipt is out."),
    Tray.DONE: N_("No letter has come to its end yet."),
}


class TrayBar(Widget):
    """The trays in a row with digit and count; the present one stands out."""

    DEFAULT_CSS = "TrayBar { height: auto; padding: 0 1; background: $panel; }"

    class Asked(Message):
        """Another tray was clicked."""

        def __init__(self, tray: Tray) -> None:
            super().__init__()
            self.tray = tray

    def __init__(self) -> None:
        super().__init__()
        self._counts: Mapping[Tray, int] = {}
        self._tray = Tray.APPROVE
        self._whose = ""
        self._places: list[tuple[int, int, int, Tray]] = []

    def show(self, counts: Mapping[Tray, int]) -> None:
        """Other counts."""
        self._counts = counts
        self.refresh(layout=True)

    def mark(self, tray: Tray, whose: str) -> None:
        """Another tray is the present one; `whose` says whose letters are shown."""
        self._tray, self._whose = tray, whose
        self.refresh(layout=True)

    def _lines(self, width: int) -> list[list[tuple[Tray, str]]]:
        """The trays line by line: full while they fit beside `whose`, tight where they do not."""
        room = width - cell_len(self._whose) - 1
        tight = self._texts("{n} {name}{count} ", " ")
        for one in (self._texts(" {n} {name}{count} ", " "), tight):
            if sum(cell_len(text) for _tray, text in one) <= room:
                return [one]
        lines: list[list[tuple[Tray, str]]] = [[]]
        x = 0
        for tray, text in tight:
            if lines[-1] and x + cell_len(text.rstrip()) > room:
                lines.append([])
                x, room = 0, width
            lines[-1].append((tray, text))
            x += cell_len(text)
        return lines

    def _texts(self, pattern: str, before: str) -> list[tuple[Tray, str]]:
        texts = []
        for number, tray in enumerate(Tray, 1):
            found = self._counts.get(tray, 0)
            count = f"{before}{found}" if found else ""
            texts.append((tray, pattern.format(n=number, name=_(NAMES[tray]), count=count)))
        return texts

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines(width))

    def render(self) -> Content:
        self._places = []
        lines = []
        width = self.content_size.width
        for y, line in enumerate(self._lines(width)):
            x = 0
            parts = []
            for tray, text in line:
                parts.append(Content.styled(text, self._style(tray)))
                self._places.append((y, x, x + cell_len(text), tray))
                x += cell_len(text)
            if y == 0:
                gap = width - x - cell_len(self._whose)
                parts.append(Content.styled(" " * max(gap, 1) + self._whose, "$text-muted"))
            lines.append(Content("").join(parts))
        return Content("\n").join(lines)

    def _style(self, tray: Tray) -> str:
        if tray is self._tray:
            return "bold $background on $primary"
        return "" if self._counts.get(tray) or tray not in COUNTED else "$text-muted"

    def on_click(self, event: events.Click) -> None:
        at = event.get_content_offset(self)
        for y, start, end, tray in self._places:
            if at is not None and at.y == y and start <= at.x < end:
                self.post_message(self.Asked(tray))
