"""The book cannot be opened: what a branch without anybody for computers can do about it."""

from typing import TYPE_CHECKING

from desk.backup.words import standing_words
from desk.i18n import _
from screens.dialogs.pick import Pick, Way

if TYPE_CHECKING:
    from desk.refusals import Fault
    from screens.app import DeskApp


def cannot_open(app: "DeskApp", fault: "Fault") -> None:
    """Say why, and offer what helps: once more, a backup, the end."""

    async def chosen(name: str | None) -> None:
        if name == "again":
            app.open_again()
        elif name == "restore":
            from screens.backups.restore import restore

            restore(app)
        elif name == "leave":
            await app.action_leave_desk()

    age = standing_words(app.keeper.standing_unopened())
    ways = [
        Way("again", _("Try once more"), _("after the cause is out of the way")),
        Way("restore", _("Restore a backup"), age),
        Way("leave", _("End Desk"), ""),
    ]
    text = f"✗ {fault.message}\n{fault.hint}"
    app.push_screen(Pick(_("The book could not be opened"), ways, text=text), chosen)
