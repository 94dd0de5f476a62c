"""The room of staff: one person a line, and what is done about them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Static

from desk.i18n import N_, _
from desk.labels import label
from desk.services import staffing
from desk.services.people import list_staff
from desk.services.staffing import Held
from desk.services.way_back import seal
from desk.staff.permissions import May, may
from desk.staff.words import code_words, held_words
from screens.base import DeskScreen
from screens.dialogs.confirm import Confirm
from screens.dialogs.tell import Tell
from screens.keys import bindings
from screens.plain import shown
from screens.staff.forms import AddStaff, ChangeStaff, GivePin, HandOn
from screens.widgets.paged import Cell, Column, PagedList

if TYPE_CHECKING:
    from desk.staff.model import Staff

MANAGING = ("add", "change", "new_pin", "leaves", "seal")


class StaffScreen(DeskScreen):
    """Everybody who ever had a number here, by number."""

    CSS_PATH = "staff.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("staff")]
    AUTO_FOCUS = "#staff"
    scope = "staff"
    heading = N_("Staff")

    def __init__(self, subject: str = "") -> None:
        super().__init__(subject)
        self._said = Static(id="staff-said")
        self._list = PagedList["Staff"](
            [
                Column(_("Number"), 8),
                Column(_("Name"), 12, grows=1),
                Column(_("Role"), 10),
                Column(_("Unit"), 12, grows=1),
                Column(_("In service"), 22),
            ],
            self._cells,
            id="staff",
            classes="main-list",
        )
        self._list.border_title = shown(_(self.heading))

    def body(self) -> Iterable[Widget]:
        yield self._said
        yield self._list

    def arrived(self, *, again: bool) -> None:
        self._list.focus()
        self.load()

    def load(self) -> None:
        """Read the list again."""
        self.read(list_staff, self._show)

    def _show(self, people: "list[Staff]") -> None:
        marked = self._list.marked
        self._said.update(
            shown(_("Whoever leaves keeps their name on what they did."), "$text-muted")
        )
        self._list.show(people, same=lambda one: marked is not None and one.id == marked.id)
        self.refresh_keys()

    def _cells(self, one: "Staff") -> list[Cell]:
        tone = "" if one.active else "faint"
        words = (one.number, one.name, label(one.role), one.unit)
        return [*((text, tone) for text in words), _state(one)]

    # -- keys ------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        one, who = self._list.marked, self.desk_app.who
        if action in MANAGING and not may(who.role, May.MANAGE_STAFF):
            return None
        if action in ("change", "held", "leaves") and one is None:
            return None
        if action == "change" or action == "new_pin":
            return True if one is not None and one.active else None
        if action == "hand_on":
            left = one is not None and not one.active
            return True if left and may(who.role, May.LOOK_AFTER) else None
        return True

    def on_paged_list_marked(self) -> None:
        self.refresh_keys()

    def on_paged_list_chosen(self) -> None:
        if self.check_action("change", ()):
            self.action_change()

    def action_add(self) -> None:
        self.app.push_screen(AddStaff(), self._noted)

    def action_change(self) -> None:
        if (one := self._list.marked) is not None:
            self.app.push_screen(ChangeStaff(one), self._noted)

    def action_new_pin(self) -> None:
        if (one := self._list.marked) is not None:
            self.app.push_screen(GivePin(one), self._noted)

    def _noted(self, done: object) -> None:
        if done:
            self.desk_app.tell(_("It is noted."))
            self.load()

    def action_held(self) -> None:
        """What the marked person still holds."""
        one = self._list.marked
        if one is not None:
            self.read(
                lambda desk, who: staffing.held_by(desk, who, one.number),
                self._tell_held,
                group="held",
            )

    def _tell_held(self, held: Held) -> None:
        title = _("In the hands of {name}").format(name=held.name)
        self.app.push_screen(Tell(title, held_words(held)))

    def action_leaves(self) -> None:
        """Out of service, or back."""
        one = self._list.marked
        if one is None:
            return
        if not one.active:
            self.app.push_screen(GivePin(one, back=True), self._noted)
            return

        def sure(yes: bool | None) -> None:
            if yes:
                self.write(lambda desk, who: staffing.disable_staff(desk, who, one.number), gone)

        def gone(held: Held) -> None:
            self.load()
            self._tell_held(held)

        question = _("{name} can no longer sign in, from now on. What they did stays.")
        self.app.push_screen(
            Confirm(question.format(name=one.name), yes=_("Out of service"), loses=True), sure
        )

    def action_hand_on(self) -> None:
        one = self._list.marked
        if one is None:
            return

        def done(moved: list[str] | None) -> None:
            if moved is not None:
                words = _("{count} cases have another holder: {cases}")
                cases = _(", ").join(moved) or "-"
                self.desk_app.tell(words.format(count=len(moved), cases=cases))
                self.load()

        self.app.push_screen(HandOn(one), done)

    def action_seal(self) -> None:
        """A new sealed code, shown this once."""

        def sure(yes: bool | None) -> None:
            if yes:
                self.write(seal, lambda code: tell_code(self, code))

        question = _("A new sealed code is made, and the one in the envelope is good no more.")
        self.app.push_screen(Confirm(question, yes=_("Make a new one"), loses=True), sure)


def _state(one: "Staff") -> Cell:
    if not one.active:
        return (_("has left"), "faint")
    if one.pin_given:
        return (_("must choose a PIN"), "soon")
    return (_("yes"), "")


def tell_code(screen: DeskScreen, code: str) -> None:
    """Show a sealed code this once."""
    screen.app.push_screen(Tell(_("Sealed code"), code_words(code)))
