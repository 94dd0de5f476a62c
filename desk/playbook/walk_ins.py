"""What customers come with most: kind, topic, what to listen for, what to ask.

Nothing of it is anybody's words. Each point that is listened for holds a ⟦slot⟧: it becomes a
point once the clerk has filled it with what this customer said, and is left out otherwise.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from desk.enums import CaseKind, PointKind, Topic
from desk.i18n import _
from desk.playbook.base import FORBID_EXTRA, Entry
from desk.slots import SLOT

if TYPE_CHECKING:
    from desk.playbook.playbook import Playbook


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """A point that such a customer often has."""

    __pydantic_config__: ClassVar = FORBID_EXTRA

    kind: PointKind
    matter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkIn(Entry):
    """One line of the menu, e.g. 电费突增."""

    __pydantic_config__: ClassVar = FORBID_EXTRA

    label: str
    topic: Topic
    kind: CaseKind = CaseKind.COMPLAINT
    points: tuple[Expected, ...]
    ask: tuple[str, ...]


def check_walk_ins(playbook: "Playbook") -> Iterator[tuple[str, str, str, str]]:
    """Kind, id, field and reason of what is wrong."""
    for one in playbook.walk_ins.values():
        for number, point in enumerate(one.points):
            if not SLOT.search(point.matter):
                reason = _("Leave a ⟦…⟧ open in it: only the customer says what happened.")
                yield "walk_in", one.id, f"points.{number}.matter", reason
        for field, there in (("points", one.points), ("ask", one.ask)):
            if not there:
                yield "walk_in", one.id, field, _("This list is empty.")
