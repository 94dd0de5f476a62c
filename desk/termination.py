"""The end of our service in one matter (服务终止), after lawful handling and by the manager."""

from dataclasses import dataclass
from datetime import datetime

from desk.enums import ContactWay


@dataclass(frozen=True, slots=True, kw_only=True)
class Termination:
    """Why the service in a case ended, how the customer was told, and whether it was taken back.

    `ground` is an id of the playbook's grounds. Taken up again for new facts it stays on record.
    """

    id: str
    case_id: str
    round: int
    """The round in which it ended: so many less one were had with a dissatisfied customer."""
    ground: str
    basis: str
    """What the answer rests on, so that what is asked beyond it is not owed."""
    beyond: str
    """What is still asked for, and why it goes beyond what was due."""
    told_way: ContactWay
    told: str
    """What the customer was told, with the ways that are still open to them."""
    at: datetime
    by: str
    reopened_at: datetime | None = None
    reopened_by: str | None = None
    facts: str = ""
    """What was new, where it was taken up again."""
    reason: str = ""
    """Why it changes the matter."""
    version: int = 1

    @property
    def stands(self) -> bool:
        """Whether it was not taken back."""
        return self.reopened_at is None
