"""--csv and --xlsx of every list: the list written to a file, masked unless a reason is given."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from desk.cli import output
from desk.cli.session import Session, Usage
from desk.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from datetime import date

    from desk.services.exporting import ListAsked

Csv = Annotated[
    Path | None,
    typer.Option(
        "--csv", metavar="FILE", help=N_("Write the list as CSV for a spreadsheet; - for output.")
    ),
]
Xlsx = Annotated[
    Path | None,
    typer.Option("--xlsx", metavar="FILE", help=N_("Write the list as an Excel workbook.")),
]
InFull = Annotated[
    str,
    typer.Option(
        "--in-full", metavar="REASON", help=N_("Mask nothing in the file; the reason is kept.")
    ),
]
Replace = Annotated[
    bool, typer.Option("--replace", help=N_("Replace a file that is there already."))
]

DueFrom = Annotated[
    str, typer.Option("--due-from", metavar="DAY", help=N_("Only what falls due from this day on."))
]
DueBy = Annotated[
    str, typer.Option("--due-by", metavar="DAY", help=N_("Only what falls due by this day."))
]


def day_asked(here: Session, typed: str, field: str) -> "date | None":
    """The day of an option; None where it was left out."""
    from desk.dates import parse_day

    if not typed:
        return None
    desk = here.desk
    today = desk.hours.day_of(desk.clock.now())
    return parse_day(typed, today=today, calendar=desk.calendar, field=field)


@dataclass(frozen=True, slots=True)
class ListTarget:
    """Where a list goes, as it was asked for."""

    csv: Path | None
    xlsx: Path | None
    in_full: str = ""
    replace: bool = False

    @property
    def wanted(self) -> bool:
        """Whether a file was asked for at all."""
        if self.csv and self.xlsx:
            raise Usage(_("Choose --csv or --xlsx, not both."))
        path = self.csv or self.xlsx
        if (self.in_full or self.replace) and not path:
            raise Usage(_("--in-full and --replace go with --csv or --xlsx."))
        return path is not None


def put_list(here: Session, asked: "ListAsked", target: ListTarget) -> None:
    """Write a list where it was asked for, and say how many rows it has."""
    from desk.exporting.csv_text import csv_text
    from desk.exporting.files import check_target, write_list
    from desk.services.exporting import list_table

    stdout = str(target.csv) == "-"
    path = target.csv or target.xlsx
    assert path is not None
    ending = ".csv" if target.csv else ".xlsx"
    if not stdout:
        if path.suffix.lower() != ending:
            path = path.with_name(path.name + ending)
        # A look in full is not to be written down for a file that cannot be.
        check_target(path, replace=target.replace)
    table = list_table(here.desk, here.who, asked, in_full=target.in_full)
    if stdout:
        # Line ends stay as they are, also where the system has others.
        sys.stdout.flush()
        sys.stdout.buffer.write(csv_text(table).encode())
        return
    write_list(table, path, replace=target.replace)
    count = len(table.rows)
    words = ngettext("{count} row is in {path}.", "{count} rows are in {path}.", count)
    here.put(
        {"file": path, "rows": count, "masked": table.masked},
        lambda: output.put_text(words.format(count=count, path=path)),
    )
