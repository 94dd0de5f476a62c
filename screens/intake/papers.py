"""Papers that a customer leaves with us while the case is taken down."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from desk.forms_counter import PaperForm
from desk.i18n import _
from desk.refusals import Refusal
from screens.base import DeskDialog
from screens.case.handed_in import PaperFields
from screens.intake.aside import AsideDialog
from screens.intake.sheet import Sheet
from screens.plain import shown
from screens.widgets.paged import Cell, Column, PagedList
from screens.widgets.row import FieldRow

Papers = tuple[PaperForm, ...]
ASIDE = "paper"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list; without a paper the one that adds some."""

    paper: PaperForm | None = None


class PapersAtIntake(DeskDialog[None]):
    """The list; its last line adds a paper. `keep` hears of each change at once."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("delete", "take_out", show=False)]

    def __init__(
        self, sheet: Sheet, keep: Callable[[Papers], None], refusal: Refusal | None = None
    ) -> None:
        super().__init__(_("Papers left with us"))
        self.add_class("-parked")
        self._papers = list(sheet.papers)
        self._half_typed = ASIDE in sheet.aside
        self._keep = keep
        self._refusal = refusal
        self._list = PagedList[Row](
            [
                Column(_("What paper"), 20, grows=1),
                Column(_("Copies"), 6, right=True),
                Column("", 6),
                Column(_("Note"), 10, grows=1),
            ],
            self._cells,
        )

    def body(self) -> Iterable[Widget]:
        text = _("Enter opens a line, Del takes it out. An original goes back to the customer.")
        yield Static(shown(text), classes="dialog-text")
        yield self._list

    def on_mount(self) -> None:
        self._show(len(self._papers))
        parts = self._refusal.field.split(".") if self._refusal is not None else []
        if len(parts) > 2 and parts[1].isdigit() and int(parts[1]) < len(self._papers):
            self._list.cursor = int(parts[1])
            self._open(self._papers[int(parts[1])])
        elif self._half_typed or not self._papers:
            self._open(None)

    def _show(self, at: int) -> None:
        self._list.show([*map(Row, self._papers), Row()])
        self._list.cursor = at
        self._list.styles.height = min(len(self._papers) + 2, 10)
        self._list.focus()

    def _cells(self, row: Row) -> Sequence[Cell]:
        paper = row.paper
        if paper is None:
            return (_("+ take one in"), "strong"), "", "", ""
        kind: Cell = (_("original"), "soon") if paper.original else _("copy")
        return paper.name, str(paper.copies), kind, (paper.note, "faint")

    @on(PagedList.Chosen)
    def _chosen(self, message: PagedList.Chosen) -> None:
        self._open(message.row.paper)

    def _open(self, paper: PaperForm | None) -> None:
        at = self._list.cursor

        def take(made: PaperForm | None) -> None:
            if made is not None:
                self._papers[at : at + 1] = [made]
                self._keep(tuple(self._papers))
                self._show(len(self._papers))

        refusal, self._refusal = self._refusal, None
        self.app.push_screen(OnePaper(paper, refusal), take)

    def action_take_out(self) -> None:
        at = self._list.cursor
        if at < len(self._papers):
            del self._papers[at]
            self._keep(tuple(self._papers))
            self._show(min(at, len(self._papers)))

    def accept(self) -> None:
        self.dismiss(None)


class OnePaper(AsideDialog[PaperForm]):
    """One paper."""

    aside = ASIDE

    def __init__(self, paper: PaperForm | None, refusal: Refusal | None = None) -> None:
        super().__init__(_("A paper is left with us"))
        self._fields = PaperFields(paper)
        self._refusal = refusal

    def body(self) -> Iterable[Widget]:
        return self._fields.rows()

    def on_mount(self) -> None:
        super().on_mount()
        if self._refusal is not None:
            words = self._refusal
            field = words.field.rpartition(".")[2]
            self.call_after_refresh(
                self.refused, Refusal(words.message, words.hint, field=field, code=words.code)
            )

    def accept(self) -> None:
        for row in self.query(FieldRow):
            row.say("")
        try:
            self.dismiss(self._fields.form())
        except Refusal as refusal:
            self.refused(refusal)
