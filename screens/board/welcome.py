"""What a person is asked and shown on coming in: back again, and cases to take over."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk.i18n import _
from desk.labels import label
from desk.services import presence
from desk.services.away import Away, who_is_away
from screens.board.watch import TakeOver, Watch, watch
from screens.dialogs.confirm import Confirm

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor
    from screens.app import DeskApp


@dataclass(frozen=True, slots=True)
class _Coming:
    away: Away | None
    watch: Watch


def welcome(app: "DeskApp") -> None:
    """Ask who is marked as away whether they are back; then show what there is to take over."""
    room = app.room
    if room is None:
        return

    def work(desk: "Desk", who: "Actor") -> _Coming:
        away = (one for one in who_is_away(desk, who)[0] if one.now)
        own = next((one for one in away if one.absence.staff_id == who.staff_id), None)
        return _Coming(own, watch(desk, who))

    def done(coming: _Coming) -> None:
        if coming.away is not None:
            _ask_back(app, coming)
        elif coming.watch.take_over:
            _offer(app, coming.watch)

    room.read(work, done, group="welcome")


def _ask_back(app: "DeskApp", coming: _Coming) -> None:
    room, away = app.room, coming.away
    if room is None or away is None:
        return
    words = _("You are marked as away: {reason}. Are you back at work?")

    def answered(yes: bool | None) -> None:
        if yes:
            room.write(lambda desk, who: presence.mark_present(desk, who), back)
        elif coming.watch.take_over:
            _offer(app, coming.watch)

    def back(_none: None) -> None:
        app.tell(_("You are back; cases can be offered to you again."))
        room.arrived(again=True)
        if coming.watch.take_over:
            _offer(app, coming.watch)

    app.push_screen(
        Confirm(
            words.format(reason=label(away.absence.reason)),
            title=_("Back again?"),
            yes=_("Yes, I am back"),
            no=_("No, I stay away"),
        ),
        answered,
    )


def _offer(app: "DeskApp", found: Watch) -> None:
    def done(_taken: object) -> None:
        if app.room is not None:
            app.room.arrived(again=True)

    app.push_screen(TakeOver(found.take_over), done)
