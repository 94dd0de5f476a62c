"""CSV as the programs of an office write it: UTF-8 or GB18030, commas, semicolons or tabs."""

import csv
from codecs import getincrementaldecoder
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from desk.exporting.cells import BEGINNINGS
from desk.i18n import _
from desk.importing.mapping import recognised
from desk.importing.source import LONGEST_CELL, MOST_COLUMNS, Row, refused

ENCODINGS = ("utf-8", "gb18030", "utf-16", "big5")
"""What may be named when it is not certain."""
DELIMITERS = (",", ";", "\t")
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_PIECE = 1 << 20
_SAMPLE = 1 << 16
_MOST_BREAKS = 20
"""Line ends within one cell; more come from a quotation mark that is never closed."""
_SURE = 0.85
"""Share of everyday characters with which a text that may be GB18030 is GB18030."""


@contextmanager
def lines(path: Path, encoding: str) -> Iterator[tuple[dict[str, Any], Iterator[Row]]]:
    """How the file is read, and its rows."""
    found, breaks = _encoding(path, encoding.lower())
    delimiter = _delimiter(path, found)
    # Cells that are too long are refused with their row; the reader itself must not give up.
    csv.field_size_limit(64 * 1024 * 1024)
    with path.open(encoding=found, newline="") as text:
        read = {
            "encoding": found.removesuffix("-sig"),
            "delimiter": delimiter,
            "rows_about": max(0, breaks - 1),
        }
        yield read, _rows(csv.reader(text, delimiter=delimiter))


def _rows(reader: Any) -> Iterator[Row]:
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except (csv.Error, UnicodeDecodeError) as error:
            raise refused(
                _("From line {line} on the file cannot be read: {reason}").format(
                    line=line, reason=error
                ),
                _("Look there for a quotation mark that is not closed."),
                code="broken_csv",
            ) from error
        if reader.line_num - line > _MOST_BREAKS:
            raise refused(
                _("In line {line} a quotation mark is opened and not closed again.").format(
                    line=line
                ),
                _("Take it away, or export the file again."),
                code="broken_csv",
            )
        yield Row(line, tuple(plain(cell) for cell in cells[: MOST_COLUMNS + 1]))


def plain(cell: str) -> str:
    """What a cell says, without what spreadsheets put round it to keep it text."""
    cell = cell.strip().strip("\ufeff")
    if cell.startswith('="') and cell.endswith('"') and len(cell) <= LONGEST_CELL:
        return cell[2:-1].strip()
    if cell.startswith("'"):
        said = cell[1:].lstrip()
        if said.startswith(BEGINNINGS) or said[:1] in tuple("'0123456789"):
            return said
    return cell


def _encoding(path: Path, named: str) -> tuple[str, int]:
    """The encoding, tried on the whole file, and how many lines end in it."""
    if named and named not in ENCODINGS:
        raise refused(
            _("The encoding “{name}” is not known.").format(name=named[:40]),
            _("Possible: {words}.").format(words=", ".join(ENCODINGS)),
            code="unknown_encoding",
            field="encoding",
        )
    with path.open("rb") as file:
        beginning = file.read(4)
    marked = next((name for mark, name in _MARKS.items() if beginning.startswith(mark)), "")
    asked = marked or named
    if asked:
        breaks = _decodes(path, asked)
        if breaks is None:
            raise refused(
                _("The file is not {encoding}.").format(encoding=asked.removesuffix("-sig")),
                _("Name another encoding, or save it anew as UTF-8."),
                code="wrong_encoding",
                field="encoding",
            )
        return asked, breaks
    breaks = _decodes(path, "utf-8")
    if breaks is not None:
        return "utf-8", breaks
    breaks = _decodes(path, "gb18030")
    if breaks is not None and _everyday(path):
        return "gb18030", breaks
    raise refused(
        _("It is not certain in which encoding the file was written."),
        _("Say which: {words}; or save it anew as UTF-8.").format(words=", ".join(ENCODINGS)),
        code="encoding_unclear",
        field="encoding",
    )


def _decodes(path: Path, encoding: str) -> int | None:
    decoder = getincrementaldecoder(encoding)()
    breaks = 0
    with path.open("rb") as file:
        try:
            while piece := file.read(_PIECE):
                breaks += decoder.decode(piece).count("\n")
            decoder.decode(b"", final=True)
        except UnicodeError:
            return None
    return breaks


def _everyday(path: Path) -> bool:
    """Whether a text read as GB18030 is made of the characters that people write.

    Nearly every run of bytes is some GB18030; other encodings come out as rare characters.
    """
    with path.open("rb") as file:
        text = file.read(_SAMPLE).decode("gb18030", "ignore")
    foreign = [char for char in text if not char.isascii()]
    return bool(foreign) and sum(map(_is_everyday, foreign)) / len(foreign) >= _SURE


def _is_everyday(char: str) -> bool:
    try:
        first = char.encode("gb2312")[0]
    except UnicodeEncodeError:
        return False
    # Signs and letters, then the first plane of characters; the second is rare.
    return first in (0xA1, 0xA3) or 0xB0 <= first <= 0xD7


def _delimiter(path: Path, encoding: str) -> str:
    """What stands between the cells: what shows the most known headers, else the most columns."""
    with path.open(encoding=encoding, newline="", errors="replace") as text:
        sample = text.read(_SAMPLE).splitlines()[:10]

    def shows(delimiter: str) -> tuple[int, int]:
        try:
            lines = list(csv.reader(sample, delimiter=delimiter))
        except csv.Error:
            return 0, 0
        known = max((recognised(cells) for cells in lines), default=0)
        return known, max((len(cells) for cells in lines), default=0)

    return max(DELIMITERS, key=shows)
