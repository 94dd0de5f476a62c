"""The list of materials: each held, missing, or not acceptable with its reason."""

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from desk.enums import MaterialState
from desk.i18n import _, current
from desk.labels import label
from desk.notice import form_words
from desk.notice.model import MaterialRow
from screens.widgets.paged import Cell, Column, PagedList

SIGNS = {
    MaterialState.HELD: "✓",
    MaterialState.MISSING: "□",
    MaterialState.NOT_ACCEPTABLE: "✗",
}
_ORDER = (MaterialState.HELD, MaterialState.MISSING, MaterialState.NOT_ACCEPTABLE)


class MaterialList(PagedList[MaterialRow]):
    """Digits 1, 2, 3 set the state and go on to the next line; space goes round the three."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "cycle", show=False)]

    class Ticked(Message):
        """The person says in what state a material is."""

        def __init__(self, row: MaterialRow, state: MaterialState) -> None:
            super().__init__()
            self.row = row
            self.state = state

    def __init__(self) -> None:
        super().__init__(
            [
                Column("", 2),
                Column(_("Material"), 16, grows=3),
                Column(_("As"), 12, grows=1),
                Column(_("State"), 10, grows=1),
            ],
            self._material,
            empty=_("Answer the questions above; then the list stands here."),
            id="materials",
            classes="panel",
        )

    def _material(self, row: MaterialRow) -> list[Cell]:
        held = row.state is MaterialState.HELD
        words = label(row.state) + (f"：{row.reason}" if row.reason else "")
        if row.group_label and not held:
            words = f"{words}（{row.group_label}）"
        elif not row.required and not held:
            words = _("helpful, not needed")
        style = "good" if held else "late" if row.state is MaterialState.NOT_ACCEPTABLE else ""
        return [
            (SIGNS[row.state], style),
            (row.name, style),
            (form_words(row, current()), "faint"),
            (words, style),
        ]

    def show_again(self, rows: tuple[MaterialRow, ...]) -> None:
        """Other rows or states; the mark stays on its line."""
        marked = self.marked.material_id if self.marked else ""
        self.show(list(rows), same=lambda row: row.material_id == marked)

    def on_key(self, event: events.Key) -> None:
        if event.character in ("1", "2", "3") and self.marked is not None:
            event.stop()
            event.prevent_default()
            self.post_message(self.Ticked(self.marked, _ORDER[int(event.character) - 1]))

    def action_cycle(self) -> None:
        """The next state for the marked line."""
        if self.marked is not None:
            at = (_ORDER.index(self.marked.state) + 1) % len(_ORDER)
            self.post_message(self.Ticked(self.marked, _ORDER[at]))
