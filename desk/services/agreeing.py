"""Who agrees to a letter: nobody to their own, the manager too where the grade asks for it."""

from dataclasses import dataclass, replace
from datetime import datetime

from desk.case import Case
from desk.concern import Concern
from desk.enums import LetterState, Role
from desk.i18n import _
from desk.letter.agreement import still_needed, writers_of
from desk.letter.life import Letter
from desk.point import IssuePoint
from desk.ports import Act, Book
from desk.refusals import Refusal
from desk.services.base import Desk, service
from desk.services.letter_rows import by_id
from desk.services.presence import is_away
from desk.staff.model import Actor, Staff
from desk.staff.permissions import May, may


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far a submitted letter is agreed to.

    `agreed` are names with roles, `needed` the roles that are missing (LEAD is any other
    approver), `able` the people who are here and may give what is missing, `away` those who
    could but are absent. `mine` says whether the reader is one of `able`.
    """

    agreed: tuple[tuple[str, Role], ...]
    needed: tuple[Role, ...]
    able: tuple[tuple[str, Role], ...]
    away: tuple[str, ...]
    mine: bool


@service("letter.agreement", May.READ, writes=False)
def agreement(desk: Desk, who: Actor, letter_id: str) -> Agreement:
    """Who has agreed to a letter, whose agreement is missing, and who here can give it."""
    now = desk.clock.now()
    with desk.store.read() as book:
        letter = by_id(book, letter_id)
        case = book.get(Case, letter.case_id)
        assert case is not None
        given = _given(book, letter)
        needed = still_needed(case.grade, [staff.role for staff in given])
        if letter.state is not LetterState.SUBMITTED:
            needed = ()
        fit = [one for one in _uninvolved(book, letter) if one not in given and _fits(one, needed)]
        here = [one for one in fit if not is_away(book, one.id, now)]
    return Agreement(
        agreed=tuple((staff.name, staff.role) for staff in given),
        needed=needed,
        able=tuple((staff.name, staff.role) for staff in here),
        away=tuple(staff.name for staff in fit if staff not in here),
        mine=any(staff.id == who.staff_id for staff in fit),
    )


def _given(book: Book, letter: Letter) -> list[Staff]:
    ids = [i for i in (letter.approver_id, letter.second_approver_id) if i]
    return [staff for staff in (book.get(Staff, i) for i in ids) if staff is not None]


def _fits(staff: Staff, needed: tuple[Role, ...]) -> bool:
    return Role.LEAD in needed or staff.role in needed


def _uninvolved(book: Book, letter: Letter) -> list[Staff]:
    involved = writers_of(letter, book.find(IssuePoint, case_id=letter.case_id))
    # A case about somebody does not exist for them.
    involved |= {one.staff_id for one in book.find(Concern, case_id=letter.case_id)}
    return [
        staff
        for staff in book.find(Staff)
        if staff.active and may(staff.role, May.APPROVE_LETTER) and staff.id not in involved
    ]


def others_approve(book: Book, letter: Letter, now: datetime, *, but: str = "") -> bool:
    """Whether somebody is here who may approve a letter, and has no part in it; `but` aside."""
    return any(
        staff.id != but and not is_away(book, staff.id, now) for staff in _uninvolved(book, letter)
    )


def refuse_own(act: Act, case: Case, letter: Letter, who: Actor, now: datetime) -> None:
    """Refuse whoever wrote any part of a letter, by whatever route."""
    points = act.find(IssuePoint, case_id=case.id, order="position")
    if who.staff_id not in writers_of(letter, points):
        return
    own = [str(p.position) for p in points if p.answered_by == who.staff_id]
    wrote = who.staff_id in writers_of(letter, ())
    message = _("Nobody approves a letter that they wrote or submitted.")
    if own and not wrote:
        words = _("Nobody approves their own words: the answer to point {points} is yours.")
        message = words.format(points="、".join(own))
    raise Refusal(
        message,
        _("Ask another shift lead or the manager.")
        if others_approve(act, letter, now)
        else _(
            "Nobody else here can approve now. Until somebody can, the customer gets "
            "the acknowledgement, notices and a holding letter, and no reply."
        ),
        code="own_letter",
    )


def agreed(act: Act, case: Case, letter: Letter, who: Actor, now: datetime) -> Letter:
    """The letter with one more agreement; approved once everybody needed has agreed."""
    given = _given(act, letter)
    needed = still_needed(case.grade, [staff.role for staff in given])
    waits = (
        _("It waits for the manager.")
        if needed == (Role.MANAGER,)
        else _("It waits for a shift lead.")
    )
    if any(staff.id == who.staff_id for staff in given):
        raise Refusal(_("You have agreed to this letter already."), waits, code="agreed_already")
    if given and Role.LEAD not in needed and who.role not in needed:
        raise Refusal(
            _("A shift lead has agreed to this letter already."), waits, code="agreed_already"
        )
    left = still_needed(case.grade, [*(staff.role for staff in given), who.role])
    return replace(
        letter,
        state=letter.state if left else LetterState.APPROVED,
        approver_id=letter.approver_id or who.staff_id,
        second_approver_id=who.staff_id if letter.approver_id else None,
        approved_at=now,
        approved_hash=letter.content_hash,
    )
