"""A copy of a file for a program outside, gone again when Desk ends."""

import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desk.file_kinds import opening_name
from desk.i18n import _
from desk.refusals import Refusal
from desk.services.attachments import attached_file
from screens.kept_file import keep_file
from screens.outside import open_outside

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor
    from screens.working import WorkScreen


def open_file(screen: "WorkScreen[Any]", reference: str, number: int) -> None:
    """Have a program outside show a copy of a file of a case."""
    passing = screen.desk_app.passing

    def work(desk: "Desk", who: "Actor") -> str:
        one, content = attached_file(desk, who, reference, number)
        safe = opening_name(one.name, one.media_type)
        # A list of processes shows what is opened, and people put names into names of files.
        name = f"{reference}-{number}.{safe.rpartition('.')[2]}" if safe else ""
        return one.name if name and _opened(passing.folder(), name, content) else ""

    def done(name: str) -> None:
        if name:
            said = _("{name} opens in a window of its own.").format(name=name)
            screen.desk_app.tell(said, _("What is changed there changes nothing here."))
            return
        screen.refused(
            Refusal(
                _("No program on this computer can show it."),
                _("Write it out, and open it on another computer."),
            )
        )

    screen.read(work, done, group="open_file")


def _opened(folder: Path, name: str, content: bytes) -> bool:
    """Whether a program took the copy; `name` is safe."""
    # A folder for each: two files of one name may be looked at beside each other.
    path = folder / secrets.token_hex(4) / name
    keep_file(path, content)
    if open_outside(path):
        return True
    path.unlink(missing_ok=True)
    return False
