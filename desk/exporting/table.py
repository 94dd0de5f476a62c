"""A list as a table of typed values: the one shape that every list gives to be written out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

Cell = str | int | date | datetime | None
"""Text, a whole number, a day, or a moment in the branch's time without a zone; None is empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListTable:
    """A list that can be written out. `name` is what the sheet and the file are called."""

    name: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]
    masked: bool = True
    """Whether personal data in it is masked."""


def said(cell: Cell) -> str:
    """A cell as text, the way a person reads it."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d %H:%M}"
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)
