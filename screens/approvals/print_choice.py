"""What a print run asks before it begins: which letters, where to, in which form, how often."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from textual.containers import Vertical, VerticalScroll
from textual.widget import Widget

from desk.enums import LetterState
from desk.i18n import _
from desk.labels import label
from desk.letter.run import CopyReason, PaperForm
from desk.refusals import Refusal
from desk.services.print_runs import Planned, RunForm
from desk.views import LetterRow
from screens.widgets.choice import Choice
from screens.widgets.row import FieldRow
from screens.widgets.ticks import TickItem, Ticks

if TYPE_CHECKING:
    from desk.letter.printers import Printers

FOLDER = "folder"
"""`desk.letter.printers.FOLDER`, which would be slow to load on the way to the room."""
ONE, ALL, SOME = "one", "all", "some"
MOST_COPIES = 5


class PrintChoice(Vertical):
    """The questions; `marked` is the letter under the mark, `waiting` all that wait.

    All of them are offered first; with `alone` the marked one, which somebody came for.
    """

    DEFAULT_CSS = """
    PrintChoice { height: auto; }
    PrintChoice > VerticalScroll { height: auto; max-height: 8; }
    """

    def __init__(
        self, marked: LetterRow, waiting: Sequence[LetterRow], *, alone: bool = False
    ) -> None:
        super().__init__(id="print-choose")
        self._marked = marked
        self._waiting = list(waiting)
        self._plan: dict[str, Planned] = {}
        self.is_copy = marked.state is not LetterState.ISSUED
        which = [(ONE, _("only {name}").format(name=marked.number))]
        if len(self._waiting) > 1:
            which.append((ALL, _("all {n} that wait").format(n=len(self._waiting))))
            which.append((SOME, _("those that are ticked")))
        usual = ONE if alone or self.is_copy or len(which) == 1 else ALL
        self.which = Choice(which, usual, folded=False, id="print-which")
        self._ticks = Ticks(id="print-some")
        self.where = Choice([(FOLDER, _("a folder"))], FOLDER, folded=False, id="print-where")
        forms = [(form, label(form)) for form in PaperForm]
        self._form = Choice(forms, PaperForm.PAGE, folded=True, id="print-form")
        self._sides = Choice([(False, _("one side")), (True, _("both sides"))], False, folded=True)
        self._tray = Choice([("", _("as the printer likes"))], "", folded=True, id="print-tray")
        copies = [(n, str(n)) for n in range(1, MOST_COPIES + 1)]
        self._copies = Choice(copies, 1, folded=True, id="print-copies")
        jobs = [(False, _("one job each")), (True, _("all in one job"))]
        self._jobs = Choice(jobs, False, folded=True, id="print-jobs")
        reasons = [(reason, label(reason)) for reason in CopyReason]
        self._reason = Choice[CopyReason](reasons, folded=False, id="print-reason")

    def compose(self) -> Iterable[Widget]:
        yield FieldRow(_("Which"), self.which, name="which")
        scroll = VerticalScroll(self._ticks)
        scroll.can_focus = False
        yield scroll
        if self.is_copy:
            yield FieldRow(_("Printed again for"), self._reason, name="reason")
        yield FieldRow(_("Where to"), self.where, name="printer")
        yield FieldRow(_("Form"), self._form, name="form")
        yield FieldRow(_("Sides"), self._sides, name="duplex")
        yield FieldRow(_("Tray"), self._tray, name="source", id="print-tray-row")
        yield FieldRow(_("Copies"), self._copies, name="copies")
        yield FieldRow(_("Jobs"), self._jobs, name="whole", id="print-jobs-row")

    def on_mount(self) -> None:
        self.query_one("#print-tray-row").display = False
        self.query_one("#print-jobs-row").display = False
        self.query_one(VerticalScroll).display = False

    # -- what is known later -----------------------------------------------------------------

    def planned(self, plan: Sequence[Planned]) -> None:
        """How many pages each letter has, and which were sent before."""
        self._plan = {one.letter_id: one for one in plan}
        items, ticked = [], []
        for row in self._waiting:
            one = self._plan.get(row.letter_id)
            if one is None:
                continue
            words = _("{number}  {n} p.").format(number=one.number, n=one.pages)
            if one.sent:
                words = _("{words}  sent before: {job}").format(words=words, job=one.sent)
            else:
                ticked.append(row.letter_id)
            items.append(TickItem(row.letter_id, words))
        self._ticks.show(items, ticked)

    def printers(self, names: Sequence[str], first: str) -> None:
        """The printers there are, and the one that is offered."""
        known = [(name, name) for name in names]
        if first not in (FOLDER, *names):
            known.append((first, first))
        self.where.set_options([(FOLDER, _("a folder")), *known], first)

    def trays(self, names: Sequence[str]) -> None:
        """The paper trays of the printer that is chosen."""
        usual = ("", _("as the printer likes"))
        self._tray.set_options([usual, *((name, name) for name in names)], "")
        self.query_one("#print-tray-row").display = bool(names)

    def changed(self) -> None:
        """Show what the choices so far ask for."""
        several = self.which.value != ONE
        self.query_one("#print-jobs-row").display = several
        self.query_one(VerticalScroll).display = self.which.value == SOME

    # -- the answer --------------------------------------------------------------------------

    @property
    def form(self) -> PaperForm:
        """The form that is chosen."""
        return self._form.value or PaperForm.PAGE

    @property
    def letters(self) -> list[str]:
        """Ids of the letters that are meant, in order; what was sent before only where ticked."""
        if self.which.value == SOME:
            return [one.id for one in self._ticks.items if one.id in set(self._ticks.ticked)]
        if self.which.value == ALL:
            ids = [row.letter_id for row in self._waiting]
            return [one for one in ids if one not in self._plan or not self._plan[one].sent]
        return [self._marked.letter_id]

    @property
    def ids(self) -> list[str]:
        """Ids of every letter that could be printed here."""
        return list(dict.fromkeys([self._marked.letter_id, *(r.letter_id for r in self._waiting)]))

    def run_form(self) -> RunForm:
        """How the run is printed; refuses where a copy has no reason."""
        if self.is_copy and self.which.value == ONE and self._reason.value is None:
            raise Refusal(
                _("Paper of this letter was there already: what is it printed again for?"),
                _("Choose a reason; the copy is marked as one."),
                field="reason",
            )
        return RunForm(
            printer=self.where.value or FOLDER,
            form=self.form,
            whole=self.which.value != ONE and bool(self._jobs.value),
            duplex=bool(self._sides.value),
            copies=self._copies.value or 1,
            source=self._tray.value or "",
            reason=self._reason.value if self.is_copy else None,
        )

    def counted(self) -> str:
        """How much paper it takes, in words; "" while it is not known."""
        chosen = [self._plan[one] for one in self.letters if one in self._plan]
        if not chosen or len(chosen) < len(self.letters):
            return ""
        copies = self._copies.value or 1
        pages = sum(one.pages for one in chosen) * copies
        per = 2 if self._sides.value else 1
        sheets = sum(-(-one.pages // per) for one in chosen) * copies
        said = _("{letters} letters, {pages} pages on {sheets} sheets.").format(
            letters=len(chosen), pages=pages, sheets=sheets
        )
        if others := sum(one.others for one in chosen):
            words = _("Besides {n} copies for others who signed: in the case, Ctrl+N.")
            said = f"{said} {words.format(n=others)}"
        return said


def printers_here(printers: "Printers") -> tuple[list[str], str]:
    """The printers there are, and the usual one for letters. For threads."""
    return printers.names(), printers.first()
