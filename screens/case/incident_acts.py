"""Deeds of a case about incidents: which one it belongs to, and power first."""

from typing import TYPE_CHECKING

from desk.enums import IncidentState
from desk.i18n import _
from desk.services import incident_cases, restoring
from desk.services.incident_cases import Fitting
from screens.case.acts import CaseActs
from screens.dialogs.pick import Pick, Way
from screens.dialogs.prompt import Prompt
from screens.undo import Step

if TYPE_CHECKING:
    from desk.services.incidents import Declared

DECLARE = ""
"""The line by which an incident is declared from the case."""


class IncidentActs(CaseActs):
    """Each asks, then the case is read again."""

    def action_incident(self) -> None:
        reference = self.subject
        self.read(
            lambda desk, who: incident_cases.for_case(desk, who, reference),
            self._choose_incident,
            group="incident",
        )

    def _choose_incident(self, found: list[Fitting]) -> None:
        ways = [
            Way(
                one.incident.number,
                one.incident.title,
                _("Belongs to it; opens it.")
                if one.linked
                else _("Links the case to it: {why}").format(why=one.why),
            )
            for one in found
        ]
        declare = Way(DECLARE, _("Declare an incident"), _("From this case, which is linked."))
        linked = {one.incident.number for one in found if one.linked}

        def chosen(number: str | None) -> None:
            if number is None:
                return
            if number in linked:
                self.desk_app.go("incident", number)
            elif number == DECLARE:
                self._declare()
            else:
                self._link(number)

        belongs = any(one.linked and one.incident.state is IncidentState.OPEN for one in found)
        self.app.push_screen(Pick(_("Incident"), ways if belongs else [*ways, declare]), chosen)

    def _link(self, number: str) -> None:
        reference = self.subject

        def done(_made: object) -> None:
            self.desk_app.tell(_("The case belongs to {number} now.").format(number=number))
            self.edits.note(Step(back, what=_("the link")))
            self.load()

        def back() -> None:
            reason = _("Named by mistake, taken back at once.")
            self.write(
                lambda desk, who: incident_cases.unlink(desk, who, number, reference, reason),
                lambda _ended: self.load(),
            )

        self.write(
            lambda desk, who: incident_cases.link_cases(desk, who, number, [reference]), done
        )

    def _declare(self) -> None:
        from screens.incident.acts import declared_words
        from screens.incident.dialogs import Declare

        def done(declared: "Declared | None") -> None:
            if declared is not None:
                declared_words(self, declared)
                self.load()
                self.desk_app.go("incident", declared.incident.number)

        self.app.push_screen(Declare(self.subject), done)

    def action_restore(self) -> None:
        """Begin the step where there is none, else note that power is back."""
        file, reference = self.file, self.subject
        if file is None:
            return
        waits = any(one.waiting for one in file.restorations)

        def told(text: str | None) -> None:
            if text is None:
                return
            if waits:
                self.write(lambda desk, who: restoring.restored(desk, who, reference, text), kept)
            else:
                self.write(
                    lambda desk, who: restoring.restore_first(desk, who, reference, text), kept
                )

        def kept(_step: object) -> None:
            said = _("Power is back.") if waits else _("Power comes first here.")
            self.desk_app.tell(said)
            self.load()

        if waits:
            title = _("Power is back: {reference}").format(reference=reference)
            dialog = Prompt(title, _("Who says so"), needed=False, limit=60)
        else:
            dialog = Prompt(
                _("Power first"),
                _("Paid, as one sees by"),
                text=_("For a customer who had paid and whom our fault cut off."),
                limit=300,
            )
        self.app.push_screen(dialog, told)
