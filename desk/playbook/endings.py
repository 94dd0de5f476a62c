"""Ending the service in a matter: on which grounds, and the ways that stay open."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from desk.i18n import _
from desk.playbook.base import FORBID_EXTRA, Entry

if TYPE_CHECKING:
    from desk.playbook.playbook import Playbook


@dataclass(frozen=True, slots=True, kw_only=True)
class TerminationGround(Entry):
    """On what ground the manager may end the service in a case (服务终止).

    `rounds` is how often the customer must have been heard after a reply and stayed dissatisfied.
    """

    __pydantic_config__: ClassVar = FORBID_EXTRA

    label: str
    why: str
    rounds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WayOn(Entry):
    """A way that stays open to a customer whose service ended; lower `order` first.

    One that nobody verified is not told: a site verifies it and puts in its own number.
    """

    __pydantic_config__: ClassVar = FORBID_EXTRA

    label: str
    say: str
    order: int = 0


def check_endings(playbook: "Playbook") -> Iterator[tuple[str, str, str, str]]:
    """Kind, id, field and reason of what is wrong."""
    for ground in playbook.termination_grounds.values():
        if ground.rounds < 1:
            yield "termination_ground", ground.id, "rounds", _("This number is too small.")
    if not any(way.printable for way in playbook.ways_on.values()):
        yield "way_on", "", "", _("The customer must be told at least one way that stays open.")
