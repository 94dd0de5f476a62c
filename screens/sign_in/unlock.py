"""An encrypted book before it opens: its passphrase, or the recovery key when that is lost."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from textual.widget import Widget
from textual.widgets import Input, Static

from desk.i18n import _
from desk.refusals import Refusal
from screens.base import DeskDialog
from screens.dialogs.form import needed
from screens.dialogs.pick import Pick, Way
from screens.plain import shown
from screens.widgets.field import ClerkInput
from screens.widgets.row import FieldRow

if TYPE_CHECKING:
    from desk.encryption import Locks
    from screens.app import DeskApp

LONGEST = 200


def unlock_book(app: "DeskApp") -> None:
    """Ask for the passphrase of the book until it opens, or something else is chosen."""

    async def chosen(name: str | None) -> None:
        if name == "recover":
            app.push_screen(Recover(app), opened)
        elif name == "restore":
            from screens.backups.restore import restore

            restore(app)
        elif name == "leave":
            await app.action_leave_desk()
        else:
            app.push_screen(Unlock(app), opened)

    def opened(done: bool | None) -> None:
        if done:
            app.open_again()
            return
        ways = [
            Way("again", _("Type the passphrase"), ""),
            Way("recover", _("The passphrase is lost"), _("with the sealed recovery key")),
            Way("leave", _("End Desk"), ""),
        ]
        if app.keeps_backups:
            word = _("compares first, changes nothing by itself")
            ways.insert(2, Way("restore", _("Restore a backup"), word))
        app.push_screen(Pick(_("The book is encrypted"), ways), chosen)

    app.push_screen(Unlock(app), opened)


def locks_of(app: "DeskApp") -> "Locks":
    """What unlocks books here."""
    assert app.locks is not None
    return app.locks


class Unlock(DeskDialog[bool]):
    """Gives True once the book, or the backup at `path`, was unlocked."""

    def __init__(self, app: "DeskApp", path: Path | None = None) -> None:
        super().__init__(_("The book is encrypted") if path is None else path.name)
        self._desk_app = app
        self._path = path
        self._passphrase = ClerkInput(limit=LONGEST, password=True, id="passphrase")

    def body(self) -> Iterable[Widget]:
        said = _("Its passphrase opens it; after that you sign in as always.")
        if self._path is not None:
            said = _("The backup was made under another passphrase than that of the book.")
        yield Static(shown(said), classes="dialog-text")
        yield FieldRow(_("Passphrase"), self._passphrase, name="passphrase")
        lost = _("Lost? Esc leads to the recovery key and to the backups.")
        yield Static(shown(lost if self._path is None else ""), classes="dialog-text")

    def accept(self) -> None:
        for row in self.query(FieldRow):
            row.say("")
        typed = self._passphrase.value
        if not typed:
            self._passphrase.focus()
            return
        self.ask(self._job(typed), lambda _done: self._opened(), refused=self.refused)

    def _job(self, typed: str) -> Callable[[], None]:
        locks = locks_of(self._desk_app)
        return lambda: locks.unlock(typed, self._path)

    def _opened(self) -> None:
        self.dismiss(True)

    def refused(self, refusal: Refusal) -> None:
        # What is said about the field would go away with what was typed in it.
        with self.prevent(Input.Changed):
            self._passphrase.value = ""
        super().refused(refusal)


class Recover(DeskDialog[bool]):
    """Sets another passphrase by the recovery key; gives True once it is set."""

    def __init__(self, app: "DeskApp") -> None:
        super().__init__(_("With the recovery key"))
        self._desk_app = app
        self._key = ClerkInput(limit=LONGEST, placeholder="XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX")
        self._new = ClerkInput(limit=LONGEST, password=True, id="new-passphrase")
        self._again = ClerkInput(limit=LONGEST, password=True, id="new-passphrase-again")

    def body(self) -> Iterable[Widget]:
        said = _("It stands on the sheet in the sealed envelope, and sets a new passphrase.")
        yield Static(shown(said), classes="dialog-text")
        yield FieldRow(_("Recovery key"), self._key, name="recovery")
        yield FieldRow(_("New passphrase"), self._new, name="passphrase")
        yield FieldRow(_("Once more"), self._again, name="again")

    def accept(self) -> None:
        for row in self.query(FieldRow):
            row.say("")
        try:
            key = needed(self._key.text, "recovery")
            new = needed(self._new.value, "passphrase")
            if new != self._again.value:
                raise Refusal(_("The two are not the same."), _("Try again."), field="again")
        except Refusal as refusal:
            self.refused(refusal)
            return
        locks = locks_of(self._desk_app)
        self.ask(
            lambda: locks.recover(key, new), lambda _done: self._opened(), refused=self.refused
        )

    def _opened(self) -> None:
        self.desk_app.tell(
            _("The new passphrase is set."), _("Seal the sheet again, or make a new one.")
        )
        self.dismiss(True)
