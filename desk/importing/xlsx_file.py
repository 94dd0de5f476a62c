"""XLSX, opened only after it was looked at: what unpacks without end is refused."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any
from zipfile import BadZipFile, ZipFile, ZipInfo

from desk.i18n import _
from desk.importing.source import MOST_COLUMNS, MOST_ROWS, Row, refused

MOST_MEMBERS = 1000
MOST_UNPACKED = 1_500_000_000
"""Bytes of everything in a workbook; a sheet of a million customers is about half of it."""
MOST_STRINGS = 300_000_000
"""Bytes of the table of strings, which stands in memory as long as the sheet is read."""
MOST_RATIO = 150
"""How many times as large a part may be unpacked; sheets are ten to thirty times."""
SMALL = 10_000_000
"""Bytes up to which nobody asks how tightly a part was packed."""
EXACT = 10**15
"""From here on a spreadsheet no longer keeps every digit of a number."""

_DAMAGED = (BadZipFile, zlib.error, EOFError, LookupError, ValueError, TypeError, AttributeError)
"""What reading a damaged workbook comes to."""


@contextmanager
def lines(path: Path, sheet: str) -> Iterator[tuple[dict[str, Any], Iterator[Row]]]:
    """How the workbook is read, and the rows of its sheet."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    _judge(path)
    with path.open("rb") as file:
        try:
            book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        except (InvalidFileException, *_DAMAGED) as error:
            raise _broken(path) from error
        except Exception as error:
            if not _of_a_reader(error):
                raise
            raise _broken(path) from error
        try:
            names = tuple(page.title for page in book.worksheets)
            chosen = _chosen(names, sheet)
            page = book[chosen]
            about = int(getattr(page, "max_row", 0) or 0)
            # The size that a sheet claims may be wrong; its rows are not.
            page.reset_dimensions()
            read = {"sheets": names, "sheet": chosen, "rows_about": max(0, about - 1)}
            yield read, _guarded(path, _rows(page))
        finally:
            book.close()


def _judge(path: Path) -> None:
    try:
        with ZipFile(path) as packed:
            parts = packed.infolist()
            if not any(part.filename == "xl/workbook.xml" for part in parts):
                raise refused(
                    _("{name} is no XLSX workbook.").format(name=path.name),
                    _("Save it as .xlsx, or export it as CSV."),
                    code="no_table",
                )
            _sizes(parts)
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    with packed.open(part) as opened:
                        _no_doctype(opened)
    except (*_DAMAGED, RuntimeError, NotImplementedError, OverflowError) as error:
        raise _broken(path) from error


def _sizes(parts: list[ZipInfo]) -> None:
    tight = any(
        part.file_size > SMALL and part.file_size > MOST_RATIO * max(1, part.compress_size)
        for part in parts
    )
    strings = sum(p.file_size for p in parts if p.filename.lower().endswith("sharedstrings.xml"))
    if (
        len(parts) > MOST_MEMBERS
        or sum(part.file_size for part in parts) > MOST_UNPACKED
        or strings > MOST_STRINGS
        or tight
    ):
        raise refused(
            _("The workbook unpacks to more than any list of customers; it was not opened."),
            _("Export it again from the marketing system, as CSV if that fails."),
            code="zip_bomb",
        )


def _no_doctype(opened: IO[bytes]) -> None:
    # No workbook declares types or entities of its own; what does is meant to do harm.
    if b"<!" in opened.read(1024).replace(b"<!--", b""):
        raise refused(
            _("The workbook holds what no workbook needs; it was not opened."),
            _("Export it again from the marketing system."),
            code="zip_bomb",
        )


def _chosen(names: tuple[str, ...], sheet: str) -> str:
    if not names:
        raise refused(_("The workbook has no sheet."), code="empty")
    if sheet and sheet not in names:
        raise refused(
            _("The workbook has no sheet “{name}”.").format(name=sheet[:40]),
            _("It has: {names}.").format(names="、".join(name[:40] for name in names[:20])),
            code="no_sheet",
            field="sheet",
        )
    return sheet or names[0]


def _rows(page: Any) -> Iterator[Row]:
    for line, cells in enumerate(page.iter_rows(values_only=True), 1):
        if line > MOST_ROWS:
            raise refused(
                _("A file has at most {most} rows.").format(most=f"{MOST_ROWS:,}"),
                _("Have the marketing system export it in parts."),
                code="too_long",
            )
        if len(cells) > MOST_COLUMNS and any(cell is not None for cell in cells[MOST_COLUMNS:]):
            raise refused(
                _("A file has at most {most} columns.").format(most=MOST_COLUMNS), code="too_wide"
            )
        said = [text_of(cell) for cell in cells[:MOST_COLUMNS]]
        while said and not said[-1]:
            said.pop()
        yield Row(line, tuple(said))


def _guarded(path: Path, rows: Iterator[Row]) -> Iterator[Row]:
    """Rows of a sheet; what breaks on the way is the file's fault and told as that."""
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except _DAMAGED as error:
            raise _broken(path) from error
        except Exception as error:
            if not _of_a_reader(error):
                raise
            raise _broken(path) from error
        yield row


def text_of(cell: object) -> str:
    """A cell's value as text: whole numbers without a point, days without a time."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < EXACT:
        return str(int(cell))
    if isinstance(cell, int | float) and abs(cell) >= EXACT:
        # The digits behind the fifteenth are lost: told apart from a number that is whole.
        return f"{cell:.6E}"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == cell.time().min else cell.isoformat(" ")
    if isinstance(cell, date):
        return cell.isoformat()
    from desk.importing.csv_file import plain

    return plain(str(cell))


def _of_a_reader(error: Exception) -> bool:
    """Whether an error comes out of unpacking or parsing, whose modules have their own kinds."""
    return type(error).__module__.split(".")[0] in ("zlib", "xml", "lxml", "openpyxl", "pyexpat")


def _broken(path: Path) -> Exception:
    return refused(
        _("{name} is damaged: its table cannot be read.").format(name=path.name),
        _("Open it in Excel and save it anew, or export it as CSV."),
        code="broken_xlsx",
    )
