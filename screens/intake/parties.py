"""Others whom the case concerns: who acts for whom, whose account it is, who gets the letter."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from desk.enums import PartyRole
from desk.forms import PartyForm
from desk.i18n import _
from desk.labels import label
from desk.masks import mask_name, mask_phone
from desk.refusals import Refusal
from screens.base import DeskDialog
from screens.dialogs.confirm import Confirm
from screens.dialogs.party_rows import PartyRows, acts_by
from screens.intake.aside import AsideDialog
from screens.plain import shown
from screens.widgets.choice import Choice
from screens.widgets.field import ClerkInput
from screens.widgets.paged import Cell, Column, PagedList
from screens.widgets.row import FieldRow


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list; without a party the one that adds somebody."""

    party: PartyForm | None


class Parties(DeskDialog[tuple[PartyForm, ...]]):
    """The list; its last line adds somebody. Gives all of them when it closes."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("delete", "take_out", show=False)]

    def __init__(
        self,
        parties: Sequence[PartyForm],
        refusal: Refusal | None = None,
        keep: Callable[[tuple[PartyForm, ...]], None] | None = None,
        aside: Sequence[str] = (),
    ) -> None:
        """`keep` hears of each change at once; `aside` names dialogs that were left half typed."""
        super().__init__(_("Others whom it concerns"))
        self._refusal = refusal
        self._keep = keep
        half = [int(name[6:]) for name in aside if name.startswith("party.")]
        self._unfinished = half[0] if half else None
        self._parties = list(parties)
        self._list = PagedList[Row](
            [
                Column(_("As what"), 12),
                Column(_("Name"), 10, grows=1),
                Column(_("Phone"), 12),
                Column(_("Acts by"), 12, grows=1),
            ],
            self._cells,
        )

    def body(self) -> Iterable[Widget]:
        text = _(
            "Tell each of them only what is theirs to know. Enter opens a line, Del takes it out."
        )
        yield Static(shown(text), classes="dialog-text")
        yield self._list

    def on_mount(self) -> None:
        self._show(0)
        if self._unfinished is not None:
            # Somebody was being added or changed when the form was left.
            at = self._list.cursor = min(self._unfinished, len(self._parties))
            self._open(self._parties[at] if at < len(self._parties) else None)
            return
        parts = self._refusal.field.split(".") if self._refusal is not None else []
        if len(parts) > 2 and int(parts[1]) < len(self._parties):
            self._list.cursor = int(parts[1])
            self._open(self._parties[int(parts[1])])

    def _show(self, at: int) -> None:
        self._list.show([*(Row(party) for party in self._parties), Row(None)])
        self._list.cursor = at
        self._list.styles.height = min(len(self._parties) + 2, 10)

    def _cells(self, row: Row) -> Sequence[Cell]:
        party = row.party
        if party is None:
            return (_("+ add"), ""), "", "", ""
        return label(party.role), mask_name(party.name), mask_phone(party.phone), acts_by(party)

    @on(PagedList.Chosen)
    def _chosen(self, message: PagedList.Chosen) -> None:
        self._open(message.row.party)

    def _open(self, party: PartyForm | None) -> None:
        at = self._list.cursor

        def take(made: PartyForm | None) -> None:
            if made is not None:
                self._parties[at : at + 1] = [made]
                self._show(at)
                self._changed()

        refusal, self._refusal = self._refusal, None
        self.app.push_screen(PartyDialog(party, refusal, at), take)

    def action_take_out(self) -> None:
        at = self._list.cursor
        if at < len(self._parties):
            del self._parties[at]
            self._show(min(at, len(self._parties)))
            self._changed()

    def _changed(self) -> None:
        if self._keep is not None:
            self._keep(tuple(self._parties))

    def accept(self) -> None:
        self.dismiss(tuple(self._parties))

    def action_cancel(self) -> None:
        # What stands in the list was accepted person by person.
        self.accept()


class PartyDialog(AsideDialog[PartyForm]):
    """One person."""

    def __init__(
        self, party: PartyForm | None, refusal: Refusal | None = None, at: int = 0
    ) -> None:
        super().__init__(_("Somebody else in the case"))
        self.aside = f"party.{at}"
        self._refusal = refusal
        self._fields = PartyRows(party or PartyForm(role=PartyRole.REPRESENTATIVE, name=""))
        self._before: tuple[str, ...] = ()

    def body(self) -> Iterable[Widget]:
        yield from self._fields.all_rows()

    @on(Choice.Changed)
    def _chose(self) -> None:
        self._fields.fit()

    def on_mount(self) -> None:
        self._before = self._typed()
        super().on_mount()
        self._fields.fit()
        if self._refusal is not None:
            words = self._refusal
            field = words.field.rpartition(".")[2]
            self.call_after_refresh(
                self.refused, Refusal(words.message, words.hint, field=field, code=words.code)
            )

    def accept(self) -> None:
        for row in self.query(FieldRow):
            row.say("")
        desk = self.desk_app.desk
        if desk is None:
            return
        try:
            self.dismiss(self._fields.party(desk))
        except Refusal as refusal:
            self.refused(refusal)

    def action_cancel(self) -> None:
        if self._typed() == self._before:
            self.dismiss(None)
            return

        def answer(yes: bool | None) -> None:
            if yes:
                self.dismiss(None)

        words = _("What is typed about this person is not kept.")
        self.app.push_screen(Confirm(words, loses=True), answer)

    def _typed(self) -> tuple[str, ...]:
        return tuple(field.text for field in self.query(ClerkInput))
