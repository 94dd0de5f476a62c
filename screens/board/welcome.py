"""What a person is asked and shown on coming in: back again, what changed, what to take over."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk.enums import Role
from desk.i18n import _
from desk.labels import label
from desk.news import News, NewsKind
from desk.services import presence
from desk.services.away import Away, who_is_away
from desk.services.since import seen_here, since_you_were_here
from desk.services.timekeeping import Doubt, clock_doubt, confirm_clock
from screens.board.watch import TakeOver, Watch, watch
from screens.dialogs.confirm import Confirm
from screens.dialogs.tell import Tell

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor
    from screens.app import DeskApp


@dataclass(frozen=True, slots=True)
class _Coming:
    away: Away | None
    watch: Watch
    news: tuple[News, ...]


def welcome(app: "DeskApp") -> None:
    """Ask who is marked as away whether they are back; then tell what changed, then what waits."""
    room = app.room
    if room is None:
        return

    def doubted(found: Doubt | None) -> None:
        if found is None:
            _come_in(app)
        elif found.ahead:
            _ask_clock(app, found)
        else:
            app.push_screen(Tell(_("The clock of this computer"), f"{found.text}\n{found.advice}"))

    room.read(clock_doubt, doubted, group="clock")


def _ask_clock(app: "DeskApp", found: Doubt) -> None:
    """A clock far ahead: nothing is swept and nothing kept before somebody says it is right."""
    room = app.room
    if room is None:
        return

    def answered(yes: bool | None) -> None:
        if yes and room is not None:
            room.write(confirm_clock, lambda _none: _come_in(app))

    words = _("{doubt} Is the date of this computer right?").format(doubt=found.text)
    app.push_screen(
        Confirm(
            words,
            title=_("The clock of this computer"),
            yes=_("Yes, the date is right"),
            no=_("No, I have it set right"),
        ),
        answered,
    )


def _come_in(app: "DeskApp") -> None:
    room = app.room
    if room is None:
        return

    def work(desk: "Desk", who: "Actor") -> _Coming:
        away = (one for one in who_is_away(desk, who)[0] if one.now)
        own = next((one for one in away if one.absence.staff_id == who.staff_id), None)
        news = since_you_were_here(desk, who)
        # Only now: what was read is what changed since the visit before.
        seen_here(desk, who)
        return _Coming(own, watch(desk, who), news)

    def done(coming: _Coming) -> None:
        if coming.away is not None:
            _ask_back(app, coming)
        else:
            _tell_news(app, coming)

    room.read(work, done, group="welcome")


def _ask_back(app: "DeskApp", coming: _Coming) -> None:
    room, away = app.room, coming.away
    if room is None or away is None:
        return
    words = _("You are marked as away: {reason}. Are you back at work?")

    def answered(yes: bool | None) -> None:
        if yes:
            room.write(lambda desk, who: presence.mark_present(desk, who), back)
        else:
            _tell_news(app, coming)

    def back(_none: None) -> None:
        app.tell(_("You are back; cases can be offered to you again."))
        room.arrived(again=True)
        _tell_news(app, coming)

    app.push_screen(
        Confirm(
            words.format(reason=label(away.absence.reason)),
            title=_("Back again?"),
            yes=_("Yes, I am back"),
            no=_("No, I stay away"),
        ),
        answered,
    )


def _tell_news(app: "DeskApp", coming: _Coming) -> None:
    """What changed, on one screen; then the cases of people who are away."""
    if not coming.news:
        _then(app, coming, None)
        return
    from screens.board.since import Since

    app.push_screen(Since(coming.news), lambda chosen: _then(app, coming, chosen))


def _then(app: "DeskApp", coming: _Coming, chosen: News | None) -> None:
    if chosen is not None:
        _open(app, chosen)
    elif coming.watch.take_over:
        _offer(app, coming.watch)
    elif app.room is not None and app.who.role is Role.DEPARTMENT:
        from screens.dialogs.tasks import show_own_tasks

        show_own_tasks(app.room)


def _open(app: "DeskApp", chosen: News) -> None:
    """Go where a line leads: its case, or the list it speaks of."""
    from screens.board.screen import BoardScreen

    if chosen.reference:
        app.go("case", chosen.reference)
        return
    app.go("board")
    room = app.room
    if not isinstance(room, BoardScreen):
        return
    if chosen.kind is NewsKind.PARKED:
        room.action_parked()
    elif chosen.kind is NewsKind.ALARMS:
        room.show_alarms()
    else:
        room.action_shift()


def _offer(app: "DeskApp", found: Watch) -> None:
    def done(_taken: object) -> None:
        if app.room is not None:
            app.room.arrived(again=True)

    app.push_screen(TakeOver(found.take_over), done)
