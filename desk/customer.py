"""A customer and the accounts under which electricity is supplied."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime

from desk.enums import Nature, SupplyRelation
from desk.whereabouts import place_of

LONGEST_NAME = 200
PHONE = re.compile(r"[+(]?[0-9][0-9 ()/+-]{1,38}[0-9](?:[ ,;转x#-]{1,4}[0-9]{1,6})?")
"""What a phone number may look like, an extension behind it; never words."""
MOBILE = re.compile(r"1[3-9][0-9]{9}")
"""A mobile number of the mainland."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """A person or unit on file. `pinyin` and `initials` may hold several readings, by spaces."""

    id: str
    name: str
    printed_name: str = ""
    """The official Chinese form, for a name that no font here can print; "" for as spelt."""
    salutation: str = ""
    nature: Nature = Nature.RESIDENT
    supply_relation: SupplyRelation = SupplyRelation.LONG_STANDING
    supply_reason: str = ""
    """Why the relation is what it is."""
    supply_until: date | None = None
    """The last day on which it holds; None for as long as nobody says otherwise."""
    key_account: bool = False
    phone: str = ""
    address: str = ""
    special_care: str = ""
    large_print: bool = False
    """Whether they wish letters, slips and notices in large print."""
    pinyin: str = ""
    initials: str = ""
    number: str = ""
    """The customer's number in the marketing system (客户编号); "" where none is known."""
    made_at: datetime
    merged_into: str | None = None
    """The customer that this file is a double of; a pointer, which can be taken back."""
    as_imported: str = ""
    """Marks of the values that the last import brought (`desk.importing.marks`); "" by hand."""
    erased_at: datetime | None = None
    """When the personal data of this file was erased."""
    place: str = field(default="", init=False)
    """House and building of the address in one spelling (`desk.whereabouts`)."""
    version: int = 1

    def __post_init__(self) -> None:
        object.__setattr__(self, "place", place_of(self.address))


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A supply account (户号) of a customer."""

    id: str
    customer_id: str
    number: str
    address: str = ""
    meter_no: str = ""
    supply_class: str = ""
    supply_area: str = ""
    """The transformer area (台区)."""
    equipment: str = ""
    """What supplies it: line, transformer, pole."""
    as_imported: str = ""
    """As that of a customer."""
    place: str = field(default="", init=False)
    """House and building of the address in one spelling (`desk.whereabouts`)."""
    version: int = 1

    def __post_init__(self) -> None:
        object.__setattr__(self, "place", place_of(self.address))


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a person was typing: kept apart from the record, offered back, thrown away by asking."""

    id: str
    staff_id: str
    form: str
    """Which form: "intake", "answer", …"""
    subject: str
    """What it belongs to: a case reference with a point, or the request id of a new case."""
    content: str
    """JSON of the form's fields as typed."""
    saved_at: datetime
