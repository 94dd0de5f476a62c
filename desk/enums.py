"""The closed vocabularies of Desk; values are spelt as they are stored, exported and in JSON."""

from enum import StrEnum


class CaseKind(StrEnum):
    COMPLAINT = "complaint"
    REPORT = "report"
    OPINION = "opinion"
    SUGGESTION = "suggestion"
    INQUIRY = "inquiry"
    REPAIR = "repair"
    SERVICE_REQUEST = "service_request"
    PRAISE = "praise"


class Channel(StrEnum):
    WALK_IN = "walk_in"
    PHONE = "phone"
    LETTER = "letter"
    EMAIL = "email"
    SOCIAL_MEDIA = "social_media"
    RECEPTION_DAY = "reception_day"
    FROM_95598 = "from_95598"
    FROM_12345 = "from_12345"
    FROM_12398 = "from_12398"


FACE_TO_FACE = (Channel.WALK_IN, Channel.PHONE, Channel.RECEPTION_DAY)
"""Channels on which the customer is there, and telling the next step is the first contact."""


class Topic(StrEnum):
    METERING_BILLING = "metering_billing"
    METER_READING = "meter_reading"
    SERVICE_ATTITUDE = "service_attitude"
    ARREARS_DISCONNECTION = "arrears_disconnection"
    EQUIPMENT_ENGINEERING = "equipment_engineering"
    REPAIR_OVERDUE = "repair_overdue"
    QUEUEING = "queueing"
    PLANNED_OR_TEMPORARY_OUTAGE = "planned_or_temporary_outage"
    SUPPLY_QUALITY = "supply_quality"
    CONNECTION_INSTALLATION = "connection_installation"
    FEES_IRREGULAR = "fees_irregular"
    RENEWABLE_SETTLEMENT = "renewable_settlement"
    OTHER = "other"


class PointKind(StrEnum):
    ALLEGATION = "allegation"
    REQUEST = "request"
    QUESTION = "question"


class Conclusion(StrEnum):
    SUBSTANTIATED = "substantiated"
    PARTLY_SUBSTANTIATED = "partly_substantiated"
    UNSUBSTANTIATED = "unsubstantiated"
    GRANTED = "granted"
    PARTLY_GRANTED = "partly_granted"
    NOT_GRANTED = "not_granted"
    EXPLAINED = "explained"


CONCLUSIONS: dict[PointKind, tuple[Conclusion, ...]] = {
    PointKind.ALLEGATION: (
        Conclusion.SUBSTANTIATED,
        Conclusion.PARTLY_SUBSTANTIATED,
        Conclusion.UNSUBSTANTIATED,
    ),
    PointKind.REQUEST: (Conclusion.GRANTED, Conclusion.PARTLY_GRANTED, Conclusion.NOT_GRANTED),
    PointKind.QUESTION: (Conclusion.EXPLAINED,),
}
"""Which conclusions a point of each kind may have."""


class RemedyBy(StrEnum):
    """Who acts next: we, or the customer where nothing is left for us to remedy."""

    UNIT = "unit"
    CUSTOMER = "customer"


class Responsibility(StrEnum):
    SUPPLIER = "supplier"
    CUSTOMER = "customer"
    THIRD_PARTY = "third_party"
    FORCE_MAJEURE = "force_majeure"


class Cause(StrEnum):
    FACILITY = "facility"
    STAFF = "staff"
    DELIVERY = "delivery"
    PERSONAL_NEED = "personal_need"


class Mood(StrEnum):
    CALM = "calm"
    KNOW_IT_ALL = "know_it_all"
    VENTING = "venting"
    OVERBEARING = "overbearing"


class Grade(StrEnum):
    NORMAL = "normal"
    IMPORTANT = "important"
    MAJOR = "major"
    SPECIAL = "special"


class Urgency(StrEnum):
    NORMAL = "normal"
    URGENT = "urgent"
    EMERGENCY = "emergency"


class Lane(StrEnum):
    STANDARD = "standard"
    GREEN = "green"
    EMERGENCY = "emergency"


class Scope(StrEnum):
    OURS = "ours"
    OTHER_POST = "other_post"
    OUTSIDE_UNIT = "outside_unit"
    UNCLEAR = "unclear"


class HandoverState(StrEnum):
    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


class MaterialState(StrEnum):
    HELD = "held"
    MISSING = "missing"
    NOT_ACCEPTABLE = "not_acceptable"


class Confirmation(StrEnum):
    SIGNED = "signed"
    FINGERPRINT = "fingerprint"
    READ_ALOUD = "read_aloud"
    REFUSED = "refused"


class PartyRole(StrEnum):
    COMPLAINANT = "complainant"
    ACCOUNT_HOLDER = "account_holder"
    ADDRESSEE = "addressee"
    REPRESENTATIVE = "representative"


class CaseStatus(StrEnum):
    OPEN = "open"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    ANNULLED = "annulled"
    TERMINATED = "terminated"
    """Ended by the manager after lawful handling (服务终止): no further round follows."""


