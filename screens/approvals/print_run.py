"""Printing one letter or a run of many: choose where, watch it go, confirm the paper."""

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on
from textual.containers import Vertical, VerticalScroll
from textual.message import Message
from textual.widget import Widget
from textual.widgets import ProgressBar

from desk.enums import LetterState
from desk.i18n import _
from desk.refusals import Fault, Refusal
from desk.services import outgoing
from desk.views import LetterRow
from screens.base import DeskDialog
from screens.widgets.choice import Choice
from screens.widgets.flow import Flow, Para
from screens.widgets.row import FieldRow
from screens.widgets.ticks import TickItem, Ticks

if TYPE_CHECKING:
    from desk.letter.printer import Printer
    from desk.services.base import Desk
    from desk.staff.model import Actor

FOLDER = "folder"
ONE, ALL = "one", "all"
POLL = 2.0
"""Seconds between two questions to the printing service about its jobs."""


@dataclass(frozen=True, slots=True)
class Job:
    """What became of one letter of a run: the job's name, or why it was not taken."""

    row: LetterRow
    name: str = ""
    wrong: str = ""
    state: str = ""


class Sent(Message):
    """One letter of the run was sent, or was not taken."""

    def __init__(self, job: Job) -> None:
        super().__init__()
        self.job = job


def queues() -> list[str]:
    """The printers of this computer; none where printing is not set up. For threads."""
    from desk.letter.printer import CupsPrinter

    try:
        return CupsPrinter().queues()
    except (Fault, Refusal):
        return []


