"""Papers that a customer left with us: the list, taking one in, giving one back."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from desk.enums import CaseStatus
from desk.forms_counter import PaperForm
from desk.i18n import _
from desk.masks import mask_name
from desk.papers import Paper
from desk.refusals import Refusal
from desk.services import handed_in, lists
from desk.services.handed_in import MOST_COPIES
from desk.views import CaseFile
from screens.base import DeskDialog
from screens.case.talk import yes_no
from screens.dialogs.form import FormDialog, needed
from screens.plain import shown
from screens.widgets.field import ClerkInput
from screens.widgets.paged import Cell, Column, PagedList
from screens.widgets.row import FieldRow

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list, counted from 1; without a paper the one that takes one in."""

    position: int
    paper: Paper | None = None


class PapersHere(DeskDialog[bool]):
    """The list; enter gives a line back, and takes one in on the last line."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("insert", "receive", show=False)]

    def __init__(self, reference: str) -> None:
        super().__init__(_("Papers left with us: {reference}").format(reference=reference))
        self.add_class("-parked")
        self._reference = reference
        self._list = PagedList[Row](
            [
                Column("", 2, right=True),
                Column(_("What paper"), 14, grows=2),
                Column(_("Copies"), 6, right=True),
                Column("", 6),
                Column(_("Taken in"), 8),
                Column(_("Given back"), 17, grows=1),
            ],
            self._cells,
        )

    def body(self) -> Iterable[Widget]:
        text = _("Enter gives a paper back, or takes one in on the last line.")
        yield Static(shown(text), classes="dialog-text")
        yield self._list

    def on_mount(self) -> None:
        self._load()

    def _load(self) -> None:
        reference = self._reference
        self.read(lambda desk, who: lists.case_file(desk, who, reference), self._show)

    def _show(self, file: CaseFile) -> None:
        rows = [Row(n, paper) for n, paper in enumerate(file.papers, 1)]
        more = [Row(len(rows) + 1)] if file.case.status is CaseStatus.OPEN else []
        self._list.show([*rows, *more], same=lambda row: row.paper is None or row.paper.held)
        self._list.styles.height = len(self._list.rows) + 1
        self._list.focus()

    def _cells(self, row: Row) -> Sequence[Cell]:
        paper, desk = row.paper, self.desk_app.desk
        if paper is None or desk is None:
            return "", (_("+ take one in"), "strong"), "", "", "", ""
        back: Cell = (_("still here"), "soon" if paper.held else "faint")
        if paper.returned_at is not None:
            at = f"{desk.hours.local(paper.returned_at):%m-%d %H:%M}"
            back = (f"{at} {mask_name(paper.returned_to)}", "good")
        return (
            str(row.position),
            paper.name,
            str(paper.copies),
            _("original") if paper.original else _("copy"),
            f"{desk.hours.local(paper.received_at):%m-%d}",
            back,
        )

    @on(PagedList.Chosen)
    def accept(self) -> None:
        row = self._list.marked
        if row is None:
            return
        if row.paper is None:
            self.action_receive()
        elif row.paper.returned_at is not None:
            words = _("This paper was given back already, to {name}.")
            self.desk_app.tell(words.format(name=mask_name(row.paper.returned_to)))
        else:
            self._open(GiveBack(self._reference, row.position, row.paper))

    def action_receive(self) -> None:
        if any(row.paper is None for row in self._list.rows):
            self._open(TakeIn(self._reference))

    def _open(self, dialog: FormDialog) -> None:
        self.app.push_screen(dialog, lambda made: self._load() if made is not None else None)

    def action_cancel(self) -> None:
        self.dismiss(True)


class PaperFields:
    """The fields of a paper that is taken in."""

    def __init__(self, given: PaperForm | None = None) -> None:
        self.called = ClerkInput(
            given.name if given else "",
            limit=100,
            placeholder=_("invoice, identity card, photograph …"),
        )
        self.copies = ClerkInput(str(given.copies if given else 1), limit=2)
        self.original = yes_no(given.original if given else False)
        self.note = ClerkInput(given.note if given else "", limit=200)

    def rows(self) -> Iterable[Widget]:
        """The rows, by the names that refusals use."""
        yield FieldRow(_("What paper"), self.called, name="name")
        yield FieldRow(_("Copies"), self.copies, name="copies")
        yield FieldRow(_("An original"), self.original, name="original")
        yield FieldRow(_("Note"), self.note, name="note")

    def form(self) -> PaperForm:
        """The paper; refuses what is no number of copies, or no paper."""
        name, copies = needed(self.called.text, "name"), self.copies.text
        if not copies.isascii() or not copies.isdigit() or not 1 <= int(copies) <= MOST_COPIES:
            raise Refusal(
                _("Of one paper there are 1 to {most} copies.").format(most=MOST_COPIES),
                field="copies",
                code="bad_copies",
            )
        return PaperForm(
            name=name,
            copies=int(copies),
            original=self.original.value is True,
            note=self.note.text,
        )


class TakeIn(FormDialog):
    """A paper that the customer leaves with us; gives the Paper."""

    draft = "paper"

    def __init__(self, reference: str) -> None:
        intro = _("An original goes back to the customer: keep one only if there is no other way.")
        super().__init__(_("A paper is left with us"), reference, intro=intro)
        self._fields = PaperFields()

    def rows(self) -> Iterable[Widget]:
        return self._fields.rows()

    def work(self) -> "Callable[[Desk, Actor], object]":
        form, reference = self._fields.form(), self.subject
        return lambda desk, who: handed_in.receive_paper(desk, who, reference, form)


class GiveBack(FormDialog):
    """To whom a paper goes back; gives the Paper."""

    draft = "give_back"

    def __init__(self, reference: str, position: int, paper: Paper) -> None:
        words = _("Give back: {name}").format(name=paper.name)
        super().__init__(words, f"{reference}/{position}")
        self._reference, self._position = reference, position
        self._to = ClerkInput(limit=60, placeholder=_("name of the person at the window"))

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("Given to"), self._to, name="to")

    def work(self) -> "Callable[[Desk, Actor], object]":
        reference, position, to = self._reference, self._position, self._to.text
        return lambda desk, who: handed_in.return_paper(desk, who, reference, position, to)
