"""Staff: signing in, PINs, who is on the list."""

from dataclasses import replace
from datetime import datetime

from desk.enums import Role
from desk.forms import StaffForm
from desk.i18n import _
from desk.ids import new_id
from desk.ports import Book
from desk.refusals import Refusal
from desk.services.base import Desk, service
from desk.services.sweep import sweep
from desk.services.veil import bare
from desk.staff.model import Actor, Staff, actor_of
from desk.staff.permissions import RANK, May, may
from desk.staff.pin import (
    KEPT_BEFORE,
    SPENT_TRIES,
    hash_anew,
    hash_pin,
    locked_until,
    nobodys_hash,
    pin_fits,
    pin_hash_is_of_now,
    wait_after,
)
from desk.text import clean_line


def sign_in(desk: Desk, number: str, pin: str, *, counter_of: Actor | None = None) -> Actor:
    """The person who proves with number and PIN who they are.

    `counter_of` is whoever is signed in where somebody agrees to one act over the shoulder: both
    stand in the journal, for the act and for every wrong PIN.

    A PIN that somebody else has set is good for nothing but choosing another one. Whoever comes
    in sees what fell due meanwhile.
    """
    beside = counter_of.staff_id if counter_of else ""
    staff = proved(desk, number, pin, beside)
    if staff.pin_given:
        raise Refusal(
            _("Somebody else has set your PIN. Choose one that only you know."),
            _("At the sign-in screen, or with “desk --staff {number} staff change-pin”.").format(
                number=staff.number
            ),
            field="new_pin",
            code="pin_given",
        )
    sweep(desk)
    return actor_of(staff, beside)


def proved(desk: Desk, number: str, pin: str, beside: str = "") -> Staff:
    """Whoever has this number, if the PIN is theirs; every PIN that is typed comes through here.

    An unknown number and a wrong PIN are refused in the same words and after the same time.
    Wrong tries are kept in the book, whichever window or command they came from, and make the
    next one wait longer.
    """
    number = clean_line(number).upper()
    now = desk.clock.now()
    store = bare(desk.store)
    with store.read() as book:
        staff = _by_number(book, number)
    wrong = Refusal(
        _("Staff number and PIN do not fit."),
        _("Try again; if you forgot the PIN, the administrator can set a new one."),
        field="pin",
        code="wrong_pin",
    )
    if staff is None or not staff.active:
        pin_fits(nobodys_hash(), pin)
        raise wrong
    _may_try(desk, staff, now)
    note = actor_of(staff, beside).journal_note
    if not pin_fits(staff.pin_hash, pin):
        with store.act("staff.wrong_pin", staff_id=staff.id, at=now, note=note) as act:
            fresh = act.get(Staff, staff.id) or staff
            tries = fresh.failed_tries + 1
            act.put(replace(fresh, failed_tries=tries, locked_until=locked_until(tries, now)))
            act.commit()
        raise wrong
    with store.read() as book:
        meanwhile = book.get(Staff, staff.id) or staff
    if meanwhile.failed_tries != staff.failed_tries:
        # Others tried at the same time: many at once get no further than one after the other.
        _may_try(desk, meanwhile, now)
    kept_otherwise = not pin_hash_is_of_now(staff.pin_hash)
    if staff.failed_tries or kept_otherwise:
        pin_hash = hash_anew(pin) if kept_otherwise else staff.pin_hash
        with store.act("staff.sign_in", staff_id=staff.id, at=now, note=note) as act:
            fresh = act.get(Staff, staff.id) or staff
            # Meanwhile another PIN may have been set.
            if fresh.pin_hash == staff.pin_hash:
                fresh = replace(fresh, pin_hash=pin_hash)
            act.put(replace(fresh, failed_tries=0, locked_until=None))
            act.commit()
    return staff


