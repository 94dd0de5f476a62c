"""What a room and a dialog are; read `screens.working` for how they get work done.

A room is one screen that a person works in. To make one:

1. `screens/<room>/screen.py` with a `DeskScreen`: set `scope` (its table of keys) and
   `heading`, yield its widgets from `body()`, ask for its data in `arrived()`.
2. `screens/<room>/<room>.tcss`, named in `CSS_PATH`; begin each rule with the screen's class.
3. `screens/keys/<room>.py` with its `KEYS`, and the name in `screens.keys.SCOPES`;
   `BINDINGS = bindings("<room>")` on the class; each key's action is a method `action_…`.
4. one line in `screens.rooms.ROOMS`; `screens/help/{zh_CN,en}/<room>.md`.

A room is entered by `self.desk_app.go("case", "HD01-…")`, with a subject or without. It stays
alive behind the others with everything half typed until `self.close()`; entering the same
room with the same subject again brings it back and calls `arrived(again=True)`.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen, ScreenResultType
from textual.widget import Widget
from textual.widgets import Input

from screens.keys import Key, bindings, table
from screens.plain import shown
from screens.widgets.lines import FootLine, TopLine
from screens.working import WorkScreen

if TYPE_CHECKING:
    from screens.rooms_app import RoomsApp


class DeskScreen(WorkScreen[None]):
    """A room: one line on top, the work, one line of keys."""

    scope: ClassVar[str] = ""
    """The table of keys, and the name of the help page."""
    heading: ClassVar[str] = ""
    """What the room is called, an English text marked with `N_`."""
    save_word: str = ""
    """What ctrl+s does here, for the line of keys; "" keeps it out. Marked with `N_`."""

    def __init__(self, subject: str = "") -> None:
        super().__init__()
        self.subject = subject
        """What the room was opened for: a reference, a letter id, or nothing."""

    def compose(self) -> ComposeResult:
        yield TopLine()
        with Vertical(id="room"):
            yield from self.body()
        yield FootLine(self.scope)

    def body(self) -> Iterable[Widget]:
        """The widgets of the work; containers take theirs as arguments."""
        return ()

    def foot_first(self) -> Mapping[str, int]:
        """Keys of everywhere that are wanted most here, now: id → place in the line of keys."""
        return {}

    # -- what the global keys ask of a room ------------------------------------------------

    @classmethod
    def entered_by_key(cls, app: "RoomsApp", name: str) -> None:
        """The room's own key was pressed somewhere: by default the one there is is entered."""
        app.go(name)

    def arrived(self, *, again: bool) -> None:
        """The person came in; `again` when the room was open already. Ask for data here."""

    def save(self) -> None:
        """ctrl+s. Without a meaning here the person is told so."""
        self.desk_app.nothing_to("save")

    def unsaved(self) -> str:
        """What would be lost by closing, in words; "" when nothing would."""
        return ""

    def action_papers(self) -> None:
        """Letters and slips of every kind for the case in sight."""
        from screens.acts import case_in_sight
        from screens.papers.make import choose_paper

        found = case_in_sight(self.desk_app)
        if found is not None:
            choose_paper(self.desk_app, *found)

    def action_more_deeds(self) -> None:
        """What has no key of its own here, and what is done of the hall, as a list."""
        from screens.dialogs.key_menu import Deed, KeyMenu

        own = [key for key in table(self.scope) if not key.keys and self._offers(key)]
        of_hall = [k for k in table("everywhere") if not k.keys and self.desk_app.can_do(k)]
        deeds = {key.id: key for key in (*own, *of_hall)}

        async def chosen(name: str | None) -> None:
            if name is not None:
                target = self if deeds[name] in own else self.app
                await self.app.run_action(deeds[name].action, target)

        self.app.push_screen(KeyMenu([Deed(*pair) for pair in deeds.items()]), chosen)

    def _offers(self, key: Key) -> bool:
        return self.check_action(key.action.partition("(")[0], ()) is True

    def fell_due(self) -> None:
        """Something fell due by itself while the room was open; most need not care."""

    def backups_changed(self) -> None:
        """How the backups stand is known anew; most rooms need not care."""

    def why_not(self, action: str) -> str:
        """Why an action of this room cannot be done now; "" where there is nothing more to say."""
        return ""

    def jump(self, path: str) -> None:
        """Bring the cursor to a field by its dotted path, as findings and refusals name it."""

    def letters(self) -> None:
        """F7: the letters that wait, unless the room knows of a nearer one."""
        self.desk_app.go("approvals")

    def reveal(self) -> None:
        """ctrl+o: show masked data in full, through a service that writes the look down.

        A customer in sight comes first, then the case in sight.
        """
        from screens.dialogs.reveal import reveal_case, reveal_customer

        if customer_id := self.customer_in_sight():
            reveal_customer(self, customer_id)
        elif reference := self.reference():
            reveal_case(self, reference)
        else:
            self.desk_app.nothing_to("reveal")

    def customer_in_sight(self) -> str:
        """The id of the customer whose file the person is looking at, or ""."""
        return ""

    def leave(self) -> None:
        """esc. Asks if something would be lost, then closes the room."""
        words = self.unsaved()
        if not words:
            self.close()
            return
        from screens.dialogs.confirm import Confirm

        def answer(yes: bool | None) -> None:
            if yes:
                self.close()

        self.app.push_screen(Confirm(words), answer)

    def close(self) -> None:
        """Close the room and go back to where the person came from."""
        self.desk_app.close_room(self)

    # --------------------------------------------------------------------------------------

    @on(Input.Submitted)
    def _enter_goes_on(self) -> None:
        self.focus_next()

    def refresh_keys(self) -> None:
        """Draw the line of keys again after `check_action` would answer differently."""
        self.query_one(FootLine).refresh()


class DeskDialog(WorkScreen[ScreenResultType], ModalScreen[ScreenResultType]):
    """A dialog over a room. esc closes it with None, ctrl+s and enter in its last field accept.

    Yield its widgets from `body()`, set `self.title_text`, call `self.dismiss(result)`.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("dialog"),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-high")]  # noqa: RUF012
    scope: ClassVar[str] = "dialog"

    def __init__(self, title: str = "") -> None:
        super().__init__()
        self.title_text = title

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as box:
            box.border_title = shown(self.title_text)
            yield from self.body()
            yield FootLine(self.scope, globally=False)

    @property
    def agrees(self) -> bool:
        """Whether there is something to agree to; a dialog that is only read has one way: back."""
        return type(self).accept is not DeskDialog.accept

    def body(self) -> Iterable[Widget]:
        """The widgets of the dialog."""
        return ()

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        self.leave_drafts()
        return super().dismiss(result)

    def accept(self) -> None:
        """The person agrees: check, then dismiss with the result."""
        self.dismiss(None)

    def action_accept(self) -> None:
        self.accept()

    def action_cancel(self) -> None:
        self.dismiss(None)

    def action_page(self, step: int) -> None:
        """Turn the pages of a dialog that is longer than the screen."""
        box = self.query_one(".dialog")
        box.scroll_relative(y=step * box.size.height, animate=False)

    @on(Input.Submitted)
    def _enter_goes_on(self) -> None:
        chain = [w for w in self.focus_chain if isinstance(w, Input)]
        if chain and chain[-1] is self.focused:
            self.accept()
        else:
            self.focus_next()
