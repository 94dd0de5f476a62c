"""What the playbook knows of matters that go beyond the counter: reports ahead, the hall itself."""

from dataclasses import dataclass
from typing import ClassVar

from desk.enums import Grade, HallEventKind, ReportTo
from desk.playbook.base import FORBID_EXTRA, Entry, Phone


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRule(Entry):
    """Which matters are reported by phone before they are worked on, and to whom.

    It holds where one of the warnings `sensitive` (ids) was raised by the narrative, or where the
    case has one of the `grades`.
    """

    __pydantic_config__: ClassVar = FORBID_EXTRA

    label: str
    sensitive: tuple[str, ...] = ()
    grades: tuple[Grade, ...] = ()
    to: tuple[ReportTo, ...]
    what_to_say: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HallGuide(Entry):
    """What to do when something happens in the hall; `id` is a `HallEventKind`. Never printed.

    `call` names whom to phone: for a visit of the media the spokesperson, whom the hall fills in.
    """

    __pydantic_config__: ClassVar = FORBID_EXTRA

    label: str
    what_to_do: tuple[str, ...]
    say: tuple[str, ...]
    avoid: tuple[str, ...]
    call: tuple[Phone, ...] = ()

    @property
    def kind(self) -> HallEventKind:
        return HallEventKind(self.id)
