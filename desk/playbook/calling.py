"""What the playbook knows of calling back: the parts of a day at which people answer."""

from dataclasses import dataclass
from typing import ClassVar

from desk.playbook.base import FORBID_EXTRA, Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class DayPart(Entry):
    """A part of the day; `begins` and `ends` are written "08:00", the end is not in it."""

    __pydantic_config__: ClassVar = FORBID_EXTRA

    label: str
    begins: str
    ends: str
