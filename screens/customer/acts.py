"""What can be changed in a customer's file, and by whom."""

from typing import TYPE_CHECKING, Any

from desk.customer import Account
from desk.customer_file import CustomerContact, CustomerNote, Erasure
from desk.erasing import values_erased
from desk.file_words import numbers_of
from desk.i18n import _
from desk.labels import label
from desk.masks import mask_in_text
from desk.services import erasing, file_additions, file_changes
from desk.services.customer_file import CustomerFile
from desk.staff.permissions import May, may
from screens.approvals.agree import by_whoever_may
from screens.base import DeskScreen
from screens.customer.forms import (
    AddNote,
    ChangeAccount,
    ChangeOriginal,
    ChangeReach,
    ChangeRelation,
)
from screens.customer.operation import AddOperation
from screens.customer.record import (
    ACCOUNT,
    CHANGE,
    CONTACT,
    KEY,
    MIND,
    NOTE,
    ORIGINAL,
    RELATION,
    RecordLine,
)
from screens.dialogs.confirm import Confirm
from screens.dialogs.form import FormDialog
from screens.dialogs.mind import Mind
from screens.dialogs.pick import Pick, Way
from screens.dialogs.prompt import Prompt
from screens.dialogs.tell import Tell
from screens.widgets.paged import PagedList

if TYPE_CHECKING:
    from desk.services.pages import Page
    from desk.staff.model import Actor

_CHANGES = frozenset({"add", "operate", "end", "mind"})
"""Actions that change the file."""


class FileActs(DeskScreen):
    """A room with a customer's file before it."""

    record: PagedList[RecordLine]

    def __init__(self, subject: str = "") -> None:
        super().__init__(subject)
        self.found: CustomerFile | None = None

    def load(self) -> None:
        """Read the file again."""
        raise NotImplementedError

    def action_doubles(self) -> None:
        """Files that look like this one, and those merged into it."""
        if self.found is not None:
            self.desk_app.go("doubles", self.found.customer.id)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action not in _CHANGES:
            return True
        found = self.found
        if found is None or found.customer.erased_at is not None:
            return None
        need = May.REGISTER if action in ("add", "end") else May.WORK
        if not may(self.desk_app.who.role, need):
            return False
        if action == "end":
            line = self.record.marked
            ends = line is not None and isinstance(line.row, CustomerContact | CustomerNote)
            return True if ends else None
        return True

    def _dialog(self, dialog: "FormDialog | Mind", said: str = "") -> None:
        def done(made: Any) -> None:
            if made:
                self.desk_app.tell(said or _("Saved on the customer's file."))
                self.load()

        self.app.push_screen(dialog, done)

    def change(self, line: RecordLine) -> None:
        """Change what a line of the record shows, or add to it."""
        found = self.found
        if found is None or line.part == CHANGE:
            return
        if line.part == NOTE and isinstance(line.row, CustomerNote):
            numbers = numbers_of(found.customer, found.accounts)
            text = mask_in_text(line.row.text, known=numbers)
            self.app.push_screen(Tell(label(line.row.kind), text))
            return
        if not self.check_action("add", ()):
            self.desk_app.tell(_("Your role may not change this file."))
            return
        if line.part == ORIGINAL:
            self._dialog(ChangeOriginal(found), _("The original record is put right."))
        elif line.part == RELATION:
            self._relation(found)
        elif line.part == KEY:
            self._key_account(found)
        elif line.part == MIND:
            self.action_mind()
        elif line.part == ACCOUNT:
            row = line.row if isinstance(line.row, Account) else None
            self._dialog(ChangeAccount(found, row))
        elif line.part == CONTACT:
            person = line.row if isinstance(line.row, CustomerContact) else None
            self._dialog(ChangeReach(found, person))
        else:
            self._dialog(AddNote(found.customer.id))

    def action_add(self) -> None:
        """Choose what to add."""
        found = self.found
        if found is None:
            return

        def go(name: str | None) -> None:
            if name == "operation":
                self.action_operate()
            elif name is not None:
                self.change(RecordLine(name, ""))

        ways = [
            Way(ACCOUNT, _("Account"), _("A supply account with address and meter.")),
            Way(CONTACT, _("Reached through"), _("Somebody by whom the customer is reached.")),
            Way(NOTE, _("Note"), _("On contract, credit, business or demand.")),
            Way("operation", _("Operation record"), _("A line of the operation record.")),
        ]
        self.app.push_screen(Pick(_("Add to the file"), ways), go)

    def action_operate(self) -> None:
        """Write down what was done."""
        if self.found is not None:
            self._dialog(AddOperation(self.found.customer.id), _("The operation is on record."))

    def action_mind(self) -> None:
        """What to mind about this customer: care, special care, words of attention."""
        if self.found is not None:
            self._dialog(Mind(self.found.customer.id))

    def _relation(self, found: CustomerFile) -> None:
        def go(lead: "Actor | None") -> None:
            self._dialog(ChangeRelation(found, lead))

        by_whoever_may(self, May.LOOK_AFTER, _("Change the relation of this customer."), go)

    def _key_account(self, found: CustomerFile) -> None:
        customer_id, key = found.customer.id, not found.customer.key_account
        title = _("Make it a key account") if key else _("No key account any more")

        def go(lead: "Actor | None") -> None:
            def keep(reason: str | None) -> None:
                if reason is not None:
                    self.write(
                        lambda desk, who: file_changes.set_key_account(
                            desk, who, customer_id, key=key, reason=reason
                        ),
                        lambda _kept: self.load(),
                        who=lead,
                    )

            self.app.push_screen(Prompt(title, _("Reason"), limit=200), keep)

        by_whoever_may(self, May.LOOK_AFTER, title, go)

    def action_end(self) -> None:
        """A person by whom they are reached, or a note, no longer is one."""
        line = self.record.marked
        row = line.row if line is not None else None
        if not isinstance(row, CustomerContact | CustomerNote):
            return
        row_id, is_note = row.id, isinstance(row, CustomerNote)

        def end(yes: bool | None) -> None:
            if not yes:
                return
            if is_note:
                self.write(
                    lambda desk, who: file_additions.end_note(desk, who, row_id),
                    lambda _kept: self.load(),
                )
            else:
                self.write(
                    lambda desk, who: file_changes.end_contact(desk, who, row_id),
                    lambda _kept: self.load(),
                )

        words = _("It leaves the file as it is shown; that it was there stays on record. End it?")
        self.app.push_screen(Confirm(words), end)

    def action_erase(self) -> None:
        from screens.customer.erase import EraseFile

        customer_id = self.customer_in_sight()

        def done(erased: Erasure | None) -> None:
            if erased is not None:
                count = _("{count} values are erased.").format(count=values_erased(erased))
                self.desk_app.tell(count, _("The erase log says when, and what had to stay."))
                self.action_reload()

        # The manager alone sees what would go: whoever else asks is told so.
        self.write(
            lambda desk, who: erasing.preview_erasure(desk, who, customer_id),
            lambda seen: self.app.push_screen(EraseFile(customer_id, seen), done),
        )

    def action_copy(self) -> None:
        """The customer's copy of what is kept about them, on paper."""
        from screens.customer.erase import CopyFile
        from screens.dialogs.paper import PutOnPaper

        def show(made: "Page | None") -> None:
            if made is not None:
                title = _("Copy for the customer")
                # Made once: each making is a look.
                paper = PutOnPaper(title, lambda _desk, _who: made, self.desk_app.papers)
                self.app.push_screen(paper)

        self.app.push_screen(CopyFile(self.customer_in_sight()), show)

    def action_reload(self) -> None:
        self.load()
