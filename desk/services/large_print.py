"""Large print as a wish: it holds for the papers of a case, and for the customer from then on."""

from dataclasses import replace

from desk.case import Case
from desk.customer import Customer
from desk.enums import LetterSize, LetterState
from desk.letter.life import Letter
from desk.services.base import Desk, case_act, service
from desk.staff.model import Actor
from desk.staff.permissions import May


@service("case.large_print", May.WORK)
def wish_large_print(desk: Desk, who: Actor, reference: str, *, wished: bool) -> Case:
    """Note whether the customer wishes large print; drafts on their way follow it.

    What was submitted or issued keeps the look it has.
    """
    with case_act(desk, who, "case.large_print", reference) as (act, case, _now):
        case = replace(case, large_print=wished)
        act.put(case)
        customer = act.get(Customer, case.customer_id) if case.customer_id else None
        if customer is not None and customer.large_print != wished:
            act.put(replace(customer, large_print=wished))
        before, after = LetterSize.AUTO, LetterSize.LARGE
        if not wished:
            before, after = after, before
        for letter in act.find(Letter, case_id=case.id, state=LetterState.DRAFT, size=before):
            act.put(replace(letter, size=after))
        act.commit()
    return case