class LetterKind(StrEnum):
    ACKNOWLEDGEMENT = "acknowledgement"
    REGISTRATION_RECORD = "registration_record"
    NOTICE = "notice"
    POSTPONEMENT = "postponement"
    REFERRAL = "referral"
    HOLDING = "holding"
    REPLY = "reply"
    SUMMARY_REPLY = "summary_reply"
    SUPPLEMENTARY_REPLY = "supplementary_reply"
    COMMITMENT = "commitment"
    TERMINATION = "termination"
    FOLLOW_UP_CARD = "follow_up_card"


class LetterSize(StrEnum):
    """How large a letter is set; AUTO takes the standard and goes to compact to save pages."""

    AUTO = "auto"
    STANDARD = "standard"
    COMPACT = "compact"
    LARGE = "large"


class AddressPlace(StrEnum):
    """Where a letter for the post carries the address: nowhere, in the window, on its own page."""

    NONE = "none"
    WINDOW = "window"
    PAGE = "page"


class LetterState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    ISSUED = "issued"
    PRINTED = "printed"
    DELIVERED = "delivered"
    COUNTERSIGNED = "countersigned"
    VOID = "void"


class Delivery(StrEnum):
    BY_HAND = "by_hand"
    POST = "post"
    REFUSED = "refused"
    NOT_FOUND = "not_found"
    NOBODY = "nobody"


class AttemptResult(StrEnum):
    """What came of one try to get a letter to the customer."""

    DELIVERED = "delivered"
    SENT = "sent"
    """Given to the post; it may still come back."""
    NOT_MET = "not_met"
    REFUSED = "refused"
    CAME_BACK = "came_back"


class Rating(StrEnum):
    """The box that the customer ticked on a receipt slip."""

    SATISFIED = "satisfied"
    MOSTLY_SATISFIED = "mostly_satisfied"
    DISSATISFIED = "dissatisfied"


class CardCame(StrEnum):
    """How a follow-up card came back."""

    BY_POST = "by_post"
    BY_HAND = "by_hand"


class Nature(StrEnum):
    RESIDENT = "resident"
    ENTERPRISE = "enterprise"
    GOVERNMENT_OR_PUBLIC = "government_or_public"
    INTERMEDIARY = "intermediary"


class SupplyRelation(StrEnum):
    LONG_STANDING = "long_standing"
    NEW = "new"
    PROSPECTIVE = "prospective"
    NEEDS_ATTENTION = "needs_attention"


class Role(StrEnum):
    CLERK = "clerk"
    LEAD = "lead"
    MANAGER = "manager"
    DEPARTMENT = "department"
    ADMIN = "admin"


class ClockKind(StrEnum):
    """What a deadline is for; limits and rules per kind are playbook data."""

    FIRST_CONTACT = "first_contact"
    REPLY = "reply"
    CEILING = "ceiling"
    PROMISED_CONTACT = "promised_contact"
    FOLLOW_UP = "follow_up"
    HANDOVER_OFFER = "handover_offer"
    """How long an offer stands; it ends in a lapse, not in a late case."""
    SCOPE_DECISION = "scope_decision"
    REFERRAL_RESULT = "referral_result"
    MATERIALS_DUE = "materials_due"
    NEXT_DELIVERY = "next_delivery"
    """The next try to get a letter to the customer, after one that failed."""
    EXTERNAL = "external"
    """What another channel, which holds the same matter, expects of us."""
    REPORT_AHEAD = "report_ahead"
    """By when a sensitive matter is to be reported upward."""
    TASK = "task"
    """By when a department promised its part."""
    COMMITMENT = "commitment"
    """The end of the day on which a promise falls due."""
    LEAD_SEES = "lead_sees"
    """By when the lead confirms having seen an emergency."""
    RESTORE = "restore"
    """By when a paid-up customer whom our fault cut off has power again."""
    ESCALATION = "escalation"
    """By when whoever a case was raised to has done what the rule asks."""


class NoticeKind(StrEnum):
    """What a notice tells: the list of papers, that it cannot be done, or that it must wait."""

    MATERIALS = "materials"
    CANNOT = "cannot"
    WAIT = "wait"


class AbsenceReason(StrEnum):
    LEAVE = "leave"
    SHIFT_ENDED = "shift_ended"
    TRAINING = "training"
    ELSEWHERE = "elsewhere"


class DelegationScope(StrEnum):
    """What a deputy (代班) stands in for."""

    CASES = "cases"
    APPROVAL = "approval"
    ALL = "all"


