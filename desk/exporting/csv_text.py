"""A list as CSV that a spreadsheet opens without asking: UTF-8 with its mark, CRLF."""

import csv
from io import StringIO

from desk.exporting.cells import defused
from desk.exporting.table import Cell, ListTable, said
from desk.text import clean

MARK = "\ufeff"


def csv_text(table: ListTable) -> str:
    """The whole file as text, its mark in front."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_cell(title) for title in table.columns])
    writer.writerows([_cell(cell) for cell in row] for row in table.rows)
    return MARK + out.getvalue()


def _cell(cell: Cell) -> str:
    # A number of ours may be negative; only text can be taken for a formula.
    return defused(clean(cell)) if isinstance(cell, str) else said(cell)
