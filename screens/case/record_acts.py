"""Deeds of a case that concern its record: how it was confirmed, who signed it."""

from desk.i18n import _
from screens.case.acts import CaseActs


class RecordActs(CaseActs):
    """Each asks in a dialog of its own, then the case is read again."""

    def action_confirm_record(self) -> None:
        from screens.dialogs.confirmed import ConfirmRecord

        dialog = ConfirmRecord(self.subject)
        self.open_dialog(dialog, _("It is noted how the record was confirmed."))

    def action_joint(self) -> None:
        from screens.joint.in_case import JointCase

        if self.file is None:
            return

        def done(changed: bool | None) -> None:
            if changed:
                self.load()

        self.app.push_screen(JointCase(self.subject, self.file.signatories), done)
