"""Every action by name: in Chinese, by the first letters of its pinyin, or in English."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Input

from desk.i18n import _
from screens.base import DeskDialog
from screens.dialogs.deeds import Deed, deeds_of, found, initials
from screens.widgets.field import ClerkInput
from screens.widgets.paged import Cell, Column, PagedList


class Palette(DeskDialog[None]):
    """Type a piece of a name, mark with the arrows, enter does it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("up", "move(-1)", ""),
        ("down", "move(1)", ""),
        ("pageup", "move(-8)", ""),
        ("pagedown", "move(8)", ""),
    ]
    help_page: ClassVar[str] = "palette"

    def __init__(self) -> None:
        super().__init__(_("All actions"))
        self._letters: dict[str, str] = {}
        self._deeds: list[Deed] = []
        self._asked = ClerkInput(limit=40, placeholder=_("name, pinyin initials or English"))
        self._list = PagedList[Deed](
            [Column(_("Action"), 18), Column(_("What it does"), 20, grows=1), Column("", 12)],
            self._cells,
            empty=_("No action is called that."),
        )
        self._list.can_focus = False
        self.add_class("-palette")

    def _cells(self, deed: Deed) -> Sequence[Cell]:
        if deed.why:
            return ((f"✗ {deed.words}", "faint"), (deed.why, "faint"), (deed.key, "faint"))
        return (deed.words, (deed.tip, "faint"), (deed.key, "strong"))

    def body(self) -> Iterable[Widget]:
        yield self._asked
        yield self._list

    def on_mount(self) -> None:
        self._deeds = deeds_of(self.desk_app)
        self._filter()
        self._asked.focus()
        words = [deed.words for deed in self._deeds]
        self.ask(lambda: initials(words), self._learnt)

    def _learnt(self, letters: dict[str, str]) -> None:
        self._letters = letters
        self._filter()

    @on(Input.Changed)
    def _filter(self) -> None:
        asked = self._asked.text
        self._list.show(found(self._deeds, asked, self._letters))

    def action_move(self, step: int) -> None:
        self._list.cursor += step

    @on(PagedList.Chosen)
    def accept(self) -> None:
        deed = self._list.marked
        if deed is None:
            return
        if deed.why:
            self.desk_app.tell(deed.why, severity="warning")
            return
        self.dismiss(None)
        self.app.call_later(self._run, deed)

    async def _run(self, deed: Deed) -> None:
        target = self.desk_app.room if deed.own else self.app
        await self.app.run_action(deed.run, target)
