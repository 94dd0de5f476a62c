"""The call back after a reply: reached or not, how satisfied, in whose words."""

from dataclasses import dataclass
from datetime import date, datetime

from desk.enums import CardCame, Rating


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """One try to call a customer back. Scores run from 1 (very bad) to 5 (very good)."""

    id: str
    case_id: str
    at: datetime
    staff_id: str
    reached: bool
    satisfied: bool | None = None
    attitude: int | None = None
    speed: int | None = None
    result: int | None = None
    clarity: int | None = None
    words: str = ""
    rating: Rating | None = None
    """The box on the receipt slip, where the customer ticked one."""
    volunteered: bool = False
    """True when the customer said so unasked, on the slip that came back."""
    round: int = 1
    part: str = ""
    """The part of the day, an id of the playbook's; "" where nobody called."""
    came: CardCame | None = None
    """How the card came on which the customer answered; None for a call and a slip."""
    received_on: date | None = None
    """The day on which that card came."""
    card_id: str | None = None
    """The letter that the card is, where it was one of ours."""
    seen_by: str | None = None
    """Who compared what was typed with the card, where its typist had handled the case."""
