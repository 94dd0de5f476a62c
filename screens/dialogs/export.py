"""Writing the list in sight to a file: where to, as what, masked or with a reason in full."""

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from textual.widget import Widget

from desk.exporting.files import check_target, write_list
from desk.file_kinds import safe_name
from desk.i18n import _, ngettext
from desk.labels import label
from desk.pasted import path_of
from desk.refusals import Refusal
from desk.services.exporting import ListAsked, Listed, list_table
from desk.staff.permissions import May, may
from screens.dialogs.form import FormDialog, needed
from screens.widgets.choice import Choice
from screens.widgets.field import ClerkInput
from screens.widgets.row import FieldRow

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor

XLSX, CSV = ".xlsx", ".csv"


class ExportList(FormDialog):
    """Gives a sentence that says what was written and where."""

    draft = "export"

    def __init__(self, asked: ListAsked) -> None:
        super().__init__(_("Write the list out"), asked.listed)
        self._asked = asked
        self._path = ClerkInput(limit=1000)
        self._ending = Choice([(XLSX, _("Excel workbook")), (CSV, "CSV")], XLSX)
        self._shown = Choice([(True, _("masked")), (False, _("in full"))], True)
        self._reason = ClerkInput(limit=200, placeholder=_("for example: to call back"))
        self._replace = Choice([(False, _("no")), (True, _("yes"))], False)
        self._full_rows: list[FieldRow] = []
        self._replace_row = FieldRow(_("Replace it"), self._replace, name="replace")

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("File"), self._path, name="output")
        yield FieldRow(_("Written as"), self._ending, name="ending")
        self._full_rows = [
            FieldRow(_("Names, numbers"), self._shown, name="shown"),
            FieldRow(_("Reason"), self._reason, name="reason"),
        ]
        yield from self._full_rows
        yield self._replace_row

    def on_mount(self) -> None:
        now: datetime = self.desk_app.desk.clock.now() if self.desk_app.desk else datetime.now()
        name = safe_name(f"{_name(self._asked)}-{now:%Y%m%d}{XLSX}")
        self._path.value = str(Path.home() / name)
        self._replace_row.display = False
        super().on_mount()
        self._path.focus()

    def typed(self) -> None:
        stem, dot, ending = self._path.value.rpartition(".")
        if (
            dot
            and f".{ending.lower()}" in (XLSX, CSV)
            and f".{ending.lower()}" != self._ending.value
        ):
            self._path.value = f"{stem}{self._ending.value}"
        role = self.desk_app.who.role
        everything, reason = self._full_rows
        everything.display = may(role, May.REVEAL) and self._asked.listed in _PERSONAL
        reason.display = everything.display and self._shown.value is False

    def refused(self, refusal: Refusal) -> None:
        if refusal.code == "file_exists":
            self._replace_row.display = True
        super().refused(refusal)

    def work(self) -> "Callable[[Desk, Actor], object]":
        path = path_of(needed(self._path.text, "output"))
        if path.suffix.lower() not in (XLSX, CSV):
            path = path.with_name(f"{path.name}{self._ending.value}")
        full = self._full_rows[1].display
        reason = needed(self._reason.text, "reason") if full else ""
        replace = bool(self._replace.value) and self._replace_row.display
        asked = self._asked

        def write(desk: "Desk", who: "Actor") -> str:
            # A look in full is not to be written down for a file that cannot be.
            check_target(path, replace=replace)
            table = list_table(desk, who, asked, in_full=reason)
            write_list(table, path, replace=replace)
            count = len(table.rows)
            words = ngettext("{count} row is in {path}.", "{count} rows are in {path}.", count)
            return words.format(count=count, path=path)

        return write


_PERSONAL = frozenset(
    {
        *(Listed.BOARD, Listed.LETTERS, Listed.FOUND, Listed.CUSTOMERS, Listed.SHIFT),
        *(Listed.TASKS, Listed.PROMISES),
    }
)
"""Lists in which something is masked."""


def _name(asked: ListAsked) -> str:
    """What the file is called unless the person says otherwise."""
    names = {
        Listed.BOARD: label(asked.view),
        Listed.FOUND: _("Search"),
        Listed.LETTERS: _("Letters"),
        Listed.REGISTER: _("Register of letters"),
        Listed.CUSTOMERS: _("Customers"),
        Listed.CASES: _("Cases of a customer"),
        Listed.SHIFT: _("Shift sheet"),
        Listed.ERASED: _("Erase log"),
        Listed.IMPORTS: _("Imports"),
        Listed.MONTH: _("Month table"),
        Listed.TASKS: _("Tasks"),
        Listed.PROMISES: _("Promises to customers"),
    }
    return names[asked.listed]
