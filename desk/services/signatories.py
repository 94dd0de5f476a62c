"""Joint cases: who signed, who speaks for all, who joined late or left."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from desk.case import Case
from desk.forms_counter import SignatoryForm
from desk.i18n import _
from desk.ids import new_id
from desk.joint import MOST_REPRESENTATIVES, MOST_SIGNATORIES, Signatory
from desk.ports import Act
from desk.refusals import Refusal
from desk.services import flow
from desk.services.base import Desk, case_act, service
from desk.services.meanwhile import changed_meanwhile
from desk.services.parties import gives_away
from desk.staff.model import Actor
from desk.staff.permissions import May
from desk.text import clean_line

Who = tuple[str, str]


def at_registration(act: Act, case: Case, forms: Sequence[SignatoryForm], now: datetime) -> None:
    """Keep everybody who signed a new case."""
    act.add(*_new(case, forms, [], now, late=False))


@service("case.join", May.REGISTER)
def join_case(
    desk: Desk, who: Actor, reference: str, forms: Sequence[SignatoryForm]
) -> list[Signatory]:
    """Add people who join a case after it was registered; all of them or none."""
    with case_act(desk, who, "case.join", reference) as (act, case, now):
        if case.sealed:
            raise gives_away("signatories")
        known = act.find(Signatory, case_id=case.id, order="position")
        added = _new(case, forms, known, now, late=True)
        if not added:
            raise Refusal(
                _("Nobody is named yet."),
                _("Write one person a line: name, phone, address."),
                field="signatories",
                code="missing",
            )
        act.add(*added)
        flow.index(act, case)
        act.commit()
    return added


@service("case.represent", May.REGISTER)
def choose_representatives(
    desk: Desk,
    who: Actor,
    reference: str,
    positions: Sequence[int],
    *,
    was: Collection[int] | None = None,
) -> list[Signatory]:
    """Say who speaks for all from now on; everybody not named here does not.

    `was` is who spoke for all when the list was read: if others do by now, nothing is overwritten.
    """
    chosen = set(positions)
    with case_act(desk, who, "case.represent", reference) as (act, case, _now):
        everybody = act.find(Signatory, case_id=case.id, order="position")
        unknown = chosen - {one.position for one in everybody if one.withdrew_at is None}
        if unknown:
            raise _no_such(min(unknown))
        speaking = {one.position for one in everybody if one.representative}
        if was is not None and set(was) != speaking:
            changed = [one for one in everybody if one.position in speaking ^ set(was)]
            raise changed_meanwhile(act, changed[0].id, case_id=case.id, field="signatories")
        _few_enough(len(chosen))
        for one in everybody:
            act.put(replace(one, representative=one.position in chosen))
        kept = act.find(Signatory, case_id=case.id, order="position")
        act.commit()
    return kept


@service("case.leave", May.REGISTER)
def leave_case(desk: Desk, who: Actor, reference: str, position: int) -> Signatory:
    """Note that somebody takes their signature back; the case goes on for the others."""
    with case_act(desk, who, "case.leave", reference) as (act, case, now):
        found = act.find(Signatory, case_id=case.id, position=position)
        if not found or found[0].withdrew_at is not None:
            raise _no_such(position)
        left = replace(found[0], withdrew_at=now, representative=False)
        act.put(left)
        act.commit()
    return left


def _new(
    case: Case,
    forms: Sequence[SignatoryForm],
    known: Sequence[Signatory],
    now: datetime,
    *,
    late: bool,
) -> list[Signatory]:
    if len(known) + len(forms) > MOST_SIGNATORIES:
        raise Refusal(
            _("A case holds at most {most} signatories.").format(most=MOST_SIGNATORIES),
            _("Keep the list of the others as a paper with the case."),
            field="signatories",
            code="too_many",
        )
    standing: dict[Who, int] = {
        (one.name, one.phone or one.address): one.position
        for one in known
        if one.withdrew_at is None
    }
    made = []
    for n, form in enumerate(forms):
        one = Signatory(
            id=new_id(),
            case_id=case.id,
            position=len(known) + n + 1,
            name=clean_line(form.name),
            salutation=clean_line(form.salutation),
            phone=clean_line(form.phone),
            address=clean_line(form.address),
            account_no=clean_line(form.account_no),
            representative=form.representative,
            joined_at=now,
            joined_late=late,
        )
        if not one.name:
            raise Refusal(
                _("A name is missing on line {line}.").format(line=n + 1),
                _("Write the name first, then phone and address."),
                field=f"signatories.{n}.name",
                code="missing",
            )
        key = (one.name, one.phone or one.address)
        if key in standing:
            raise Refusal(
                _("{name} stands on the list already, as number {position}.").format(
                    name=one.name, position=standing[key]
                ),
                _("Take one of the two out; two people of one name need a phone or an address."),
                field=f"signatories.{n}.name",
                code="twice",
            )
        standing[key] = one.position
        made.append(one)
    _few_enough(sum(one.representative for one in (*known, *made)))
    return made


def _few_enough(representatives: int) -> None:
    if representatives > MOST_REPRESENTATIVES:
        raise Refusal(
            _("At most {most} people speak for all.").format(most=MOST_REPRESENTATIVES),
            _("Ask them to choose; the others get a copy of every letter."),
            field="signatories",
            code="too_many_representatives",
        )


def _no_such(position: int) -> Refusal:
    return Refusal(
        _("Nobody stands on the list as number {position}.").format(position=position),
        _("Look at the list again."),
        field="position",
        code="no_such_signatory",
    )
