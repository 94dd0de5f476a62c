"""Deeds of a case that concern its record: how it was confirmed, who signed it."""

from typing import TYPE_CHECKING

from desk.i18n import _
from desk.services.joint_copies import copies_for_others, letter_to_copy
from screens.case.acts import CaseActs

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.services.pages import Page
    from desk.staff.model import Actor


class RecordActs(CaseActs):
    """Each asks in a dialog of its own, then the case is read again."""

    def action_confirm_record(self) -> None:
        from screens.dialogs.confirmed import ConfirmRecord

        dialog = ConfirmRecord(self.subject)
        self.open_dialog(dialog, _("It is noted how the record was confirmed."))

    def action_joint_copies(self) -> None:
        """Copies of the latest letter for those who signed and do not speak for all."""
        from screens.dialogs.paper import PutOnPaper

        letter = letter_to_copy(self.file) if self.file else None
        if letter is None:
            return
        letter_id = letter.id

        def make(desk: "Desk", who: "Actor") -> "Page":
            return copies_for_others(desk, who, letter_id)

        title = _("Copies for the others who signed")
        self.app.push_screen(PutOnPaper(title, make, self.desk_app.papers), lambda _: self.load())

    def action_joint(self) -> None:
        from screens.joint.in_case import JointCase

        if self.file is None:
            return

        def done(changed: bool | None) -> None:
            if changed:
                self.load()

        self.app.push_screen(JointCase(self.subject, self.file.signatories), done)
