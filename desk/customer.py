"""A customer and the accounts under which electricity is supplied."""

from dataclasses import dataclass
from datetime import datetime

from desk.enums import Nature, SupplyRelation


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
    phone: str = ""
    address: str = ""
    special_care: str = ""
    large_print: bool = False
    """Whether they wish letters, slips and notices in large print."""
    pinyin: str = ""
    initials: str = ""
    made_at: datetime
    version: int = 1


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
