"""The way back from a backup: chosen, compared in words, and only then put in the book's place.

The exchange itself happens after the program has let go of the book; then it starts anew.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Button, Input, Static

from desk.i18n import _, current
from desk.pasted import path_of
from desk.refusals import Refusal
from screens.base import DeskDialog
from screens.dialogs.form import needed
from screens.plain import shown
from screens.widgets.field import ClerkInput
from screens.widgets.paged import Cell, Column, PagedList
from screens.widgets.row import FieldRow

if TYPE_CHECKING:
    from desk.backup.model import Kept
    from desk.backup.restore import Prepared
    from screens.app import DeskApp


def restore(app: "DeskApp", marked: Path | None = None) -> None:
    """Choose a backup, see what would be lost, say yes or no. `marked` stands in the field."""

    def chosen(prepared: "Prepared | None") -> None:
        if prepared is None:
            return
        if app.actor is None:
            app.push_screen(ProveBy(app, prepared), lambda who: proved(prepared, who))
        else:
            proved(prepared, app.actor.staff_id)

    def proved(prepared: "Prepared", staff_id: str | None) -> None:
        if staff_id is None:
            app.keeper.discard(prepared)
            return
        app.push_screen(Compare(prepared), lambda yes: decided(prepared, staff_id, yes=bool(yes)))

    def decided(prepared: "Prepared", staff_id: str, *, yes: bool) -> None:
        if not yes:
            app.keeper.discard(prepared)
            app.tell(_("Nothing was changed."))
            return
        app.to_restore = (prepared, staff_id)
        # Not the usual way out: noting who left would be one entry more than was agreed to.
        app.exit()

    app.push_screen(Choose(app, marked), chosen)


class Choose(DeskDialog["Prepared"]):
    """A backup from the list, or a file by its path; gives it once it was made ready."""

    def __init__(self, app: "DeskApp", marked: Path | None) -> None:
        super().__init__(_("Which backup?"))
        self.add_class("-tall")
        self._keeper_app = app
        first = str(marked) if marked is not None and marked.name else ""
        self._path = ClerkInput(first, limit=1000, placeholder=_("path, or drag the file here"))
        self._said = Static(classes="dialog-text")
        self._list = PagedList["Kept"](
            [
                Column(_("Made"), 16),
                Column(_("Cases"), 7, right=True),
                Column(_("File"), 30, grows=1),
            ],
            self._cells,
            id="choose-backup",
        )
        self._list.empty = _("No backup was found.")
        self._list.empty_key = _("Plug the stick in and type the path of the file.")
        self._busy = False

    def body(self) -> Iterable[Widget]:
        words = _("It is copied and read through first; the book stays as it is until you say so.")
        yield Static(shown(words), classes="dialog-text")
        yield self._list
        yield FieldRow(_("File"), self._path, name="file")
        yield self._said

    def on_mount(self) -> None:
        app = self._keeper_app

        def both() -> "list[Kept]":
            return [*app.keeper.kept(), *app.keeper.elsewhere()]

        self.ask(both, self._found)

    def _found(self, kept: "Sequence[Kept]") -> None:
        typed = self._path.text
        self._list.show(list(kept), same=lambda one: str(one.path) == typed)
        (self._list if kept else self._path).focus()

    def _cells(self, one: "Kept") -> list[Cell]:
        desk = self._keeper_app.desk
        if one.backup is None:
            return ["?", "", one.path.name]
        at = one.backup.made_at
        made = desk.hours.local(at) if desk is not None else at.astimezone()
        return [f"{made:%Y-%m-%d %H:%M}", str(one.backup.counts.get("cases", 0)), one.path.name]

    @on(PagedList.Marked)
    def _marked(self) -> None:
        if self._list.marked is not None and self._list.has_focus:
            self._path.value = str(self._list.marked.path)

    @on(PagedList.Chosen)
    def _chosen(self) -> None:
        if self._list.marked is not None:
            self._path.value = str(self._list.marked.path)
        self.accept()

    @on(Input.Submitted)
    def _enter(self, event: Input.Submitted) -> None:
        event.stop()
        event.prevent_default()
        self.accept()

    def accept(self) -> None:
        if self._busy:
            return
        for row in self.query(FieldRow):
            row.say("")
        try:
            path = path_of(needed(self._path.text, "file"))
        except Refusal as refusal:
            self.refused(refusal)
            return
        self._busy = True
        self._said.update(shown(_("Copying it and reading it through…")))
        app = self._keeper_app

        def ready() -> "Prepared":
            if app.actor is None:
                return app.keeper.prepare(path)
            from desk.services.backups import prepare_restore

            return prepare_restore(app.wait_for_desk(), app.actor, app.keeper, path)

        self.ask(ready, self._ready, refused=self.refused, group="prepare")

    def _ready(self, prepared: "Prepared") -> None:
        self.dismiss(prepared)

    def refused(self, refusal: Refusal) -> None:
        self._busy = False
        self._said.update(shown(""))
        if refusal.code == "locked" and self._keeper_app.locks is not None:
            self._unlock()
            return
        for row in self.query(FieldRow):
            row.say(f"{refusal.message} {refusal.hint}")

    def _unlock(self) -> None:
        """The backup was made under another key than the book's."""
        from screens.sign_in.unlock import Unlock

        def unlocked(done: bool | None) -> None:
            if done:
                self.accept()

        self.app.push_screen(Unlock(self._keeper_app, path_of(self._path.text)), unlocked)


