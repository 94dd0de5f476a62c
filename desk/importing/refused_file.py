"""Rows that were not taken in, with the reason beside each: a CSV to mend and to import again."""

import csv
import os
from collections.abc import Iterable, Sequence
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from desk.exporting.cells import defused
from desk.i18n import _
from desk.importing.source import Row
from desk.refusals import Refusal
from desk.text import clean_line

LONGEST = 300
"""Characters of a cell that are written out again; nobody mends a cell of a million."""


class RefusedRow(NamedTuple):
    """A row as it stood in the file, and why a person must look at it."""

    row: Row
    reason: str


class RefusedFile:
    """The list of refused rows. It is made with the first of them, so most imports leave none."""

    def __init__(self, path: Path, headers: Sequence[str], *, behind: int | None = None) -> None:
        """`behind` is the last line that was dealt with when an import is gone on with."""
        self.path = path
        self._headers = headers
        self._open = False
        if path.exists():
            if behind is None:
                raise Refusal(
                    _("{name} is there already.").format(name=clean_line(path.name)),
                    _("Name another file for the refused rows."),
                    field="refused",
                    code="file_exists",
                )
            self._cut(behind)
            self._open = True

    def _cut(self, behind: int) -> None:
        """Leave only what was refused before the place at which the import goes on."""
        try:
            with self.path.open(encoding="utf-8-sig", newline="") as file:
                rows = list(csv.reader(file))
            kept = rows[:1] + [r for r in rows[1:] if r and r[0].isdigit() and int(r[0]) <= behind]
            self._write(_lines(kept), "w")
        except (OSError, ValueError, csv.Error) as error:
            raise self._unwritable(error) from error

    def add(self, refused: Iterable[RefusedRow]) -> None:
        """Write rows and have them on disk before the batch they belong to is kept."""
        rows = [
            [
                str(one.row.line),
                clean_line(one.reason),
                *(_short(cell) for cell in one.row.cells),
            ]
            for one in refused
        ]
        if not rows:
            return
        try:
            if not self._open:
                head = [_("Line of the file"), _("Reason"), *self._headers]
                self._write(_lines([[defused(cell) for cell in head]]), "x")
                self._open = True
            self._write(_lines(rows), "a")
        except OSError as error:
            raise self._unwritable(error) from error

    def _write(self, text: str, mode: str) -> None:
        flags = os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0)
        flags |= {"x": os.O_EXCL, "w": os.O_TRUNC, "a": os.O_APPEND}[mode]
        # What stands in it is nobody's but who imports.
        with os.fdopen(os.open(self.path, flags, 0o600), "wb") as file:
            file.write((b"" if mode == "a" else b"\xef\xbb\xbf") + text.encode())
            file.flush()
            os.fsync(file.fileno())

    def _unwritable(self, error: Exception) -> Refusal:
        reason = getattr(error, "strerror", "") or type(error).__name__
        return Refusal(
            _("The list of refused rows cannot be written: {reason}").format(reason=reason),
            _("Make room, or name another place for it, and go on with the import."),
            field="refused",
            code="refused_unwritable",
        )


def _short(cell: str) -> str:
    line = clean_line(cell[: LONGEST * 2])
    return defused(line if len(line) <= LONGEST else f"{line[:LONGEST]}…")


def _lines(rows: Iterable[Sequence[str]]) -> str:
    out = StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue()
