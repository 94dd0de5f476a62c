"""What people fill in on a customer's file; see `desk.forms`."""

from dataclasses import dataclass
from datetime import date, datetime

from desk.enums import ContactWay, Nature, NoteKind, SupplyRelation
from desk.form import Form


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginalForm(Form):
    """The original record of a customer; a field that is None stays as it is.

    Where something else stands in a field already, putting it right needs a reason.
    """

    name: str | None = None
    printed_name: str | None = None
    salutation: str | None = None
    nature: Nature | None = None
    number: str | None = None
    phone: str | None = None
    address: str | None = None
    large_print: bool | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountForm(Form):
    """A supply account, new or changed; a field that is None stays as it is."""

    number: str | None = None
    address: str | None = None
    meter_no: str | None = None
    supply_class: str | None = None
    supply_area: str | None = None
    equipment: str | None = None
    reason: str = ""
    """Why what stood there is replaced: moved, meter changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachForm(Form):
    """A person or number by which a customer is reached; a field that is None stays as it is."""

    name: str | None = None
    relation: str | None = None
    phone: str | None = None
    note: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteForm(Form):
    """A note on contract, credit, business or demand."""

    kind: NoteKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationForm(Form):
    """Something that was done for a customer or said to them, outside any form of its own."""

    way: ContactWay
    done: str
    at: datetime | None = None
    """None for now."""
    place: str = ""
    case: str = ""
    """Reference of a case of this customer that it belongs to."""
    energy_kwh: int | None = None
    cost_fen: int | None = None
    volunteered: bool | None = None
    """Feedback that the customer volunteered, or was asked for; None where it is no feedback."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationForm(Form):
    """How the customer stands to us, why, and until when."""

    relation: SupplyRelation
    reason: str = ""
    until: date | None = None
