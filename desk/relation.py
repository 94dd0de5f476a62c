"""How a customer stands to us: what holds today, whatever was written down some time ago."""

from dataclasses import dataclass
from datetime import date

from desk.customer import Customer
from desk.enums import SupplyRelation


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """The relation that holds on a day, with why it does and until when."""

    relation: SupplyRelation
    reason: str = ""
    until: date | None = None
    """Its last day; None for as long as nobody says otherwise."""


def relation_on(customer: Customer, today: date) -> Relation:
    """The relation of a customer on a day.

    One that had a last day falls back by itself the day after: nobody needs to take it away.
    """
    if customer.supply_until is not None and customer.supply_until < today:
        return Relation(relation=SupplyRelation.LONG_STANDING)
    return Relation(
        relation=customer.supply_relation,
        reason=customer.supply_reason,
        until=customer.supply_until,
    )
