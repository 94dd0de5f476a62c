"""A paper for the printer, or as a file in the folder of papers."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Static

from desk.i18n import _
from desk.refusals import Refusal
from screens.base import DeskDialog
from screens.plain import shown
from screens.widgets.choice import Choice
from screens.widgets.row import FieldRow

if TYPE_CHECKING:
    from desk.letter.printers import Printers
    from desk.services.base import Desk
    from desk.services.pages import Page
    from desk.staff.model import Actor


class PutOnPaper(DeskDialog[None]):
    """Asks for the printer once; ctrl+s prints, then it or enter closes. `make` gives the page."""

    BINDINGS: ClassVar[list[BindingType]] = [("enter", "leave", "")]

    def __init__(self, title: str, make: "Callable[[Desk, Actor], Page]", folder: Path) -> None:
        super().__init__(title)
        self._make = make
        self._folder = folder
        self._printer = Choice([("", _("Into a folder"))], "", folded=False)
        self._said = Static(classes="dialog-text")
        self._done = False

    def body(self) -> Iterable[Widget]:
        yield FieldRow(_("Paper"), self._printer, name="printer")
        yield self._said

    def on_mount(self) -> None:
        self._said.update(shown(_("Ctrl+S puts it on paper; Esc leaves it for later.")))
        self._printer.focus()
        self.ask(self.desk_app.printers.all_names, self._known, group="printers")

    def _known(self, names: list[str]) -> None:
        folder = ("", _("Into a folder"))
        self._printer.set_options([folder, *((name, name) for name in names)], "")

    def accept(self) -> None:
        if self._done:
            self.dismiss(None)
            return
        queue, make = str(self._printer.value or ""), self._make
        printers = replace(self.desk_app.printers, folder=self._folder)

        def work(desk: "Desk", who: "Actor") -> str:
            return send(make(desk, who), queue, printers)

        self._said.update(shown(_("Making the paper …")))
        # What is on its way to the printer cannot be taken back, and must not go there twice.
        self.write(work, self._printed, refused=self._not_printed)

    def _printed(self, job: str) -> None:
        from screens.outside import open_outside

        self._done = True
        # Nothing is left to choose: enter is for going on.
        self._printer.can_focus = False
        self.set_focus(None)
        if self._printer.value:
            self._said.update(shown(_("✓ Sent to the printer: {job}").format(job=job)))
            return
        self._said.update(shown(_("✓ Saved here:\n{path}").format(path=job)))
        open_outside(Path(job))

    def action_leave(self) -> None:
        if self._done:
            self.dismiss(None)

    def _not_printed(self, refusal: Refusal) -> None:
        self._said.update("")
        self.refused(refusal)


def send(page: "Page", queue: str, printers: "Printers") -> str:
    """Give a page to the printer, or into the folder without one; the job or the file's path."""
    from desk.letter.printers import FOLDER
    from desk.services.paper_forms import put_on_paper

    return put_on_paper(page, queue or FOLDER, printers)
