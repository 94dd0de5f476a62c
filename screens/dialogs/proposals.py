"""What an answer to a point may say: earlier replies and the playbook, to read or to put in."""

from collections.abc import Iterable, Sequence

from textual import on
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from desk.i18n import _
from desk.proposals import ORIGINS, Proposal
from screens.base import DeskDialog
from screens.plain import shown
from screens.widgets.paged import Cell, Column, PagedList


class Proposals(DeskDialog[Proposal]):
    """Gives the proposal to put in.

    `fields` are what the fields of an answer are called; `here` is the one that the text goes
    to whatever it was meant for, "" where each goes to its own.
    """

    def __init__(
        self, found: Sequence[Proposal], fields: dict[str, str], *, here: str = ""
    ) -> None:
        super().__init__(_("Words to use"))
        self._fields, self._here = fields, here
        # What is meant for the field one is in comes first; each part stays in its order.
        self._found = sorted(found, key=lambda one: bool(here) and one.field != here)
        self._text = Static()
        self._list = PagedList[Proposal](
            [
                Column(_("Where from"), 12),
                Column(_("Near"), 4, right=True),
                Column(_("Field"), 8),
                Column(_("Text"), 20, grows=1),
            ],
            self._cells,
            empty=_("The playbook has nothing on this topic."),
        )
        self.add_class("-tall")

    def _cells(self, one: Proposal) -> tuple[Cell, Cell, Cell, Cell]:
        near = f"{one.similarity}%" if one.similarity else ""
        field = self._fields.get(one.field, "")
        return (_(ORIGINS[one.origin]), "faint"), near, (field, "faint"), one.text

    def body(self) -> Iterable[Widget]:
        words = _("Enter puts the marked text into the field it is meant for.")
        if self._here:
            words = _("Enter puts the marked text into “{field}”, where you can change it.").format(
                field=self._fields[self._here]
            )
        yield Static(shown(words), classes="dialog-text")
        yield self._list
        box = VerticalScroll(self._text, classes="pick-text")
        box.can_focus = False
        yield box

    def on_mount(self) -> None:
        self._list.show(self._found)
        self._list.focus()

    @on(PagedList.Marked)
    def _marked(self) -> None:
        one = self._list.marked
        words = ""
        if one is not None:
            said = _("{text}\n\nFrom {source}. Every ⟦…⟧ is still to be filled in.")
            words = said.format(text=one.text, source=one.source)
        self._text.update(shown(words))

    @on(PagedList.Chosen)
    def accept(self) -> None:
        self.dismiss(self._list.marked)
