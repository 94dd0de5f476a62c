"""What people fill in about two files of a customer; see `desk.forms`."""

from dataclasses import dataclass

from desk.enums import SameAs
from desk.form import Form


@dataclass(frozen=True, slots=True, kw_only=True)
class SameForm(Form):
    """What was found out about two files, and how one knows."""

    kind: SameAs
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeForm(Form):
    """Which file is kept, which becomes the pointer, and what the kept one takes over.

    `take` names fields (see `desk.merging.FIELDS`). The versions are those that were seen when
    it was decided; 0 for whatever they are.
    """

    kept_id: str
    other_id: str
    reason: str
    take: tuple[str, ...] = ()
    kept_version: int = 0
    other_version: int = 0
