"""A copy of a file for a program outside, gone again when Desk ends."""

import tempfile
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

_folders: list[tempfile.TemporaryDirectory[str]] = []
"""Copies that programs outside may still read; removed when Desk ends."""


def open_file(screen: "WorkScreen[Any]", reference: str, number: int) -> None:
    """Have a program outside show a copy of a file of a case."""

    def work(desk: "Desk", who: "Actor") -> str:
        one, content = attached_file(desk, who, reference, number)
        return one.name if _opened(opening_name(one.name, one.media_type), content) else ""

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


def _opened(name: str, content: bytes) -> bool:
    """Whether a program took the copy; `name` is safe."""
    folder = tempfile.TemporaryDirectory(prefix="desk-", ignore_cleanup_errors=True)
    path = Path(folder.name) / name
    keep_file(path, content)
    if name and open_outside(path):
        _folders.append(folder)
        return True
    folder.cleanup()
    return False
