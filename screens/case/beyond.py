"""What goes beyond the counter, in a case: reports ahead, other channels, the digest."""

from typing import TYPE_CHECKING

from desk.external import ExternalRef
from desk.i18n import _, current
from desk.saying import joined
from desk.services import digest, reports
from desk.services.externals import ExternalAdded
from desk.services.reports import ToReport
from desk.views import CaseFile
from screens.base import DeskScreen

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor

BEYOND = ("digest", "report", "elsewhere", "report_back")


def waiting(file: CaseFile) -> list[ExternalRef]:
    """Outside numbers that were not reported back yet."""
    return [one for one in file.externals if one.reported_at is None]


class Beyond(DeskScreen):
    """Deeds of a case that end somewhere else."""

    file: CaseFile | None = None

    def load(self) -> None:
        """Read the case again."""

    def action_digest(self) -> None:
        """The whole case as plain text, also on the clipboard, to be typed elsewhere."""
        reference = self.subject

        def work(desk: "Desk", who: "Actor") -> str:
            return digest.case_digest(desk, who, reference)

        self.write(work, self._show_digest)

    def _show_digest(self, text: str) -> None:
        from screens.dialogs.tell import Tell

        self.app.copy_to_clipboard(text)
        words = _(
            "Copied, for the marketing system alone: names and numbers are whole, and it is "
            "written down that you looked."
        )
        title = _("Digest of {reference}").format(reference=self.subject)
        self.app.push_screen(
            Tell(title, f"{words}\n\n{text}", tall=True), lambda _closed: self.load()
        )

    def action_report(self) -> None:
        reference = self.subject

        def work(desk: "Desk", who: "Actor") -> ToReport:
            return reports.to_report(desk, who, reference)

        self.read(work, self._ask_report, group="to_report")

    def _ask_report(self, found: ToReport) -> None:
        from screens.dialogs.elsewhere import LogReport

        def done(kept: object) -> None:
            if kept is not None:
                self.desk_app.tell(_("The report is noted, with its time."))
                self.load()

        self.app.push_screen(LogReport(self.subject, found), done)

    def action_elsewhere(self) -> None:
        from screens.dialogs.elsewhere import AddElsewhere

        def done(added: object) -> None:
            if not isinstance(added, ExternalAdded):
                return
            words = _("{number} is noted.").format(number=added.external.number)
            hint = ""
            if added.doubled:
                hint = _("It stands on {cases} too: linked, and the shift lead hears of it.")
                hint = hint.format(cases=joined(added.doubled, current()))
            self.desk_app.tell(words, hint, severity="warning" if hint else "information")
            self.load()

        self.app.push_screen(AddElsewhere(self.subject), done)

    def action_report_back(self) -> None:
        from screens.dialogs.elsewhere import ReportBack

        open_ = waiting(self.file) if self.file is not None else []

        def done(kept: object) -> None:
            if kept is not None:
                self.desk_app.tell(_("It is noted that they were told."))
                self.load()

        if open_:
            self.app.push_screen(ReportBack(self.subject, open_), done)
