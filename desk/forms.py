"""What people fill in: the input of services, from screens and from JSON alike.

Field names are the glossary's. Plain dataclasses, so that nothing heavy is imported; the
command line validates JSON against these very classes and prints their schema.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from desk.enums import (
    AbsenceReason,
    Basis,
    CaseKind,
    Cause,
    Channel,
    Conclusion,
    Confirmation,
    ContactWay,
    DelegationScope,
    Delivery,
    Grade,
    Lane,
    MaterialState,
    Mood,
    Nature,
    NoticeKind,
    PartyRole,
    PointKind,
    Rating,
    RemedyBy,
    Responsibility,
    Scope,
    Topic,
    Urgency,
)
from desk.form import Form
from desk.forms_counter import (
    ExternalForm,
    PaperForm,
    RecordForm,
    ReportForm,
    SignatoryForm,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerForm(Form):
    """A customer as told at the window."""

    name: str
    printed_name: str = ""
    """The official Chinese form of a name that no font here can print."""
    salutation: str = ""
    phone: str = ""
    account_no: str = ""
    address: str = ""
    nature: Nature = Nature.RESIDENT
    special_care: str = ""
    large_print: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyForm(Form):
    """Somebody else whom the case concerns."""

    role: PartyRole
    name: str
    printed_name: str = ""
    """The official Chinese form of a name that no font here can print."""
    salutation: str = ""
    phone: str = ""
    address: str = ""
    basis: str = ""
    basis_kind: Basis | None = None
    basis_seen: bool = False
    basis_copied: bool = False
    basis_valid_to: date | None = None
    minor: bool = False
    """For a guardian: that the customer they act for is a minor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BasisForm(Form):
    """The paper by which somebody acts for a customer, brought later or brought anew."""

    basis: str = ""
    basis_kind: Basis | None = None
    basis_seen: bool = True
    basis_copied: bool = False
    basis_valid_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PointForm(Form):
    """One point as the clerk confirmed it with the customer."""

    kind: PointKind
    matter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseForm(Form):
    """A registration. Either `customer_id` of a customer on file or `customer`, or `anonymous`."""

    kind: CaseKind = CaseKind.COMPLAINT
    channel: Channel = Channel.WALK_IN
    topic: Topic
    narrative: str
    points: list[PointForm]
    customer_id: str = ""
    customer: CustomerForm | None = None
    anonymous: bool = False
    printed_name: str = ""
    """The official Chinese form of the customer's name, where no font here can print it."""
    large_print: bool = False
    """Whether the customer wishes their papers in large print, now and later."""
    parties: list[PartyForm] = field(default_factory=list)
    account_no: str = ""
    address: str = ""
    remedy_sought: str = ""
    emotional_need: str = ""
    mood: Mood = Mood.CALM
    grade: Grade = Grade.NORMAL
    urgency: Urgency = Urgency.NORMAL
    lane: Lane = Lane.STANDARD
    received_at: datetime | None = None
    """When the customer came, if that was not now; needs `backdated_reason`."""
    backdated_reason: str = ""
    expected_by: date | None = None
    told: str = ""
    scope: Scope = Scope.OURS
    letter_language: str = "zh_CN"
    concerns: list[str] = field(default_factory=list)
    """Staff numbers of those of us whom the case is about."""
    signatories: list[SignatoryForm] = field(default_factory=list)
    externals: list[ExternalForm] = field(default_factory=list)
    papers: list[PaperForm] = field(default_factory=list)
    reports: list[ReportForm] = field(default_factory=list)
    confirmation: RecordForm | None = None
    paper_number: str = ""
    """The number of the form on which it was taken down while the power was off."""
    follows: str = ""
    """The number of an ended case that this one takes up."""
    related: list[str] = field(default_factory=list)
    """Numbers of cases that are named beside this one, such as open ones of the same house."""
    incident: str = ""
    """The number of an incident going on that the case belongs to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerForm(Form):
    """The answer to one point. A field left out keeps what stands."""

    matter: str | None = None
    kind: PointKind | None = None
    finding: str | None = None
    basis: str | None = None
    articles: list[str] | None = None
    conclusion: Conclusion | None = None
    true_part: str | None = None
    responsibility: Responsibility | None = None
    cause: Cause | None = None
    apology: str | None = None
    remedy: str | None = None
    remedy_by: RemedyBy | None = None
    remedy_owner: str | None = None
    remedy_due: date | None = None
    remedy_done_on: date | None = None
    amount_fen: int | None = None
    payment: str | None = None
    checks: list[str] | None = None
    clear: list[str] = field(default_factory=list)
    """Names of fields to empty again: a choice, a day or an amount that was entered by mistake."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultForm(Form):
    """What stands in the reply beside the points: the result as a whole, and advice by lines."""

    result: str | None = None
    advice: list[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeForm(Form):
    """Whose matter it is, and what the customer was told of it."""

    scope: Scope
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverForm(Form):
    """An offer: to a staff number here, or to a named person elsewhere."""

    to_staff: str = ""
    to_name: str = ""
    to_unit: str = ""
    to_phone: str = ""
    matter: str
    told: str
    contact_by: datetime
    unreachable: bool = False
    """True when nobody could be reached: the offer stands, and the lead is asked."""
    anyway: bool = False
    """True to offer to somebody absent all the same; such an offer lapses at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialForm(Form):
    """What the clerk ticked for one material."""

    material: str
    state: MaterialState
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralForm(Form):
    """A referral: from an entry of the directory, with what was agreed on the phone."""

    entry: str = ""
    unit: str = ""
    address: str = ""
    phone: str = ""
    hours: str = ""
    bring: list[str] = field(default_factory=list)
    called: str
    said: str
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsenceForm(Form):
    """Somebody is away from now, or from a named time, until a time or until they are back."""

    staff: str = ""
    """Staff number; empty means oneself."""
    reason: AbsenceReason = AbsenceReason.LEAVE
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationForm(Form):
    """Who stands in for whom, for what, how long."""

    absent: str
    deputy: str
    scope: DelegationScope = DelegationScope.CASES
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewItemForm(Form):
    """Why something is asked for that the first notice did not tell."""

    material: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnForm(Form):
    """A customer is back with papers: what is ticked now, and changed answers if any."""

    answers: dict[str, str] = field(default_factory=dict)
    """Only the answers that changed."""
    materials: list[MaterialForm] = field(default_factory=list)
    new_items: list[NewItemForm] = field(default_factory=list)
    """A reason for each thing we had left out the first time."""
    send_away: bool = False
    """True when the customer must come again although papers could follow later."""
    send_away_reason: str = ""
    commitment: str = ""
    commitment_due: date | None = None
    """By when the rest follows, where it may; left out, the playbook's own days count."""
    case: str = ""
    customer_name: str = ""
    account_no: str = ""
    """Who came, if that was asked: another customer's notice is refused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CannotForm(Form):
    """That something cannot be done, or must wait: ground, reason, and what remains."""

    kind: NoticeKind
    procedure: str
    ground: str
    """Id of a ground of the procedure, or the ground in words."""
    reason: str
    remedy: str
    until: date | None = None
    """For "wait": the day on which the customer hears again."""
    case: str = ""
    customer_name: str = ""
    salutation: str = ""
    account_no: str = ""
    language: str = "zh_CN"


@dataclass(frozen=True, slots=True, kw_only=True)
class ByWordForm(Form):
    """An answer that the giver takes down because the receiver cannot sign in."""

    person: str
    phone: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactForm(Form):
    """A contact with the customer."""

    way: ContactWay
    text: str
    reached: bool = True
    from_customer: bool = False
    reminder: bool = False
    at: datetime | None = None
    commitment: "CommitmentForm | None" = None
    """What was promised in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentForm(Form):
    """A promise: what, who, by when."""

    text: str
    owner: str
    due_on: date
    point: int | None = None
    amount_fen: int | None = None
    ask: bool = False
    """True to put a promise above one's authority before those who may agree to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeForm(Form):
    """A one-time notice: which procedure, how its questions were answered, what is held."""

    procedure: str = ""
    """May stay empty where the command names it."""
    more: list[str] = field(default_factory=list)
    """Further procedures of the same visit; their answers are written "procedure.question"."""
    oral: bool = False
    """True when it was told on the phone: logged, nothing is signed."""
    answers: dict[str, str] = field(default_factory=dict)
    materials: list[MaterialForm] = field(default_factory=list)
    blanks: dict[str, str] = field(default_factory=dict)
    """Limits and fees that the pack leaves to the hall, as the clerk filled them in."""
    case: str = ""
    """Reference of the case it belongs to, if any."""
    customer_name: str = ""
    salutation: str = ""
    account_no: str = ""
    commitment: str = ""
    commitment_due: date | None = None
    language: str = "zh_CN"
    paper_number: str = ""
    """The number of the form on which it was told while the power was off."""
    told_at: datetime | None = None
    """When that form was written; needs `paper_number`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmForm(Form):
    """How a paper was confirmed. All but a signature need a witness's staff number or a reason."""

    confirmation: Confirmation
    witness: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterForm(Form):
    """What the author of a letter says beside the record; which of it is asked, its kind says."""

    reason: str = ""
    """Holding letter: why it takes longer. Supplementary reply: what it corrects or adds."""
    done: str = ""
    """Holding letter: what has been done so far."""
    until: date | None = None
    """Holding letter: the day by which the customer has the answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryForm(Form):
    """How a letter reached the customer, or why it never will.

    By hand: `receiver`, left out for the addressee in person, and for anybody who is no party by
    what right they are `entitled`. By post: the `tracking` number of the registered letter.
    Refused: the staff number of the `witness`. Nobody: a `note` why.
    """

    delivery: Delivery
    receiver: str = ""
    entitled: str = ""
    tracking: str = ""
    witness: str = ""
    note: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptForm(Form):
    """A try that failed: nobody was met, or the post brought the letter back.

    `next_on` is the day of the next try; left out, the next working day.
    """

    note: str
    came_back: bool = False
    at: datetime | None = None
    next_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptForm(Form):
    """The receipt slip that came back, signed on a day, with the box the customer ticked."""

    signed_on: date | None = None
    """Left out: today."""
    rating: Rating | None = None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkForm(Form):
    """A remark of the approver: on a point, or on a part ("result", "advice", "text")."""

    text: str
    point: int = 0
    part: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpForm(Form):
    """One try to call back."""

    reached: bool
    satisfied: bool | None = None
    attitude: int | None = None
    speed: int | None = None
    result: int | None = None
    clarity: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffForm(Form):
    """A member of staff as the administrator enters them."""

    number: str
    name: str
    role: str
    unit: str = ""
    phone: str = ""
