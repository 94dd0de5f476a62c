"""What the global keys do."""

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, cast

from textual.worker import WorkerError

from desk.i18n import _
from desk.refusals import Fault, Refusal
from screens.keys import Key, table
from screens.rooms import ROOMS
from screens.rooms_app import SIGN_IN, RoomsApp
from screens.sign_in.screen import SignIn
from screens.working import DRAFTS, KEEPING

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.services.exporting import ListAsked
    from desk.services.parties import Told
    from desk.staff.model import Actor
    from screens.app import DeskApp
    from screens.base import DeskScreen
    from screens.drafts import DraftKeeper

_FREE = frozenset({"help", "leave_desk", "save"})
"""Actions that need nobody to be signed in."""
_ROOM_OF = {"notice": "notice", "letters": "approvals"}
"""Actions that lead to a room of their own."""
LAST_WRITES = 5.0
"""Seconds that ending Desk waits for what is being written."""
_GLOBAL = frozenset(key.action.partition("(")[0] for key in table("everywhere"))


class GlobalActs(RoomsApp):
    """The actions of `screens.keys.everywhere`, and when each may be done."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action not in _GLOBAL or action in _FREE:
            return True
        if action == "threat":
            # A screen that is locked must not keep anybody from coming.
            return self._self.actor is not None
        if action == "tour":
            return True if self._self.guide is not None else None
        if self.locked:
            return False
        if action == "my_day":
            # The board has a key of its own for it.
            return self.room is not None and self.room.scope != "board"
        if action == "export":
            return True if self.list_in_sight() is not None else None
        if action == "encryption":
            from desk.staff.permissions import May, may

            actor, locks = self._self.actor, self._self.locks
            return True if locks and actor and may(actor.role, May.ENCRYPT) else None
        if action == "import_list":
            from desk.staff.permissions import May, may

            actor = self._self.actor
            return True if actor is not None and may(actor.role, May.IMPORT) else None
        room = _ROOM_OF.get(action, parameters[0] if action == "go" else "")
        return None if room and room not in ROOMS else True

    def can_do(self, key: Key) -> bool:
        """Whether a global key would do something now."""
        name, _bracket, rest = key.action.partition("(")
        return self.check_action(name, (rest.strip("')"),) if rest else ()) is True

    def why_not(self, action: str) -> str:
        """Why an action of everywhere cannot be done now, in words."""
        return {
            "export": _("No list stands here."),
            "encryption": _("The manager or the administrator does this."),
            "import_list": _("A lead or the administrator does this."),
            "tour": _("There is a tour in the demo: desk demo."),
        }.get(action, "")

    def __init__(self) -> None:
        super().__init__()
        self.unkept: set[DraftKeeper] = set()
        """Forms in which something was typed since their draft was kept."""

    @property
    def _self(self) -> "DeskApp":
        return cast("DeskApp", self)

    def list_in_sight(self) -> "ListAsked | None":
        """The list a person has before them: that of the dialog in front, else of the room."""
        from screens.working import WorkScreen

        for screen in reversed(self.screen_stack):
            asked = screen.listed() if isinstance(screen, WorkScreen) else None
            if asked is not None:
                return asked
        return None

    def action_export(self) -> None:
        from screens.dialogs.export import ExportList

        asked = self.list_in_sight()
        if asked is None:
            self._self.nothing_to("export")
        else:
            self.push_screen(ExportList(asked), self._exported)

    def _exported(self, said: str | None) -> None:
        if said:
            self._self.tell(said)

    def action_import_list(self) -> None:
        from screens.importing.run import ImportList

        self.push_screen(ImportList())

    def action_go(self, name: str) -> None:
        ROOMS[name].load().entered_by_key(self, name)

    def action_notice(self) -> None:
        self.go("notice", self.room.reference() if self.room else "")

    def action_letters(self) -> None:
        if self.room is not None:
            self.room.letters()

    def action_save(self) -> None:
        from screens.base import DeskDialog

        if isinstance(self.screen, DeskDialog):
            self.screen.accept()
        elif isinstance(self.screen, SignIn):
            self.screen.sign_in()
        elif self.room is not None:
            self.room.save()

    def action_go_back(self) -> None:
        from screens.base import DeskScreen

        if isinstance(self.screen, DeskScreen):
            self.screen.leave()

    def action_reveal(self) -> None:
        if self.room is not None:
            self.room.reveal()

    def note_leaving(self) -> None:
        """Note until when the person was here, so that the next sign-in tells what changed."""
        desk, who = self._self.desk, self._self.actor
        if desk is None or who is None or self.locked:
            return

        def work() -> None:
            from desk.services.since import seen_here

            # Who was disabled meanwhile is not noted; nobody waits for this.
            with suppress(Fault, Refusal):
                seen_here(desk, who, arrived=False)

        self.run_worker(work, thread=True, exit_on_error=False, group=DRAFTS)

    def action_lock(self) -> None:
        self.note_leaving()
        self.switch_mode(SIGN_IN)

    def keep_drafts(self) -> None:
        """Keep at once whatever was typed since the last pause."""
        for keeper in list(self.unkept):
            keeper.keep()

    async def action_leave_desk(self) -> None:
        self.note_leaving()
        with suppress(TimeoutError, WorkerError):
            async with asyncio.timeout(LAST_WRITES):
                while self.unkept:
                    self.keep_drafts()
                    await self._written()
                    await asyncio.sleep(0.01)
                await self._written()
        self.exit()

    async def _written(self) -> None:
        keeping = [w for w in self.workers if w.group in KEEPING and not w.is_finished]
        await self.workers.wait_for_complete(keeping)

    def action_help_quit(self) -> None:
        """Ctrl+C with no words marked: the number in sight is copied; it ends nothing."""
        from screens.copying import copy_here

        if self.locked or not copy_here(self._self, first=True):
            self._self.tell(_("Ctrl+C copies. To end Desk, press Ctrl+Q."))

    def action_copy(self) -> None:
        from screens.copying import copy_here

        if not copy_here(self._self):
            self._self.tell(_("There is nothing to copy here."), _("Mark a case, then try again."))

    def action_look(self, theme: str) -> None:
        """Other colours, by name; from the palette."""
        self.theme = theme
        if self._self.theme_chosen is not None:
            try:
                self._self.theme_chosen(theme)
            except Fault as fault:
                # It looks as it was asked to, until the next start.
                self._self.tell(fault.message, fault.hint, severity="warning")

    def action_help(self) -> None:
        show_help(self._self)

    def action_undo(self) -> None:
        from screens.taking_back import take_back

        take_back(self._self)

    def action_palette(self) -> None:
        from screens.dialogs.palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette())

    def action_find(self) -> None:
        from screens.dialogs.find import Find

        if not isinstance(self.screen, Find):
            self.push_screen(Find())

    def action_my_day(self) -> None:
        """What lies before this person today."""
        from screens.board.my_day import show_my_day

        if self.room is not None:
            show_my_day(self.room)

    def action_presence(self) -> None:
        """Away or back, and who stands in."""
        from screens.dialogs.away import Presence

        app = self._self

        def done(kept: object) -> None:
            if kept:
                app.tell(_("It is noted who is here."))
                if self.room is not None:
                    self.room.arrived(again=True)

        if not isinstance(self.screen, Presence):
            self.push_screen(Presence(app.who), done)

    def action_key_card(self) -> None:
        """The keys on one page of paper."""
        from screens.key_card import print_card

        print_card(self._self)

    def action_tour(self) -> None:
        """The tour of the made-up branch."""
        from screens.tour.guide import choose

        choose(self._self)

    def action_change_pin(self) -> None:
        from screens.dialogs.own_pin import ChangePin

        def done(kept: object) -> None:
            if kept:
                self._self.tell(_("Your PIN is changed."))

        if not isinstance(self.screen, ChangePin):
            self.push_screen(ChangePin(), done)

    def action_encryption(self) -> None:
        from screens.dialogs.encryption import look_after

        look_after(self._self)

    def action_stands(self) -> None:
        stands(self._self)

    def action_why(self) -> None:
        """Why the dates are what they are: of what is in front, else of what lies behind it."""
        from screens.dialogs.tell import Tell
        from screens.working import WorkScreen

        if isinstance(self.screen, Tell):
            self.screen.dismiss(None)
            return
        for screen in reversed(self.screen_stack):
            if isinstance(screen, WorkScreen) and screen.why():
                return
        self._self.tell(_("No date stands here."), _("Mark a case or a task, then try again."))

    def action_remind(self) -> None:
        from screens.reminding import remind

        remind(self._self)


def case_in_sight(app: "DeskApp") -> "tuple[DeskScreen, str] | None":
    """The room, and the case in front or else the room's; tells the person when there is none."""
    from screens.working import WorkScreen

    room, front = app.room, app.screen
    reference = front.reference() if isinstance(front, WorkScreen) else ""
    reference = reference or (room.reference() if room is not None else "")
    if room is None or not reference:
        hint = (
            _("Mark one with ↑↓, then press the key again.")
            if room is not None and room.scope == "board"
            else _("Mark one on the board (F4), then try again.")
        )
        app.tell(_("No case is marked here."), hint)
        return None
    return room, reference


