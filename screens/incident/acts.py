"""What the keys of the room of incidents do; each act is saved, then the room is read again."""

from abc import abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk.enums import IncidentState
from desk.i18n import _, current, ngettext
from desk.saying import joined
from desk.services import incident_cases, incident_lists, incidents, restoring
from desk.services.incident_answers import Shared
from desk.services.incident_cases import Linking, Proposed
from desk.services.incident_lists import IncidentFile, Left, LinkedCase
from screens.base import DeskDialog, DeskScreen
from screens.dialogs.pick import Pick, Way
from screens.dialogs.prompt import Prompt
from screens.dialogs.tell import Tell

if TYPE_CHECKING:
    from desk.incident import Incident

Line = LinkedCase | Proposed


@dataclass(frozen=True, slots=True)
class Marked:
    """The incident that is marked, whole, with the cases that may belong to it."""

    file: IncidentFile
    likely: tuple[Proposed, ...]


def reference_of(line: Line) -> str:
    """The case of a line."""
    return line.case.reference if isinstance(line, LinkedCase) else line.likely.case.reference


class IncidentRoomActs(DeskScreen):
    """Acts on the incident that is marked, and on the case that is marked below it."""

    marked: Marked | None = None

    @property
    @abstractmethod
    def number(self) -> str:
        """The number of the incident that is marked, or ""."""

    @property
    @abstractmethod
    def line(self) -> Line | None:
        """The case that is marked."""

    @abstractmethod
    def load(self, number: str = "") -> None:
        """Read the list again; the mark stays where it was, or goes to `number`."""

    @property
    def incident(self) -> "Incident | None":
        """The incident that is marked, as it was read."""
        return self.marked.file.incident if self.marked is not None else None

    def action_declare(self) -> None:
        from screens.incident.dialogs import Declare

        def done(declared: incidents.Declared | None) -> None:
            if declared is not None:
                declared_words(self, declared)
                self.load(declared.incident.number)

        self.app.push_screen(Declare(), done)

    def action_read_script(self) -> None:
        number = self.number
        incident = self.incident
        if incident is None:
            return
        self.app.push_screen(Tell(incident.title, incident.script))
        self.write(
            lambda desk, who: incidents.read_script(desk, who, number), lambda _r: self.load()
        )

    def action_link_all(self) -> None:
        if self.marked is not None:
            self._link([one.likely.case.reference for one in self.marked.likely])

    def _link(self, references: list[str]) -> None:
        number = self.number

        def done(made: Linking) -> None:
            words = ngettext("{n} case is linked.", "{n} cases are linked.", len(made.linked))
            left = joined((f"{ref}: {why}" for ref, why in made.left_out[:2]), current())
            self.desk_app.tell(words.format(n=len(made.linked)), left)
            self.load()

        self.write(lambda desk, who: incident_cases.link_cases(desk, who, number, references), done)

    def action_link(self) -> None:
        line = self.line
        if isinstance(line, Proposed):
            self._link([reference_of(line)])
            return
        if line is None:
            return
        number, reference = self.number, line.case.reference

        def ended(reason: str | None) -> None:
            if reason:
                self.write(
                    lambda desk, who: incident_cases.unlink(desk, who, number, reference, reason),
                    lambda _link: self.load(),
                )

        title = _("Take {reference} off").format(reference=reference)
        self.app.push_screen(Prompt(title, _("Reason")), ended)

    def action_share(self) -> None:
        from screens.incident.dialogs import Share

        def done(shared: Shared | None) -> None:
            if shared is None:
                return
            words = ngettext("{n} point took it.", "{n} points took it.", shared.points)
            left = [
                f"{one.reference}{f' #{position}' if position else ''}: {why}"
                for one in shared.cases
                for position, why in one.left
            ]
            if left:
                text = "\n".join([words.format(n=shared.points), *left])
                self.app.push_screen(Tell(_("What took it, and what did not"), text))
            else:
                self.desk_app.tell(words.format(n=shared.points))
            self.load()

        if self.incident is not None:
            self.app.push_screen(Share(self.incident), done)

    def action_restored(self) -> None:
        line = self.line
        if not isinstance(line, LinkedCase):
            return
        reference = line.case.reference

        def told(by: str | None) -> None:
            if by is not None:
                self.write(
                    lambda desk, who: restoring.restored(desk, who, reference, by),
                    lambda _step: self.load(),
                )

        title = _("Power is back: {reference}").format(reference=reference)
        self.app.push_screen(Prompt(title, _("Who says so"), needed=False, limit=60), told)

    def action_estimate(self) -> None:
        from screens.incident.dialogs import Estimate

        self._ask(Estimate(self.number))

    def action_script(self) -> None:
        from screens.incident.dialogs import Script

        if self.incident is not None:
            self._ask(Script(self.incident))

    def action_change(self) -> None:
        from screens.incident.dialogs import Change
        from screens.incident.words import moment

        desk = self.desk_app.desk
        if self.incident is not None and desk is not None:
            self._ask(Change(self.incident, moment(desk, self.incident.began_at)))

    def action_report(self) -> None:
        from screens.incident.dialogs import Upward

        self._ask(Upward(self.number))

    def _ask(self, dialog: DeskDialog[object]) -> None:
        """Show a dialog that saves by itself; then read the list again."""
        self.app.push_screen(dialog, lambda done: self.load() if done is not None else None)

    def action_end(self) -> None:
        incident = self.incident
        if incident is None:
            return
        number = incident.number
        if incident.state is not IncidentState.OPEN:
            self.write(
                lambda desk, who: incident_lists.reopen(desk, who, number),
                lambda _again: self.load(),
            )
            return

        def closed(done: incident_lists.Closed) -> None:
            self.load()
            self._tell_left(done.left)

        def noted(note: str | None) -> None:
            if note is not None:
                self.write(lambda desk, who: incident_lists.close(desk, who, number, note), closed)

        title = _("{number} is over").format(number=number)
        words = _("No case ends by it; what is left is listed next.")
        self.app.push_screen(Prompt(title, _("Note"), text=words, needed=False), noted)

    def _tell_left(self, left: tuple[Left, ...]) -> None:
        """Each line leads to its case."""
        if not left:
            self.desk_app.tell(_("Nothing is left: every case of it has ended."))
            return
        ways = [Way(one.reference, one.reference, joined(one.texts, current())) for one in left]

        def go(reference: str | None) -> None:
            if reference:
                self.desk_app.go("case", reference)

        self.app.push_screen(Pick(_("What is left"), ways), go)


def declared_words(room: DeskScreen, declared: incidents.Declared) -> None:
    """Say what came of declaring."""
    text = _("Added to {number}.") if declared.joined else _("{number} is declared.")
    room.desk_app.tell(
        text.format(number=declared.incident.number),
        _("Ctrl+Y links all the cases that are proposed."),
    )