def _may_try(desk: Desk, staff: Staff, now: datetime) -> None:
    """Refuse a try that comes too early, or one too many."""
    if staff.failed_tries >= SPENT_TRIES:
        raise Refusal(
            _("{count} wrong PINs in a row: this PIN is taken no more.").format(
                count=staff.failed_tries
            ),
            _("A lead or the administrator sets a new one; else the sealed code does."),
            field="pin",
            code="pin_spent",
        )
    if staff.locked_until is None or now >= staff.locked_until:
        return
    until = staff.locked_until
    if until - now > wait_after(staff.failed_tries):
        # The clock was set back since: the wait begins again, so that it has an end.
        until = now + wait_after(staff.failed_tries)
        with bare(desk.store).act("staff.wait", staff_id=staff.id, at=now) as act:
            act.put(replace(act.get(Staff, staff.id) or staff, locked_until=until))
            act.commit()
    seconds = int((until - now).total_seconds()) + 1
    raise Refusal(
        _("Too many wrong PINs. Wait {seconds} seconds.").format(seconds=seconds),
        _("The administrator can set a new PIN meanwhile."),
        field="pin",
        code="locked",
    )


def choose_pin(desk: Desk, number: str, given: str, new: str) -> Actor:
    """Let somebody in who replaces a PIN that another person has set by one of their own."""
    staff = proved(desk, number, given)
    actor = actor_of(staff)
    if staff.pin_given:
        _set_own(desk, actor, new)
    sweep(desk)
    return actor


def _set_own(desk: Desk, who: Actor, new: str) -> None:
    with desk.store.act("staff.change_pin", staff_id=who.staff_id, at=desk.clock.now()) as act:
        staff = staff_by_number(act, who.number)
        act.put(with_pin(staff, new, given=False))
        act.commit()


def with_pin(staff: Staff, pin: str, *, given: bool) -> Staff:
    """Somebody with another PIN, which is fit and none of their last ones; ends their waiting."""
    before = (staff.pin_hash, *staff.pins_before) if staff.pin_hash else staff.pins_before
    return replace(
        staff,
        pin_hash=hash_pin(pin, staff.number, phone=staff.phone, before=before),
        pin_given=given,
        pins_before=before[:KEPT_BEFORE],
        failed_tries=0,
        locked_until=None,
    )


def _by_number(book: Book, number: str) -> Staff | None:
    found = book.find(Staff, number=clean_line(number).upper(), limit=1)
    return found[0] if found else None


def staff_by_number(book: Book, number: str, field: str = "staff") -> Staff:
    """The member of staff with this number; refuses when there is none in service."""
    found = _by_number(book, number)
    if found is None or not found.active:
        raise Refusal(
            _("Nobody in service here has the staff number {number}.").format(
                number=clean_line(number)
            ),
            _("Choose from the list of staff."),
            field=field,
            code="no_such_staff",
        )
    return found


def worker_by_number(book: Book, number: str, field: str) -> Staff:
    """The member of staff with this number, who handles cases; refuses when they do not."""
    found = staff_by_number(book, number, field)
    if not may(found.role, May.WORK):
        raise Refusal(
            _("{name} handles no cases.").format(name=found.name),
            _("Choose another person."),
            field=field,
            code="handles_no_cases",
        )
    return found


def somebody(book: Book, number: str) -> Staff:
    """Anybody who ever had this number, also somebody who has left; else it refuses."""
    return _by_number(book, number) or staff_by_number(book, number, "number")


def new_staff(form: StaffForm, pin: str | None, *, given: bool) -> Staff:
    """A member of staff as entered, PIN hashed; refuses what is not fit.

    `given` where the PIN is not their own choice, None where none is set.
    """
    number = clean_line(form.number).upper()
    name = clean_line(form.name)
    if not number or len(number) > 20 or not number.isalnum() or not number.isascii():
        raise Refusal(
            _("A staff number has 1 to 20 letters and digits."), field="number", code="bad_number"
        )
    if not name:
        raise Refusal(_("The name is missing."), field="name", code="missing")
    if form.role not in list(Role):
        raise Refusal(
            _("There is no role {role}.").format(role=form.role),
            _("Roles are: {roles}.").format(roles=", ".join(Role)),
            field="role",
            code="bad_role",
        )
    return Staff(
        id=new_id(),
        number=number,
        name=name,
        role=Role(form.role),
        unit=clean_line(form.unit),
        phone=clean_line(form.phone),
        pin_hash="" if pin is None else hash_pin(pin, number, phone=form.phone),
        pin_given=given,
    )


