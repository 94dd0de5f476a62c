"""What the first bytes of a file tell. Only for files that this process has not open.

Closing a file of a database takes the locks away that the process holds on it.
"""

from enum import Enum
from pathlib import Path

MAGIC = b"SQLite format 3\x00"
PAGE = 4096
_NOISE = 230
"""Different values among the bytes of a page that was encrypted; text and tables have far fewer."""


class Looks(Enum):
    """What a file seems to be."""

    READABLE = "readable"
    """A database that is not encrypted."""
    NOISE = "noise"
    """Encrypted, or something that nobody can read any more."""
    OTHER = "other"


def looks(path: Path) -> Looks:
    """What the file at `path` seems to be; OTHER where there is none."""
    try:
        with path.open("rb") as file:
            first = file.read(PAGE)
    except OSError:
        return Looks.OTHER
    if first.startswith(MAGIC):
        return Looks.READABLE
    whole = len(first) == PAGE and path.stat().st_size % PAGE == 0
    return Looks.NOISE if whole and len(set(first)) >= _NOISE else Looks.OTHER
