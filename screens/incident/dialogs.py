"""Dialogs about incidents; each saves while it is open, a refusal stands beside its field."""

from abc import abstractmethod
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from textual.widget import Widget

from desk.enums import Conclusion, IncidentCause, ReportTo, Responsibility
from desk.forms_counter import ReportForm
from desk.forms_incident import EstimateForm, IncidentChange, IncidentForm, ShareForm
from desk.i18n import _
from desk.incident import Incident
from desk.labels import label
from desk.refusals import Refusal
from desk.services import incident_answers, incidents
from desk.services.incident_lists import incident_file
from screens.case.talk import area, day_from, moment_from, yes_no
from screens.dialogs.form import FormDialog, needed
from screens.widgets.choice import Choice
from screens.widgets.field import ClerkInput
from screens.widgets.row import FieldRow

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor

NEW, JOIN, APART = "new", "join", "apart"


class _OfOne(FormDialog):
    """A change of an incident; if somebody else was faster it shows what stands there by now."""

    @abstractmethod
    def anew(self, incident: Incident) -> None:
        """The incident as it was read again."""

    def refused(self, refusal: Refusal) -> None:
        super().refused(refusal)
        if refusal.code == "changed_meanwhile":
            number = self.subject
            self.read(lambda desk, who: incident_file(desk, who, number).incident, self.anew)


class _Facts(FormDialog):
    """The fields that say what it is and whom it reaches."""

    def __init__(self, title: str, subject: str, *, intro: str = "") -> None:
        super().__init__(title, subject, intro=intro)
        self._title = ClerkInput(limit=80, placeholder=_("e.g. cable fault at the river estate"))
        self._cause = Choice([(one, label(one)) for one in IncidentCause], IncidentCause.FAULT)
        self._began = ClerkInput(limit=40, placeholder=_("now; or e.g. today 9:40"))
        self._area = ClerkInput(limit=300, placeholder=_("estates, roads, with commas between"))
        self._supply = ClerkInput(limit=2000, placeholder=_("typed or pasted, if they are known"))
        self._accounts = area(2, limit=80_000, placeholder=_("a pasted list, if there is one"))
        self._power = yes_no(False)

    def facts(self) -> Iterable[Widget]:
        yield FieldRow(_("The incident"), self._title, name="title")
        yield FieldRow(_("Cause"), self._cause, name="cause")
        yield FieldRow(_("Began"), self._began, name="began_at")
        yield FieldRow(_("Area"), self._area, name="area")
        yield FieldRow(_("Transformer areas"), self._supply, name="supply_areas")
        yield FieldRow(_("Accounts"), self._accounts, name="accounts")
        yield FieldRow(_("Power first"), self._power, name="restore_first")

    def on_mount(self) -> None:
        super().on_mount()
        self._title.focus()

    def moment(self, field: ClerkInput, name: str) -> datetime | None:
        return moment_from(self, field.text, name) if field.text else None


class Declare(_Facts):
    """Declares an incident; gives what came of it. `case` is where it was found out, or ""."""

    draft = "incident"

    def __init__(self, case: str = "") -> None:
        words = _("The case {reference} is linked at once.").format(reference=case) if case else ""
        super().__init__(_("Declare an incident"), case or "hall", intro=words)
        self._case = case
        self._script = area(2, placeholder=_("what every counter says, the same"))
        self._expected = ClerkInput(limit=40, placeholder=_("e.g. today 15:00, if known"))
        self._told_by = ClerkInput(limit=60, placeholder=_("dispatch, repair crew"))
        self._stands = Choice(
            [
                (NEW, _("as a new one")),
                (JOIN, _("add to the one that stands")),
                (APART, _("another than the one that stands")),
            ],
            NEW,
        )

    def rows(self) -> Iterable[Widget]:
        yield from self.facts()
        yield FieldRow(_("Script"), self._script, name="script", own=True)
        yield FieldRow(_("Expected back"), self._expected, name="expected_at")
        yield FieldRow(_("Who says so"), self._told_by, name="told_by")
        yield FieldRow(_("Declare it"), self._stands, name="stands")

    def work(self) -> "Callable[[Desk, Actor], object]":
        stands = self._stands.value
        form = IncidentForm(
            title=needed(self._title.text, "title"),
            cause=self._cause.value or IncidentCause.OTHER,
            began_at=self.moment(self._began, "began_at"),
            area=self._area.text,
            supply_areas=[self._supply.text],
            accounts=[self._accounts.value],
            script=self._script.value,
            restore_first=bool(self._power.value),
            expected_at=self.moment(self._expected, "expected_at"),
            told_by=self._told_by.text,
            case=self._case,
            join=stands == JOIN,
            apart=stands == APART,
        )
        return lambda desk, who: incidents.declare(desk, who, form)


