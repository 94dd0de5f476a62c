"""How long personal data is kept: a rule for each kind, with its ground and where it comes from."""

from dataclasses import dataclass
from typing import ClassVar

from desk.enums import DataKind, KeptSince
from desk.playbook.base import FORBID_EXTRA, Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionRule(Entry):
    """Data of one kind is kept for `months` since an event, then it is due to be erased.

    `why` says what it is kept for so long. A site puts its own rule in place under the same id.
    """

    __pydantic_config__: ClassVar = FORBID_EXTRA

    label: str
    data: DataKind
    months: int
    since: KeptSince
    why: str
