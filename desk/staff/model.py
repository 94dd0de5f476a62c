"""A member of staff, and the person who acts."""

from dataclasses import dataclass
from datetime import datetime

from desk.enums import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """A person with a staff number. `pin_hash` is argon2id, never shown nor journalled in clear."""

    id: str
    number: str
    name: str
    role: Role
    unit: str = ""
    phone: str = ""
    pin_hash: str = ""
    pin_given: bool = False
    """Whether somebody else set the PIN, so that its owner must choose one of their own."""
    pins_before: tuple[str, ...] = ()
    """Hashes of the PINs this person had before, the latest first."""
    active: bool = True
    failed_tries: int = 0
    locked_until: datetime | None = None
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class WayBack:
    """A sealed code that lets the highest person in who forgot their PIN; good for one use."""

    id: str
    code_hash: str
    made_by: str
    made_at: datetime
    ended_at: datetime | None = None
    used_by: str | None = None
    """Whom it let in; None while it is sealed, and where a new one took its place."""
    failed_tries: int = 0
    locked_until: datetime | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Actor:
    """The person who acts, as every service sees them."""

    staff_id: str
    number: str
    name: str
    role: Role
    counter_of: str = ""
    """Staff id of whoever is signed in where this person acts; "" at a counter of their own."""

    @property
    def journal_note(self) -> str:
        """What the journal says of an act beside who did it: at whose counter."""
        return f"counter:{self.counter_of}" if self.counter_of else ""


def actor_of(staff: Staff, counter_of: str = "") -> Actor:
    """The actor that a member of staff is who proved who they are."""
    return Actor(staff.id, staff.number, staff.name, staff.role, counter_of)


def counter_in(note: str) -> str:
    """Staff id of whoever's counter it was, from a journal note; "" when it was one's own."""
    head = note.partition("; ")[0]
    return head.removeprefix("counter:") if head.startswith("counter:") else ""
