"""What stands on an intake form, apart from any widget: kept as a draft, made into a case."""

from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from desk.concern import people_named
from desk.dates import parse_day, parse_moment
from desk.enums import (
    Basis,
    CaseKind,
    Channel,
    Grade,
    Lane,
    Mood,
    Nature,
    PartyRole,
    PointKind,
    Scope,
    Topic,
    Urgency,
)
from desk.forms import CaseForm, CustomerForm, PartyForm, PointForm
from desk.forms_counter import PaperForm, SignatoryForm
from desk.i18n import _
from desk.services.base import Desk
from desk.services.intake_checks import LATE_ENTRY
from desk.views import CustomerRow
from screens.intake.beyond import CallMade, Elsewhere, calls_from, elsewhere_from
from screens.intake.spoken import told_of

V = TypeVar("V", bound=StrEnum)
PAPER = "paper-"
"""How the subject of a registration begins that is typed off a form: typed twice, kept once."""


class Who(StrEnum):
    """How far we know who stands at the window."""

    NOBODY = "nobody"
    KNOWN = "known"
    NEW = "new"
    ANONYMOUS = "anonymous"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """The person at the window. `customer_id` stands for one on file; a new one is as typed."""

    who: Who = Who.NOBODY
    customer_id: str = ""
    name: str = ""
    printed_name: str = ""
    salutation: str = ""
    phone: str = ""
    account_no: str = ""
    address: str = ""
    special_care: str = ""
    nature: Nature = Nature.RESIDENT

    @classmethod
    def known(cls, row: CustomerRow) -> "Visitor":
        """A customer on file, with the account that was asked for."""
        return cls(
            who=Who.KNOWN,
            customer_id=row.customer_id,
            name=row.name,
            printed_name=row.printed_name,
            salutation=row.salutation,
            phone=row.phone,
            account_no=row.account_no,
            address=row.address,
            special_care=row.special_care,
        )

    @classmethod
    def new(cls, typed: str) -> "Visitor":
        """A new customer; what was searched for goes into the field it fits."""
        told = told_of(typed)
        return cls(
            who=Who.NEW,
            name=told.get("name", ""),
            salutation=told.get("salutation", ""),
            phone=told.get("phone", ""),
            account_no=told.get("account_no", ""),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Everything on the form. Days and times are as the clerk typed them."""

    visitor: Visitor = field(default_factory=Visitor)
    search: str = ""
    narrative: str = ""
    remedy_sought: str = ""
    points: tuple[PointForm, ...] = ()
    taken: bool = False
    """Whether the clerk has taken the points; until then they are only proposed."""
    seen: tuple[str, ...] = ()
    """Proposals that the clerk has seen and dealt with, by their matter."""
    topic: Topic | None = None
    """None while the proposal rules."""
    mood: Mood | None = None
    emotional_need: str = ""
    told: str = ""
    expected_by: str = ""
    kind: CaseKind = CaseKind.COMPLAINT
    channel: Channel = Channel.WALK_IN
    grade: Grade | None = None
    urgency: Urgency | None = None
    lane: Lane | None = None
    scope: Scope = Scope.OURS
    begun: str = ""
    """When the first word was typed, in branch time: the customer stood there by then."""
    received_at: str = ""
    backdated_reason: str = ""
    paper_number: str = ""
    account_no: str = ""
    address: str = ""
    letter_language: str = "zh_CN"
    large_print: bool = False
    parties: tuple[PartyForm, ...] = ()
    concerns: str = ""
    """Whom of us it is about: staff numbers or names, as typed."""
    calls: tuple[CallMade, ...] = ()
    """Calls that were made before anything was saved: emergencies, reports ahead."""
    walk_in: str = ""
    """Which of the common walk-ins was chosen: what to listen for and to ask."""
    elsewhere: tuple[Elsewhere, ...] = ()
    """The same matter at other channels."""
    signatories: tuple[SignatoryForm, ...] = ()
    papers: tuple[PaperForm, ...] = ()
    follows: str = ""
    """The number of the ended case that this one takes up."""
    related: tuple[str, ...] = ()
    """Numbers of open cases that are named beside this one."""
    incident: str = ""
    """The number of the incident to which the case is linked when it is saved."""
    aside: dict[str, Any] = field(default_factory=dict)
    """What is half typed in a dialog over the form, by the dialog's name."""

    @property
    def blank(self) -> bool:
        """Whether nothing worth keeping was typed; a search or the number of a form is not."""
        return replace(self, search="", paper_number="", begun="") == Sheet(
            letter_language=self.letter_language
        )


def to_json(sheet: Sheet) -> dict[str, Any]:
    """Plain data for a draft."""
    content = asdict(sheet)
    for party in content["parties"]:
        valid_to = party["basis_valid_to"]
        party["basis_valid_to"] = valid_to.isoformat() if valid_to else ""
    # A thousand people must fit into a draft: what they leave empty is left out.
    content["signatories"] = [
        {name: value for name, value in one.items() if value} for one in content["signatories"]
    ]
    return content


def from_json(content: dict[str, Any]) -> Sheet:
    """The form as it was kept; fields that another version wrote are left out."""
    known = {name: content[name] for name in Sheet.__slots__ if name in content}
    known["visitor"] = visitor_from(known.get("visitor", {}))
    known["points"] = tuple(
        PointForm(kind=PointKind(point["kind"]), matter=point["matter"])
        for point in known.get("points", ())
    )
    known["parties"] = tuple(_party(party) for party in known.get("parties", ()))
    known["signatories"] = tuple(SignatoryForm(**one) for one in known.get("signatories", ()))
    known["papers"] = tuple(PaperForm(**one) for one in known.get("papers", ()))
    known["related"] = tuple(known.get("related", ()))
    known["seen"] = tuple(known.get("seen", ()))
    known["calls"] = calls_from(known.get("calls", ()))
    known["elsewhere"] = elsewhere_from(known.get("elsewhere", ()))
    for name, vocabulary in _VOCABULARIES.items():
        if known.get(name) is not None:
            known[name] = vocabulary(known[name])
    return Sheet(**known)


def visitor_from(content: dict[str, Any]) -> Visitor:
    """The person at the window as a draft kept them."""
    return Visitor(
        **{
            **{name: content[name] for name in Visitor.__slots__ if name in content},
            "who": Who(content.get("who", Who.NOBODY)),
            "nature": Nature(content.get("nature", Nature.RESIDENT)),
        }
    )


_VOCABULARIES: dict[str, type[StrEnum]] = {
    "topic": Topic,
    "mood": Mood,
    "kind": CaseKind,
    "channel": Channel,
    "grade": Grade,
    "urgency": Urgency,
    "lane": Lane,
    "scope": Scope,
}


def _party(content: dict[str, Any]) -> PartyForm:
    valid_to = content["basis_valid_to"]
    return PartyForm(
        **{
            **content,
            "role": PartyRole(content["role"]),
            "basis_kind": Basis(kind) if (kind := content.get("basis_kind")) else None,
            "basis_valid_to": date.fromisoformat(valid_to) if valid_to else None,
        }
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """What stands for a field that the clerk left to Desk."""

    topic: Topic = Topic.OTHER
    grade: Grade = Grade.NORMAL
    urgency: Urgency = Urgency.NORMAL
    lane: Lane = Lane.STANDARD
    kind: CaseKind | None = None
    """The kind that the narrative names; it stands only when somebody takes it."""


def likely_kind(sheet: Sheet, proposed: Proposed) -> CaseKind:
    """The kind to be taken: another than a complaint was chosen, else what the words name."""
    if sheet.kind is CaseKind.COMPLAINT and proposed.kind is not None:
        return proposed.kind
    return sheet.kind


def case_form(sheet: Sheet, desk: Desk, proposed: Proposed) -> CaseForm:
    """The registration; refuses days and times that cannot be read, each by its field."""
    visitor = sheet.visitor
    customer = None
    if visitor.who is Who.NEW:
        customer = CustomerForm(
            name=visitor.name,
            salutation=visitor.salutation,
            phone=visitor.phone,
            account_no=visitor.account_no,
            address=visitor.address,
            nature=visitor.nature,
        )
    return CaseForm(
        kind=sheet.kind,
        channel=sheet.channel,
        topic=sheet.topic or proposed.topic,
        narrative=sheet.narrative,
        points=list(sheet.points) if sheet.taken else [],
        customer_id=visitor.customer_id if visitor.who is Who.KNOWN else "",
        customer=customer,
        anonymous=visitor.who is Who.ANONYMOUS,
        printed_name=visitor.printed_name,
        large_print=sheet.large_print,
        parties=list(sheet.parties),
        signatories=list(sheet.signatories),
        papers=list(sheet.papers),
        follows=sheet.follows,
        related=list(sheet.related),
        incident=sheet.incident,
        account_no=sheet.account_no
        or (visitor.account_no if visitor.who in (Who.KNOWN, Who.NEW) else ""),
        address=sheet.address or (visitor.address if visitor.who is Who.KNOWN else ""),
        remedy_sought=sheet.remedy_sought,
        emotional_need=sheet.emotional_need,
        mood=sheet.mood or Mood.CALM,
        grade=sheet.grade or proposed.grade,
        urgency=sheet.urgency or proposed.urgency,
        lane=sheet.lane or proposed.lane,
        received_at=received(sheet.received_at, desk) or came(sheet),
        backdated_reason=sheet.backdated_reason or finished_later(sheet, desk),
        paper_number=sheet.paper_number,
        expected_by=expected(sheet.expected_by, desk),
        told="；".join(filter(None, (called_words(sheet, desk), sheet.told))),
        reports=[call.form() for call in sheet.calls],
        externals=[one.form(desk, place) for place, one in enumerate(sheet.elsewhere)],
        scope=sheet.scope,
        letter_language=sheet.letter_language,
        concerns=people_named(sheet.concerns),
    )


def called_words(sheet: Sheet, desk: Desk) -> str:
    """Who was called for help, when, and who answered; "" before any call."""
    return "；".join(call.words(desk) for call in sheet.calls if call.brings_help)


def expected(typed: str, desk: Desk) -> date | None:
    """The day by which the customer expects an answer."""
    if not typed.strip():
        return None
    return parse_day(
        typed,
        today=desk.hours.day_of(desk.clock.now()),
        calendar=desk.calendar,
        field="expected_by",
    )


def came(sheet: Sheet) -> datetime | None:
    """When the customer came, as far as the form knows it; a paper form tells it itself."""
    return datetime.fromisoformat(sheet.begun) if sheet.begun and not sheet.paper_number else None


def waited(sheet: Sheet, desk: Desk) -> bool:
    """Whether a form lay half typed for so long that its limits began well before now."""
    begun = None if sheet.received_at else came(sheet)
    return begun is not None and desk.clock.now() - begun > LATE_ENTRY


def finished_later(sheet: Sheet, desk: Desk) -> str:
    """Why the time of receipt lies back where the form lay half typed; else ""."""
    return _("Written down when the customer came, finished later.") if waited(sheet, desk) else ""


def received(typed: str, desk: Desk) -> datetime | None:
    """When the customer came, if that was not now."""
    if not typed.strip():
        return None
    return parse_moment(
        typed,
        now=desk.clock.now(),
        zone=desk.branch.timezone,
        calendar=desk.calendar,
        field="received_at",
    )
