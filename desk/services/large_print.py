"""Large print: a wish that new letters, notices and slips of a case follow."""

from dataclasses import replace

from desk.case import Case
from desk.ports import Act
from desk.services.base import Desk, case_act, service
from desk.staff.model import Actor
from desk.staff.permissions import May


@service("case.large_print", May.REGISTER)
def want_large_print(desk: Desk, who: Actor, reference: str, *, wanted: bool = True) -> Case:
    """Print what is new in a case large from now on, or no longer; letters that stand stay."""
    with case_act(desk, who, "case.large_print", reference) as (act, case, _now):
        changed = replace(case, large_print=wanted)
        act.put(changed)
        act.commit()
    return changed


def at_registration(act: Act, case: Case, wanted: bool | None) -> Case:
    """A new case with its wish; where nothing was said, that of the customer's latest case."""
    if wanted is None:
        before = act.find(Case, customer_id=case.customer_id) if case.customer_id else []
        latest = max(before, key=lambda one: one.registered_at, default=None)
        wanted = latest is not None and latest.large_print
    return replace(case, large_print=wanted)
