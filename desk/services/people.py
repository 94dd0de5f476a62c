"""Staff: signing in, PINs, who is on the list."""

from dataclasses import replace

from desk.enums import Role
from desk.forms import StaffForm
from desk.i18n import _
from desk.ids import new_id
from desk.ports import Book
from desk.refusals import Refusal
from desk.services.base import Desk, service
from desk.services.sweep import lapse_offers_to, sweep
from desk.services.veil import bare
from desk.staff.model import Actor, Staff, actor_of
from desk.staff.permissions import RANK, May
from desk.staff.pin import hash_anew, hash_pin, locked_until, pin_fits, pin_hash_is_of_now
from desk.text import clean_line


def sign_in(desk: Desk, number: str, pin: str, *, counter_of: Actor | None = None) -> Actor:
    """The person who proves with number and PIN who they are.

    `counter_of` is whoever is signed in where somebody agrees to one act over the shoulder: both
    stand in the journal, for the act and for every wrong PIN.

    An unknown number and a wrong PIN are refused in the same words, so that nobody learns
    which numbers exist. Wrong tries are kept in the book and make the next one wait longer.
    Whoever comes in sees what fell due meanwhile.
    """
    number = clean_line(number).upper()
    now = desk.clock.now()
    beside = counter_of.staff_id if counter_of else ""
    with desk.store.read() as book:
        staff = _by_number(book, number)
    wrong = Refusal(
        _("Staff number and PIN do not fit."),
        _("Try again; if you forgot the PIN, the administrator can set a new one."),
        field="pin",
        code="wrong_pin",
    )
    if staff is None or not staff.active:
        raise wrong
    if staff.locked_until is not None and now < staff.locked_until:
        seconds = int((staff.locked_until - now).total_seconds()) + 1
        raise Refusal(
            _("Too many wrong PINs. Wait {seconds} seconds.").format(seconds=seconds),
            _("The administrator can set a new PIN meanwhile."),
            field="pin",
            code="locked",
        )
    actor = actor_of(staff, beside)
    if not pin_fits(staff.pin_hash, pin):
        with desk.store.act(
            "staff.wrong_pin", staff_id=staff.id, at=now, note=actor.journal_note
        ) as act:
            fresh = act.get(Staff, staff.id) or staff
            tries = fresh.failed_tries + 1
            act.put(replace(fresh, failed_tries=tries, locked_until=locked_until(tries, now)))
            act.commit()
        raise wrong
    kept_otherwise = not pin_hash_is_of_now(staff.pin_hash)
    if staff.failed_tries or kept_otherwise:
        pin_hash = hash_anew(pin) if kept_otherwise else staff.pin_hash
        with desk.store.act(
            "staff.sign_in", staff_id=staff.id, at=now, note=actor.journal_note
        ) as act:
            fresh = act.get(Staff, staff.id) or staff
            # Meanwhile another PIN may have been set.
            if fresh.pin_hash == staff.pin_hash:
                fresh = replace(fresh, pin_hash=pin_hash)
            act.put(replace(fresh, failed_tries=0, locked_until=None))
            act.commit()
    sweep(desk)
    return actor


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


def new_staff(form: StaffForm, pin: str) -> Staff:
    """A member of staff as entered, PIN hashed; refuses what is not fit."""
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
        pin_hash=hash_pin(pin, number),
    )


@service("staff.add", May.MANAGE_STAFF)
def add_staff(desk: Desk, who: Actor, form: StaffForm, pin: str) -> Staff:
    """Add a member of staff; a number is never used twice, not even after its owner left."""
    staff = new_staff(form, pin)
    with desk.store.act("staff.add", staff_id=who.staff_id, at=desk.clock.now()) as act:
        _appointable(act, who, staff.role)
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


def _appointable(book: Book, who: Actor, role: Role) -> None:
    """Refuse a role above one's own, unless nobody above is there yet to appoint it."""
    above = [s for s in book.find(Staff) if s.active and RANK[s.role] > RANK[who.role]]
    if RANK[role] > RANK[who.role] and above:
        raise Refusal(
            _("You cannot give a role above your own."),
            _("Ask {name}.").format(name=above[0].name),
            field="role",
            code="role_above",
        )


def _beneath(who: Actor, staff: Staff) -> None:
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
        return [replace(s, pin_hash="") for s in book.find(Staff, order="number")]


@service("staff.reset_pin", May.MANAGE_STAFF)
def reset_pin(desk: Desk, who: Actor, number: str, pin: str) -> None:
    """Set a new PIN for somebody and end their waiting time."""
    with desk.store.act("staff.reset_pin", staff_id=who.staff_id, at=desk.clock.now()) as act:
        staff = staff_by_number(act, number, "number")
        _beneath(who, staff)
        act.put(
            replace(staff, pin_hash=hash_pin(pin, staff.number), failed_tries=0, locked_until=None)
        )
        act.commit()


@service("staff.change_pin", May.OWN_PIN)
def change_pin(desk: Desk, who: Actor, old: str, new: str) -> None:
    """Change one's own PIN; the old one must fit."""
    with desk.store.act("staff.change_pin", staff_id=who.staff_id, at=desk.clock.now()) as act:
        staff = staff_by_number(act, who.number)
        if not pin_fits(staff.pin_hash, old):
            raise Refusal(_("The old PIN does not fit."), field="old", code="wrong_pin")
        act.put(replace(staff, pin_hash=hash_pin(new, staff.number)))
        act.commit()


@service("staff.disable", May.MANAGE_STAFF)
def disable_staff(desk: Desk, who: Actor, number: str) -> None:
    """Take somebody out of service; what they did stays under their name.

    Offers that wait for them lapse; their open cases are there to be taken over.
    """
    now = desk.clock.now()
    with desk.store.act("staff.disable", staff_id=who.staff_id, at=now) as act:
        staff = staff_by_number(act, number, "number")
        if staff.id == who.staff_id:
            raise Refusal(
                _("You cannot take yourself out of service."),
                _("Ask another person who may do this."),
                field="number",
                code="oneself",
            )
        _beneath(who, staff)
        act.put(replace(staff, active=False))
        lapse_offers_to(act, staff.id, now)
        act.commit()


def public_numbers(desk: Desk) -> frozenset[str]:
    """Numbers that nobody has to hide: of the hall, its people and the units of the directory."""
    with bare(desk.store).read() as book:
        staff = [one.phone for one in book.find(Staff)]
    units = [one.phone for one in desk.playbook.directory.values()]
    branch = desk.branch
    numbers = (branch.phone, branch.supervision_phone, *staff, *units)
    return frozenset(filter(None, numbers))
