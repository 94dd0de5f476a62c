"""What people fill in on tasks and promises; see `desk.forms`."""

from dataclasses import dataclass
from datetime import date, datetime

from desk.enums import CardCame, ContactWay, PointKind
from desk.form import Form


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskForm(Form):
    """A part of a case for a department: what, for which point, by when, who there."""

    department: str
    """Id or name of a department of the playbook, or the unit of somebody of a department."""
    matter: str
    point: int | None = None
    due_at: datetime | None = None
    """What the department promised; left out, the playbook's own days count."""
    to_staff: str = ""
    """Staff number of a person of the department, if one is named."""
    to_name: str = ""
    to_phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenForm(Form):
    """A promise that cannot be kept: why, and how the customer was told of it.

    `told` left empty: the customer has not been told.
    """

    reason: str
    told: str = ""
    way: ContactWay = ContactWay.PHONE
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CardForm(Form):
    """A follow-up card that came back, typed in as the customer filled it in."""

    came: CardCame
    satisfied: bool | None = None
    """Left out where the card says nothing of it and no score is below 3."""
    attitude: int | None = None
    speed: int | None = None
    result: int | None = None
    clarity: int | None = None
    words: str = ""
    received_on: date | None = None
    """Left out: today."""
    number: str = ""
    """The number printed on the card; left out, the latest card of the case."""
    seen_by: str = ""
    """Staff number of a colleague who compared it with the card, where its typist handled the
    case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TerminationForm(Form):
    """Why the service in a case ends, and how the customer was told."""

    ground: str
    """Id of a ground of the playbook."""
    basis: str
    """What the answers rest on."""
    beyond: str
    """What is still asked for, and why it goes beyond what was due."""
    told_way: ContactWay
    told: str = ""
    """What the customer was told beside the ways that stay open, which are told always."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenForm(Form):
    """New facts for which a case is taken up again: they become a point of it."""

    facts: str
    kind: PointKind = PointKind.ALLEGATION
    reason: str = ""
    """Why they change the matter."""
