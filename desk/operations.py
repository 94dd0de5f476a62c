"""The operation record: every contact with a customer, read from where it was written down.

Nothing here is kept a second time. `CONTACTS` says of each kind of row that is a contact with a
customer what it stands in the record as.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from desk.case import Case
from desk.casework import Contact
from desk.custody import Handover
from desk.customer_file import Operation
from desk.enums import Channel, ContactWay, Delivery, LetterKind
from desk.external import ExternalRef
from desk.followup import FollowUp
from desk.letter.delivery import DeliveryAttempt
from desk.letter.life import Letter
from desk.notice import Notice
from desk.papers import Paper
from desk.point import IssuePoint
from desk.record import RecordConfirmation, Supplement
from desk.referral import Referral


class Happened(StrEnum):
    """What a line of the operation record is."""

    CONFIRMED = "confirmed"
    CONTACT = "contact"
    ELSEWHERE = "elsewhere"
    FOLLOW_UP = "follow_up"
    HANDOVER = "handover"
    LETTER = "letter"
    NOTICE = "notice"
    OPERATION = "operation"
    PAPER_BACK = "paper_back"
    PAPER_LEFT = "paper_left"
    RECEIPT = "receipt"
    REFERRAL = "referral"
    REGISTERED = "registered"
    REMEDY = "remedy"
    REMINDER = "reminder"
    SETTLED = "settled"
    SLIP = "slip"
    SUPPLEMENT = "supplement"


CONTACTS: Mapping[type[Any], tuple[Happened, ...]] = {
    Case: (Happened.REGISTERED,),
    Contact: (Happened.CONTACT, Happened.REMINDER),
    DeliveryAttempt: (Happened.LETTER,),
    ExternalRef: (Happened.ELSEWHERE,),
    FollowUp: (Happened.FOLLOW_UP,),
    Handover: (Happened.HANDOVER,),
    IssuePoint: (Happened.REMEDY,),
    Letter: (Happened.SLIP, Happened.SETTLED, Happened.RECEIPT),
    Notice: (Happened.NOTICE,),
    Operation: (Happened.OPERATION,),
    Paper: (Happened.PAPER_LEFT, Happened.PAPER_BACK),
    RecordConfirmation: (Happened.CONFIRMED,),
    Referral: (Happened.REFERRAL,),
    Supplement: (Happened.SUPPLEMENT,),
}
"""Kind of row → what it is in the operation record."""

WAYS: Mapping[Channel, ContactWay] = {
    Channel.WALK_IN: ContactWay.IN_PERSON,
    Channel.RECEPTION_DAY: ContactWay.IN_PERSON,
    Channel.PHONE: ContactWay.PHONE,
    Channel.FROM_95598: ContactWay.PHONE,
    Channel.FROM_12345: ContactWay.PHONE,
    Channel.FROM_12398: ContactWay.PHONE,
    Channel.LETTER: ContactWay.LETTER,
    Channel.EMAIL: ContactWay.MESSAGE,
    Channel.SOCIAL_MEDIA: ContactWay.MESSAGE,
}
"""By which way somebody came who came through a channel."""

HANDED_OVER = (LetterKind.ACKNOWLEDGEMENT, LetterKind.REGISTRATION_RECORD)
"""Papers given to the customer as they stand there: nobody delivers them."""

UNMET = (Delivery.NOT_FOUND, Delivery.NOBODY)
"""Ends of a delivery that no try of its own tells of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationLine:
    """One line of the operation record of a customer.

    `text` is in the words of whoever wrote it and may hold personal data: who shows it masks it.
    """

    row_id: str
    happened: Happened
    at: datetime
    case_id: str = ""
    reference: str = ""
    """Of the case, "" where it stands in none."""
    staff: str = ""
    """Name of who did it or wrote it down."""
    way: ContactWay | None = None
    place: str = ""
    """Where, as far as it is known; "" for the counter and for the phone."""
    code: str = ""
    """A word of a vocabulary that belongs to it, e.g. the kind of a letter."""
    number: str = ""
    text: str = ""
    reached: bool = True
    energy_kwh: int | None = None
    cost_fen: int | None = None
    volunteered: bool | None = None
    """Feedback that was volunteered or asked for; None where it is no feedback."""
    cursor: str
