"""DeskApp: rooms side by side, one place for what goes wrong, one line on top."""

import threading
import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import App
from textual.binding import BindingType
from textual.notifications import SeverityLevel

from desk.i18n import _
from desk.refusals import Fault
from screens.base import DeskDialog, DeskScreen
from screens.keys import Key, bindings, spoken, table
from screens.rooms import ROOMS
from screens.sign_in.screen import SignIn
from screens.theme import DEFAULT, THEMES
from screens.working import Declined, Failed

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor

_FREE = frozenset({"help", "leave_desk", "go_back", "save"})
"""Actions that need nobody to be signed in."""


class DeskApp(App[None]):
    """The application. `opening` opens the book; it is called in a thread, after the first paint.

    `idle_minutes` without a key lock the screen; 0 never does. `theme` is a name of `THEMES`,
    `theme_chosen` is told of another choice.
    """

    CSS_PATH = "base.tcss"
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012
    DEFAULT_MODE = "sign_in"
    MODES: ClassVar = {"sign_in": SignIn}
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("everywhere")]

    def __init__(
        self,
        opening: "Callable[[], Desk]",
        *,
        theme: str = DEFAULT,
        idle_minutes: float = 5,
        theme_chosen: Callable[[str], None] | None = None,
    ) -> None:
        super().__init__()
        for known in THEMES:
            self.register_theme(known)
        self.theme = theme if theme in {known.name for known in THEMES} else DEFAULT
        self.title = "Desk"
        self.desk: Desk | None = None
        self.actor: Actor | None = None
        self.due = (0, 0)
        """How many of this person's cases are due today, and late; the board counts them."""
        self.theme_chosen = theme_chosen
        self._opening = opening
        self._opened = threading.Event()
        self._fault: Fault | None = None
        self._trail: list[str] = []
        self._idle = idle_minutes * 60
        self._last_key = time.monotonic()
        self._day_line = ("", "")

    # -- opening the book ------------------------------------------------------------------

    def on_ready(self) -> None:
        self.run_worker(self._open, thread=True, exit_on_error=False, group="open")
        if self._idle:
            self.set_interval(min(self._idle, 5.0), self._lock_if_idle)

    def _open(self) -> None:
        try:
            self.desk = self._opening()
        except Fault as fault:
            self._fault = fault
        except Exception as error:
            self.log.error(error)
            self._fault = Fault(
                _("The book could not be opened: {reason}").format(reason=error),
                _("End Desk with Ctrl+Q, and show this to the administrator."),
            )
        self._opened.set()
        if self._fault is not None:
            self.post_message(Failed(self._fault, expected=True))

    def wait_for_desk(self) -> "Desk":
        """The open desk; for threads only, because it waits until the book is open."""
        self._opened.wait()
        if self.desk is None:
            raise self._fault or Fault(_("The book is not open."))
        return self.desk

    # -- who is there ----------------------------------------------------------------------

    @property
    def who(self) -> "Actor":
        """The person who is signed in; on the sign-in screen there is nobody, and no caller."""
        if self.actor is None:
            raise RuntimeError("nobody is signed in")
        return self.actor

    @property
    def locked(self) -> bool:
        """Whether the sign-in screen stands before everything."""
        return self.current_mode == "sign_in"

    async def signed_in(self, actor: "Actor") -> None:
        """Let a person in: the same one comes back to what was open, another starts afresh."""
        if self.actor is not None and self.actor.staff_id != actor.staff_id:
            for mode in [mode for mode in self._modes if mode != "sign_in"]:
                # Half-typed work of the other person is in their drafts.
                await self.remove_mode(mode)
            self._trail.clear()
        self.actor = actor
        self._last_key = time.monotonic()
        back = self._trail[-1] if self._trail else "board"
        name, _colon, subject = back.partition(":")
        self.go(name, subject)

    def _lock_if_idle(self) -> None:
        if not self.locked and time.monotonic() - self._last_key >= self._idle:
            self.action_lock()

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key | events.Paste | events.MouseDown):
            self._last_key = time.monotonic()
        await super().on_event(event)

    # -- rooms -----------------------------------------------------------------------------

    def go(self, name: str, subject: str = "") -> None:
        """Enter a room, for a subject if it has one; what is open stays open behind it."""
        mode = f"{name}:{subject}" if subject else name
        again = mode in self._modes
        if not again:
            self.add_mode(mode, partial(ROOMS[name].load(), subject))
        if mode in self._trail:
            self._trail.remove(mode)
        self._trail.append(mode)
        self.switch_mode(mode)
        room = self.screen_stack[0]
        if isinstance(room, DeskScreen):
            room.call_later(room.arrived, again=again)

    def close_room(self, room: DeskScreen) -> None:
        """Close a room for good and go back; the board never closes."""
        mode = next((m for m, stack in self._screen_stacks.items() if room in stack), "")
        if mode in ("", "board", "sign_in"):
            return
        if mode in self._trail:
            self._trail.remove(mode)
        if mode == self.current_mode:
            name, _colon, subject = (self._trail[-1] if self._trail else "board").partition(":")
            self.go(name, subject)
        self.remove_mode(mode)

    @property
    def room(self) -> DeskScreen | None:
        """The room on the screen, also while a dialog stands before it."""
        base = self.screen_stack[0]
        return base if isinstance(base, DeskScreen) else None

    # -- the line on top -------------------------------------------------------------------

    def top_line(self) -> tuple[str, str, str]:
        """What stands left, in the middle and right."""
        branch = self.desk.branch.name if self.desk is not None else ""
        if self.actor is None or self.locked:
            return branch or _("Desk"), self._today(), ""
        today, late = self.due
        parts = [_("due today {n}").format(n=today)]
        if late:
            parts.append(_("late {n} !").format(n=late))
        left = f"{branch}  {self.actor.name}"
        return left, self._today(), "  ".join(parts)

    def _today(self) -> str:
        if self.desk is None:
            return ""
        from screens.today import day_words

        here = self.desk.hours.local(self.desk.clock.now()).date().isoformat()
        if self._day_line[0] != here:
            self._day_line = (here, day_words(self.desk))
        return self._day_line[1]

    # -- telling the person ----------------------------------------------------------------

    def tell(
        self, message: str, hint: str = "", *, severity: SeverityLevel = "information"
    ) -> None:
        """A toast, never read as markup. Saved things say what was saved and what comes next."""
        self.notify(f"{message} {hint}".strip(), severity=severity, markup=False, timeout=8)

    def nothing_to(self, key_id: str) -> None:
        """Say that a global key has no meaning here."""
        key = next(key for key in table("everywhere") if key.id == key_id)
        words = _("{key} ({word}) has nothing to do here.")
        self.tell(words.format(key=spoken(key.first), word=_(key.word)))

    def on_declined(self, message: Declined) -> None:
        self.tell(message.refusal.message, message.refusal.hint, severity="warning")

    def on_failed(self, message: Failed) -> None:
        from screens.dialogs.fault import FaultDialog

        self.push_screen(FaultDialog(message.fault, expected=message.expected))

    # -- global keys -----------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        known = any(key.action.partition("(")[0] == action for key in table("everywhere"))
        if not known or action in _FREE:
            return True
        if self.locked:
            return False
        if action == "go" and parameters[0] not in ROOMS:
            return None
        if action == "notice" and "notice" not in ROOMS:
            return None
        return True

    def can_do(self, key: Key) -> bool:
        """Whether a global key would do something now."""
        name, _bracket, rest = key.action.partition("(")
        arguments = (rest.strip("')"),) if rest else ()
        return self.check_action(name, arguments) is True

    def action_look(self, theme: str) -> None:
        self.theme = theme
        if self.theme_chosen is not None:
            self.theme_chosen(theme)

    def action_go(self, name: str) -> None:
        self.go(name)

    def action_notice(self) -> None:
        self.go("notice", self.room.reference() if self.room else "")

    def action_save(self) -> None:
        if isinstance(self.screen, DeskDialog):
            self.screen.accept()
        elif self.room is not None:
            self.room.save()
        elif isinstance(self.screen, SignIn):
            self.screen.sign_in()

    def action_go_back(self) -> None:
        if isinstance(self.screen, DeskScreen):
            self.screen.leave()

    def action_reveal(self) -> None:
        if self.room is not None:
            self.room.reveal()

    def action_lock(self) -> None:
        self.switch_mode("sign_in")

    def action_leave_desk(self) -> None:
        self.exit()

    def action_help(self) -> None:
        from screens.acts import show_help

        show_help(self)

    def action_palette(self) -> None:
        from screens.acts import show_palette

        show_palette(self)

    def action_find(self) -> None:
        from screens.acts import find

        find(self)

    def action_stands(self) -> None:
        from screens.acts import stands

        stands(self)

    def action_remind(self) -> None:
        from screens.acts import remind

        remind(self)
