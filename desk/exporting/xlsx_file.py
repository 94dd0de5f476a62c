"""A list as a workbook with real types: days as days, numbers as numbers, the rest as text."""

import unicodedata
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import Any

from desk.exporting.table import Cell, ListTable, said
from desk.text import clean

LONGEST = 32_000
"""Characters of a cell; a workbook takes a few more."""
WIDEST, NARROWEST = 60, 6
LOOKED_AT = 200
"""Rows that settle how wide a column is."""
MOMENT, DAY = "yyyy-mm-dd hh:mm", "yyyy-mm-dd"


def xlsx_bytes(table: ListTable) -> bytes:
    """The workbook: one sheet, its headers frozen, columns as wide as what stands in them."""
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet(_sheet_name(table.name))
    sheet.freeze_panes = "A2"
    for place, width in enumerate(_widths(table), 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.append([_cell(sheet, title, bold=True) for title in table.columns])
    for row in table.rows:
        sheet.append([_cell(sheet, cell) for cell in row])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet: Any, cell: Cell, *, bold: bool = False) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    if cell is None or cell == "":
        return None
    if not isinstance(cell, str):
        made = WriteOnlyCell(sheet, value=cell)
        if not isinstance(cell, int):
            made.number_format = MOMENT if isinstance(cell, datetime) else DAY
        return made
    text = clean(cell)
    made = WriteOnlyCell(sheet, value=text[:LONGEST])
    # Text stays text, also where it begins like a formula, and so do account numbers.
    made.data_type, made.number_format = "s", "@"
    if bold:
        made.font = Font(bold=True)
    return made


def _widths(table: ListTable) -> Iterator[float]:
    for place, title in enumerate(table.columns):
        cells = [title, *(said(row[place]) for row in table.rows[:LOOKED_AT])]
        widest = max(_cells(line) for cell in cells for line in cell.split("\n"))
        yield min(max(widest + 2, NARROWEST), WIDEST)


def _cells(text: str) -> int:
    """How wide a text is: a Chinese character takes two places."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _sheet_name(name: str) -> str:
    plain = "".join(" " if char in "[]:*?/\\" else char for char in clean(name)).strip("' ")
    return plain[:31] or "Desk"
