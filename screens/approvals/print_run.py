"""Printing one letter or a run of many: chosen, watched, stopped, gone on with."""

import threading
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widget import Widget
from textual.widgets import ProgressBar

from desk.i18n import _, current
from desk.letter.run import RunFile
from desk.refusals import Refusal
from desk.saying import say_moment
from desk.services import print_runs, printing
from desk.services.print_loop import Told, carry_on
from desk.views import LetterRow
from screens.approvals.print_choice import FOLDER, PrintChoice, printers_here
from screens.approvals.print_paper import PaperCheck
from screens.approvals.print_words import first_left
from screens.widgets.choice import Choice
from screens.widgets.flow import Para
from screens.widgets.ticks import Ticks

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor

GO_ON, GIVE_UP = "go_on", "give_up"
THERE, AGAIN = "there", "again"


class Heard(Message):
    """Something happened to a letter of the run."""

    def __init__(self, told: Told) -> None:
        super().__init__()
        self.told = told


class PrintRun(PaperCheck):
    """Gives True when something was sent. `marked` is the letter to print, `waiting` all of them.

    A run that stopped or broke off is offered first. A run stops between two letters when the
    person asks. Afterwards the papers that lie there are ticked: only those count as printed, the
    others wait again.
    """

    def __init__(
        self,
        marked: LetterRow,
        waiting: Sequence[LetterRow],
        actor: "Actor | None",
        *,
        alone: bool = False,
    ) -> None:
        super().__init__(actor)
        self._sent_anything = False
        self._stop = threading.Event()
        self._choice = PrintChoice(marked, waiting, alone=alone)
        self._answer = Choice[str]([], folded=False, id="print-answer")
        self._bar = ProgressBar(show_eta=False, id="print-bar")

    def body(self) -> Iterable[Widget]:
        yield self._choice
        yield self._answer
        yield self._bar
        scroll = VerticalScroll(self._said, classes="dialog-scroll")
        scroll.can_focus = False
        yield scroll
        papers = VerticalScroll(self._ticks, id="print-lie")
        papers.can_focus = False
        yield papers

    def on_mount(self) -> None:
        self._show("choose")
        self._say_choice()
        printers = self.desk_app.printers
        self.ask(lambda: printers_here(printers), self._found, group="queues")
        self.read(self._open, self._opened, group="open")
        self._count()

    def _show(self, phase: str) -> None:
        self.phase = phase
        self._choice.display = phase == "choose"
        self._answer.display = phase in ("open", "doubt")
        self._bar.display = phase == "run"
        self.query_one("#print-lie").display = phase == "confirm"

    # -- a run that is open ------------------------------------------------------------------

    def _open(self, desk: "Desk", who: "Actor") -> list[RunFile]:
        return print_runs.open_runs(desk, self._actor or who)

    def _opened(self, found: list[RunFile]) -> None:
        if not found or self.phase != "choose":
            return
        self.file = file = found[0]
        self._show("open")
        desk = self.desk_app.desk
        assert desk is not None
        began = say_moment(desk.hours.local(file.run.made_at), current(), year=False)
        words = _(
            "The run that {name} began {when} is not through: {sent} of {all} letters were sent."
        )
        self._answer.set_options(
            [(GO_ON, _("go on with it")), (GIVE_UP, _("give up the rest"))], GO_ON
        )
        self._answer.focus()
        sent = len(file.items) - len(file.ahead)
        self._said.say(
            Para(words.format(name=file.by, when=began, sent=sent, all=len(file.items)), "bold"),
            *first_left(file),
            Para(""),
            Para(
                _("What is given up waits for printing as before. Ctrl+S does it."), "$text-muted"
            ),
        )

    def _give_up(self) -> None:
        assert self.file is not None
        run_id = self.file.run.id

        def done(_file: RunFile) -> None:
            self.file = None
            self._show("choose")
            self.call_after_refresh(self._choice.which.focus)
            self._count()
            self.read(self._open, self._opened, group="open")

        self.write(lambda desk, who: print_runs.end_run(desk, self._actor or who, run_id), done)

    # -- before ------------------------------------------------------------------------------

    def _found(self, found: tuple[list[str], str]) -> None:
        self._choice.printers(*found)
        self._say_choice()
        self._trays()

    def _trays(self) -> None:
        printers, name = self.desk_app.printers, self._choice.where.value or FOLDER
        self.ask(lambda: printers.sources(name), self._choice.trays, group="trays")

    def _count(self) -> None:
        ids, form = self._choice.ids, self._choice.form

        def count(desk: "Desk", who: "Actor") -> list[print_runs.Planned]:
            return print_runs.plan_run(desk, self._actor or who, ids, form)

        def counted(plan: list[print_runs.Planned]) -> None:
            self._choice.planned(plan)
            self._say_choice()

        self.read(count, counted, group="count")

    @on(Choice.Changed)
    def _chosen(self, message: Choice.Changed) -> None:
        if message.choice.id == "print-form":
            self._count()
        if message.choice.id == "print-where":
            self._trays()
        self._say_choice()

    @on(Ticks.Changed)
    def _say_choice(self) -> None:
        if self.phase != "choose":
            return
        self._choice.changed()
        paras = [Para(words, "bold") for words in [self._choice.counted()] if words]
        if self._choice.where.value == FOLDER:
            folder = self.desk_app.printers.folder
            paras.append(Para(_("The pages are saved in {folder}.").format(folder=folder)))
        self._said.say(*paras, Para(_("Ctrl+S begins."), "$text-muted"))

    # -- the run -----------------------------------------------------------------------------

    def accept(self) -> None:
        match self.phase:
            case "choose":
                self._begin()
            case "open" if self._answer.value == GIVE_UP:
                self._give_up()
            case "open" | "stopped":
                self._go_on("ask")
            case "doubt" if self._answer.value is not None:
                self._go_on("there" if self._answer.value == THERE else "again")
            case "confirm":
                self._confirm()
            case "over":
                self.action_cancel()

    def _begin(self) -> None:
        try:
            form = self._choice.run_form()
        except Refusal as refusal:
            self.refused(refusal)
            return
        letters = self._choice.letters

        def begin(desk: "Desk", who: "Actor") -> RunFile:
            # A printer that is gone is told before anything begins.
            self.desk_app.printers.named(form.printer)
            return print_runs.begin_run(desk, self._actor or who, letters, form)

        self.write(begin, self._run)

    def _go_on(self, doubt: printing.Doubt) -> None:
        assert self.file is not None
        run = self.file.run

        def resume(desk: "Desk", who: "Actor") -> RunFile:
            printer = self.desk_app.printers.named(run.printer)
            return printing.resume_run(desk, self._actor or who, run.id, printer, doubt=doubt)

        self.write(resume, self._run, refused=self._in_doubt)

    def _in_doubt(self, refusal: Refusal) -> None:
        if refusal.code != "in_doubt":
            self.refused(refusal)
            return
        self._show("doubt")
        self._answer.set_options(
            [(THERE, _("it lies there")), (AGAIN, _("no: send it again"))], None
        )
        self._answer.focus()
        self._said.say(Para(refusal.message, "bold $error", "? "), Para(refusal.hint))

    def _run(self, file: RunFile) -> None:
        self.file = file
        self._stop.clear()
        printers, actor, stop = self.desk_app.printers, self._actor, self._stop

        def tell(told: Told) -> None:
            self.post_message(Heard(told))

        def run(desk: "Desk", who: "Actor") -> RunFile:
            acting = actor or who
            printer = printers.named(file.run.printer)
            carry_on(
                desk,
                acting,
                file.run.id,
                printer,
                tell=tell,
                wait=lambda seconds: stop.wait(seconds) if seconds else stop.is_set(),
            )
            return print_runs.run_file(desk, acting, file.run.id)

        if self.write(run, self._over):
            self._show("run")
            self._bar.update(total=len(file.items), progress=len(file.items) - len(file.ahead))
            self._say_run()
            self.set_focus(None)

    @on(Heard)
    def _heard(self, message: Heard) -> None:
        message.stop()
        told, file = message.told, self.file
        if file is None:
            return
        items = tuple(told.item if one.id == told.item.id else one for one in file.items)
        self.file = RunFile(run=file.run, items=items, by=file.by)
        if told.status is not None:
            self._status[told.item.id] = told.status
        self._bar.update(progress=len(items) - len(self.file.ahead))
        self._say_run()

    def _say_run(self) -> None:
        words = (
            _("Stopping…")
            if self._stop.is_set()
            else _("Esc stops after the letter that is on its way.")
        )
        self._said.say(*self._lines, Para(words, "$text-muted"))

    def _over(self, file: RunFile) -> None:
        self.file = file
        self._sent_anything = self._sent_anything or bool(file.unsettled)
        if file.ahead:
            self._stopped(file)
        elif file.unsettled:
            self._ask_paper(file)
        else:
            self._show("over")
            self._said.say(*self._lines, Para(""), Para(_("Esc closes."), "$text-muted"))

    def _stopped(self, file: RunFile) -> None:
        self._show("stopped")
        words = _("{n} letters are left. Ctrl+S goes on with them, Esc leaves them for later.")
        wrong = [] if any(item.wrong for item in file.ahead) else first_left(file)
        left = Para(words.format(n=len(file.ahead)), "bold")
        self._said.say(*self._lines, *wrong, Para(""), left)

    def action_cancel(self) -> None:
        if self.phase == "run":
            self._stop.set()
            self._say_run()
        elif self.phase == "stopped" and self.file is not None and self.file.unsettled:
            self._ask_paper(self.file)
        else:
            self.dismiss(self._sent_anything)
