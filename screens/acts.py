"""What the global keys do that is more than going to a room."""

from typing import TYPE_CHECKING

from desk.i18n import _
from screens.base import DeskScreen

if TYPE_CHECKING:
    from desk.casework import Contact
    from desk.services.base import Desk
    from desk.staff.model import Actor
    from screens.app import DeskApp


def _case_in_sight(app: "DeskApp") -> tuple[DeskScreen, str] | None:
    """The room and the case it is about; tells the person when there is none."""
    room = app.room
    reference = room.reference() if room is not None else ""
    if room is None or not reference:
        app.tell(_("No case is marked here."), _("Mark one on the board (F4), then try again."))
        return None
    return room, reference


def stands(app: "DeskApp") -> None:
    """Two sentences to read to the customer."""
    found = _case_in_sight(app)
    if found is None:
        return
    room, reference = found

    def work(desk: "Desk", who: "Actor") -> str:
        from desk.services import closing

        return closing.stands(desk, who, reference)

    def done(text: str) -> None:
        from screens.dialogs.tell import Tell

        title = _("Read to the customer: {reference}").format(reference=reference)
        app.push_screen(Tell(title, text))

    room.read(work, done, group="stands")


def remind(app: "DeskApp") -> None:
    """The customer asked again: their words, if any, and it is counted."""
    found = _case_in_sight(app)
    if found is None:
        return
    room, reference = found

    def keep(words: str | None) -> None:
        if words is None:
            return

        def work(desk: "Desk", who: "Actor") -> "Contact":
            from desk.services import casework

            return casework.remind(desk, who, reference, words)

        def done(_contact: "Contact") -> None:
            app.tell(
                _("The reminder for {reference} is noted.").format(reference=reference),
                _("Tell the customer by when they will hear from us."),
            )
            room.arrived(again=True)

        room.write(work, done)

    from screens.dialogs.prompt import Prompt

    title = _("Reminder: {reference}").format(reference=reference)
    label = _("Their words")
    app.push_screen(Prompt(title, label, needed=False, limit=300), keep)


def find(app: "DeskApp") -> None:
    """The one search box."""
    from screens.dialogs.find import Find

    if not isinstance(app.screen, Find):
        app.push_screen(Find())


def show_help(app: "DeskApp") -> None:
    """Help for where the person is; the same key closes it."""
    from screens.dialogs.help import Help

    if isinstance(app.screen, Help):
        app.screen.dismiss(None)
        return
    scope = getattr(app.screen, "scope", "") or "everywhere"
    if scope == "dialog" and app.room is not None:
        scope = app.room.scope
    app.push_screen(Help(scope))


def show_palette(app: "DeskApp") -> None:
    """Every action by name."""
    from screens.dialogs.palette import Palette

    if not isinstance(app.screen, Palette):
        app.push_screen(Palette())
