"""What the book knows beside a form: earlier cases with why, files the new one may double."""

from dataclasses import dataclass, field

from desk.enums import CaseKind, Topic
from desk.forms import CustomerForm
from desk.forms_incident import Told
from desk.i18n import _, current
from desk.labels import label
from desk.likely import Ears
from desk.masks import mask_name, mask_phone
from desk.related import Beside, Reason, Related
from desk.saying import joined, relative
from desk.services import doubles, incident_cases, related
from desk.services.base import Desk
from desk.services.doubles import Suspect
from desk.services.incident_cases import Fitting
from desk.services.related import Subject
from desk.staff.model import Actor
from screens.dialogs.beside import times_words
from screens.intake.sheet import Sheet, Who
from screens.widgets.flow import Para

OWN = (Reason.CUSTOMER, Reason.REPEAT)
ENOUGH = 2
"""Characters of a name from which on it is looked for."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for; the same question is not asked twice."""

    subject: Subject
    customer: CustomerForm | None = None
    heard: frozenset[str] = frozenset()
    """What the narrative says of incidents that go on."""
    narrative: str = field(default="", compare=False)
    """Every key changes it; the book is asked again only when it says more of an incident."""

    @property
    def empty(self) -> bool:
        subject = self.subject
        return not (
            self.heard
            or subject.customer_id
            or subject.account_no
            or subject.address
            or self.customer
        )


@dataclass(frozen=True, slots=True)
class Known:
    """What was found."""

    beside: Beside
    suspects: tuple[Suspect, ...] = ()
    incidents: tuple[Fitting, ...] = ()
    """Incidents going on that the visitor speaks of, or lives in."""
    ears: Ears = field(default_factory=Ears)
    """What to listen for from now on."""


def asked(sheet: Sheet, topic: Topic, ears: Ears) -> Asked:
    """What a form as it stands asks of the book."""
    visitor = sheet.visitor
    known = visitor.who is Who.KNOWN
    typed = visitor.who is Who.NEW
    named = known or typed
    report = sheet.kind is CaseKind.REPORT
    subject = Subject(
        customer_id=visitor.customer_id if known else "",
        account_no=sheet.account_no or (visitor.account_no if named else ""),
        address=sheet.address or (visitor.address if named else ""),
        topic=topic if sheet.narrative or sheet.topic else None,
        kind=sheet.kind,
    )
    customer = None
    worth = len(visitor.name) >= ENOUGH or visitor.phone or visitor.account_no
    # Who reports is nobody on file.
    if typed and worth and not report:
        customer = CustomerForm(
            name=visitor.name,
            phone=visitor.phone,
            account_no=visitor.account_no,
            address=visitor.address,
        )
    return Asked(subject, customer, ears.heard(sheet.narrative), sheet.narrative)


def look(desk: Desk, who: Actor, question: Asked) -> Known:
    """Ask the book."""
    subject = question.subject
    told = Told(
        account_no=subject.account_no, address=subject.address, narrative=question.narrative
    )
    fitting = tuple(incident_cases.fitting(desk, who, told))
    found = related.beside(desk, who, subject)
    ears = incident_cases.ears(desk, who)
    if question.customer is None:
        return Known(found, (), fitting, ears)
    return Known(found, doubles.suspect(desk, who, question.customer), fitting, ears)


def suspect_words(found: tuple[Suspect, ...]) -> str:
    """Whom on file a new customer may be, on one line, with the key that takes them."""
    if not found:
        return ""
    first = found[0]
    who = " ".join(filter(None, (mask_name(first.side.name), mask_phone(first.side.phone))))
    more = f" +{len(found) - 1}" if len(found) > 1 else ""
    words = _("On file already? {who}{more}: {why}. Ctrl+X takes that file.")
    return words.format(who=who, more=more, why=joined(first.why, current()))


def incident_lines(found: tuple[Fitting, ...], ticked: str = "") -> list[Para]:
    """What goes on there, whether the case will be part of it, what every counter says of it."""
    lines = []
    for one in found:
        incident = one.incident
        # The key comes first: a narrow panel cuts the line off.
        if incident.number == ticked:
            words = _("Saved as part of {number} (Ctrl+A undoes)")
            sign, style = "✓ ", "bold $success"
        else:
            words = _("Ctrl+A: part of {number}") if not ticked else "{number}"
            sign, style = "● ", "bold $warning"
        text = words.format(number=incident.number)
        lines.append(Para(f"{text} {incident.title} ← {one.why}", style, lead=sign))
        if incident.script:
            lines.append(Para(f"“{incident.script}”"))
    return lines


def beside_lines(found: Beside, desk: Desk, *, most: int) -> list[Para]:
    """Warnings first, then the cases, each with why."""
    lines = []
    if found.warning:
        lines.append(Para(found.warning, "bold $error", lead="! "))
    if words := times_words(found):
        lines.append(Para(words, "bold $warning", lead="◆ "))
    lines += [_line(one, desk) for one in found.cases[:most]]
    rest = len(found.cases) - most
    if rest > 0:
        lines.append(Para(_("and {n} more cases").format(n=rest), "$text-muted"))
    return lines


def _line(one: Related, desk: Desk) -> Para:
    case, now = one.case, desk.clock.now()
    late = case.open and case.due_at is not None and case.due_at < now
    stands = label(case.stage) if case.open else label(case.status)
    due = ""
    if case.open and case.due_at is not None:
        zone = desk.branch.timezone
        due = relative(case.due_at, now, current(), calendar=desk.calendar, zone=zone)
    parts = [case.reference, label(case.topic), stands, due]
    text = " ".join(filter(None, parts)) + f" ← {one.why}"
    if not case.open:
        return Para(text, "$text-muted", lead="· ")
    own = set(one.reasons) & set(OWN)
    style = "bold $error" if late and own else "bold $warning" if own else ""
    return Para(text, style, lead="! " if late and own else "◆ " if own else "· ")
