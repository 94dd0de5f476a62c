"""What the playbook knows of customer files: what makes two look like one, which cases belong."""

from dataclasses import dataclass
from typing import ClassVar

from desk.doubles import Sign
from desk.playbook.base import FORBID_EXTRA, Entry
from desk.related import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubleSign(Entry):
    """What speaks for two files being of one customer; `id` is a `Sign`. Never printed.

    Files are suspected from `SUSPECTED` points on.
    """

    __pydantic_config__: ClassVar = FORBID_EXTRA

    label: str
    points: int

    @property
    def sign(self) -> Sign:
        return Sign(self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedRule(Entry):
    """How far back cases of one `Reason` are shown beside a new one, and how many. Never printed.

    Of a customer and of repeats `days` is the number within which the same topic counts as a
    repeat. `at_least` is how many there must be before a word is said of them.
    """

    __pydantic_config__: ClassVar = FORBID_EXTRA

    label: str
    days: int
    most: int
    at_least: int = 1

    @property
    def reason(self) -> Reason:
        return Reason(self.id)
