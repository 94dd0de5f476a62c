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
    active: bool = True
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


def actor_of(staff: Staff) -> Actor:
    """The actor that a signed-in member of staff is."""
    return Actor(staff.id, staff.number, staff.name, staff.role)
