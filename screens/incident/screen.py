"""The room of incidents: those going on, what is known of the marked one, and its cases."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget

from desk.enums import IncidentState
from desk.i18n import N_, _, current, ngettext
from desk.saying import joined
from desk.services import incident_cases, incident_lists, incidents, restoring
from desk.services.incident_answers import Shared
from desk.services.incident_cases import Linking, Proposed
from desk.services.incident_lists import IncidentFile, IncidentLine, Left, LinkedCase
from desk.staff.permissions import May, may
from screens.base import DeskDialog, DeskScreen
from screens.dialogs.pick import Pick, Way
from screens.dialogs.prompt import Prompt
from screens.dialogs.tell import Tell
from screens.incident.words import facts, incident_cells, likely_cells, linked_cells
from screens.keys import bindings
from screens.widgets.flow import Flow
from screens.widgets.paged import Cell, Column, PagedList

if TYPE_CHECKING:
    from desk.incident import Incident
    from desk.services.base import Desk
    from desk.staff.model import Actor

Line = LinkedCase | Proposed
MOST_LINES = 9
WRITING = (
    *("link_all", "link", "share", "restored", "estimate", "script", "change"),
    "report",
)


@dataclass(frozen=True, slots=True)
class Marked:
    """The incident that is marked, whole, with the cases that may belong to it."""

    file: IncidentFile
    likely: tuple[Proposed, ...]


def look(desk: "Desk", who: "Actor", number: str) -> Marked:
    """Read one incident and what may belong to it."""
    file = incident_lists.incident_file(desk, who, number)
    going_on = file.incident.state is IncidentState.OPEN
    likely = incident_cases.likely_cases(desk, who, number) if going_on else []
    return Marked(file, tuple(likely))


def reference_of(line: Line) -> str:
    """The case of a line."""
    return line.case.reference if isinstance(line, LinkedCase) else line.likely.case.reference


class IncidentScreen(DeskScreen):
    """Incidents above, cases below; `subject` is the number that is marked first, or ""."""

    CSS_PATH = "incident.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("incident")]
    AUTO_FOCUS = "#incidents"
    scope = "incident"
    heading = N_("Incidents")
    dated = True

    def __init__(self, subject: str = "") -> None:
        super().__init__(subject)
        self.marked: Marked | None = None
        self._with_ended = False
        self._list = PagedList[IncidentLine](
            [
                Column(_("Number"), 17),
                Column(_("The incident"), 14, grows=2),
                Column(_("Expected back"), 12, grows=1),
                Column(_("Cases"), 6, right=True),
                Column(_("Power"), 5),
                Column(_("Script"), 7),
            ],
            self._incident_cells,
            id="incidents",
            empty=_("Nothing goes on."),
            empty_key=_("Ctrl+N declares an incident."),
        )
        self._facts = Flow()
        self._cases = PagedList[Line](
            [
                Column("", 1),
                Column(_("Number"), 18),
                Column(_("Stage"), 9, grows=1),
                Column(_("Owner"), 6),
                Column(_("Due"), 12),
                Column(_("How it stands"), 14, grows=2),
            ],
            self._case_cells,
            id="incident-cases",
            empty=_("No case belongs to it, and none seems to."),
        )

    def body(self) -> Iterable[Widget]:
        yield self._list
        yield VerticalScroll(self._facts, id="incident-facts", can_focus=False)
        yield self._cases

    def arrived(self, *, again: bool) -> None:
        self._list.focus()
        self.load()

    def load(self) -> None:
        """Read the list again; the mark stays where it was."""
        ended = self._with_ended

        def show(found: list[IncidentLine]) -> None:
            kept = self.number or self.subject
            self._list.styles.height = max(4, min(len(found) + 2, MOST_LINES))
            self._list.show(found, same=lambda line: line.incident.number == kept)

        self.read(lambda desk, who: incident_lists.incidents(desk, who, ended=ended), show)

    # -- what is marked --------------------------------------------------------------------

    @property
    def number(self) -> str:
        """The number of the incident that is marked, or ""."""
        line = self._list.marked
        return line.incident.number if line is not None else ""

    @property
    def incident(self) -> "Incident | None":
        """The incident that is marked, as it was read."""
        return self.marked.file.incident if self.marked is not None else None

    def reference(self) -> str:
        line = self._cases.marked
        return reference_of(line) if line is not None and self._cases.has_focus else ""

    @on(PagedList.Marked)
    def _moved(self, message: PagedList.Marked) -> None:
        self.refresh_keys()
        if message.source is not self._list:
            return
        number = self.number
        if not number:
            self._show(None)
            return
        self.read(lambda desk, who: look(desk, who, number), self._show, group="marked")

    def _show(self, found: Marked | None) -> None:
        desk = self.desk_app.desk
        self.marked = found
        if found is None or desk is None:
            self._facts.say()
            self._cases.show([])
        else:
            kept = reference_of(line) if (line := self._cases.marked) is not None else ""
            self._facts.say(*facts(found.file, desk))
            lines: list[Line] = [*found.file.cases, *found.likely]
            self._cases.show(lines, same=lambda line: reference_of(line) == kept)
        self.refresh_keys()

    def _incident_cells(self, line: IncidentLine) -> list[Cell]:
        desk = self.desk_app.desk
        return incident_cells(line, desk) if desk is not None else []

    def _case_cells(self, line: Line) -> list[Cell]:
        desk = self.desk_app.desk
        if desk is None:
            return []
        return linked_cells(line, desk) if isinstance(line, LinkedCase) else likely_cells(line)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        incident = self.incident
        if action == "declare":
            return may(self.desk_app.who.role, May.REGISTER)
        if action in ("read_script", "end", *WRITING) and incident is None:
            return None
        if action == "end":
            return may(self.desk_app.who.role, May.ANSWER_HALL)
        if action == "read_script":
            return True if incident is not None and incident.script else None
        if action in WRITING:
            going_on = incident is not None and incident.state is IncidentState.OPEN
            return self._possible(action) if going_on or action == "restored" else None
        return True

    def _possible(self, action: str) -> bool | None:
        line = self._cases.marked
        if action == "link_all":
            return True if self.marked is not None and self.marked.likely else None
        if action == "link":
            return True if line is not None else None
        if action == "restored":
            step = line.restoration if isinstance(line, LinkedCase) else None
            return True if step is not None and step.waiting else None
        return True

    # -- keys ------------------------------------------------------------------------------

    @on(PagedList.Chosen)
    def action_open(self) -> None:
        if self._list.has_focus and self._cases.rows:
            self._cases.focus()
        elif (line := self._cases.marked) is not None:
            self.desk_app.go("case", reference_of(line))

    def action_reload(self) -> None:
        self.load()

    def action_ended(self) -> None:
        self._with_ended = not self._with_ended
        self.load()

    def action_declare(self) -> None:
        from screens.incident.dialogs import Declare

        def done(declared: incidents.Declared | None) -> None:
            if declared is not None:
                declared_words(self, declared)
                self.subject = declared.incident.number
                self._list.show([])
                self.load()

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
        line = self._cases.marked
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
        line = self._cases.marked
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
