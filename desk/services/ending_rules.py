"""What the end of the service rests on: its grounds, the ways that stay open, how often heard."""

from collections.abc import Iterable
from datetime import date

from desk.followup import FollowUp
from desk.playbook.endings import TerminationGround
from desk.playbook.playbook import Playbook
from desk.termination import Termination


def grounds_on(playbook: Playbook, day: date) -> tuple[TerminationGround, ...]:
    """The grounds in force on a day, in the order of the playbook."""
    return tuple(g for g in playbook.termination_grounds.values() if g.in_force(day))


def ways_on(playbook: Playbook, day: date) -> str:
    """What every customer is told whose service ends: the ways that somebody verified."""
    ways = [w for w in playbook.ways_on.values() if w.printable and w.in_force(day)]
    space = "" if playbook.language == "zh_CN" else " "
    return space.join(way.say for way in sorted(ways, key=lambda way: (way.order, way.id)))


def rounds_dissatisfied(ends: Iterable[Termination], calls: Iterable[FollowUp]) -> int:
    """In how many rounds the customer stayed dissatisfied, since new facts were last taken up."""
    since = max((one.round for one in ends if not one.stands), default=0)
    return len({one.round for one in calls if one.satisfied is False and one.round > since})
