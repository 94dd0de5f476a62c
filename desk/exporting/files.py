"""Writing a list to disk: whole or not at all, and never over another file without being asked."""

import errno
from pathlib import Path

from desk.exporting.csv_text import csv_text
from desk.exporting.table import ListTable
from desk.i18n import _
from desk.refusals import Refusal
from desk.text import clean_line
from desk.whole_file import write_whole

ENDINGS = (".csv", ".xlsx")
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def check_target(path: Path, *, replace: bool = False) -> None:
    """Refuse a place that a list cannot be written to, before anybody looks at the list."""
    if path.suffix.lower() not in ENDINGS:
        raise _refused(
            _("A list is written as .csv or as .xlsx."),
            _("Give the name one of the two endings."),
            "bad_ending",
        )
    if path.is_dir():
        raise _refused(
            _("{name} is a folder.").format(name=clean_line(path.name) or "/"),
            _("Name the file itself."),
            "is_folder",
        )
    if path.exists() and not replace:
        raise _refused(
            _("{name} is there already.").format(name=clean_line(path.name)),
            _("Name another file, or say that it may be replaced."),
            "file_exists",
        )
    if not path.absolute().parent.is_dir():
        raise _refused(
            _("There is no folder {path}.").format(path=clean_line(str(path.parent))),
            _("Name a folder that exists and in which you may write."),
            "no_folder",
        )


def write_list(table: ListTable, path: Path, *, replace: bool = False) -> None:
    """Write a list as its ending says; what was there stays until the new one is whole."""
    check_target(path, replace=replace)
    if path.suffix.lower() == ".csv":
        content = csv_text(table).encode()
    else:
        from desk.exporting.xlsx_file import xlsx_bytes

        content = xlsx_bytes(table)
    try:
        # Lists of customers are nobody's but whose who wrote them.
        write_whole(path, content, over=replace)
    except FileExistsError:
        check_target(path)
        raise
    except OSError as error:
        hint = _("Name a folder that exists and in which you may write.")
        if error.errno in NO_ROOM:
            hint = _("The disk is full: make room, or name another place.")
        raise _refused(
            _("The list cannot be written: {reason}").format(
                reason=error.strerror or type(error).__name__
            ),
            hint,
            "unwritable",
        ) from error


def _refused(message: str, hint: str, code: str) -> Refusal:
    return Refusal(message, hint, field="output", code=code)
