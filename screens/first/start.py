"""One screen that sets everything up: the branch, its hours, the first person, how it looks."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import on
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, Static

from desk import i18n
from desk.enums import Role
from desk.i18n import _
from desk.labels import label
from desk.refusals import Fault, Refusal
from screens.base import DeskDialog
from screens.dialogs.confirm import Confirm
from screens.dialogs.own_pin import pin_field, typed_twice
from screens.keys import bindings
from screens.plain import shown
from screens.widgets.choice import Choice
from screens.widgets.field import ClerkInput
from screens.widgets.lines import FootLine
from screens.widgets.reading import content_of, fill
from screens.widgets.row import ErrorLine, FieldRow

if TYPE_CHECKING:
    from desk.services.beginning import Beginner, Begun

T = TypeVar("T")
NEW, BACKUP, DEMO = "new", "backup", "demo"
PAUSE = 0.8
"""Seconds without a key after which what was typed is kept."""
_LATER = (
    *("branch", "name", "unit", "weekdays", "weekend", "number", "lead_name", "role"),
    *("pin", "again", "seal"),
)
"""The fields of a new branch: the other ways to begin do not ask for them."""


_SEEN_AT_ONCE = ("language", "theme")


class FirstStart(DeskDialog[str]):
    """Gives the staff number of the first person, once the book stands and the code was seen."""

    CSS_PATH = "first.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("first")]
    scope: ClassVar[str] = "first"
    help_page: ClassVar[str] = ""

    def __init__(self, first: "Beginner") -> None:
        super().__init__(_("Good day. Let us set up this desk."))
        self._first = first
        self._going = False
        self._kept: dict[str, str] = {}
        self._pause: Timer | None = None

    def body(self) -> Iterable[Widget]:
        yield ErrorLine(id="first-said")
        scroll = VerticalScroll(*self._rows(), classes="first-scroll")
        scroll.can_focus = False
        yield scroll

    def _rows(self) -> Iterable[Widget]:
        ways = [
            (NEW, _("a new branch")),
            (BACKUP, _("go on from a backup")),
            (DEMO, _("just look round")),
        ]
        languages = [("zh_CN", "中文"), ("en", "English")]
        looks = [("day", _("day")), ("night", _("night")), ("contrast", _("high contrast"))]
        roles = [(one, label(one)) for one in (Role.MANAGER, Role.LEAD, Role.ADMIN)]
        yield FieldRow(_("Language"), Choice(languages, i18n.current()), name="language")
        yield FieldRow(_("Colours"), Choice(looks, self.app.theme), name="theme")
        yield FieldRow(_("How to begin"), Choice(ways, NEW), name="way")
        yield Static(id="first-way")
        yield _head(_("The branch"))
        yield FieldRow(
            _("Short code"), _line(8, _("HD01: every case number begins with it")), name="branch"
        )
        yield FieldRow(_("Name of the branch"), _line(60), name="name")
        yield FieldRow(
            _("Unit on letters"),
            _line(60, _("at the head of letters; empty: as above")),
            name="unit",
        )
        yield FieldRow(_("Monday to Friday"), _line(60, "08:30-12:00 13:30-17:30"), name="weekdays")
        yield FieldRow(_("Weekend"), _line(60, _("closed")), name="weekend")
        yield _head(_("You, the first person"))
        yield FieldRow(_("Staff number"), _line(20), name="number")
        yield FieldRow(_("Full name"), _line(40), name="lead_name")
        yield FieldRow(_("Role"), Choice(roles, Role.MANAGER), name="role")
        yield FieldRow(_("PIN (six digits)"), pin_field("first-pin"), name="pin")
        yield FieldRow(_("Once more"), pin_field("first-pin-again"), name="again")
        yield FieldRow(
            _("Picture of the seal"),
            _line(1000, _("path of a PNG or SVG; empty: later")),
            name="seal",
        )

    # -- what was typed --------------------------------------------------------------------

    async def on_mount(self) -> None:
        kept = self._first.kept()
        if kept.get("theme") in self.app.available_themes:
            self.app.theme = kept["theme"]
            fill(self._row("theme").control, kept["theme"])
        self._fill(kept)
        self._show_way()
        if kept.get("language", i18n.current()) in {*i18n.LANGUAGES} - {i18n.current()}:
            await self._speak(kept["language"])
        self.ask(_in_words(self._first.check), lambda _done: None, refused=self.refused)

    def _row(self, name: str) -> FieldRow:
        return next(row for row in self.query(FieldRow) if row.field == name)

    def _text(self, name: str) -> str:
        return str(content_of(self._row(name).control))

    def _typed(self) -> dict[str, str]:
        """What stands in the fields that may be kept; the PIN is none of them."""
        open_rows = (row for row in self.query(FieldRow) if row.field not in ("pin", "again"))
        return {row.field: str(content_of(row.control)) for row in open_rows}

    def _fill(self, kept: dict[str, str]) -> None:
        for row in self.query(FieldRow):
            if row.field in kept and row.field not in _SEEN_AT_ONCE:
                fill(row.control, kept[row.field])

    @on(Input.Changed)
    @on(Choice.Changed)
    def _changed(self) -> None:
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE, self._keep)

    def _keep(self) -> None:
        typed = self._typed()
        if typed != self._kept and not self._going:
            self._kept = typed
            job = _in_words(lambda: self._first.keep(typed))
            self.ask(job, lambda _done: None, group="keep", refused=self.refused)

    # -- seen at once ----------------------------------------------------------------------

    @on(Choice.Changed)
    async def _chosen(self, event: Choice.Changed) -> None:
        row = next(row for row in self.query(FieldRow) if row.control is event.choice)
        if row.field == "theme":
            self.app.theme = event.value
        elif row.field == "way":
            self._show_way()
        elif row.field == "language":
            await self._speak(event.value)

    async def _speak(self, language: str) -> None:
        typed = self._typed()
        pins = {name: self._pin(name).value for name in ("pin", "again")}
        i18n.use(language)
        self.title_text = _("Good day. Let us set up this desk.")
        await self.recompose()
        self._fill(typed)
        for name, value in pins.items():
            self._pin(name).value = value
        self._show_way()
        for screen in self.app.screen_stack:
            for line in screen.query(FootLine):
                line.refresh()
        self._row("language").control.focus()

    def _pin(self, name: str) -> ClerkInput:
        control = self._row(name).control
        assert isinstance(control, ClerkInput)
        return control

    def _show_way(self) -> None:
        way = self._text("way")
        for name in _LATER:
            self._row(name).display = way == NEW
        for head in self.query(".first-head"):
            head.display = way == NEW
        says = {
            NEW: _("Ctrl+S sets it up; before that nothing is made."),
            BACKUP: _("Ctrl+S asks for the backup and compares before anything is changed."),
            DEMO: _("Ctrl+S makes a made-up branch with a tour; it takes a minute."),
        }
        self.query_one("#first-way", Static).update(shown(says[way], "$text-muted"))

    # -- setting up ------------------------------------------------------------------------

    def refused(self, refusal: Refusal) -> None:
        self._going = False
        for row in self.query(FieldRow):
            if row.display and row.field == refusal.field:
                row.refuse(refusal)
                return
        self._say(refusal.message, refusal.hint)

    def _say(self, message: str, hint: str = "") -> None:
        self.query_one("#first-said", ErrorLine).say(message, hint)

    @on(Input.Submitted)
    def _enter(self, event: Input.Submitted) -> None:
        event.stop()
        event.prevent_default()
        if self.focused is self._row("seal").control:
            self.accept()
        else:
            self.focus_next()

    def accept(self) -> None:
        if self._going:
            return
        self._say("")
        for row in self.query(FieldRow):
            row.say("")
        way = self._text("way")
        if way == BACKUP:
            from screens.backups.restore import restore

            restore(self.desk_app)
        elif way == DEMO:
            self.desk_app.afterwards = ["demo"]
            self.app.exit()
        else:
            self._begin()

    def _begin(self) -> None:
        from desk.services.beginning import FirstForm

        needed = ("branch", "name", "number", "lead_name")
        try:
            for name in needed:
                if not self._text(name):
                    raise Refusal(_("This must not stay empty."), field=name, code="missing")
            pin = typed_twice(self._pin("pin"), self._pin("again"))
        except Refusal as refusal:
            self.refused(refusal)
            return
        names = (*_LATER[:8], "language")
        form = FirstForm(**{name: self._text(name) for name in names})
        picture, theme = self._text("seal"), self.app.theme
        self._going = True

        def work() -> "Begun":
            return self._first.begin(form, pin, _picture(picture), theme)

        self.ask(_in_words(work), self._begun, refused=self.refused)

    def _begun(self, begun: "Begun") -> None:
        from desk.staff.words import code_words

        said = "\n".join((code_words(begun.sealed_code), *begun.warnings))

        def seen(written: bool | None) -> None:
            if written:
                self.dismiss(begun.number)
            else:
                self._begun(begun)

        self.app.push_screen(
            Confirm(
                said,
                title=_("{name} is set up. The sealed code").format(name=begun.name),
                yes=_("It is written down"),
                no=_("Not yet"),
                loses=True,
            ),
            seen,
        )

    # -- leaving ---------------------------------------------------------------------------

    def action_help(self) -> None:
        self.desk_app.action_help()

    def action_cancel(self) -> None:
        if self._going:
            return

        def answer(yes: bool | None) -> None:
            if yes:
                self.app.exit()

        self._keep()
        words = _("Nothing is set up yet. What you typed is kept for the next start, but the PIN.")
        self.app.push_screen(Confirm(words, title=_("End Desk"), yes=_("End Desk")), answer)


def _head(text: str) -> Static:
    return Static(shown(text), classes="first-head")


def _line(limit: int, placeholder: str = "") -> ClerkInput:
    return ClerkInput(limit=limit, placeholder=placeholder)


def _picture(typed: str) -> bytes:
    """The picture at a path as it was typed; b"" for none."""
    if not typed:
        return b""
    from desk.letter.stationery import picture_in
    from desk.pasted import path_of

    try:
        return picture_in(path_of(typed))
    except Refusal as refusal:
        raise Refusal(refusal.message, refusal.hint, field="seal", code=refusal.code) from None


def _in_words(work: Callable[[], T]) -> Callable[[], T]:
    """Work whose faults are told on this screen, where another folder may be named."""

    def told() -> T:
        try:
            return work()
        except Fault as fault:
            raise Refusal(fault.message, fault.hint, field="at", code="fault") from fault

    return told