class Change(_OfOne, _Facts):
    """Changes what is known of an incident; gives it as it stands then."""

    draft = "incident_change"

    def __init__(self, incident: Incident, began: str) -> None:
        super().__init__(_("Change {number}").format(number=incident.number), incident.number)
        self._incident = incident
        self._title.value = incident.title
        self._cause = Choice([(one, label(one)) for one in IncidentCause], incident.cause)
        self._began.placeholder = began
        self._area.value = incident.area
        self._supply.value = " ".join(incident.supply_areas)
        self._accounts.text = "\n".join(incident.accounts)
        self._power = yes_no(incident.restore_first)

    def rows(self) -> Iterable[Widget]:
        yield from self.facts()

    def work(self) -> "Callable[[Desk, Actor], object]":
        form = IncidentChange(
            title=needed(self._title.text, "title"),
            cause=self._cause.value,
            began_at=self.moment(self._began, "began_at"),
            area=self._area.text,
            supply_areas=[self._supply.text],
            accounts=[self._accounts.value],
            restore_first=bool(self._power.value),
        )
        number, version = self.subject, self._incident.version
        return lambda desk, who: incidents.update(desk, who, number, form, version=version)

    def anew(self, incident: Incident) -> None:
        self._incident = incident
        self.stands_now(
            {
                "title": incident.title,
                "cause": str(incident.cause),
                "area": incident.area,
                "supply_areas": " ".join(incident.supply_areas),
                "accounts": "\n".join(incident.accounts),
                "restore_first": str(incident.restore_first),
            }
        )


class Estimate(FormDialog):
    """When it is expected back; gives the IncidentEstimate."""

    draft = "incident_estimate"

    def __init__(self, number: str) -> None:
        super().__init__(_("Expected back: {number}").format(number=number), number)
        self._expected = ClerkInput(limit=40, placeholder=_("e.g. today 15:00, if known"))
        self._words = ClerkInput(limit=300, placeholder=_("or why nobody can say yet"))
        self._told_by = ClerkInput(limit=60, placeholder=_("dispatch, repair crew"))

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("Expected back"), self._expected, name="expected_at")
        yield FieldRow(_("In words"), self._words, name="expectation")
        yield FieldRow(_("Who says so"), self._told_by, name="told_by")

    def work(self) -> "Callable[[Desk, Actor], object]":
        at = moment_from(self, self._expected.text, "expected_at") if self._expected.text else None
        form = EstimateForm(
            expected_at=at, expectation=self._words.text, told_by=self._told_by.text
        )
        number = self.subject
        return lambda desk, who: incidents.estimate(desk, who, number, form)


class Script(_OfOne):
    """What every counter says; gives the incident."""

    draft = "incident_script"

    def __init__(self, incident: Incident) -> None:
        super().__init__(
            _("Script of {number}").format(number=incident.number),
            incident.number,
            intro=_("Every counter reads it anew."),
        )
        self._was = incident.script
        self._text = area(5)
        self._text.text = incident.script

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("Script"), self._text, name="script", own=True)

    def work(self) -> "Callable[[Desk, Actor], object]":
        number, text = self.subject, needed(self._text.value, "script")
        was = self._was
        return lambda desk, who: incidents.set_script(desk, who, number, text, was=was)

    def anew(self, incident: Incident) -> None:
        self._was = incident.script
        self.stands_now({"script": incident.script})


