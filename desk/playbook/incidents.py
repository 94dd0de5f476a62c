"""What the playbook knows of incidents: what cases of each cause are about and sound like."""

from dataclasses import dataclass
from typing import ClassVar

from desk.enums import IncidentCause, Topic
from desk.playbook.base import FORBID_EXTRA, Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentRule(Entry):
    """How cases of an incident are known; `id` is an `IncidentCause`. Never printed.

    `topics` are those such cases are taken down under, `words` what customers say. Cases count
    from `hours_before` before it is said to have begun: nobody knows the minute. `same_hours`
    within which a second one of the same cause and area is taken for the same.
    """

    __pydantic_config__: ClassVar = FORBID_EXTRA

    label: str
    topics: tuple[Topic, ...]
    words: tuple[str, ...]
    hours_before: int = 2
    same_hours: int = 12

    @property
    def cause(self) -> IncidentCause:
        return IncidentCause(self.id)
