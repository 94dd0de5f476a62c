"""Files that a screen leaves for a program outside: whole or not at all."""

from pathlib import Path

from desk.i18n import _
from desk.refusals import Fault
from desk.system_words import why
from desk.whole_file import write_whole


def keep_file(path: Path, content: bytes) -> None:
    """Write a file, its folder as well; another of that name gives way only to a whole one."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(path, content)
    except OSError as wrong:
        raise Fault(
            _("The page cannot be kept in {folder}: {why}").format(
                folder=path.parent, why=why(wrong)
            ),
            _("Close the page if it is open, or make room on the disk; then try again."),
        ) from wrong
