"""Calls for help from a window: the key that makes one, and who is told of it."""

import logging
from typing import TYPE_CHECKING, cast

from desk.i18n import _
from desk.refusals import Fault, Refusal
from screens.rooms_app import RoomsApp
from screens.working import WRITE, Failed

if TYPE_CHECKING:
    from desk.services.hall import HallLine
    from desk.staff.model import Actor
    from screens.app import DeskApp

log = logging.getLogger(__name__)
LOOK_SECONDS = 10.0
"""How often the screen of a lead looks whether somebody calls for them."""


class HallWatch(RoomsApp):
    """One key calls the lead from everywhere; a lead's screen tells of a call."""

    def __init__(self) -> None:
        super().__init__()
        self._told_of: set[str] = set()

    @property
    def _desk_app(self) -> "DeskApp":
        return cast("DeskApp", self)

    # -- calling ---------------------------------------------------------------------------

    def action_threat(self) -> None:
        """Call the lead at once; what the screen says of it a customer may read."""
        app = self._desk_app
        who, room = app.who, app.room
        reference = "" if room is None or app.locked else room.reference()
        self.run_worker(
            lambda: self._call(who, reference), thread=True, exit_on_error=False, group=WRITE
        )

    def _call(self, who: "Actor", reference: str) -> None:
        from desk.enums import HallEventKind
        from desk.forms_counter import HallEventForm
        from desk.services.hall import raise_event

        desk = self._desk_app.wait_for_desk()
        try:
            try:
                raise_event(desk, who, HallEventForm(kind=HallEventKind.THREAT, case=reference))
            except Refusal:
                # The case in sight must not keep anybody from coming.
                raise_event(desk, who, HallEventForm(kind=HallEventKind.THREAT))
        except (Fault, Refusal) as error:
            log.error("nobody was called: %s", error)
            self.post_message(Failed(Fault(error.message, error.hint), expected=True))
        else:
            self.call_from_thread(
                self._desk_app.tell, _("One moment please, a colleague is coming over.")
            )

    def action_hall(self) -> None:
        """The list of what happened in the hall."""
        from screens.dialogs.hall import HallEvents

        if not isinstance(self.screen, HallEvents):
            self.push_screen(HallEvents(), lambda _done: self._look_again())

    def action_media(self) -> None:
        """A visit of the media: what to do and to say, then who they are."""
        from screens.dialogs.hall import MediaVisit

        app = self._desk_app

        def done(kept: object) -> None:
            if kept is not None:
                app.tell(
                    _("The visit is noted and the shift lead is called."),
                    _("Make no statement; the spokesperson gets in touch with them."),
                )
                self._look_again()

        if not isinstance(self.screen, MediaVisit):
            reference = app.room.reference() if app.room is not None else ""
            self.push_screen(MediaVisit(reference, app.desk), done)

    def _look_again(self) -> None:
        room = self._desk_app.room
        if room is not None:
            room.fell_due()

    # -- being called ----------------------------------------------------------------------

    def look_round(self) -> None:
        """Look whether somebody calls for whoever is signed in."""
        from desk.staff.permissions import May, may

        who = self._desk_app.actor
        if who is not None and may(who.role, May.ANSWER_HALL):
            self.run_worker(
                lambda: self._look_round(who), thread=True, exit_on_error=False, group="hall"
            )

    def _look_round(self, who: "Actor") -> None:
        from desk.services.hall import waiting

        try:
            found = waiting(self._desk_app.wait_for_desk(), who)
        except (Fault, Refusal) as error:
            log.warning("the hall was not looked at: %s", error)
            return
        if fresh := [line for line in found if line.event.id not in self._told_of]:
            self.call_from_thread(self._called_for, fresh)

    def _called_for(self, lines: "list[HallLine]") -> None:
        from desk.enums import HallEventKind

        app = self._desk_app
        for line in lines:
            self._told_of.add(line.event.id)
            words = _("{name} asks you to come to the window.")
            if line.event.kind is HallEventKind.EMERGENCY:
                words = _("{name} registered a danger.")
            app.tell(
                words.format(name=line.by),
                _("Ctrl+K on the board tells why."),
                severity="error",
            )
        self.bell()
        if not app.locked:
            self._look_again()
