"""What a clerk should know of a customer at the window, in words they may read themselves."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from desk.i18n import _


@dataclass(frozen=True, slots=True, kw_only=True)
class Care:
    """One-to-one care: a named person to whom every new case of this customer is offered first."""

    id: str
    customer_id: str
    staff_id: str
    reason: str
    since: datetime
    until: date | None = None
    ended_at: datetime | None = None
    made_by: str
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Attention:
    """A word of attention with a reason and a last day, after which it is gone by itself."""

    id: str
    customer_id: str
    text: str
    """In words that the customer may read over the clerk's shoulder."""
    reason: str
    until: date
    made_at: datetime
    made_by: str
    ended_at: datetime | None = None
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ToMind:
    """What stands now about one customer: who looks after them, what to mind."""

    care: Care | None = None
    carer: str = ""
    """Name of the person who looks after them."""
    carer_number: str = ""
    here: bool = False
    """Whether that person is there now."""
    attentions: tuple[Attention, ...] = ()
    special_care: str = ""


def standing_care(cares: Iterable[Care], today: date) -> Care | None:
    """The care that holds today; its last day belongs to it."""
    return next(
        (c for c in cares if c.ended_at is None and (c.until is None or today <= c.until)), None
    )


def standing_attentions(attentions: Iterable[Attention], today: date) -> tuple[Attention, ...]:
    """The words of attention that hold today; the last day of each belongs to it."""
    return tuple(a for a in attentions if a.ended_at is None and today <= a.until)


def lines(mind: ToMind) -> tuple[str, ...]:
    """What a clerk should know, most personal first, in words the customer may read."""
    said = []
    if mind.care is not None:
        here = _("Personal contact: {name}; a new case is offered to them first.")
        away = _("Personal contact: {name}, not here at the moment.")
        said.append((here if mind.here else away).format(name=mind.carer))
    said += [one.text for one in mind.attentions]
    if mind.special_care:
        said.append(_("Please mind: {what}").format(what=mind.special_care))
    return tuple(said)
