"""Whose eyes the files beside the book are for: set where it can be, said where it cannot."""

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

from desk.i18n import _
from desk.places import Places

OTHERS = 0o077
"""What anybody but the account of this desk may do."""


def settle(where: Places) -> list[str]:
    """Close what lies in a data folder to other accounts; what stays open, one sentence each.

    The folder itself is closed when Desk makes it, and only looked at later: it may be one that
    others need. Windows keeps lists of its own, which this neither reads nor sets.
    """
    if os.name == "nt":
        return []
    said = []
    if _mode(where.home) & OTHERS:
        said.append(
            _("Other accounts of this computer can look into {path}: chmod 700 {path}").format(
                path=where.home
            )
        )
    said += [
        _("Other accounts of this computer can read {path}: chmod 600 {path}").format(path=path)
        for path in _files(where)
        if _mode(path) & OTHERS and not _closed(path)
    ]
    return said


def leave_no_core() -> None:
    """Have a crash of the interpreter write no picture of its memory to the disk."""
    if sys.platform != "win32":
        import resource

        _soft, hard = resource.getrlimit(resource.RLIMIT_CORE)
        resource.setrlimit(resource.RLIMIT_CORE, (0, hard))


def make_folder(folder: Path) -> None:
    """Make a data folder that is for this account alone; one that is there stays as it is."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def _files(where: Places) -> Iterator[Path]:
    """The book with its companions, what is written beside it, and the folders of papers."""
    yield from sorted(where.home.glob(f"{where.book.name}*"))
    yield from sorted(where.home.glob(f"{where.log.name}*"))
    for path in (where.settings, where.letters):
        if path.exists():
            yield path


def _mode(path: Path) -> int:
    try:
        return path.stat().st_mode
    except OSError:
        return 0


def _closed(path: Path) -> bool:
    """Close a file or folder to others; whether that could be done."""
    try:
        path.chmod(stat.S_IMODE(_mode(path)) & ~OTHERS)
    except OSError:
        return False
    return True
