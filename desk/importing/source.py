"""A table in a file, CSV or XLSX: headers and rows of text, with the line each row stands in."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from desk.i18n import _
from desk.importing.mapping import recognised
from desk.refusals import Refusal
from desk.text import clean_line

LARGEST = 600 * 1024 * 1024
"""Bytes of one file."""
MOST_ROWS = 1_048_576
"""As many as a sheet has."""
MOST_COLUMNS = 200
LONGEST_CELL = 2000
"""Characters of a cell that is looked at; what is longer is no value of a customer."""
LOOKED_AT = 15
"""Lines at the beginning among which the headers are looked for."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line of the file it begins in, counted from 1, and its cells as text."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """How a file was read. `encoding` is "" for a workbook, `sheets` are empty for a CSV."""

    path: Path
    content_hash: str
    encoding: str = ""
    delimiter: str = ""
    sheets: tuple[str, ...] = ()
    sheet: str = ""
    rows_about: int = 0
    """How many rows there may be, for a bar."""


@dataclass(frozen=True, slots=True)
class Table:
    """A file that is open: its headers, and its rows, which can be walked once."""

    read: Read
    headers: tuple[str, ...]
    header_row: int
    rows: Iterator[Row]


@contextmanager
def opened(
    path: Path, *, encoding: str = "", sheet: str = "", header_row: int = 0
) -> Iterator[Table]:
    """The table in a file; a Refusal with field "path" for whatever holds none.

    `encoding` "" finds it out, and refuses with code "encoding_unclear" where that is not certain.
    """
    from desk.importing import csv_file, xlsx_file

    with ExitStack() as stack:
        try:
            beginning, content_hash = _judged(path)
            if beginning.startswith(b"PK\x03\x04"):
                read, lines = stack.enter_context(xlsx_file.lines(path, sheet))
            else:
                _no_binary(path, beginning)
                read, lines = stack.enter_context(csv_file.lines(path, encoding))
            table = _table(Read(path, content_hash, **read), _told(path, lines), header_row)
        except OSError as error:
            raise _unreadable(path, error) from error
        yield table


def _told(path: Path, lines: Iterator[Row]) -> Iterator[Row]:
    """Lines of a file that may go away while it is read, as a stick does."""
    try:
        yield from lines
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> Refusal:
    return refused(
        _("The file {name} cannot be read: {reason}").format(
            name=clean_line(path.name), reason=error.strerror or type(error).__name__
        ),
        _("Check the name, and whether you may open it."),
        code="unreadable",
    )


def _judged(path: Path) -> tuple[bytes, str]:
    """How the file begins, and the hash of it all."""
    if path.is_dir():
        raise refused(
            _("{name} is a folder.").format(name=clean_line(path.name) or "/"),
            _("Name the file itself."),
            code="is_folder",
        )
    if path.exists() and not path.is_file():
        raise refused(_("{name} is no plain file.").format(name=clean_line(path.name)))
    with path.open("rb") as file:
        beginning = file.read(4096)
        size = path.stat().st_size
        if size > LARGEST:
            raise refused(
                _("The file is larger than {most} megabytes.").format(most=LARGEST // 1024 // 1024),
                _("Have the marketing system export it in parts."),
                code="too_large",
            )
        digest = sha256(beginning)
        while piece := file.read(1 << 20):
            digest.update(piece)
    if not beginning.strip(b"\xef\xbb\xbf \t\r\n"):
        raise empty(path)
    return beginning, digest.hexdigest()


def _no_binary(path: Path, beginning: bytes) -> None:
    if beginning.startswith(b"\xd0\xcf\x11\xe0"):
        raise refused(
            _("{name} is an old or a locked Excel file.").format(name=clean_line(path.name)),
            _("Open it in Excel, and save it as .xlsx without a password."),
            code="old_excel",
        )
    if b"\x00" in beginning and not beginning.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise refused(
            _("{name} is neither CSV nor XLSX.").format(name=clean_line(path.name)),
            _("Export it from the marketing system as CSV or as XLSX."),
            code="no_table",
        )


def _table(read: Read, lines: Iterator[Row], header_row: int) -> Table:
    first: list[Row] = []
    for row in lines:
        if any(row.cells):
            first.append(row)
        if len(first) == LOOKED_AT or (header_row and row.line >= header_row):
            break
    if not first:
        raise empty(read.path)
    if header_row:
        at = next((n for n, row in enumerate(first) if row.line == header_row), None)
        if at is None:
            raise refused(
                _("Line {line} holds no headers.").format(line=header_row),
                _("Lines are counted from 1; leave header_row away to have it looked for."),
                code="no_headers",
            )
    else:
        at = _headers_at(first)
    headers = list(first[at].cells)
    while headers and not headers[-1]:
        headers.pop()
    if len(headers) > MOST_COLUMNS:
        raise refused(
            _("A file has at most {most} columns.").format(most=MOST_COLUMNS), code="too_wide"
        )
    behind = first[at + 1 :]
    return Table(read, tuple(headers), first[at].line, _rows(behind, lines, len(headers)))


def _headers_at(first: list[Row]) -> int:
    """Exports may begin with a title: the headers are the first line that is known best."""
    known = [recognised(row.cells) for row in first]
    if max(known) >= 2:
        return known.index(max(known))
    wide = [sum(bool(cell) for cell in row.cells) for row in first]
    return next((n for n, cells in enumerate(wide) if cells > 1), 0)


def _rows(behind: list[Row], lines: Iterator[Row], width: int) -> Iterator[Row]:
    count = 0
    for source in (iter(behind), lines):
        for row in source:
            if not any(row.cells):
                continue
            count += 1
            if count > MOST_ROWS:
                raise refused(
                    _("A file has at most {most} rows.").format(most=f"{MOST_ROWS:,}"),
                    _("Have the marketing system export it in parts."),
                    code="too_long",
                )
            cells = row.cells
            if len(cells) > width and not any(cells[width:]):
                cells = cells[:width]
            yield Row(row.line, cells)


def refused(
    message: str, hint: str = "", *, code: str = "bad_file", field: str = "path"
) -> Refusal:
    """A refusal of the file."""
    return Refusal(message, hint, field=field, code=code)


def empty(path: Path) -> Refusal:
    """The refusal of a file in which nothing stands."""
    return refused(
        _("{name} is empty.").format(name=clean_line(path.name)),
        _("Export it again from the marketing system."),
        code="empty",
    )
