"""The customer asks again: their words, if any, how they asked, and that it counts."""

from typing import TYPE_CHECKING

from desk.i18n import _
from screens.acts import case_in_sight

if TYPE_CHECKING:
    from desk.casework import Contact
    from desk.enums import ContactWay
    from desk.services.base import Desk
    from desk.staff.model import Actor
    from screens.app import DeskApp
    from screens.base import DeskScreen
    from screens.each import Came


def remind(app: "DeskApp") -> None:
    """A reminder for the case in sight, or for all that are picked."""
    from screens.dialogs.find import Find
    from screens.dialogs.remind import Remind

    found = case_in_sight(app)
    if found is None:
        return
    room, reference = found
    # Who looks for a case first has nobody of it at the window: the telephone rang.
    phone = isinstance(app.screen, Find)
    several = room.picked() if app.screen is room else ()
    if several:
        _remind_each(app, room, several)
        return

    def ask(minutes: int | None) -> None:
        title = _("Reminder: {reference}").format(reference=reference)
        again = ""
        if minutes is not None:
            again = _(
                "! One was noted {n} min ago. Enter counts another one, Esc leaves it at that."
            ).format(n=minutes)
        dialog = Remind(title, text=again, phone=phone)

        def keep(words: str | None) -> None:
            if words is not None:
                _note(app, room, reference, words, dialog.way)

        app.push_screen(dialog, keep)

    def lately(desk: "Desk", who: "Actor") -> int | None:
        from desk.services import casework

        return casework.reminded_lately(desk, who, reference)

    room.read(lately, ask, group="remind")


def _note(
    app: "DeskApp", room: "DeskScreen", reference: str, words: str, way: "ContactWay"
) -> None:
    def work(desk: "Desk", who: "Actor") -> "Contact":
        from desk.services import casework

        return casework.remind(desk, who, reference, words, way)

    def done(_contact: "Contact") -> None:
        app.tell(
            _("The reminder for {reference} is noted.").format(reference=reference),
            _("Tell the customer by when they will hear from us."),
        )
        room.arrived(again=True)

    room.write(work, done)


def _remind_each(app: "DeskApp", room: "DeskScreen", references: tuple[str, ...]) -> None:
    """One customer asks after several cases: their words are noted with each."""
    from screens.dialogs.remind import Remind
    from screens.each import Row, for_each, tell_each

    dialog = Remind(_("Reminder for {n} cases").format(n=len(references)))

    def keep(words: str | None) -> None:
        if words is None:
            return

        def act(desk: "Desk", who: "Actor", reference: str) -> object:
            from desk.services import casework

            return casework.remind(desk, who, reference, words, dialog.way)

        room.write(for_each([Row(one, one) for one in references], act), done)

    def done(came: "list[Came]") -> None:
        hint = _("Tell the customer by when they will hear from us.")
        tell_each(room, came, _("{n} reminders are noted."), hint)
        room.arrived(again=True)

    app.push_screen(dialog, keep)
