"""The paper of a run: what lies there is ticked, and only that counts as printed."""

from abc import abstractmethod
from typing import TYPE_CHECKING

from desk.i18n import _
from desk.letter.run import ItemState, PrintItem, RunFile
from desk.refusals import Fault, Refusal
from desk.services import print_runs
from screens.approvals.print_choice import FOLDER
from screens.approvals.print_words import run_lines
from screens.base import DeskDialog
from screens.widgets.flow import Flow, Para
from screens.widgets.ticks import TickItem, Ticks

if TYPE_CHECKING:
    from desk.letter.printer import JobStatus
    from desk.staff.model import Actor

POLL = 2.0
"""Seconds between two questions to the printing service about jobs that are through sending."""


class PaperCheck(DeskDialog[bool]):
    """A dialog about a run, whose last phase asks for the paper. `actor` acts for the clerk."""

    def __init__(self, actor: "Actor | None") -> None:
        super().__init__(_("Print"))
        self._actor = actor
        self.phase = "choose"
        self.file: RunFile | None = None
        self._status: dict[str, JobStatus] = {}
        self._said = Flow(id="print-said")
        self._ticks = Ticks(id="print-papers")

    @abstractmethod
    def _show(self, phase: str) -> None:
        """Go over to another phase."""

    @property
    def _lines(self) -> list[Para]:
        return run_lines(self.file, self._status) if self.file is not None else []

    def _ask_paper(self, file: RunFile) -> None:
        self._show("confirm")
        ids = [item.letter_id for item in file.unsettled]
        self._ticks.show([TickItem(i.letter_id, i.number) for i in file.unsettled], ids)
        self._ticks.focus()
        self._say_paper()
        self._poll()

    def _say_paper(self) -> None:
        assert self.file is not None
        saved = _(
            "Saved in {folder}; no paper yet. Print it from there. Leave ticked what lies there "
            "readable and whole; Space takes a tick away, and the letter waits for printing "
            "again. Ctrl+S confirms, Esc leaves it for later."
        )
        words = _(
            "A finished job is no proof of paper. Leave ticked what lies there readable and "
            "whole; Space takes a tick away, and the letter waits for printing again. Ctrl+S "
            "confirms, Esc leaves it for later."
        )
        if self.file.run.printer == FOLDER:
            words = saved.format(folder=self.desk_app.printers.folder)
        self._said.say(*self._lines, Para(""), Para(words, "bold"))

    def _poll(self) -> None:
        from desk.letter.printer import ON_ITS_WAY

        file = self.file
        if file is None or self.phase != "confirm":
            return
        open_ = [
            item
            for item in file.unsettled
            if item.id not in self._status or self._status[item.id].state in ON_ITS_WAY
        ]
        printers = self.desk_app.printers

        def look() -> "list[tuple[PrintItem, JobStatus]]":
            try:
                printer = printers.named(file.run.printer)
                return [(item, printer.look(item.job)) for item in open_]
            except (Fault, Refusal):
                # The queue is not to be asked; the paper is.
                return []

        if open_:
            self.ask(look, self._looked, group="poll")

    def _looked(self, found: "list[tuple[PrintItem, JobStatus]]") -> None:
        from desk.letter.printer import LOST

        if self.phase != "confirm":
            return
        for item, status in found:
            self._status[item.id] = status
            if status.state in LOST:
                ticked = [one for one in self._ticks.ticked if one != item.letter_id]
                self._ticks.show(self._ticks.items, ticked)
        self._say_paper()
        # Asked again only after the answer: a service that hangs is not asked twice.
        self.set_timer(POLL, self._poll)

    def _confirm(self) -> None:
        assert self.file is not None
        run_id, actor, ticked = self.file.run.id, self._actor, set(self._ticks.ticked)
        spoiled = [i.letter_id for i in self.file.unsettled if i.letter_id not in ticked]

        def done(file: RunFile) -> None:
            count = sum(item.state is ItemState.CONFIRMED for item in file.items)
            if count:
                self.desk_app.tell(
                    _("Printed: {n}.").format(n=count),
                    _("Next it is handed over: → shows it, Ctrl+D notes how."),
                )
            self.dismiss(True)

        self.write(
            lambda desk, who: print_runs.confirm_run(desk, actor or who, run_id, spoiled), done
        )
