"""The files of a case, and the way to another; enter says what can be done with the marked one."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from desk.enums import CaseStatus
from desk.file_kinds import kind_said, opening_name, size_said
from desk.i18n import _, ngettext
from desk.papers import Attachment
from desk.services import lists
from desk.views import CaseFile
from screens.base import DeskDialog
from screens.dialogs.pick import Pick, Way
from screens.files.attach import AttachFile
from screens.files.open import open_file
from screens.files.out import WriteOut
from screens.files.show import can_be_shown, show_file
from screens.plain import shown
from screens.widgets.paged import Cell, Column, PagedList

if TYPE_CHECKING:
    from screens.app import DeskApp


class Line(NamedTuple):
    """A file by its number; without a file, the way to another one."""

    number: int
    file: Attachment | None


class CaseFiles(DeskDialog[bool]):
    """Gives whether something was attached."""

    DEFAULT_CSS = """
    CaseFiles #files-about { height: 3; color: $text-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(n), f"number({n})", show=False) for n in range(1, 10)),
    ]

    def __init__(self, reference: str) -> None:
        super().__init__(_("Files of {reference}").format(reference=reference))
        self.add_class("-palette")
        self._reference = reference
        self._file: CaseFile | None = None
        self._changed = False
        self._said = Static(classes="dialog-text")
        self._about = Static(id="files-about")
        self._list = PagedList[Line](
            [
                Column("", 2, right=True),
                Column(_("File"), 16, grows=3),
                Column(_("File kind"), 9),
                Column(_("Size"), 7, right=True),
                Column(_("By and when"), 18),
                Column(_("Note"), 8, grows=2),
            ],
            self._cells,
            empty=_("No file is kept with this case."),
        )

    def body(self) -> Iterable[Widget]:
        yield self._said
        yield self._list
        yield self._about

    def on_mount(self) -> None:
        self._list.focus()
        self._load()

    def _load(self, number: int = 0) -> None:
        reference = self._reference
        self.read(
            lambda desk, who: lists.case_file(desk, who, reference),
            lambda file: self._show(file, number),
            group="files",
        )

    def _show(self, file: CaseFile, number: int) -> None:
        self._file = file
        found = [Line(n, one) for n, one in enumerate(file.attachments, 1)]
        words = ngettext("{n} file.", "{n} files.", len(found)).format(n=len(found))
        enter = _("Enter: show it, open it outside, write it out.")
        self._said.update(shown(f"{words} {enter}" if found else _("No file yet.")))
        if file.case.status is CaseStatus.OPEN:
            found.append(Line(0, None))
        self._list.show(found, same=lambda line: line.number == number)

    def _cells(self, line: Line) -> list[Cell]:
        one = line.file
        if one is None:
            return ["+", (_("Attach a file"), "strong"), "", "", "", ""]
        return [
            str(line.number),
            (one.name, "strong"),
            kind_said(one.media_type),
            size_said(one.size),
            (f"{self._by(one)} {self._when(one)}", "faint"),
            one.note,
        ]

    def _by(self, one: Attachment) -> str:
        return self._file.names.get(one.added_by, "?") if self._file is not None else ""

    def _when(self, one: Attachment) -> str:
        desk = self.desk_app.desk
        return f"{desk.hours.local(one.added_at):%m-%d %H:%M}" if desk is not None else ""

    @on(PagedList.Marked)
    def _marked(self) -> None:
        line, file = self._list.marked, self._file
        if line is None or line.file is None or file is None:
            words = _("A photograph, a scan, a document: from the scanner, or by its path.")
            self._about.update(shown(words if line is not None else ""))
            return
        one = line.file
        paper = next((p.name for p in file.papers if p.id == one.paper_id), "")
        about = [one.name]
        if paper:
            about.append(_("Shows the paper: {name}").format(name=paper))
        if one.note:
            about.append(one.note)
        self._about.update(shown(" · ".join(about)))

    # -- what is done with one -------------------------------------------------------------

    @on(PagedList.Chosen)
    def accept(self) -> None:
        line = self._list.marked
        if line is None:
            return
        if line.file is None:
            self.app.push_screen(AttachFile(self._reference), self._attached)
            return
        number, one = line.number, line.file
        self.app.push_screen(
            Pick(one.name, ways(one), text=size_said(one.size)),
            lambda way: self._chosen(number, one, way),
        )

    def action_number(self, number: int) -> None:
        """Mark a file by its number and say what can be done with it."""
        if self._file is not None and number <= len(self._file.attachments):
            self._list.cursor = number - 1
            self.accept()

    def _attached(self, made: Attachment | None) -> None:
        if made is not None:
            self._changed = True
            told_attached(self.desk_app, made)
            self._load(number=len(self._file.attachments) + 1 if self._file is not None else 0)

    def _chosen(self, number: int, one: Attachment, way: str | None) -> None:
        if way == "show":
            show_file(self, self._reference, number)
        elif way == "open":
            open_file(self, self._reference, number)
        elif way == "out":
            self.app.push_screen(WriteOut(self._reference, number, one, self.desk_app.papers))

    def action_cancel(self) -> None:
        self.dismiss(self._changed)


def ways(one: Attachment) -> list[Way]:
    """What can be done with a file."""
    found = []
    if can_be_shown(one):
        found.append(Way("show", _("Show here"), _("In this window, as far as letters can.")))
    if opening_name(one.name, one.media_type):
        found.append(
            Way("open", _("Open outside"), _("A copy of it, in the program for such files."))
        )
    return [*found, Way("out", _("Write out"), _("Into a folder or onto a stick, as it was."))]


def told_attached(app: "DeskApp", made: Attachment) -> None:
    """Say that a file is kept."""
    words = _("{name} is kept with the case ({size}).")
    app.tell(words.format(name=made.name, size=size_said(made.size)))


def attach_to(
    app: "DeskApp", reference: str, done: Callable[[Attachment], None] | None = None
) -> None:
    """The dialog for one more file, from wherever a case is in sight."""

    def attached(made: Attachment | None) -> None:
        if made is not None:
            told_attached(app, made)
            if done is not None:
                done(made)

    app.push_screen(AttachFile(reference), attached)
