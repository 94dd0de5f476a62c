"""ctrl+o: why somebody wants to see numbers in full, and the numbers until they hide again."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from desk.i18n import _
from screens.base import DeskDialog
from screens.dialogs.form import FormDialog, needed
from screens.plain import shown
from screens.widgets.field import ClerkInput
from screens.widgets.row import FieldRow
from screens.working import WorkScreen

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.services.reveal import InFull
    from desk.staff.model import Actor

    Look = Callable[[Desk, Actor, str], list[InFull]]

SECONDS = 60
"""How long numbers stand in full on a screen that the hall can see."""


def reveal_case(screen: WorkScreen[None], reference: str) -> None:
    """Ask for the reason, then show the people of a case in full."""

    def look(desk: "Desk", who: "Actor", reason: str) -> "list[InFull]":
        from desk.services import reveal

        return reveal.reveal_case(desk, who, reference, reason)

    _ask(screen, reference, look)


def reveal_customer(screen: WorkScreen[None], customer_id: str) -> None:
    """Ask for the reason, then show a customer's file in full."""

    def look(desk: "Desk", who: "Actor", reason: str) -> "list[InFull]":
        from desk.services import reveal

        return reveal.reveal_customer(desk, who, customer_id, reason)

    _ask(screen, customer_id, look)


def _ask(screen: WorkScreen[None], subject: str, look: "Look") -> None:
    def seen(people: "list[InFull] | None") -> None:
        if people is not None:
            screen.app.push_screen(ShownInFull(people))

    screen.app.push_screen(AskWhy(subject, look), seen)


class AskWhy(FormDialog):
    """What it is needed for; gives the people in full."""

    def __init__(self, subject: str, look: "Look") -> None:
        intro = _("The look is kept with its reason. Mind who stands behind you.")
        super().__init__(_("Show in full"), subject, intro=intro)
        self._look = look
        self._reason = ClerkInput(limit=200, placeholder=_("for example: to call back"))

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("Reason"), self._reason, name="reason")

    def work(self) -> "Callable[[Desk, Actor], object]":
        reason = needed(self._reason.text, "reason")
        look = self._look
        return lambda desk, who: look(desk, who, reason)


class ShownInFull(DeskDialog[None]):
    """People with every number, until a key closes it, a minute is over or the screen is left."""

    BINDINGS: ClassVar[list[BindingType]] = [("enter", "accept", "")]

    def __init__(self, people: "list[InFull]") -> None:
        super().__init__(_("In full"))
        self._people = people
        self._words = Static(self._said())
        self.hidden = False

    def body(self) -> Iterable[Widget]:
        note = _("Hides itself after {seconds} seconds.").format(seconds=SECONDS)
        yield Static(shown(note, "$text-muted"), classes="dialog-text")
        yield VerticalScroll(self._words, classes="dialog-scroll")

    def on_mount(self) -> None:
        self.set_timer(SECONDS, self.over)

    def over(self) -> None:
        """The time is over: nothing stands here any more."""
        self.hide()
        if self.is_current:
            self.dismiss(None)

    def hide(self) -> None:
        """Take every number off the screen."""
        self.hidden = True
        self._people = []
        self._words.update(shown(_("Hidden again."), "$text-muted"))

    def on_screen_suspend(self) -> None:
        # Locked, or another room in front: whoever comes back may be somebody else.
        self.hide()

    def on_screen_resume(self) -> None:
        if self.hidden:
            self.call_later(self._close)

    def _close(self) -> None:
        # Its own message handler must not wait for a screen to be gone.
        if self.is_current:
            self.dismiss(None)

    def _said(self) -> Content:
        blocks = []
        for one in self._people:
            name = " ".join(filter(None, (one.name, one.printed_name, one.salutation)))
            lines = [shown(f"{one.role}  {name}".rstrip(), "bold")]
            lines += [
                shown(f"  {what}  {value}")
                for what, value in (
                    (_("Phone"), one.phone),
                    (_("Account"), one.account_no),
                    (_("Address"), one.address),
                )
                if value
            ]
            blocks.append(Content("\n").join(lines))
        return Content("\n\n").join(blocks) if blocks else shown(_("Nobody is named."))
