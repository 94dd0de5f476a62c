"""When to call a customer back: which parts of the day were tried, and which one is best."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from desk.followup import FollowUp

if TYPE_CHECKING:
    from desk.playbook.calling import DayPart


def part_of(parts: "Mapping[str, DayPart]", at: datetime, zone: tzinfo) -> str:
    """Id of the part of the day in which a moment lies; "" outside all of them."""
    wall = f"{at.astimezone(zone):%H:%M}"
    return next((one.id for one in parts.values() if one.begins <= wall < one.ends), "")


def tries_of(follow_ups: Sequence[FollowUp], round_: int) -> list[FollowUp]:
    """The tries of a round that reached nobody."""
    return [f for f in follow_ups if f.round == round_ and not f.volunteered and not f.reached]


def untried(parts: "Mapping[str, DayPart]", tries: Sequence[FollowUp]) -> tuple[str, ...]:
    """The parts of the day in which nobody has called in vain yet."""
    known = {one.part for one in tries}
    return tuple(one for one in parts if one not in known)


def best_part(
    parts: "Mapping[str, DayPart]",
    reached: Sequence[datetime],
    tries: Sequence[FollowUp],
    zone: tzinfo,
) -> str:
    """The part in which the customer was reached most often, else the first untried; "" for none.

    `reached` are the moments at which somebody got through to this customer or they to us.
    """
    left = untried(parts, tries)
    often = Counter(part_of(parts, at, zone) for at in reached)
    order = {one: place for place, one in enumerate(left)}
    return min(left, key=lambda one: (-often[one], order[one]), default="")