@service("staff.add", May.MANAGE_STAFF)
def add_staff(desk: Desk, who: Actor, form: StaffForm, pin: str) -> Staff:
    """Add a member of staff; a number is never used twice, not even after its owner left.

    The first PIN is good for one sign-in, at which they choose their own.
    """
    staff = new_staff(form, pin, given=True)
    with desk.store.act("staff.add", staff_id=who.staff_id, at=desk.clock.now()) as act:
        appointable(act, who, staff.role)
        if _by_number(act, staff.number) is not None:
            raise Refusal(
                _("The staff number {number} is taken.").format(number=staff.number),
                _("Give the new colleague a number of their own."),
                field="number",
                code="number_taken",
            )
        act.add(staff)
        act.commit()
    return staff


def appointable(book: Book, who: Actor, role: Role) -> None:
    """Refuse a role above one's own, unless nobody above is there yet to appoint it."""
    above = [s for s in book.find(Staff) if s.active and RANK[s.role] > RANK[who.role]]
    if RANK[role] > RANK[who.role] and above:
        raise Refusal(
            _("You cannot give a role above your own."),
            _("Ask {name}.").format(name=above[0].name),
            field="role",
            code="role_above",
        )


def beneath(who: Actor, staff: Staff) -> None:
    """Refuse what is to be done to somebody of a role above one's own."""
    if RANK[staff.role] > RANK[who.role]:
        raise Refusal(
            _("{name} has a role above yours.").format(name=staff.name),
            _("Ask the manager or the administrator."),
            field="number",
            code="role_above",
        )


@service("staff.list", May.READ, writes=False)
def list_staff(desk: Desk, who: Actor) -> list[Staff]:
    """All staff by number, without their PIN hashes."""
    with desk.store.read() as book:
        people = book.find(Staff, order="number")
    return [replace(one, pin_hash="", pins_before=()) for one in people]


@service("staff.reset_pin", May.MANAGE_STAFF)
def reset_pin(desk: Desk, who: Actor, number: str, pin: str) -> None:
    """Set a new PIN for somebody, good for one sign-in, and end their waiting time."""
    with desk.store.act("staff.reset_pin", staff_id=who.staff_id, at=desk.clock.now()) as act:
        staff = staff_by_number(act, number, "number")
        beneath(who, staff)
        if staff.id == who.staff_id:
            raise Refusal(
                _("Your own PIN you change yourself, with the old one."),
                _("“Change your PIN”, or “desk staff change-pin”."),
                field="number",
                code="oneself",
            )
        act.put(with_pin(staff, pin, given=True))
        act.commit()


@service("staff.change_pin", May.OWN_PIN)
def change_pin(desk: Desk, who: Actor, old: str, new: str) -> None:
    """Change one's own PIN; the old one must fit, and a wrong one counts as at the sign-in."""
    try:
        proved(desk, who.number, old)
    except Refusal as refusal:
        if refusal.code != "wrong_pin":
            raise
        raise Refusal(_("The old PIN does not fit."), field="old", code="wrong_pin") from refusal
    _set_own(desk, who, new)


def public_numbers(desk: Desk) -> frozenset[str]:
    """Numbers that nobody has to hide: of the hall, its people and the units of the directory."""
    with bare(desk.store).read() as book:
        staff = [one.phone for one in book.find(Staff)]
    units = [one.phone for one in desk.playbook.directory.values()]
    branch = desk.branch
    numbers = (branch.phone, branch.supervision_phone, *staff, *units)
    return frozenset(filter(None, numbers))
