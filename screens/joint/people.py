"""Many people in one dialog: a box to paste a list into, and the list that came of it."""

from abc import abstractmethod
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static, TextArea

from desk.i18n import _, ngettext
from desk.joint import Line, SortedOut, read_lines, sorted_out
from desk.masks import mask_account, mask_address, mask_name, mask_phone
from desk.services.spelling import without_form
from screens.base import DeskDialog
from screens.dialogs.confirm import Confirm
from screens.nameless import tell_form
from screens.plain import shown
from screens.widgets.area import ClerkTextArea
from screens.widgets.paged import Cell, Column, PagedList
from screens.widgets.row import FieldRow

LONGEST_LIST = 100_000
MOST_REASONS = 4
"""So many lines that stayed are explained below the box at once."""


def how_many(people: int, speak: int) -> str:
    """How many signed, and who gets the letters."""
    text = ngettext("{n} person", "{n} people", people).format(n=people)
    if not people:
        return text
    words = _("{people}, {n} of them speak for all")
    if not speak:
        words = _("{people}, nobody speaks for all yet: letters go to the first")
    return words.format(people=text, n=speak)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A line of the list. `note` says what is out of the ordinary: joined late, left."""

    position: int
    name: str
    phone: str = ""
    address: str = ""
    account_no: str = ""
    representative: bool = False
    gone: bool = False
    note: str = ""


class PeopleDialog(DeskDialog[Any]):
    """Ctrl+S takes what stands in the box, and closes once the box is empty.

    What cannot be taken stays in the box, each line with its reason below.
    """

    CSS_PATH = "joint.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "speak", show=False),
        Binding("delete", "take_out", show=False),
    ]

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.add_class("-people")
        self.box = ClerkTextArea(
            limit=LONGEST_LIST,
            id="people-box",
            placeholder=_("Type or paste: name, phone, account, address; one person a line"),
        )
        self._reasons = Static(id="people-left")
        self._count = Static(id="people-count")
        self.list = PagedList[Person](
            [
                Column("", 4, right=True),
                Column(_("Name"), 10),
                Column(_("Speaks"), 6),
                Column(_("Phone"), 12),
                Column(_("Account"), 11),
                Column(_("Address"), 8, grows=1),
            ],
            self._cells,
            id="people-list",
        )

    # -- for the dialogs -------------------------------------------------------------------

    @abstractmethod
    def people(self) -> Sequence[Person]:
        """Everybody on the list, in order."""

    @abstractmethod
    def add(self, lines: Sequence[Line], then: Callable[[], None]) -> None:
        """Put people onto the list; `then` once they stand there."""

    @abstractmethod
    def speak(self, person: Person) -> None:
        """Let somebody speak for all, or no longer."""

    @abstractmethod
    def take_out(self, person: Person) -> None:
        """Take somebody off the list."""

    @abstractmethod
    def close_list(self) -> None:
        """Close the dialog; the list stands."""

    def box_changed(self, text: str) -> None:
        """Something was typed into the box."""

    # --------------------------------------------------------------------------------------

    def body(self) -> Iterable[Widget]:
        words = _("Ctrl+S takes the lines over. On the list: Space speaks for all, Del takes out.")
        yield Static(shown(words), classes="dialog-text")
        yield FieldRow("", self.box, name="signatories", classes="bare")
        yield self._reasons
        yield self._count
        yield self.list

    def on_mount(self) -> None:
        self._reasons.display = False
        self.show_people()

    def show_people(self) -> None:
        """Draw the list again, the mark where it was."""
        people = list(self.people())
        at = self.list.cursor
        self.list.show(people)
        self.list.cursor = max(0, min(at, len(people) - 1))
        here = [one for one in people if not one.gone]
        text = how_many(len(here), sum(one.representative for one in here))
        self._count.update(shown(text, "bold"))

    def _cells(self, one: Person) -> Sequence[Cell]:
        style = "faint" if one.gone else ""
        sign = one.note or ("✓" if one.representative else "")
        return (
            (str(one.position), style),
            (mask_name(one.name), style),
            (sign, style or "good"),
            (mask_phone(one.phone), style),
            (mask_account(one.account_no), style),
            (mask_address(one.address), style),
        )

    @on(TextArea.Changed)
    def _typed(self) -> None:
        self.box_changed(self.box.value)

    def sort_out(self) -> SortedOut:
        """What is in the box, against the list as it stands."""
        people = self.people()
        here = [one for one in people if not one.gone]
        return sorted_out(
            read_lines(self.box.text),
            {(one.name, one.phone or one.address): one.position for one in here},
            last=len(people),
            speak=sum(one.representative for one in here),
        )

    def accept(self) -> None:
        if not self.box.value:
            self.close_list()
            return
        found = self.sort_out()

        def taken() -> None:
            self.show_people()
            # Where the new ones begin: who speaks for all is chosen next.
            self.list.cursor = max(0, len(self.list.rows) - max(1, len(found.taken)))
            self.box.load_text(found.text)
            self._explain(found)
            if found.left:
                self.box.focus()
            else:
                self.list.focus()

        if found.taken:
            self.add(found.taken, taken)
            names = [line.name for line in found.taken]
            self.read(
                lambda desk, _who: without_form(desk, names),
                lambda nameless: tell_form(self.desk_app, nameless) if nameless else None,
                group="names",
            )
        else:
            taken()

    def _explain(self, found: SortedOut) -> None:
        lines = []
        for number, (line, reason) in enumerate(found.left[:MOST_REASONS], 1):
            words = _("Line {number}, “{text}”: {reason}")
            text = line.text if len(line.text) <= 20 else f"{line.text[:19]}…"
            lines.append(shown("✗ " + words.format(number=number, text=text, reason=reason)))
        if len(found.left) > MOST_REASONS:
            more = _("and {n} more lines").format(n=len(found.left) - MOST_REASONS)
            lines.append(shown(more))
        self._reasons.update(Content("\n").join(lines))
        self._reasons.display = bool(lines)

    def _marked(self) -> Person | None:
        one = self.list.marked if self.list.has_focus else None
        return one if one is not None and not one.gone else None

    def action_speak(self) -> None:
        one = self._marked()
        if one is not None:
            self.speak(one)

    def action_take_out(self) -> None:
        one = self._marked()
        if one is not None:
            self.take_out(one)

    def action_cancel(self) -> None:
        if not self.box.value:
            self.close_list()
            return

        def answer(yes: bool | None) -> None:
            if yes:
                self.close_list()

        words = _("What stands in the box is on nobody's list yet and is not kept.")
        self.app.push_screen(Confirm(words, loses=True), answer)