def stands(app: "DeskApp") -> None:
    """Two sentences to read to the customer."""
    found = case_in_sight(app)
    if found is None:
        return
    room, reference = found

    def people(desk: "Desk", who: "Actor") -> "list[Told]":
        from desk.services import parties

        return parties.list_parties(desk, who, reference)

    def ask(found: "list[Told]") -> None:
        from screens.dialogs.people import WhoAsks

        if len(found) > 1:
            app.push_screen(WhoAsks(found), say)
        else:
            say(1)

    def say(asker: int | None) -> None:
        if asker is None:
            return

        def work(desk: "Desk", who: "Actor") -> str:
            from desk.services import standing

            return standing.stands(desk, who, reference, asker)

        room.read(work, done, group="stands")

    def done(text: str) -> None:
        from screens.dialogs.tell import Tell

        title = _("Read to the customer: {reference}").format(reference=reference)
        app.push_screen(Tell(title, text))

    room.read(people, ask, group="stands")


def show_help(app: "DeskApp") -> None:
    """Help for where the person is; the same key closes it."""
    from screens.dialogs.help import Help

    if isinstance(app.screen, Help):
        app.screen.dismiss(None)
        return
    scope = getattr(app.screen, "scope", "") or "everywhere"
    dialog = getattr(app.screen, "help_page", "")
    if scope == "dialog" and app.room is not None:
        scope = app.room.scope
    app.push_screen(Help(scope, dialog if dialog != scope else ""))
