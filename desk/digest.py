"""A case as plain lines, to be typed into the marketing system; in full, for that system needs it.

Field by field in the order in which a complaint is entered there: whose, how to reach them, what
about, what was done. No markup, one value a line.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime

from desk.case import Case
from desk.enums import ClockKind, PointKind
from desk.external import ExternalRef
from desk.i18n import N_
from desk.labels import label
from desk.playbook.entries import TopicEntry
from desk.point import IssuePoint
from desk.views import CaseFile

Say = Callable[[str], str]
FIELDS = (
    N_("Number with us"),
    N_("Outside numbers"),
    N_("Kind of matter"),
    N_("Class at 95598"),
    N_("Name of the customer"),
    N_("Telephone"),
    N_("Account number"),
    N_("Address of supply"),
    N_("Received on"),
    N_("By way of"),
    N_("Grade of the matter"),
    N_("What was brought"),
    N_("What they ask for"),
    N_("Single points"),
    N_("Answer due"),
    N_("Told the customer"),
    N_("Handled by"),
    N_("What was found"),
    N_("Outcome of the matter"),
    N_("Replied on"),
)
"""The order of that system's form."""


def digest(
    file: CaseFile, topic: TopicEntry, local: Callable[[datetime], datetime], say: Say
) -> str:
    """The lines; a field that is not known yet stands empty, so that none is passed over."""
    case, person = file.case, file.complainant
    values = (
        case.reference,
        "；".join(_outside(file.externals)),
        label(case.kind),
        _class_of(topic),
        f"{person.name}{person.salutation}",
        person.phone,
        case.account_no,
        case.address or person.address,
        _moment(case.received_at, local),
        label(case.channel),
        label(case.grade),
        _line(case.narrative),
        _line(case.remedy_sought),
        "；".join(f"{p.position}. {_line(p.matter)}" for p in file.points),
        _moment(_due(file), local),
        _line(case.told),
        file.holder,
        "；".join(_found(file.points)),
        _outcome(case, file.points),
        _replied(file, local),
    )
    return "\n".join(f"{say(name)}：{value}" for name, value in zip(FIELDS, values, strict=True))


def _outside(externals: Iterable[ExternalRef]) -> list[str]:
    return [f"{one.source.value} {one.number}" for one in externals]


def _class_of(topic: TopicEntry) -> str:
    first = topic.classes[0] if topic.classes else None
    return "—".join(filter(None, (first.level1, first.level2, first.level3))) if first else ""


def _due(file: CaseFile) -> datetime | None:
    """By when the matter itself is answered; calls and handovers are our own affair."""
    meant = [c.due_at for c in file.clocks if c.kind in (ClockKind.REPLY, ClockKind.EXTERNAL)]
    return min(meant, default=None)


def _line(text: str) -> str:
    return " ".join(text.split())


def _moment(at: datetime | None, local: Callable[[datetime], datetime]) -> str:
    return f"{local(at):%Y-%m-%d %H:%M}" if at else ""


def _found(points: Iterable[IssuePoint]) -> list[str]:
    return [f"{p.position}. {_line(p.finding)}" for p in points if p.finding.strip()]


def _outcome(case: Case, points: Iterable[IssuePoint]) -> str:
    parts = []
    for point in points:
        said = [label(point.conclusion)] if point.conclusion else []
        if point.responsibility and point.kind is not PointKind.QUESTION:
            said.append(label(point.responsibility))
        said.append(_line(point.remedy))
        if any(said):
            parts.append(f"{point.position}. {'，'.join(filter(None, said))}")
    return "；".join([*parts, *filter(None, [_line(case.result)])])


def _replied(file: CaseFile, local: Callable[[datetime], datetime]) -> str:
    days: list[date] = [
        local(letter.issued_at).date()
        for letter in file.letters
        if letter.issued_at is not None and letter.kind.value.endswith("reply")
    ]
    return min(days).isoformat() if days else ""
