"""Whether two customer files are of one customer: what speaks for it, and how much."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from desk.whereabouts import whereabouts

SUSPECTED = 100
"""Points from which on somebody is asked; the playbook's points add up to it."""
END = 4
"""Digits at the end of a phone number that people know it by."""


class Sign(StrEnum):
    """What two files can have in common."""

    ACCOUNT = "account"
    NUMBER = "number"
    PHONE = "phone"
    CONTACT_PHONE = "contact_phone"
    METER = "meter"
    NAME = "name"
    READING = "reading"
    """Another name that is read the same: 张伟 and 章伟."""
    ADDRESS = "address"
    """House and room; or the house where no room is known of either."""
    BUILDING = "building"
    PHONE_END = "phone_end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What of a file speaks for or against its being a double; `customer_id` is "" when typed."""

    customer_id: str = ""
    name: str
    salutation: str = ""
    printed_name: str = ""
    pinyin: str = ""
    phone: str = ""
    number: str = ""
    addresses: tuple[str, ...] = ()
    """Of the customer and of each account."""
    accounts: tuple[str, ...] = ()
    meters: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    """Of contact persons."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How much two files are like one, and by what."""

    points: int
    signs: tuple[Sign, ...]

    @property
    def suspected(self) -> bool:
        return self.points >= SUSPECTED


def signs(one: Side, other: Side) -> tuple[Sign, ...]:
    """What two files have in common, the surest first."""
    found: list[Sign] = []
    if set(filter(None, one.accounts)) & set(filter(None, other.accounts)):
        found.append(Sign.ACCOUNT)
    if one.number and one.number == other.number:
        found.append(Sign.NUMBER)
    if one.phone and one.phone == other.phone:
        found.append(Sign.PHONE)
    elif _phones(one) & _phones(other):
        found.append(Sign.CONTACT_PHONE)
    if set(filter(None, one.meters)) & set(filter(None, other.meters)):
        found.append(Sign.METER)
    if one.name == other.name:
        found.append(Sign.NAME)
    elif set(one.pinyin.split()) & set(other.pinyin.split()):
        found.append(Sign.READING)
    if (house := _house(one, other)) is not None:
        found.append(house)
    if (
        Sign.PHONE not in found
        and len(one.phone) > END
        and len(other.phone) > END
        and one.phone[-END:] == other.phone[-END:]
    ):
        found.append(Sign.PHONE_END)
    return tuple(found)


def likeness(one: Side, other: Side, weights: Mapping[Sign, int]) -> Likeness:
    """How much two files are like one; the same whichever of them is named first."""
    found = signs(one, other)
    return Likeness(points=sum(weights.get(sign, 0) for sign in found), signs=found)


def _phones(side: Side) -> set[str]:
    return {phone for phone in (side.phone, *side.phones) if phone}


def _house(one: Side, other: Side) -> Sign | None:
    """Whether they live in one flat, or in one building."""
    ours = {(w.place, w.room) for a in one.addresses if (w := whereabouts(a)).place}
    theirs = {(w.place, w.room) for a in other.addresses if (w := whereabouts(a)).place}
    if ours & theirs:
        return Sign.ADDRESS
    if {place for place, _room in ours} & {place for place, _room in theirs}:
        return Sign.BUILDING
    return None
