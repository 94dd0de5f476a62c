"""One thing that happened with a case, as its record tells it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened; `sign` stands before it, `more` below it."""

    at: datetime
    sign: str
    text: str
    more: str = ""
