"""The branch: who we are on paper, when the doors open, by which rules we count."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """One business hall. There is one row in a book of one branch."""

    id: str
    code: str
    """Short code that starts every reference, e.g. "HD01"."""
    name: str
    unit: str
    """Full name of the unit that answers, as it stands at the head of a letter."""
    letter_word: str
    """The unit's word in letter numbers, e.g. "×供客复"."""
    address: str = ""
    phone: str = ""
    supervision_phone: str = ""
    timezone: str = "Asia/Shanghai"
    hours: str = ""
    """JSON of the opening hours (`desk.hours`); empty means the ordinary ones."""
    calendar: str = ""
    """JSON of the branch's own day rules over the State Council's table."""
    language: str = "zh_CN"
    seal: str = ""
    """SHA-256 of the picture that is printed as the unit's seal; empty: a free place for it."""
    customers_served: int | None = None
    """How many customers the hall serves, for what is counted per million of them."""
    customers_served_on: date | None = None
    """As of which day that number was told."""
    invented: bool = False
    """True for practice books: every page and screen then says that names are invented."""
    version: int = 1
