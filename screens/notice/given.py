"""After a notice is made: its paper in two copies, and how the customer took it."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from desk.enums import Confirmation
from desk.forms import ConfirmForm
from desk.i18n import N_, _
from desk.labels import label
from desk.notice.model import Notice
from desk.refusals import Refusal
from desk.services import notices
from screens.dialogs.confirmed import chosen
from screens.dialogs.form import FormDialog
from screens.dialogs.paper import send
from screens.plain import shown
from screens.widgets.choice import Choice
from screens.widgets.field import ClerkInput
from screens.widgets.row import FieldRow

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor


class Given(FormDialog):
    """Prints or saves both copies (f5), then notes how it was taken; gives the Notice."""

    draft = "notice_taken"
    accept_word = N_("How taken")
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f5", "paper", show=False, priority=True)]

    def __init__(self, notice: Notice, folder: Path, *, at_once: bool = False) -> None:
        super().__init__(
            _("Notice {number}").format(number=notice.number),
            notice.number,
            intro=_("F5 puts both copies on paper. Then the customer signs, and you note how."),
        )
        self._folder = folder
        self._at_once = at_once
        self._printer = Choice([("", _("Into a folder"))], "", folded=False)
        self._print_size = Choice(
            [
                (None, _("as the customer wishes")),
                (True, _("large print")),
                (False, _("usual print")),
            ],
            None,
            folded=False,
        )
        self._paper = Static(classes="dialog-note")
        self._how = Choice([(c, label(c)) for c in Confirmation], folded=False)
        self._witness = ClerkInput(limit=20, placeholder=_("staff number of a second person"))
        self._reason = ClerkInput(limit=300, placeholder=_("or why there is none"))

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("Paper"), self._printer, name="printer")
        yield FieldRow(_("Papers in"), self._print_size, name="size")
        yield self._paper
        yield FieldRow(_("Taken how"), self._how, name="confirmation")
        yield FieldRow(_("Witness"), self._witness, name="witness", classes="unsigned")
        yield FieldRow(_("Reason"), self._reason, name="reason", classes="unsigned")

    def on_mount(self) -> None:
        super().on_mount()
        self._paper.update(shown(_("Not on paper yet: F5"), "$warning"))
        self._how.focus()
        printers = self.desk_app.printers
        self.ask(lambda: (printers.all_names(), printers.first()), self._known, group="printers")

    def _known(self, found: tuple[list[str], str]) -> None:
        queues, usual = found
        folder = ("", _("Into a folder"))
        here = [folder, *((name, name) for name in queues)]
        self._printer.set_options(here, usual if usual in queues else "")
        if self._at_once:
            self._at_once = False
            self.action_paper()

    def typed(self) -> None:
        for row in self.query(".unsigned"):
            row.display = self._how.value not in (None, Confirmation.SIGNED)

    def action_paper(self) -> None:
        """Both copies onto the chosen printer, or into the folder of papers."""
        number, queue = self.subject, str(self._printer.value or "")
        large = self._print_size.value
        printers = replace(self.desk_app.printers, folder=self._folder)

        def work(desk: "Desk", who: "Actor") -> str:
            return send(notices.notice_page(desk, who, number, large=large), queue, printers)

        self._paper.update(shown(_("Making the paper …")))
        self.read(work, self._printed, group="paper", refused=self._not_printed)

    def _printed(self, job: str) -> None:
        from screens.outside import open_outside

        if self._printer.value:
            self._paper.update(shown(_("✓ Sent to the printer: {job}").format(job=job)))
            return
        self._paper.update(shown(_("✓ Both copies are here:\n{path}").format(path=job)))
        open_outside(Path(job))

    def _not_printed(self, refusal: Refusal) -> None:
        self._paper.update("")
        self.refused(refusal)

    def work(self) -> "Callable[[Desk, Actor], object]":
        how = chosen(self._how, "confirmation")
        signed = how is Confirmation.SIGNED
        form = ConfirmForm(
            confirmation=how,
            witness="" if signed else self._witness.text,
            reason="" if signed else self._reason.text,
        )
        number = self.subject
        return lambda desk, who: notices.confirm_notice(desk, who, number, form)
