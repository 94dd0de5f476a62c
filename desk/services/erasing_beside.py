"""Somebody who asks to be erased also stands in cases and files of others: found by name and phone.

A name alone is nobody in particular, so it takes both. What stands in a case goes when that case
may go; until then it stays, and the answer says so.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from desk.case import Case, Party
from desk.concern import SealedIdentity
from desk.customer import Customer
from desk.customer_file import CustomerContact
from desk.enums import CaseStatus, DataKind
from desk.erasing import OTHERS_KEPT, OTHERS_OPEN
from desk.joint import Signatory
from desk.services.base import Desk
from desk.services.retention_rules import ends, past

if TYPE_CHECKING:
    from desk.services.erasing import Wiping


def erase_beside(
    desk: Desk, wiping: "Wiping", customers: Sequence[Customer], own: Iterable[str], now: datetime
) -> None:
    """Erase these people where they stand as somebody else's; `own` are the ids of their cases."""
    people = {(one.name, one.phone) for one in customers if one.name and one.phone}
    mine = {one.id for one in customers}
    told = set(own)
    still, staying = set(), {}
    for name, phone in sorted(people):
        named: list[Party | Signatory | SealedIdentity] = [
            *wiping.act.find(Party, name=name, phone=phone),
            *wiping.act.find(Signatory, name=name, phone=phone),
            *wiping.act.find(SealedIdentity, name=name, phone=phone),
        ]
        for row in named:
            case = wiping.act.get(Case, row.case_id)
            if case is None or case.id in told:
                continue
            if case.status is CaseStatus.OPEN:
                still.add(case.id)
                continue
            sealed = isinstance(row, SealedIdentity)
            kind = DataKind.SEALED_IDENTITY if sealed else DataKind.CASE_RECORD
            closed = case.closed_at or case.registered_at
            if past(desk, kind, closed, now):
                wiping.wipe(row)
                wiping.reindex(case.id)
            else:
                staying[case.id] = closed
        for contact in wiping.act.find(CustomerContact, name=name, phone=phone):
            if contact.customer_id in mine:
                continue
            waiting = wiping.act.find(
                Case, customer_id=contact.customer_id, status=CaseStatus.OPEN, limit=1
            )
            if waiting:
                still.add(waiting[0].id)
            else:
                wiping.wipe(contact)
    if still:
        wiping.keep(DataKind.CASE_RECORD, OTHERS_OPEN, len(still))
    if staying:
        until = ends(desk, DataKind.CASE_RECORD, max(staying.values()))
        wiping.keep(DataKind.CASE_RECORD, OTHERS_KEPT, len(staying), until)
