"""What people fill in at the counter besides the case itself; see `desk.forms`."""

from dataclasses import dataclass
from datetime import date, datetime

from desk.enums import (
    Channel,
    Confirmation,
    ExternalSource,
    HallEventKind,
    LinkKind,
    ReportTo,
    Topic,
)
from desk.form import Form


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatoryForm(Form):
    """One of those who signed a joint case."""

    name: str
    salutation: str = ""
    phone: str = ""
    address: str = ""
    account_no: str = ""
    representative: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ExternalForm(Form):
    """The number under which another channel holds the same matter."""

    source: ExternalSource
    number: str
    received_at: datetime | None = None
    due_at: datetime | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordForm(Form):
    """How the customer confirmed what was written down.

    All but a signature need a witness's staff number or a reason.
    """

    how: Confirmation
    witness: str = ""
    reason: str = ""
    interpreter: str = ""
    dialect: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperForm(Form):
    """A paper that the customer leaves with us."""

    name: str
    copies: int = 1
    original: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportForm(Form):
    """A report made ahead by phone."""

    receiver: ReportTo
    person: str = ""
    number: str = ""
    said: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HallEventForm(Form):
    """Something in the hall that the lead must know at once."""

    kind: HallEventKind
    note: str = ""
    who: str = ""
    case: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendForm(Form):
    """A field of the record put right, with the reason."""

    field: str
    value: str
    reason: str
    was: str | None = None
    """What was read there: if something else stands there by now, nothing is overwritten."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawForm(Form):
    """The customer takes the case back, in their own words, and how they confirmed it."""

    words: str
    confirmation: RecordForm


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkForm(Form):
    """Two cases named beside each other."""

    other: str
    kind: LinkKind = LinkKind.RELATED
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttentionForm(Form):
    """A word of attention, in words that the customer may read, with its last day."""

    text: str
    reason: str
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CareForm(Form):
    """Who looks after a customer from now on, and why."""

    staff: str
    """Staff number."""
    reason: str
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InquiryForm(Form):
    """A question answered at the window: by a script of the playbook or in own words.

    Without `customer_id` and `customer_name` it is anonymous.
    """

    asked: str
    answer: str = ""
    script: str = ""
    """Id of the script that was said; its words stand where `answer` is empty."""
    topic: Topic | None = None
    """None leaves it to the words of the question."""
    customer_id: str = ""
    customer_name: str = ""
    phone: str = ""
    account_no: str = ""
    incident: str = ""
    """The number of an incident going on that was asked about; its script answers, too."""
    channel: Channel = Channel.WALK_IN
    letter_language: str = "zh_CN"
