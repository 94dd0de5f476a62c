"""What ctrl+z does: it asks the screen in front for its last step, and says what it took back."""

from typing import TYPE_CHECKING

from desk.i18n import _

if TYPE_CHECKING:
    from screens.app import DeskApp


def take_back(app: "DeskApp") -> None:
    """Undo the last edit of what is in front; of what lies behind a dialog the last act alone."""
    from screens.widgets.row import FieldRow
    from screens.working import WorkScreen

    front, room = app.screen, app.room
    step = front.edits.take_back() if isinstance(front, WorkScreen) else None
    if step is None and room is not None and room is not front:
        step = room.edits.take_back(acts_alone=True)
    if step is None:
        hint = _("What is registered, issued or sent is put right in the case, by Ctrl+N.")
        app.tell(_("There is nothing to take back here."), hint)
        return
    what = step.what
    if step.control is not None:
        step.control.focus()
        row = next((one for one in step.control.ancestors if isinstance(one, FieldRow)), None)
        what = row.label if row is not None else ""
    said = _("Taken back: {what}.").format(what=what) if what else _("The last edit is taken back.")
    app.tell(said)
