"""One more file for a case: by its path, pasted or dragged here, or from the scanner's folder."""

import threading
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import events, on
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from desk.attaching import newest
from desk.file_kinds import size_said
from desk.i18n import _
from desk.papers import Paper
from desk.pasted import path_of
from desk.refusals import Refusal
from desk.services import lists
from desk.services.attachments import attach_file
from desk.text import clean_line
from screens.dialogs.form import FormDialog, needed
from screens.plain import shown
from screens.widgets.choice import Choice
from screens.widgets.field import ClerkInput
from screens.widgets.paged import Column, PagedList
from screens.widgets.row import FieldRow

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor

SCANS = 20
"""Files of the scanner's folder that are offered."""
BAR = 20
"""Cells of the bar that says how much of a file is read."""


class Scan(NamedTuple):
    """A file of the scanner's folder; `number` is its place, the newest first."""

    number: int
    path: Path
    name: str
    size: int
    at: datetime

    @property
    def words(self) -> str:
        """What stands in the field when it was picked."""
        return f"{self.number}  {self.name}"


class Reading(Message):
    """So many bytes of so many are read."""

    def __init__(self, done: int, whole: int) -> None:
        super().__init__()
        self.done = done
        self.whole = whole


class AttachFile(FormDialog):
    """Gives the Attachment. Esc stops a file that is being read."""

    draft = "attach"
    DEFAULT_CSS = """
    AttachFile #scans { height: 7; margin: 0 0 0 14; background: $surface; }
    AttachFile #reading { height: auto; color: $primary; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f5", "look_again", show=False, priority=True)]

    def __init__(self, reference: str) -> None:
        super().__init__(_("Attach a file to {reference}").format(reference=reference), reference)
        self._path = ClerkInput(
            limit=1000, placeholder=_("path, or drag the file here; or a number")
        )
        self._scans = PagedList[Scan](
            [
                Column("", 2, right=True),
                Column(_("From the scanner"), 14, grows=1),
                Column(_("Size"), 7, right=True),
                Column(_("When"), 11),
            ],
            lambda scan: [
                str(scan.number),
                scan.name,
                size_said(scan.size),
                (self._when(scan.at), "faint"),
            ],
            id="scans",
        )
        self._scans.can_focus = False
        self._paper = Choice([(0, _("none"))], 0)
        self._paper_row = FieldRow(_("Shows paper"), self._paper, name="paper")
        self._note = ClerkInput(limit=200, placeholder=_("e.g. the meter on the day of the visit"))
        self._reading = Static(id="reading")
        self._stop = threading.Event()

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("File"), self._path, name="path")
        yield self._scans
        yield self._paper_row
        yield FieldRow(_("Note"), self._note, name="note")
        yield self._reading

    def on_mount(self) -> None:
        super().on_mount()
        self._paper_row.display = False
        self._path.focus()
        reference = self.subject
        self.read(
            lambda desk, who: lists.case_file(desk, who, reference).papers,
            self._know_papers,
            group="papers",
        )
        self.action_look_again()

    def _know_papers(self, papers: Iterable[Paper]) -> None:
        options = [(0, _("none")), *((n, one.name) for n, one in enumerate(papers, 1))]
        if len(options) > 1:
            self._paper.set_options(options, self._paper.value or 0)
            self._paper_row.display = True

    # -- the scanner's folder --------------------------------------------------------------

    def action_look_again(self) -> None:
        """Look for what the scanner has brought meanwhile."""
        folder = self.desk_app.scanner_folder
        if not folder:
            self._scans.empty = _("No scanner's folder is settled here.")
            self._scans.empty_key = _("Once, at the prompt: desk case scanner FOLDER")
            self._scans.refresh()
            return
        self.ask(lambda: scans(Path(folder)), self._know_scans, group="scans", refused=self._none)

    def _none(self, refusal: Refusal) -> None:
        self._scans.empty, self._scans.empty_key = refusal.message, refusal.hint
        self._scans.show([])

    def _know_scans(self, found: list[Scan]) -> None:
        self._scans.empty = _("The scanner's folder is empty.")
        self._scans.empty_key = _("F5 looks again.")
        self._scans.show(found)

    def _when(self, at: datetime) -> str:
        desk = self.desk_app.desk
        return f"{desk.hours.local(at):%m-%d %H:%M}" if desk is not None else ""

    def _picked(self) -> Scan | None:
        """The scan whose number, or number and name, stands in the field."""
        text = self._path.text
        return next(
            (s for s in self._scans.rows if text in (str(s.number), clean_line(s.words))), None
        )

    def on_key(self, event: events.Key) -> None:
        if self.focused is self._path and event.key in ("up", "down"):
            event.stop()
            self._scans.cursor += 1 if event.key == "down" else -1

    @on(Input.Submitted)
    def _pick(self, event: Input.Submitted) -> None:
        if event.input is not self._path:
            return
        scan = self._picked() or (None if self._path.text else self._scans.marked)
        if scan is not None:
            self._path.value = scan.words

    @on(PagedList.Chosen)
    def _clicked(self) -> None:
        if self._scans.marked is not None:
            self._path.value = self._scans.marked.words

    # -- reading it ------------------------------------------------------------------------

    def work(self) -> "Callable[[Desk, Actor], object]":
        scan = self._picked()
        text = needed(self._path.text, "path")
        note, paper, reference = self._note.text, self._paper.value or 0, self.subject
        self._stop.clear()

        def attach(desk: "Desk", who: "Actor") -> object:
            path = scan.path if scan is not None else path_of(text)
            return attach_file(
                desk, who, reference, path, note=note, paper=paper, told=self._tell_reading
            )

        return attach

    def _tell_reading(self, done: int, whole: int) -> None:
        if self._stop.is_set():
            raise Refusal(
                _("Stopped: nothing is kept."), _("Ctrl+S begins anew."), field="path", code="stop"
            )
        self.post_message(Reading(done, whole))

    @on(Reading)
    def _read_on(self, message: Reading) -> None:
        if message.done >= message.whole:
            self._reading.update("")
            return
        part = BAR * message.done // message.whole
        words = _("Reading: {done} of {whole}. Esc stops.").format(
            done=size_said(message.done), whole=size_said(message.whole)
        )
        self._reading.update(shown(f"{'█' * part}{'░' * (BAR - part)} {words}"))

    def refused(self, refusal: Refusal) -> None:
        self._reading.update("")
        super().refused(refusal)

    def action_cancel(self) -> None:
        if self.busy:
            self._stop.set()
            return
        super().action_cancel()


def scans(folder: Path) -> list[Scan]:
    """The newest files of the scanner's folder; for threads."""
    found: list[Scan] = []
    for path in newest(folder, limit=SCANS):
        try:
            known = path.stat()
        except OSError:
            # The scanner has just taken it away.
            continue
        at = datetime.fromtimestamp(known.st_mtime, UTC)
        found.append(Scan(len(found) + 1, path, path.name, known.st_size, at))
    return found
