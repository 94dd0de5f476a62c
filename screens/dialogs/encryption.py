"""How the file of the book is kept: encrypted or readable, under which passphrase.

Nobody may have the book open while its file is exchanged. So the screens end, the command asks in
the terminal for what it needs, and the screens come back.
"""

from typing import TYPE_CHECKING

from desk.i18n import _
from screens.dialogs.pick import Pick, Way
from screens.working import WorkScreen

if TYPE_CHECKING:
    from desk.encryption import Standing
    from desk.services.base import Desk
    from desk.staff.model import Actor
    from screens.app import DeskApp


def look_after(app: "DeskApp") -> None:
    """Say how the book is kept, and offer what may be done about it."""
    locks, screen = app.locks, app.screen
    if locks is None or not isinstance(screen, WorkScreen):
        return

    def work(desk: "Desk", who: "Actor") -> "Standing":
        from desk.services.encryption import begin_encryption

        begin_encryption(desk, who)
        return locks.standing()

    def show(found: "Standing") -> None:
        app.push_screen(
            Pick(_("Encryption of the book"), ways(found), text=words(found)),
            lambda name: chosen(app, name),
        )

    screen.read(work, show, group="encryption")


def words(found: "Standing") -> str:
    """How the book is kept, in sentences."""
    said = [_("The book is encrypted.") if found.encrypted else _("The book is not encrypted.")]
    said += [
        _("The readable book of before still lies here: {path}").format(path=path.name)
        for path in found.originals
    ]
    said.append(_("Desk ends for it and asks in the terminal; close it in every other window."))
    return "\n".join(said)


def ways(found: "Standing") -> list[Way]:
    """What may be done about it; each is called like the command that does it."""
    if not found.encrypted:
        return [Way("on", _("Encrypt the book"), _("with a passphrase and a recovery key"))]
    return [
        Way("passphrase", _("Another passphrase"), _("the old one is asked for first")),
        Way("sheet", _("A new recovery key"), _("the old sheet opens nothing any more")),
        *([Way("discard", _("Destroy the readable book"), "")] if found.originals else []),
        Way("off", _("Make the book readable"), _("for everybody who reaches its file")),
    ]


def chosen(app: "DeskApp", name: str | None) -> None:
    """End the screens, and have the command run that was chosen."""
    if name is not None:
        app.keep_drafts()
        app.afterwards = ["--staff", app.who.number, "encryption", name]
        app.exit()