class AlarmKind(StrEnum):
    """What somebody must see soon."""

    OFFER_LAPSED = "offer_lapsed"
    CONTACT_MISSED = "contact_missed"
    NOBODY_REACHED = "nobody_reached"
    SCOPE_TO_DECIDE = "scope_to_decide"
    SCOPE_DECIDED = "scope_decided"
    REFERRAL_TO_ASK = "referral_to_ask"
    MATERIALS_OVERDUE = "materials_overdue"
    NOTICE_BREACH = "notice_breach"
    REOPENED = "reopened"
    TEMPLATE_UNUSED = "template_unused"
    STAFF_CONCERNED = "staff_concerned"
    """A case about one of us: it went to the lead, or past the lead to the manager."""
    REPORT_AHEAD = "report_ahead"
    EXTERNAL_DUE = "external_due"
    EXTERNAL_DOUBLE = "external_double"
    """The same outside number stands on two cases."""
    ESCALATED = "escalated"
    """A rule raised the case; the detail is the rule's id."""
    TASK_GIVEN = "task_given"
    TASK_RETURNED = "task_returned"
    TASK_DONE = "task_done"
    TASK_DUE = "task_due"
    COMMITMENT_DUE = "commitment_due"
    COMMITMENT_BROKEN = "commitment_broken"
    COMMITMENT_TO_AGREE = "commitment_to_agree"
    """A promise above the authority of its maker waits for somebody to agree."""
    COMMITMENT_DECLINED = "commitment_declined"
    EMERGENCY = "emergency"
    """The lead has not confirmed yet having seen an emergency."""
    RESTORE_FIRST = "restore_first"
    FOLLOW_UP_DUE = "follow_up_due"


class ContactWay(StrEnum):
    IN_PERSON = "in_person"
    PHONE = "phone"
    MESSAGE = "message"
    LETTER = "letter"
    SITE_VISIT = "site_visit"


class Basis(StrEnum):
    """By what right somebody acts for a customer."""

    LETTER_OF_AUTHORITY = "letter_of_authority"
    GUARDIAN = "guardian"
    COMPANY_LETTER = "company_letter"
    OTHER = "other"


class MayKnow(StrEnum):
    """What somebody may be told of a case, from what anybody may to what few may."""

    STANDING = "standing"
    """Number, stage and day."""
    PROGRESS = "progress"
    """Who deals with it, what was done, what is still wanted."""
    ANSWERS = "answers"
    ACCOUNT = "account"
    """Usage, bills, payments and address of the account."""


class ReportTo(StrEnum):
    """Whom a matter is reported to at once, before it is worked on."""

    HOTLINE = "hotline"
    SUPERIOR = "superior"
    SPOKESPERSON = "spokesperson"
    POLICE = "police"
    FIRE = "fire"
    AMBULANCE = "ambulance"
    REPAIR = "repair"


class HallEventKind(StrEnum):
    """What happened in the hall that is no case, or not yet."""

    THREAT = "threat"
    MEDIA = "media"
    EMERGENCY = "emergency"


class ExternalSource(StrEnum):
    """Where else the same matter was brought."""

    HOTLINE_95598 = "95598"
    CITY_12345 = "12345"
    REGULATOR_12398 = "12398"


class LinkKind(StrEnum):
    """Why two cases are named beside each other."""

    SAME_MATTER = "same_matter"
    RELATED = "related"
    FOLLOWS = "follows"
    """The later one takes up what the earlier one ended with."""


class Confirmed(StrEnum):
    """What a customer confirmed of what we wrote down."""

    RECORD = "record"
    SUPPLEMENT = "supplement"
    WITHDRAWAL = "withdrawal"


class BlankKind(StrEnum):
    """Forms printed ahead for a day without power."""

    REGISTRATION = "registration"
    NOTICE = "notice"
    RECEIPT = "receipt"


class BlankState(StrEnum):
    PRINTED = "printed"
    USED = "used"
    SPOILED = "spoiled"


class NoteKind(StrEnum):
    """What a note of the customer file is about, besides cases."""

    CONTRACT = "contract"
    CREDIT = "credit"
    BUSINESS = "business"
    DEMAND = "demand"


class SameAs(StrEnum):
    """What somebody found out about two files that look alike."""

    SAME = "same"
    """One customer, kept as two files for now."""
    HOUSEHOLD = "household"
    """Two customers who belong together."""
    APART = "apart"
    """Two customers, whatever it looks like: nobody is asked again."""


class ImportState(StrEnum):
    """How an import stands."""

    RUNNING = "running"
    STOPPED = "stopped"
    DONE = "done"


class DataKind(StrEnum):
    """A kind of personal data that is kept for a time of its own, then erased."""

    CUSTOMER_FILE = "customer_file"
    CASE_RECORD = "case_record"
    LETTER = "letter"
    NOTICE = "notice"
    ATTACHMENT = "attachment"
    SEALED_IDENTITY = "sealed_identity"
    HALL_EVENT = "hall_event"
    DRAFT = "draft"
    LOOK = "look"
    BACKUP = "backup"
    SAVED_FILE = "saved_file"


class KeptSince(StrEnum):
    """From when the time of keeping counts."""

    CLOSED = "closed"
    ISSUED = "issued"
    MADE = "made"
    LAST_SEEN = "last_seen"


class TaskState(StrEnum):
    """How a task of a department stands."""

    GIVEN = "given"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    DONE = "done"
    WITHDRAWN = "withdrawn"


class IncidentCause(StrEnum):
    """What lies behind many cases at once."""

    PLANNED_OUTAGE = "planned_outage"
    FAULT = "fault"
    SYSTEM_FAULT = "system_fault"
    BILLING_RUN = "billing_run"
    METERING = "metering"
    WEATHER = "weather"
    OTHER = "other"


class IncidentState(StrEnum):
    """How an incident stands."""

    OPEN = "open"
    CLOSED = "closed"
