"""The room of incidents: those going on, what is known of the marked one, and its cases."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget

from desk.enums import IncidentState
from desk.i18n import N_, _
from desk.services import incident_cases, incident_lists
from desk.services.incident_lists import IncidentLine, LinkedCase
from desk.staff.permissions import May, may
from screens.incident.acts import IncidentRoomActs, Line, Marked, reference_of
from screens.incident.words import facts, incident_cells, likely_cells, linked_cells
from screens.keys import bindings
from screens.plain import shown
from screens.widgets.flow import Flow
from screens.widgets.paged import Cell, Column, PagedList

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor

WRITING = (
    *("link_all", "link", "share", "restored", "estimate", "script", "change"),
    "report",
)


def look(desk: "Desk", who: "Actor", number: str) -> Marked:
    """Read one incident and what may belong to it."""
    file = incident_lists.incident_file(desk, who, number)
    going_on = file.incident.state is IncidentState.OPEN
    likely = incident_cases.likely_cases(desk, who, number) if going_on else []
    return Marked(file, tuple(likely))


class IncidentScreen(IncidentRoomActs):
    """Incidents above, cases below; `subject` is the number that is marked first, or ""."""

    CSS_PATH = "incident.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("incident")]
    AUTO_FOCUS = "#incidents"
    scope = "incident"
    heading = N_("Incidents")
    dated = True

    def __init__(self, subject: str = "") -> None:
        super().__init__(subject)
        self._with_ended = False
        self._list = PagedList[IncidentLine](
            [
                Column(_("Number"), 17),
                Column(_("The incident"), 14, grows=2),
                Column(_("Expected back"), 12, grows=1),
                Column(_("Cases"), 6, right=True),
                Column(_("Power"), 5),
                Column(_("Script"), 8),
            ],
            self._incident_cells,
            id="incidents",
            classes="main-list",
            empty=_("Nothing goes on."),
            empty_key=_("Ctrl+N declares an incident."),
        )
        self._list.border_title = shown(_(self.heading))
        self._facts = Flow()
        self._cases = PagedList[Line](
            [
                Column("", 1),
                Column(_("Number"), 18),
                Column(_("Stage"), 9, grows=1),
                Column(_("Owner"), 6),
                Column(_("Due"), 14, grows=1),
                Column(_("How it stands"), 14, grows=2),
            ],
            self._case_cells,
            id="incident-cases",
            classes="main-list",
            empty=_("No case belongs to it, and none seems to."),
        )

    def body(self) -> Iterable[Widget]:
        yield self._list
        yield VerticalScroll(self._facts, id="incident-facts", classes="detail", can_focus=False)
        yield self._cases

    def arrived(self, *, again: bool) -> None:
        self._list.focus()
        self.load()

    def load(self, number: str = "") -> None:
        ended = self._with_ended

        def show(found: list[IncidentLine]) -> None:
            kept = number or self.number or self.subject
            self._list.show(found, same=lambda line: line.incident.number == kept)
            self._list.refresh(layout=True)

        self.read(lambda desk, who: incident_lists.incidents(desk, who, ended=ended), show)

    # -- what is marked --------------------------------------------------------------------

    @property
    def number(self) -> str:
        line = self._list.marked
        return line.incident.number if line is not None else ""

    @property
    def line(self) -> Line | None:
        return self._cases.marked

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
        self.query_one("#incident-facts").display = found is not None
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
