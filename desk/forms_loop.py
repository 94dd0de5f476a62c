"""What people fill in on tasks and promises; see `desk.forms`."""

from dataclasses import dataclass
from datetime import datetime

from desk.enums import ContactWay
from desk.form import Form


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskForm(Form):
    """A part of a case for a department: what, for which point, by when, who there."""

    department: str
    """Id or name of a department of the playbook, or the unit of somebody of a department."""
    matter: str
    point: int | None = None
    due_at: datetime | None = None
    """What the department promised; left out, the playbook's own days count."""
    to_staff: str = ""
    """Staff number of a person of the department, if one is named."""
    to_name: str = ""
    to_phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenForm(Form):
    """A promise that cannot be kept: why, and how the customer was told of it.

    `told` left empty: the customer has not been told.
    """

    reason: str
    told: str = ""
    way: ContactWay = ContactWay.PHONE
    at: datetime | None = None
