"""A file of a case written out again, as it was, into a folder or onto a stick."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from textual.widget import Widget

from desk.file_kinds import safe_name
from desk.i18n import _
from desk.papers import Attachment
from desk.pasted import path_of
from desk.refusals import Fault, Refusal
from desk.services.attachments import attached_file
from screens.dialogs.form import FormDialog, needed
from screens.kept_file import keep_file
from screens.widgets.field import ClerkInput
from screens.widgets.row import FieldRow

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor


class WriteOut(FormDialog):
    """Asks where to; gives the Path. Nothing that is there already is written over."""

    def __init__(self, reference: str, number: int, one: Attachment, folder: Path) -> None:
        intro = _("A folder, or a file in one; what is there already stays.")
        super().__init__(_("Write out {name}").format(name=one.name), reference, intro=intro)
        self._number = number
        self._kept_name = safe_name(one.name)
        usual = folder / "files" / f"{reference}-{number}-{self._kept_name}"
        self._to = ClerkInput(str(usual), limit=1000)

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("Save to"), self._to, name="path")

    def work(self) -> "Callable[[Desk, Actor], object]":
        typed = needed(self._to.text, "path")
        reference, number, name = self.subject, self._number, self._kept_name

        def write(desk: "Desk", who: "Actor") -> Path:
            _one, content = attached_file(desk, who, reference, number)
            return written(content, path_of(typed), name)

        return write

    def _done(self, result: object) -> None:
        super()._done(result)
        self.desk_app.tell(_("Written to {path}").format(path=result))


def written(content: bytes, target: Path, name: str) -> Path:
    """Write a content to `target`, or under `name` into it where it is a folder; where it went."""
    path = target / name if target.is_dir() else target
    try:
        taken = path.exists()
    except OSError:
        taken = False
    if taken:
        raise Refusal(
            _("There is a file {path} already.").format(path=path),
            _("Give another name."),
            field="path",
            code="exists",
        )
    try:
        keep_file(path, content)
    except Fault as fault:
        raise Refusal(
            _("The file cannot be written to {path}: {reason}").format(
                path=path, reason=_reason(fault)
            ),
            _("Check that stick or folder are there and have room."),
            field="path",
            code="unwritable",
        ) from fault
    return path


def _reason(fault: Fault) -> str:
    cause = fault.__cause__
    return (cause.strerror or "") if isinstance(cause, OSError) else fault.message
