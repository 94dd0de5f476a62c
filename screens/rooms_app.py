"""Rooms side by side: each keeps what is half typed in it until it is closed."""

from functools import partial
from typing import TYPE_CHECKING, TypeVar

from screens.rooms import ROOMS
from screens.typeahead import TypeAheadApp
from screens.working import WorkScreen

if TYPE_CHECKING:
    # What a room is need not be known before the first screen is painted.
    from screens.base import DeskScreen

R = TypeVar("R", bound="DeskScreen")

SIGN_IN = "_default"
"""The mode of the screen that Textual begins with: going there costs nothing at the start."""
HOME = "board"


class RoomsApp(TypeAheadApp):
    """Goes from room to room and back.

    Each room with its subject is a mode of Textual's: its dialogs and its half-typed fields
    stay with it. The trail remembers in which order they were entered.
    """

    def __init__(self) -> None:
        super().__init__()
        self._trail: list[str] = []
        self._prepared: set[str] = set()
        """Modes of rooms that stand ready and were never entered."""
        self._stands = False
        """Whether the room that is being entered is built already."""
        self._leaving = False

    @property
    def locked(self) -> bool:
        """Whether the sign-in screen stands before everything."""
        return self.current_mode == SIGN_IN

    @property
    def room(self) -> "DeskScreen | None":
        """The room on the screen, also while a dialog stands before it."""
        from screens.base import DeskScreen

        base = self.screen_stack[0]
        return base if isinstance(base, DeskScreen) else None

    def open_rooms(self, kind: type[R]) -> list[R]:
        """The rooms of one kind that are open, the one entered last at the end."""
        bases = (stack[0] for mode in self._trail if (stack := self._screen_stacks.get(mode)))
        return [base for base in bases if isinstance(base, kind)]

    def go(self, name: str, subject: str = "") -> None:
        """Enter a room, for a subject if it has one; what is open stays open behind it."""
        mode = f"{name}:{subject}" if subject else name
        again = mode in self._modes and mode not in self._prepared
        self._prepared.discard(mode)
        self._stands = bool(self._screen_stacks.get(mode))
        if mode not in self._modes:
            self.add_mode(mode, partial(self._make, name, subject))
        if mode in self._trail:
            self._trail.remove(mode)
        self._trail.append(mode)
        self.switch_mode(mode)
        room = self.room
        if room is not None:
            room.call_later(room.arrived, again=again)

    def delay_update(self, delay: float = 0.05) -> None:
        # Textual waits for what a new screen has yet to mount; a room that stands has it all.
        super().delay_update(0.001 if self._stands else delay)

    def _make(self, name: str, subject: str) -> "DeskScreen":
        room = ROOMS[name].load()(subject)
        # What is new is styled as it is mounted; told so, Textual does not style it and the room
        # before it all over again, which is half of the time that entering a room takes.
        room._css_update_count = self._css_update_count
        return room

    def prepare(self, name: str, subject: str) -> None:
        """Build a room behind the others, so that entering it later takes no time."""
        mode = f"{name}:{subject}"
        if mode not in self._modes and not self._leaving:
            self._prepared.add(mode)
            self.add_mode(mode, partial(self._make, name, subject))
            self._init_mode(mode)

    def prepared(self, name: str) -> str:
        """The subject of a room of this name that stands ready; "" if there is none."""
        return next((m.partition(":")[2] for m in self._prepared if m.startswith(f"{name}:")), "")

    def return_to_work(self) -> None:
        """Enter the room the person was in last."""
        name, _colon, subject = (self._trail[-1] if self._trail else HOME).partition(":")
        self.go(name, subject)

    def close_room(self, room: "DeskScreen") -> None:
        """Close a room for good and go back; the board never closes."""
        mode = next((m for m, stack in self._screen_stacks.items() if room in stack), "")
        if mode in ("", HOME, SIGN_IN):
            return
        if mode in self._trail:
            self._trail.remove(mode)
        self._leave_drafts(mode)
        if mode == self.current_mode:
            self.return_to_work()
        self.remove_mode(mode)

    def _leave_drafts(self, mode: str) -> None:
        for screen in self._screen_stacks.get(mode, ()):
            if isinstance(screen, WorkScreen):
                screen.leave_drafts()

    async def _close_all(self) -> None:
        # Textual walks through the rooms while they close: none may be added meanwhile.
        self._leaving = True
        await super()._close_all()

    async def close_all(self) -> None:
        """Close every room, whatever stands in it; the sign-in screen must be in front."""
        for mode in [mode for mode in self._modes if mode != SIGN_IN]:
            self._leave_drafts(mode)
            await self.remove_mode(mode)
        self._trail.clear()
        self._prepared.clear()