class ProveBy(DeskDialog[str]):
    """Who restores while the book cannot be opened: by the PIN that the backup knows."""

    def __init__(self, app: "DeskApp", prepared: "Prepared") -> None:
        super().__init__(_("Who restores?"))
        self._keeper_app = app
        self._prepared = prepared
        self._number = ClerkInput(limit=20)
        self._pin = ClerkInput(limit=64, password=True)

    def body(self) -> Iterable[Widget]:
        words = _("A shift lead, the manager or the administrator, with the PIN of that time.")
        yield Static(shown(words), classes="dialog-text")
        yield FieldRow(_("Staff number"), self._number, name="number")
        yield FieldRow(_("PIN"), self._pin, name="pin")

    def accept(self) -> None:
        number, pin = self._number.text, self._pin.value
        if not number or not pin:
            (self._pin if number else self._number).focus()
            return
        app = self._keeper_app

        def prove() -> str:
            from desk.clock import SystemClock
            from desk.services.backups import proved_by

            return proved_by(app.keeper, self._prepared, SystemClock(), number, pin).staff_id

        self.ask(prove, self._proved)

    def _proved(self, staff_id: str) -> None:
        self.dismiss(staff_id)

    def refused(self, refusal: Refusal) -> None:
        # What is said about the field would go away with what was typed in it.
        with self.prevent(Input.Changed):
            self._pin.value = ""
        super().refused(refusal)


class Compare(DeskDialog[bool]):
    """What would be lost, number by number; the cautious button has the focus."""

    def __init__(self, prepared: "Prepared") -> None:
        super().__init__(_("What a restore would change"))
        self.add_class("-tall")
        self._prepared = prepared

    def body(self) -> Iterable[Widget]:
        from desk.backup.restore import said

        text = "\n".join(said(self._prepared, current()))
        yield VerticalScroll(Static(shown(text)), classes="dialog-scroll")
        no = Button(shown(_("No, change nothing")), id="no", compact=True)
        yes = Button(shown(_("Yes, put it in the book's place")), id="yes", compact=True)
        yield Horizontal(no, yes, classes="buttons")

    def on_mount(self) -> None:
        self.query_one("#no", Button).focus()

    def accept(self) -> None:
        self.dismiss(self.query_one("#yes", Button).has_focus)

    @on(Button.Pressed, "#yes")
    def _agreed(self) -> None:
        self.dismiss(True)

    @on(Button.Pressed, "#no")
    def _stayed(self) -> None:
        self.dismiss(False)
