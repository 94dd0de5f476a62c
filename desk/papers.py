"""Papers that customers leave with us, and files kept with a case."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper received from the customer; originals go back, and to whom is written down."""

    id: str
    case_id: str
    name: str
    copies: int = 1
    original: bool = False
    received_at: datetime
    received_by: str
    returned_at: datetime | None = None
    returned_by: str | None = None
    returned_to: str = ""
    note: str = ""
    version: int = 1

    @property
    def held(self) -> bool:
        """Whether this is an original that has not gone back yet."""
        return self.original and self.returned_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file kept with a case; its content stands once for all cases that hold it."""

    id: str
    case_id: str
    paper_id: str | None = None
    name: str
    """The name it came with, cleaned; never used as a path."""
    media_type: str
    size: int
    sha256: str
    added_at: datetime
    added_by: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The bytes of a file, by their hash."""

    id: str
    sha256: str
    content: bytes
