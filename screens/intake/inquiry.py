"""A minute's inquiry: one line asked, answered by a script or in own words, closed at once."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, on
from textual.binding import BindingType
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input

from desk.enums import CaseKind, Topic
from desk.forms_counter import InquiryForm
from desk.forms_incident import Told
from desk.i18n import _
from desk.ids import new_id
from desk.incident import Incident
from desk.labels import label
from desk.parked import INTAKE
from desk.playbook.entries import Script
from desk.refusals import Refusal
from desk.services import customers, drafts
from desk.services.incident_cases import fitting as fitting_incidents
from desk.services.inquiry import LONGEST_ANSWER, Inquired, inquire
from desk.views import CustomerRow
from screens.dialogs.form import FormDialog
from screens.intake.sheet import Sheet, Visitor, Who, to_json, visitor_from
from screens.intake.tips import suggester
from screens.intake.who import WhoPanel
from screens.widgets.area import ClerkTextArea
from screens.widgets.choice import Choice
from screens.widgets.field import ClerkInput
from screens.widgets.paged import Cell, Column, PagedList
from screens.widgets.row import FieldRow

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor
    from screens.app import DeskApp

PAUSE = 0.08
MOST_SCRIPTS = 4
ONE_AT_A_TIME = "window"
"""What the draft of an inquiry belongs to: there is one window before one clerk."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the list: an incident going on, a script, or the way without one."""

    script: Script | None = None
    incident: Incident | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What there is for a question: incidents going on that it may be about, and the playbook."""

    topic: Topic
    scripts: tuple[Script, ...]
    incidents: tuple[Incident, ...] = ()


def known_for(desk: "Desk", who: "Actor", asked: str, topic: Topic | None, told: Told) -> Known:
    """The likely topic of a question unless one was chosen, and what all counters say on it."""
    likely = topic or suggester(desk.spoken).suggest(asked).topic
    fitting = [one.incident for one in fitting_incidents(desk, who, told)]
    incidents = tuple(one for one in fitting if one.script)
    scripts = desk.spoken.scripts_for(likely, asked)[: max(1, MOST_SCRIPTS - len(incidents))]
    return Known(likely, scripts, incidents)


class ScriptList(PagedList[Line]):
    """Takes a digit for its line."""

    def on_key(self, event: events.Key) -> None:
        if event.character and event.character.isdigit():
            at = int(event.character) - 1
            if 0 <= at < len(self.rows):
                event.stop()
                self.cursor = at
                self.action_choose()


class MinuteInquiry(FormDialog):
    """Gives what was registered; F2 takes what is typed into a full registration instead."""

    CSS_PATH = "inquiry.tcss"
    BINDINGS: ClassVar[list[BindingType]] = []
    draft = "inquiry"

    def __init__(self) -> None:
        intro = _("Enter, mark the script you said, Ctrl+S. F2: it takes longer, register in full.")
        super().__init__(_("A minute's inquiry"), ONE_AT_A_TIME, intro=intro)
        self.add_class("-inquiry")
        self._request = new_id()
        self._chosen: Topic | None = None
        self._script = ""
        self._incident = ""
        self._going = False
        self._wait: Timer | None = None
        self.asked = ClerkInput(limit=300, id="asked", placeholder=_("what they want to know"))
        self.topic: Choice[Topic] = Choice([(one, label(one)) for one in Topic], Topic.OTHER)
        self.scripts = ScriptList(
            [Column("", 1), Column(_("Script"), 14), Column(_("What we say"), 30, grows=1)],
            self._cells,
            id="scripts",
        )
        self.answer = ClerkTextArea(
            limit=LONGEST_ANSWER, id="answer", placeholder=_("the script, or your own words")
        )
        self.who = WhoPanel()

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("Asked"), self.asked, name="asked")
        yield FieldRow(_("Topic"), self.topic, name="topic")
        yield self.scripts
        yield FieldRow(_("Answered"), self.answer, name="answer", own=True)
        yield self.who

    def on_mount(self) -> None:
        self._look()

    def _cells(self, line: Line) -> Sequence[Cell]:
        number = str(self.scripts.rows.index(line) + 1)
        if line.incident is not None:
            return number, (f"● {line.incident.title}", "soon"), (line.incident.script, "faint")
        if line.script is None:
            return number, (_("own words"), "strong"), ""
        return number, (line.script.title, "strong"), (line.script.text, "faint")

    # -- what the playbook knows -----------------------------------------------------------

    def typed(self) -> None:
        if self._wait is not None:
            self._wait.stop()
        self._wait = self.set_timer(PAUSE, self._look)

    def _look(self) -> None:
        asked, chosen, visitor = self.asked.text, self._chosen, self.who.visitor
        told = Told(account_no=visitor.account_no, address=visitor.address, narrative=asked)
        self.read(
            lambda desk, who: known_for(desk, who, asked, chosen, told),
            self._known,
            group="scripts",
        )

    def _known(self, known: Known) -> None:
        self.topic.value = known.topic
        at = self.scripts.cursor
        incidents = [Line(incident=one) for one in known.incidents]
        self.scripts.show([*incidents, *(Line(script) for script in known.scripts), Line()])
        self.scripts.cursor = min(at, len(self.scripts.rows) - 1)
        self.scripts.styles.height = len(self.scripts.rows) + 1
        if self._going:
            self._going = False
            self.scripts.focus()

    @on(Choice.Changed)
    def _topic_chosen(self) -> None:
        self._chosen = self.topic.value
        self._look()

    @on(Input.Submitted, "#asked")
    def _asked(self, event: Input.Submitted) -> None:
        event.stop()
        event.prevent_default()
        # The list for the very last word may still be on its way.
        self._going = True
        self._look()

    @on(PagedList.Chosen, "#scripts")
    def _taken(self, message: PagedList.Chosen) -> None:
        message.stop()
        self._take(message.row)
        self.answer.focus()

    def _take(self, line: Line) -> None:
        self._script = line.script.id if line.script is not None else ""
        self._incident = line.incident.number if line.incident is not None else ""
        said = line.script.text if line.script is not None else ""
        if said := line.incident.script if line.incident is not None else said:
            self.answer.load_text(said)

    def accept(self) -> None:
        marked = self.scripts.marked
        if self.scripts.has_focus and marked is not None and not self.answer.value:
            # What is marked was said; nobody has to take it first.
            self._take(marked)
        super().accept()

    # -- who asked -------------------------------------------------------------------------

    @on(WhoPanel.Asked)
    def _search(self, message: WhoPanel.Asked) -> None:
        text = message.text

        def found(rows: list[CustomerRow]) -> None:
            self.who.show(rows, text)

        self.read(lambda desk, who: customers.find_customers(desk, who, text), found, group="who")

    @on(WhoPanel.Changed)
    def _who_changed(self) -> None:
        self._changed()
        self._look()

    # -- as data ---------------------------------------------------------------------------

    def gather(self) -> dict[str, Any]:
        return {
            "asked": self.asked.text,
            "answer": self.answer.value,
            "topic": str(self._chosen or ""),
            "script": self._script,
            "incident": self._incident,
            "visitor": asdict(self.who.visitor),
            "search": self.who.search.text,
        }

    def _restore(self, content: dict[str, Any]) -> None:
        super()._restore({name: content.get(name, "") for name in ("asked", "answer")})
        if not self._restored.display:
            return
        self._chosen = Topic(content["topic"]) if content.get("topic") else None
        self._script = content.get("script", "")
        self._incident = content.get("incident", "")
        self.who.load(visitor_from(content.get("visitor", {})), content.get("search", ""))

    def work(self) -> "Callable[[Desk, Actor], object]":
        visitor, request = self.who.visitor, self._request
        desk = self.desk_app.desk
        script = desk.spoken.scripts.get(self._script) if desk is not None else None
        said = self.answer.value
        form = InquiryForm(
            asked=self.asked.text,
            # What a script says is said in the language of the record.
            answer="" if script is not None and said == script.text else said,
            script=self._script,
            incident=self._incident,
            topic=self.topic.value,
            customer_id=visitor.customer_id if visitor.who is Who.KNOWN else "",
            customer_name=visitor.name if visitor.who is Who.NEW else "",
            phone=visitor.phone,
            account_no=visitor.account_no,
        )
        return lambda desk, who: inquire(desk, who, form, request_id=request)

    # -- when it takes longer --------------------------------------------------------------

    def in_full(self) -> None:
        """Go on in the form of a new case, with everything that is typed here."""
        subject = new_id()
        sheet = Sheet(
            kind=CaseKind.INQUIRY,
            narrative=self.asked.text,
            topic=self._chosen,
            told=" ".join(self.answer.value.split())[:300],
            visitor=self.who.visitor,
            search=self.who.search.text,
            incident=self._incident,
        )
        if sheet.narrative or sheet.visitor != Visitor():
            content = to_json(sheet)
            self.write(
                lambda desk, who: drafts.save_draft(desk, who, INTAKE, subject, content),
                lambda _draft: self._over(subject),
            )
        else:
            self._over(subject)

    def _over(self, subject: str) -> None:
        app, room = self.desk_app, self.desk_app.room
        self._keeper.end()
        self.dismiss(None)
        app.go("intake", subject)
        if room is not None:
            close_if_blank(app)

    def refused(self, refusal: Refusal) -> None:
        if refusal.field.startswith("customer"):
            self.who.refuse(refusal)
        else:
            super().refused(refusal)


def close_if_blank(app: "DeskApp") -> None:
    """Close forms of a new case in which nothing stands: the question was all there was."""
    from screens.intake.room import IntakeRoom

    for room in app.open_rooms(IntakeRoom):
        if room is not app.room and room.gathered().blank:
            room.close()


def ask_minute(app: "DeskApp") -> None:
    """Show the dialog; afterwards whoever was interrupted is back where they were."""

    def done(made: Inquired | None) -> None:
        if made is None:
            return
        said = _("{reference} is registered and closed.").format(reference=made.reference)
        app.tell(said, _("Lookup code {code}").format(code=made.lookup_code))
        room = app.room
        if room is None:
            return
        if room.scope == INTAKE and room.gathered().blank:  # type: ignore[attr-defined]
            room.close()
        else:
            room.fell_due()

    app.push_screen(MinuteInquiry(), done)