class Share(FormDialog):
    """One answer for every point that is about it; gives what came of it."""

    draft = "incident_share"

    def __init__(self, incident: Incident) -> None:
        super().__init__(
            _("Share a finding: {number}").format(number=incident.number),
            incident.number,
            intro=_("What somebody wrote stays. Each case still gets a letter of its own."),
        )
        self._finding = area(4, limit=5000)
        self._finding.text = incident.finding
        self._remedy = area(3, limit=5000)
        self._remedy.text = incident.remedy
        self._conclusion = Choice([(one, label(one)) for one in Conclusion], incident.conclusion)
        self._responsibility = Choice(
            [(one, label(one)) for one in Responsibility], incident.responsibility
        )
        self._owner = ClerkInput(incident.remedy_owner, limit=100)
        self._due = ClerkInput(
            _day(incident.remedy_due),
            limit=20,
            placeholder=_("e.g. 11-30, tomorrow, +3 working days"),
        )
        self._done_on = ClerkInput(
            _day(incident.remedy_done_on), limit=20, placeholder=_("if it is done already")
        )

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("Finding"), self._finding, name="finding", own=True)
        yield FieldRow(_("Conclusion"), self._conclusion, name="conclusion")
        yield FieldRow(_("Responsibility"), self._responsibility, name="responsibility")
        yield FieldRow(_("Remedy"), self._remedy, name="remedy", own=True)
        yield FieldRow(_("Done by"), self._owner, name="remedy_owner")
        yield FieldRow(_("Due day"), self._due, name="remedy_due")
        yield FieldRow(_("Done on"), self._done_on, name="remedy_done_on")

    def work(self) -> "Callable[[Desk, Actor], object]":
        form = ShareForm(
            finding=self._finding.value,
            remedy=self._remedy.value,
            conclusion=self._conclusion.value,
            responsibility=self._responsibility.value,
            remedy_owner=self._owner.text,
            remedy_due=self._on("remedy_due", self._due),
            remedy_done_on=self._on("remedy_done_on", self._done_on),
        )
        number = self.subject
        return lambda desk, who: incident_answers.share(desk, who, number, form)

    def _on(self, name: str, field: ClerkInput) -> date | None:
        return day_from(self, field.text, name) if field.text else None


def _day(day: date | None) -> str:
    return day.isoformat() if day is not None else ""


class Upward(FormDialog):
    """A call upward about an incident; gives the ReportAhead."""

    draft = "incident_report"

    def __init__(self, number: str) -> None:
        super().__init__(_("Reported upward: {number}").format(number=number), number)
        self._to = Choice([(one, label(one)) for one in ReportTo], ReportTo.SUPERIOR)
        self._person = ClerkInput(limit=60, placeholder=_("who answered"))
        self._ticket = ClerkInput(limit=60, placeholder=_("the number they gave, if any"))
        self._said = ClerkInput(limit=300)
        self._at = ClerkInput(limit=40, placeholder=_("now; or e.g. today 9:40"))

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("Reported to"), self._to, name="receiver")
        yield FieldRow(_("Person"), self._person, name="person")
        yield FieldRow(_("Ticket"), self._ticket, name="number")
        yield FieldRow(_("They said"), self._said, name="said")
        yield FieldRow(_("When"), self._at, name="at")

    def work(self) -> "Callable[[Desk, Actor], object]":
        form = ReportForm(
            receiver=self._to.value or ReportTo.SUPERIOR,
            person=needed(self._person.text, "person"),
            number=self._ticket.text,
            said=self._said.text,
            at=moment_from(self, self._at.text, "at") if self._at.text else None,
        )
        number = self.subject
        return lambda desk, who: incidents.report(desk, who, number, form)
