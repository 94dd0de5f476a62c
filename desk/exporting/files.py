"""Writing a list to disk: whole or not at all, and never over another file without being asked."""

import errno
import os
from contextlib import suppress
from pathlib import Path

from desk.exporting.csv_text import csv_text
from desk.exporting.table import ListTable
from desk.i18n import _
from desk.refusals import Refusal
from desk.text import clean_line

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
    part = path.with_name(f".{path.name[:60]}.{os.getpid()}.part")
    try:
        # Lists of customers are nobody's but whose who wrote them.
        opened = os.open(
            part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600
        )
        with os.fdopen(opened, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if replace:
            part.replace(path)
        else:
            _put(part, path)
    except FileExistsError:
        _forget(part)
        check_target(path)
        raise
    except OSError as error:
        _forget(part)
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


def _put(part: Path, path: Path) -> None:
    """Give the file its name, unless somebody took that name meanwhile."""
    try:
        os.link(part, path)
    except FileExistsError:
        raise
    except (OSError, AttributeError):
        # A stick knows no second names.
        if path.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from None
        part.replace(path)
        return
    part.unlink()


def _forget(part: Path) -> None:
    with suppress(OSError):
        part.unlink(missing_ok=True)


def _refused(message: str, hint: str, code: str) -> Refusal:
    return Refusal(message, hint, field="output", code=code)