class PrintRun(DeskDialog[bool]):
    """Gives True when something was sent. `marked` is the letter to print, `waiting` all of them.

    The run stops between two letters when the person asks, and says which were sent. Afterwards
    the papers that lie there are ticked: only those count as printed.
    """

    def __init__(
        self, marked: LetterRow, waiting: Sequence[LetterRow], actor: "Actor | None"
    ) -> None:
        super().__init__(_("Print"))
        self._marked = marked
        self._waiting = list(waiting)
        self._actor = actor
        self._phase = "choose"
        self._jobs: list[Job] = []
        self._printer: Printer | None = None
        self._stop = threading.Event()
        which = [(ONE, _("only {name}").format(name=marked.number))]
        if len(self._waiting) > 1:
            which.append((ALL, _("all {n} that wait").format(n=len(self._waiting))))
        self._which = Choice(which, ONE, folded=False, id="print-which")
        self._where = Choice([(FOLDER, _("a folder"))], FOLDER, folded=False, id="print-where")
        self._bar = ProgressBar(show_eta=False, id="print-bar")
        self._said = Flow(id="print-said")
        self._ticks = Ticks(id="print-papers")

    def body(self) -> Iterable[Widget]:
        yield Vertical(
            FieldRow(_("Which"), self._which, name="which"),
            FieldRow(_("Where to"), self._where, name="printer"),
            id="print-choose",
        )
        yield self._bar
        scroll = VerticalScroll(self._said, classes="dialog-scroll")
        scroll.can_focus = False
        yield scroll
        yield self._ticks

    def on_mount(self) -> None:
        self._bar.display = self._ticks.display = False
        self._say_where()
        self.ask(queues, self._found, group="queues")

    def _found(self, names: list[str]) -> None:
        options = [(FOLDER, _("a folder")), *((name, name) for name in names)]
        first = names[0] if names else FOLDER
        if self._phase == "choose":
            self._where.set_options(options, first)
            self._say_where()

    @on(Choice.Changed)
    def _say_where(self) -> None:
        if self._where.value == FOLDER:
            self._said.say(
                Para(_("The pages are saved in {folder}.").format(folder=self._folder)),
                Para(_("Ctrl+S begins."), "$text-muted"),
            )
        else:
            self._said.say(Para(_("Ctrl+S begins."), "$text-muted"))

    @property
    def _folder(self) -> Path:
        return self.desk_app.papers

    # -- the run ---------------------------------------------------------------------------

    def accept(self) -> None:
        if self._phase == "choose":
            self._begin()
        elif self._phase == "confirm":
            self._confirm()
        elif self._phase == "over":
            self.action_cancel()

    def _begin(self) -> None:
        from desk.letter.printer import CupsPrinter, FolderPrinter

        rows = self._waiting if self._which.value == ALL else [self._marked]
        where = self._where.value or FOLDER
        self._printer = FolderPrinter(self._folder) if where == FOLDER else CupsPrinter(where)
        printer, actor, stop = self._printer, self._actor, self._stop

        def run(desk: "Desk", who: "Actor") -> None:
            for row in rows:
                if stop.is_set():
                    return
                try:
                    name = outgoing.print_letter(desk, actor or who, row.letter_id, printer)
                except (Fault, Refusal) as wrong:
                    # What fails for one would fail for the next: the person decides.
                    self.post_message(Sent(Job(row, wrong=str(wrong))))
                    return
                self.post_message(Sent(Job(row, name)))

        if self.write(run, self._over):
            self._phase = "run"
            self.query_one("#print-choose").display = False
            self._bar.display = True
            self._bar.update(total=len(rows), progress=0)
            self._said.say(Para(_("Esc stops after the letter that is on its way.")))
            self.set_focus(None)

    @on(Sent)
    def _sent(self, message: Sent) -> None:
        message.stop()
        self._jobs.append(message.job)
        self._bar.advance(1)
        self._said.say(*self._lines())

    def _lines(self) -> list[Para]:
        lines = []
        for job in self._jobs:
            if job.wrong:
                lines.append(Para(f"{job.row.number}：{job.wrong}", "bold $error", "✗ "))
            else:
                state = f"  {job.state}" if job.state else ""
                lines.append(Para(f"{job.row.number}  {job.name}{state}", "", "✓ "))
        return lines

    def _over(self, _none: None) -> None:
        # A copy of what was printed before leaves the letter as it is.
        first = [j for j in self._jobs if not j.wrong and j.row.state is LetterState.ISSUED]
        self._bar.display = False
        if not first:
            self._phase = "over"
            self._said.say(*self._lines(), Para(""), Para(_("Esc closes."), "$text-muted"))
            return
        self._phase = "confirm"
        self._ticks.show(
            [TickItem(job.row.letter_id, job.row.number) for job in first],
            [job.row.letter_id for job in first],
        )
        self._ticks.display = True
        self._ticks.focus()
        self._say_sent()
        self._poll()

    def _say_sent(self) -> None:
        words = _(
            "A finished job is no proof of paper. Leave ticked what lies there readable and "
            "whole; Space takes a tick away. Ctrl+S confirms, Esc leaves it for later."
        )
        self._said.say(*self._lines(), Para(""), Para(words, "bold"))

    def _poll(self) -> None:
        from desk.letter.printer import JobState

        printer, jobs = self._printer, list(self._jobs)
        if printer is None:
            return
        names = {
            JobState.WAITING: _("in the queue"),
            JobState.DONE: _("saved") if self._where.value == FOLDER else _("job finished"),
            JobState.UNKNOWN: "",
        }

        def look() -> list[Job]:
            found = []
            for job in jobs:
                try:
                    state = "" if job.wrong else names[printer.state(job.name)]
                except (Fault, Refusal):
                    state = ""
                found.append(replace(job, state=state))
            return found

        def looked(found: list[Job]) -> None:
            self._jobs = found
            self._say_sent()
            # Asked again only after the answer: a service that hangs is not asked twice.
            self.set_timer(POLL, self._poll)

        self.ask(look, looked, group="poll")

    # -- the paper -------------------------------------------------------------------------

    def _confirm(self) -> None:
        ticked, actor = self._ticks.ticked, self._actor
        if not ticked:
            self.dismiss(True)
            return

        def work(desk: "Desk", who: "Actor") -> int:
            for letter_id in ticked:
                outgoing.confirm_printed(desk, actor or who, letter_id)
            return len(ticked)

        def done(count: int) -> None:
            self.desk_app.tell(
                _("Printed: {n}.").format(n=count),
                _("Next it is handed over: → shows it, Ctrl+D notes how."),
            )
            self.dismiss(True)

        self.write(work, done)

    def action_cancel(self) -> None:
        if self._phase == "run":
            self._stop.set()
            self._said.say(*self._lines(), Para(_("Stopping…")))
            return
        self.dismiss(bool(self._jobs))
