"""Deeds of a case that concern its record: how it was confirmed, who signed it."""

from desk.case import Case
from desk.i18n import _
from desk.services.large_print import want_large_print
from screens.case.acts import CaseActs


class RecordActs(CaseActs):
    """Each asks in a dialog of its own, then the case is read again."""

    def action_confirm_record(self) -> None:
        from screens.dialogs.confirmed import ConfirmRecord

        dialog = ConfirmRecord(self.subject)
        self.open_dialog(dialog, _("It is noted how the record was confirmed."))

    def action_large_print(self) -> None:
        """Set what is new in the case large; once more sets it in the usual size again."""
        if self.file is None:
            return
        reference, wanted = self.subject, not self.file.case.large_print

        def done(_case: Case) -> None:
            usual, large = (
                _("New letters are set in the usual size."),
                _("New letters are set large."),
            )
            self.desk_app.tell(large if wanted else usual)
            self.load()

        self.write(lambda desk, who: want_large_print(desk, who, reference, wanted=wanted), done)

    def action_joint(self) -> None:
        from screens.joint.in_case import JointCase

        if self.file is None:
            return

        def done(changed: bool | None) -> None:
            if changed:
                self.load()

        self.app.push_screen(JointCase(self.subject, self.file.signatories), done)
