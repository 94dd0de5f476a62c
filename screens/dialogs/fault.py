"""The machine failed: what happened, what a person can do, that nothing saved was lost."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Static

from desk.i18n import _
from desk.refusals import Fault
from screens.base import DeskDialog
from screens.plain import shown


class FaultDialog(DeskDialog[None]):
    """`expected` faults carry their own advice; the others are in the log for whoever looks."""

    BINDINGS: ClassVar[list[BindingType]] = [("enter", "accept", "")]

    def __init__(self, fault: Fault, *, expected: bool) -> None:
        super().__init__(_("Something went wrong with the machine"))
        self._fault = fault
        self._expected = expected
        self.add_class("-fault")

    def body(self) -> Iterable[Widget]:
        yield Static(shown(f"✗ {self._fault.message}"), classes="dialog-text")
        if self._expected:
            hint = self._fault.hint or _("Try again; if it stays so, tell the administrator.")
        else:
            hint = _(
                "This act was not kept. What was saved before is safe, and what you typed is "
                "still on the screen. Try again; if it stays so, tell the administrator: the "
                "details are in the log."
            )
        yield Static(shown(hint), classes="dialog-text")
