"""The sealed way back: a code in an envelope for when nobody is left who could set a PIN."""

import secrets
from dataclasses import replace
from datetime import datetime

from desk.i18n import _
from desk.ids import new_id
from desk.ports import Act, Book
from desk.refusals import Refusal
from desk.services.base import Desk, service
from desk.services.people import somebody, with_pin
from desk.staff.model import Actor, Staff, WayBack, actor_of
from desk.staff.permissions import RANK, May, may
from desk.staff.pin import hash_anew, locked_until, pin_fits, wait_after

LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""What a code is made of: nothing that is read for something else when it was written by hand."""
GROUPS, GROUP = 6, 4


def new_code() -> str:
    """A fresh code, 117 bits of chance in groups of four."""
    groups = ("".join(secrets.choice(LETTERS) for _each in range(GROUP)) for _one in range(GROUPS))
    return "-".join(groups)


def _plain(code: str) -> str:
    """A code as it is hashed, however it was typed."""
    return "".join(char for char in code.upper() if char in LETTERS)


@service("staff.seal", May.MANAGE_STAFF)
def seal(desk: Desk, who: Actor) -> str:
    """Make a new sealed code, which is shown this once; one that was there is good no more."""
    now = desk.clock.now()
    code = new_code()
    with desk.store.act("staff.seal", staff_id=who.staff_id, at=now) as act:
        above = _highest(act)
        if who.staff_id not in {one.id for one in above}:
            raise Refusal(
                _("The sealed code is for the highest role in service here."),
                _("Ask {name}.").format(name=above[0].name),
                code="role_above",
            )
        _renew(act, code, who.staff_id, now)
        act.commit()
    return code


@service("staff.sealed", May.MANAGE_STAFF, writes=False)
def sealed_since(desk: Desk, who: Actor) -> WayBack | None:
    """The way back that stands now, without its hash; None where none was ever sealed."""
    with desk.store.read() as book:
        standing = _standing(book)
    return replace(standing, code_hash="") if standing else None


def is_sealed(desk: Desk) -> bool:
    """Whether a code is sealed for this book; tells nothing of it."""
    with desk.store.read() as book:
        return _standing(book) is not None


def open_seal(desk: Desk, number: str, code: str, pin: str) -> tuple[Actor, str]:
    """Let in the highest person, who forgot their PIN, by the sealed code and with a new PIN.

    The code is used up by this. Gives the person and the new code, to be sealed in its place.
    """
    now = desk.clock.now()
    with desk.store.read() as book:
        standing = _standing(book)
        staff = somebody(book, number)
        highest = {one.id for one in _highest(book)}
    if standing is None:
        raise Refusal(
            _("No code was ever sealed for this book."),
            _("Ask whoever signed in last, or whoever supports this hall."),
            field="code",
            code="no_seal",
        )
    until = standing.locked_until
    # A wait longer than any is one from before the clock was set back; guessing stays hopeless.
    if until is not None and now < until <= now + wait_after(standing.failed_tries):
        raise Refusal(
            _("Too many wrong codes. Wait {seconds} seconds.").format(
                seconds=int((until - now).total_seconds()) + 1
            ),
            field="code",
            code="locked",
        )
    if not pin_fits(standing.code_hash, _plain(code)):
        with desk.store.act("staff.wrong_seal", staff_id=staff.id, at=now) as act:
            fresh = act.get(WayBack, standing.id) or standing
            tries = fresh.failed_tries + 1
            act.put(replace(fresh, failed_tries=tries, locked_until=locked_until(tries, now)))
            act.commit()
        raise Refusal(
            _("This is not the sealed code."),
            _("It has six groups of four; a code that was used once is good no more."),
            field="code",
            code="wrong_seal",
        )
    if staff.id not in highest:
        raise Refusal(
            _("The sealed code is for the highest role in service here."),
            _("A lead or the administrator can set a new PIN for {name}.").format(name=staff.name),
            field="number",
            code="not_highest",
        )
    fresh_code = new_code()
    with desk.store.act("staff.open_seal", staff_id=staff.id, at=now) as act:
        used = act.get(WayBack, standing.id) or standing
        if used.ended_at is not None:
            raise Refusal(_("This is not the sealed code."), field="code", code="wrong_seal")
        act.put(replace(used, ended_at=now, used_by=staff.id))
        act.put(with_pin(act.get(Staff, staff.id) or staff, pin, given=False))
        _renew(act, fresh_code, staff.id, now)
        act.commit()
    return actor_of(staff), fresh_code


def _standing(book: Book) -> WayBack | None:
    return next((one for one in book.find(WayBack) if one.ended_at is None), None)


def _highest(book: Book) -> list[Staff]:
    """The people in service whom nobody else could give a new PIN."""
    people = [s for s in book.find(Staff, active=True) if may(s.role, May.MANAGE_STAFF)]
    rank = max((RANK[one.role] for one in people), default=0)
    return [one for one in people if RANK[one.role] == rank]


def _renew(act: Act, code: str, maker: str, now: datetime) -> None:
    for one in act.find(WayBack):
        if one.ended_at is None:
            act.put(replace(one, ended_at=now))
    act.add(WayBack(id=new_id(), code_hash=hash_anew(_plain(code)), made_by=maker, made_at=now))
