"""Papers that customers leave with us: received, given back, and to whom."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from desk.case import Case
from desk.forms_counter import PaperForm
from desk.i18n import _
from desk.ids import new_id
from desk.papers import Paper
from desk.ports import Act
from desk.refusals import Refusal
from desk.services.base import Desk, case_act, service
from desk.staff.model import Actor
from desk.staff.permissions import May
from desk.text import clean_line

MOST_COPIES = 99


def at_registration(
    act: Act, who: Actor, case: Case, forms: Sequence[PaperForm], now: datetime
) -> None:
    """Keep what the customer left with us when the case was registered."""
    act.add(*(_paper(who, case, form, now, f"papers.{n}.") for n, form in enumerate(forms)))


@service("paper.receive", May.REGISTER)
def receive_paper(desk: Desk, who: Actor, reference: str, form: PaperForm) -> Paper:
    """Note a paper that the customer leaves with us."""
    with case_act(desk, who, "paper.receive", reference) as (act, case, now):
        paper = _paper(who, case, form, now)
        act.add(paper)
        act.commit()
    return paper


@service("paper.return", May.REGISTER)
def return_paper(desk: Desk, who: Actor, reference: str, position: int, to: str) -> Paper:
    """Note that a paper went back, and to whom; also after the case has ended.

    `position` counts the papers of the case from 1.
    """
    receiver = clean_line(to)
    if not receiver:
        raise Refusal(
            _("It is missing to whom the paper was given back."),
            _("Enter the name of the person at the window."),
            field="to",
            code="missing",
        )
    with case_act(desk, who, "paper.return", reference, ended=True) as (act, case, now):
        papers = act.find(Paper, case_id=case.id)
        if not 1 <= position <= len(papers):
            raise Refusal(
                _("This case has no paper {position}.").format(position=position),
                _("Look at the list of papers again."),
                field="position",
                code="no_such_paper",
            )
        paper = papers[position - 1]
        if paper.returned_at is not None:
            raise Refusal(
                _("This paper was given back already, to {name}.").format(name=paper.returned_to),
                field="position",
                code="returned_already",
            )
        back = replace(paper, returned_at=now, returned_by=who.staff_id, returned_to=receiver)
        act.put(back)
        act.commit()
    return back


def _paper(who: Actor, case: Case, form: PaperForm, now: datetime, prefix: str = "") -> Paper:
    name = clean_line(form.name)
    if not name:
        raise Refusal(
            _("It is missing what paper it is."),
            _("For example: invoice, identity card, photograph."),
            field=f"{prefix}name",
            code="missing",
        )
    if not 1 <= form.copies <= MOST_COPIES:
        raise Refusal(
            _("Of one paper there are 1 to {most} copies.").format(most=MOST_COPIES),
            field=f"{prefix}copies",
            code="bad_copies",
        )
    return Paper(
        id=new_id(),
        case_id=case.id,
        name=name,
        copies=form.copies,
        original=form.original,
        received_at=now,
        received_by=who.staff_id,
        note=clean_line(form.note),
    )
