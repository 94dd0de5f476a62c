"""The end of a shift: its sheet on the screen, closing it, the signature of the next one."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from desk.i18n import _, current
from desk.services import shift
from desk.services.shift import Waits
from desk.shift import Sheet
from desk.shift_words import as_text
from screens.base import DeskDialog
from screens.dialogs.form import FormDialog
from screens.dialogs.paper import PutOnPaper
from screens.dialogs.pick import Pick, Way
from screens.dialogs.pin import OverTheShoulder
from screens.plain import shown
from screens.widgets.area import ClerkTextArea
from screens.widgets.row import FieldRow

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk.services.base import Desk
    from desk.services.exporting import ListAsked
    from desk.services.pages import Page
    from desk.staff.model import Actor

Read = tuple[Sheet, Waits]


def _read(serial: int) -> "Callable[[Desk, Actor], Read]":
    return lambda desk, who: (
        shift.shift_sheet(desk, who, serial),
        shift.shift_waits(desk, who),
    )


class ShiftSheet(DeskDialog[None]):
    """The sheet as it stands; ctrl+s closes it, enter says what else there is: sign, print."""

    BINDINGS: ClassVar[list[BindingType]] = [("enter", "ways", "")]
    AUTO_FOCUS = "#shift-scroll"

    def __init__(self) -> None:
        super().__init__(_("Shift sheet"))
        self.add_class("-tall")
        self._text = Static(id="shift-text")
        self._scroll = VerticalScroll(
            self._text, id="shift-scroll", classes="dialog-scroll", can_focus=True
        )
        self._sheet: Sheet | None = None
        self._waits = Waits()

    def listed(self) -> "ListAsked":
        from desk.services.exporting import ListAsked, Listed

        return ListAsked(
            listed=Listed.SHIFT,
            shift=self._sheet.serial if self._sheet and self._sheet.handed_by else 0,
        )

    def body(self) -> Iterable[Widget]:
        words = _("Ctrl+S closes the shift; Enter shows what else can be done: sign, print.")
        yield Static(shown(words), classes="dialog-text")
        yield self._scroll

    def on_mount(self) -> None:
        self._open(0)

    def _open(self, serial: int) -> None:
        self.read(_read(serial), self._show_sheet, group="sheet")

    def _show_sheet(self, read: Read) -> None:
        self._sheet, self._waits = read
        self._text.update(shown(as_text(self._sheet, current())))
        self._scroll.scroll_home(animate=False)

    def accept(self) -> None:
        if self._sheet is not None and not self._sheet.handed_by:
            self._chosen("close")
        else:
            self.action_ways()

    def action_ways(self) -> None:
        sheet = self._sheet
        if sheet is not None:
            title = _("Shift {serial}").format(serial=sheet.serial)
            self.app.push_screen(Pick(title, self._ways(sheet)), self._chosen)

    def _ways(self, sheet: Sheet) -> list[Way]:
        ways = []
        if not sheet.handed_by:
            tip = _("Keep this sheet; the next shift begins now.")
            ways.append(Way("close", _("Close the shift"), tip))
        if self._waits.untaken is not None:
            tip = _("Shift {serial}, handed over by {name}.").format(
                serial=self._waits.untaken.serial, name=self._waits.handed_by
            )
            ways.append(Way("take", _("I take over"), tip))
        elif sheet.untaken or (sheet.handed_by and not sheet.taken_by):
            tip = _("By staff number and PIN, here at this desk.")
            ways.append(Way("second", _("The next one signs"), tip))
        ways.append(Way("print", _("Print the sheet"), _("For the two signatures, and the file.")))
        if sheet.serial > 1:
            ways.append(Way("before", _("The one before"), _("Show the sheet before this one.")))
        return ways

    def _chosen(self, way: str | None) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        if way == "close":
            self.app.push_screen(CloseShift(sheet.serial), self._handed_over)
        elif way == "take":
            self.write(shift.take_shift, self._taken)
        elif way == "second":
            self._second()
        elif way == "print":
            self._print(sheet.serial if sheet.handed_by else 0)
        elif way == "before":
            self._open(sheet.serial - 1)

    def _handed_over(self, sheet: Sheet | None) -> None:
        if sheet is None:
            return
        self.desk_app.tell(
            _("Shift {serial} is closed.").format(serial=sheet.serial),
            _("The next one signs now, or when they sign in."),
        )
        self.desk_app.shift_ended()
        self._open(sheet.serial)
        self._second()

    def _second(self) -> None:
        def signed(actor: "Actor | None") -> None:
            if actor is not None:
                self.write(shift.take_shift, self._taken, who=actor)

        words = _(
            "Takes over the open cases, papers and blank forms on the sheet. What is half typed "
            "stays with whoever typed it; when they are away, a lead passes it on."
        )
        self.app.push_screen(OverTheShoulder(words), signed)

    def _taken(self, sheet: Sheet) -> None:
        self.desk_app.tell(
            _("{name} has taken over: {open} open cases.").format(
                name=sheet.taken_by, open=sheet.open
            )
        )
        self._open(sheet.serial)

    def _print(self, serial: int) -> None:
        def make(desk: "Desk", who: "Actor") -> "Page":
            return shift.shift_page(desk, who, serial)

        self.app.push_screen(PutOnPaper(_("Shift sheet"), make, self.desk_app.papers))


class CloseShift(FormDialog):
    """Closes a shift with a word to the next one; gives its sheet."""

    draft = "shift"

    def __init__(self, serial: int) -> None:
        super().__init__(
            _("Close shift {serial}").format(serial=serial),
            str(serial),
            intro=_("Ctrl+S closes it; what stands on the sheet is kept as it is now."),
        )
        self._serial = serial
        self._remarks = ClerkTextArea(limit=shift.LONGEST_REMARKS)
        self._remarks.styles.height = 4

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("For the next one"), self._remarks, name="remarks")

    def work(self) -> "Callable[[Desk, Actor], object]":
        remarks = self._remarks.value
        return lambda desk, who: shift.close_shift(desk, who, self._serial, remarks)
