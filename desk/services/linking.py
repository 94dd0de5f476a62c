"""Cases that are named beside each other."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from desk.case import Case
from desk.enums import CaseStatus, LinkKind
from desk.forms_counter import LinkForm
from desk.i18n import _
from desk.ids import new_id
from desk.ports import Act
from desk.record import CaseLink
from desk.refusals import Refusal
from desk.services.base import Desk, case_act, case_by_reference, service
from desk.staff.model import Actor
from desk.staff.permissions import May
from desk.text import clean_line


@service("case.link", May.WORK)
def link_cases(desk: Desk, who: Actor, reference: str, form: LinkForm) -> CaseLink:
    """Name two cases beside each other; an ended case may be the other one."""
    with case_act(desk, who, "case.link", reference) as (act, case, now):
        other = case_by_reference(act, form.other)
        if other.id == case.id:
            raise Refusal(_("A case is not linked to itself."), field="other", code="oneself")
        known = [*act.find(CaseLink, case_id=case.id), *act.find(CaseLink, other_id=case.id)]
        if any(
            one.ended_at is None and {one.case_id, one.other_id} == {case.id, other.id}
            for one in known
        ):
            raise Refusal(_("These two are linked already."), field="other", code="linked_already")
        made = link(case, other, form.kind, clean_line(form.note), who, now)
        act.add(made)
        act.commit()
    return made


@service("case.unlink", May.WORK)
def unlink_cases(desk: Desk, who: Actor, reference: str, other: str, reason: str) -> CaseLink:
    """Two cases do not belong beside each other after all; the link stays on record as ended."""
    said = clean_line(reason)
    if not said:
        raise Refusal(_("The reason is missing."), field="reason", code="missing")
    with case_act(desk, who, "case.unlink", reference) as (act, case, now):
        named = case_by_reference(act, other)
        both = {case.id, named.id}
        known = [*act.find(CaseLink, case_id=case.id), *act.find(CaseLink, other_id=case.id)]
        found = [one for one in known if {one.case_id, one.other_id} == both and not one.ended_at]
        if not found:
            raise Refusal(_("These two are not linked."), field="other", code="not_linked")
        if case.duplicate_of == named.id or named.duplicate_of == case.id:
            raise Refusal(
                _("One of them was annulled because of the other."),
                _("That stays as it is; begin a new case if the matter goes on."),
                field="other",
                code="annulled",
            )
        ended = replace(found[0], ended_at=now, ended_by=who.staff_id, ended_reason=said)
        act.put(ended)
        act.commit()
    return ended


def at_registration(
    act: Act, who: Actor, case: Case, follows: str, related: Sequence[str], now: datetime
) -> None:
    """Name the ended case that a new one takes up, and those that belong beside it.

    `follows` is a number, "" without one; `related` are numbers, each named once.
    """
    others = {one.id: one for one in (case_by_reference(act, n) for n in related if clean_line(n))}
    if clean_line(follows):
        others.pop(_taken_up(act, who, case, follows, now).id, None)
    act.add(*(link(case, one, LinkKind.RELATED, "", who, now) for one in others.values()))


def _taken_up(act: Act, who: Actor, case: Case, follows: str, now: datetime) -> Case:
    earlier = case_by_reference(act, follows)
    if earlier.status is CaseStatus.OPEN:
        raise Refusal(
            _("Case {reference} is still open.").format(reference=earlier.reference),
            _("Add to it, instead of beginning a new one."),
            field="follows",
            code="still_open",
        )
    act.add(link(case, earlier, LinkKind.FOLLOWS, "", who, now))
    return earlier


def link(case: Case, other: Case, kind: LinkKind, note: str, who: Actor, now: datetime) -> CaseLink:
    """The row that names two cases beside each other."""
    return CaseLink(
        id=new_id(),
        case_id=case.id,
        other_id=other.id,
        kind=kind,
        note=note,
        at=now,
        by=who.staff_id,
    )
