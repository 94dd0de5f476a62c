"""Forms for a day without power: printed ahead, entered later, put down as spoiled."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual import on
from textual.widget import Widget
from textual.widgets import Static

from desk.blanks import BlankForm, ranges
from desk.enums import BlankKind, BlankState
from desk.i18n import _, current, ngettext
from desk.labels import label
from desk.refusals import Refusal
from desk.services import blanks
from screens.base import DeskDialog
from screens.dialogs.form import FormDialog, needed
from screens.dialogs.paper import PutOnPaper
from screens.dialogs.pick import Pick, Way
from screens.intake.sheet import PAPER
from screens.plain import shown
from screens.widgets.choice import Choice
from screens.widgets.field import ClerkInput
from screens.widgets.paged import Cell, Column, PagedList
from screens.widgets.row import FieldRow

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk.services.base import Desk
    from desk.services.pages import Page
    from desk.staff.model import Actor

Line = tuple[BlankForm | None, str]
"""A form with what it was entered as; None stands for printing more."""


class Blanks(DeskDialog[None]):
    """Every form by number with what became of it; enter says what can be done with the marked."""

    def __init__(self) -> None:
        super().__init__(_("Forms for a day without power"))
        self.add_class("-palette")
        self._said = Static(classes="dialog-text")
        self._list = PagedList[Line](
            [
                Column(_("Number"), 13),
                Column(_("Paper form"), 14, grows=1),
                Column(_("State"), 10),
                Column(_("Entered as, or why spoiled"), 20, grows=2),
            ],
            self._cells,
        )

    def body(self) -> Iterable[Widget]:
        yield self._said
        yield self._list

    def on_mount(self) -> None:
        self._list.focus()
        self._load()

    def _load(self) -> None:
        self.read(blanks.blank_forms, self._show, group="blanks")

    def _show(self, found: list[tuple[BlankForm, str]]) -> None:
        free = sum(1 for form, _as in found if form.state is BlankState.PRINTED)
        words = ngettext("{n} form is not used yet.", "{n} forms are not used yet.", free)
        enter = _("Enter shows what can be done with the marked line.")
        self._said.update(shown(f"{words.format(n=free)} {enter}"))
        # What is not used comes first, the lowest number on top: that is what somebody looks for.
        unused = [line for line in reversed(found) if line[0].state is BlankState.PRINTED]
        settled = [line for line in found if line[0].state is not BlankState.PRINTED]
        self._list.show([(None, ""), *unused, *settled])

    def _cells(self, line: Line) -> list[Cell]:
        form, entered = line
        if form is None:
            return ["+", (_("Print more forms"), "strong"), "", ""]
        state = label(form.state)
        open_ = form.state is BlankState.PRINTED
        mark: Cell = (state, "soon") if open_ else state
        return [form.number, label(form.kind), mark, entered or form.reason]

    @on(PagedList.Chosen)
    def accept(self) -> None:
        marked = self._list.marked
        if marked is None:
            return
        form, entered = marked
        if form is None:
            self.app.push_screen(PrintForms(), self._printed)
        elif form.state is not BlankState.PRINTED:
            if form.case_id and entered:
                self.dismiss(None)
                self.desk_app.go("case", entered)
        else:
            self.app.push_screen(
                Pick(form.number, _ways(form)), lambda way: self._chosen(form, way)
            )

    def _printed(self, made: list[BlankForm] | None) -> None:
        if made:
            self._load()
            self._put_on_paper([form.number for form in made])

    def _put_on_paper(self, numbers: list[str]) -> None:
        language = current()

        def make(desk: "Desk", who: "Actor") -> "Page":
            return blanks.blank_pages(desk, who, numbers, language)

        title = ", ".join(ranges(numbers))
        self.app.push_screen(PutOnPaper(title, make, self.desk_app.papers))

    def _chosen(self, form: BlankForm, way: str | None) -> None:
        if way == "enter":
            self.dismiss(None)
            if form.kind is BlankKind.NOTICE:
                self._notice(form.number)
            else:
                self.desk_app.go("intake", f"{PAPER}{form.number}")
        elif way == "again":
            self._put_on_paper([form.number])
        elif way in ("spoil", "belongs"):
            dialog = Spoil(form) if way == "spoil" else Belongs(form)
            self.app.push_screen(dialog, lambda done: self._load() if done else None)

    def _notice(self, number: str) -> None:
        from screens.notice.screen import NoticeScreen

        self.desk_app.go("notice")
        room = self.desk_app.room
        if isinstance(room, NoticeScreen):
            room.begin_by_hand(number)


def _ways(form: BlankForm) -> list[Way]:
    enter = Way("enter", _("Type it in"), _("Register what stands on it, with its real time."))
    again = Way("again", _("Print again"), _("The same number once more, if the paper jammed."))
    spoil = Way("spoil", _("Spoiled or lost"), _("Put it down with the reason."))
    belongs = Way("belongs", _("Entered already"), _("Name the case or notice that was entered."))
    first = [] if form.kind is BlankKind.RECEIPT else [enter]
    return [*first, belongs, spoil, again]


class PrintForms(FormDialog):
    """Takes numbers for forms; gives the forms, which are then put on paper."""

    draft = "blanks"

    def __init__(self) -> None:
        intro = _("Each form takes a number and is accounted for on the shift sheet.")
        super().__init__(_("Print forms ahead"), "blanks", intro=intro)
        self._kind = Choice(
            [(kind, label(kind)) for kind in BlankKind], BlankKind.REGISTRATION, folded=False
        )
        self._count = ClerkInput("20", limit=3)

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("Paper form"), self._kind, name="kind")
        yield FieldRow(_("How many"), self._count, name="count")

    def work(self) -> "Callable[[Desk, Actor], object]":
        kind, typed = self._kind.value or BlankKind.REGISTRATION, self._count.text
        if not typed.isascii() or not typed.isdecimal():
            raise Refusal(_("Type a number of forms."), field="count", code="not_a_number")
        return lambda desk, who: blanks.reserve(desk, who, kind, int(typed))


class Spoil(FormDialog):
    """Puts a form down as spoiled or lost."""

    draft = "spoil"

    def __init__(self, form: BlankForm) -> None:
        super().__init__(_("Spoiled: {number}").format(number=form.number), form.number)
        self._why = ClerkInput(limit=120, placeholder=_("e.g. written wrong and torn up"))

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("Reason"), self._why, name="reason")

    def work(self) -> "Callable[[Desk, Actor], object]":
        why = needed(self._why.text, "reason")
        return lambda desk, who: blanks.spoil(desk, who, self.subject, why)


class Belongs(FormDialog):
    """Names the case, or the notice, that was entered from a form."""

    def __init__(self, form: BlankForm) -> None:
        super().__init__(_("What was entered: {number}").format(number=form.number), form.number)
        self._notice = form.kind is BlankKind.NOTICE
        self._to = ClerkInput(limit=40)

    def rows(self) -> Iterable[Widget]:
        words = _("Number of the notice") if self._notice else _("Number of the case")
        yield FieldRow(words, self._to, name="notice" if self._notice else "reference")

    def work(self) -> "Callable[[Desk, Actor], object]":
        to = needed(self._to.text, "notice" if self._notice else "reference")
        case, notice = ("", to) if self._notice else (to, "")
        return lambda desk, who: blanks.use(desk, who, self.subject, case, notice)
