"""Outside our unit: where the customer was helped to go, and what came of it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """A referral slip (转介单). We called ahead, and we ask after the result."""

    id: str
    case_id: str
    entry_id: str = ""
    """Id of the directory entry it was made from, if any."""
    unit: str
    address: str = ""
    phone: str
    hours: str = ""
    bring: tuple[str, ...] = ()
    called: str
    """Whom we called there."""
    said: str
    """What they said."""
    why: str
    """Why it is theirs, and what our part is, as the customer was told."""
    made_by: str
    made_at: datetime
    result: str = ""
    result_at: datetime | None = None
    result_by: str | None = None
    version: int = 1
