"""A list of the marketing system taken in: chosen, looked at, run with a bar, told how it went."""

import threading
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, ProgressBar

from desk.enums import ImportState
from desk.i18n import _
from desk.importing import mapping as mappings
from desk.importing.words import counted
from desk.pasted import path_of
from desk.refusals import Refusal
from desk.services.importing import Imported, ImportForm, ImportPreview
from desk.whole_file import write_whole
from screens.base import DeskDialog
from screens.dialogs.form import needed
from screens.importing.look import lines_of
from screens.widgets.choice import Choice
from screens.widgets.field import ClerkInput
from screens.widgets.flow import Flow, Para
from screens.widgets.row import FieldRow

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor

GO_ON, ANEW = "go_on", "anew"
ENCODINGS = ("", "utf-8", "gb18030", "utf-16", "big5")


class Came(Message):
    """A batch was kept."""

    def __init__(self, done: Imported) -> None:
        super().__init__()
        self.done = done


class ImportList(DeskDialog[None]):
    """First the file, then what its columns become and its first rows, then the import.

    Ctrl+S goes a step on. Esc stops an import behind the batch that is being kept; otherwise it
    closes the dialog.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+e", "keep_mapping", show=False, priority=True),
    ]

    def __init__(self) -> None:
        super().__init__(_("Import customers"))
        self.add_class("-tall")
        self.phase = "choose"
        self.found: ImportPreview | None = None
        self._stop = threading.Event()
        self._path = ClerkInput(limit=1000, placeholder=_("path, or drag the file here"))
        self._map = ClerkInput(limit=1000, placeholder=_("empty: guessed from the headers"))
        self._encoding = Choice([(name, name or _("found out")) for name in ENCODINGS], "")
        self._how = Choice(
            [(GO_ON, _("go on where it stopped")), (ANEW, _("from the start"))], ANEW
        )
        self._wins = Choice([(False, _("keep ours")), (True, _("take the file's"))], False)
        self._rows = [
            FieldRow(_("List"), self._path, name="path"),
            FieldRow(_("Mapping"), self._map, name="map"),
            FieldRow(_("Encoding"), self._encoding, name="encoding"),
        ]
        self._later = [
            FieldRow(_("Corrected here"), self._wins, name="file_wins"),
            FieldRow(_("Begin"), self._how, name="resume"),
        ]
        self._bar = ProgressBar(show_eta=False, id="import-bar")
        self._said = Flow(id="import-said")

    def body(self) -> Iterable[Widget]:
        yield from self._rows
        yield from self._later
        yield self._bar
        scroll = VerticalScroll(self._said, id="import-scroll", classes="dialog-scroll")
        yield scroll

    def on_mount(self) -> None:
        self._show("choose")
        self._path.focus()

    def _show(self, phase: str) -> None:
        self.phase = phase
        for row in self._rows:
            row.display = phase == "choose"
        stopped = self.found is not None and self.found.stopped is not None
        self._later[0].display = phase == "look"
        self._later[1].display = phase == "look" and stopped
        self._bar.display = phase == "run"
        if phase == "choose":
            self._said.say(
                Para(_("CSV or XLSX as the marketing system exports it."), "$text-muted"),
                Para(_("Nothing is kept before you have seen the first rows."), "$text-muted"),
                Para(""),
                Para(_("Ctrl+S looks at it."), "$text-muted"),
            )

    # -- choosing and looking ----------------------------------------------------------------

    @on(Input.Submitted)
    def _enter(self, event: Input.Submitted) -> None:
        event.stop()
        event.prevent_default()
        if self._map.has_focus or (self._path.has_focus and self._path.text):
            self.accept()

    def accept(self) -> None:
        for row in (*self._rows, *self._later):
            row.say("")
        match self.phase:
            case "choose":
                self._look()
            case "look":
                self._begin()
            case "over":
                self.dismiss(None)

    def _form(self, **more: Any) -> ImportForm:
        return ImportForm(
            path=path_of(needed(self._path.text, "path")),
            encoding=self._encoding.value or "",
            **more,
        )

    def _look(self) -> None:
        from desk.services.importing import preview_import

        try:
            form, named = self._form(), self._map.text
            mapping = path_of(named) if named else None
        except Refusal as refusal:
            self.refused(refusal)
            return

        def look(desk: "Desk", who: "Actor") -> ImportPreview:
            given = mappings.read(_text_of(mapping)) if mapping else None
            asked = ImportForm(path=form.path, encoding=form.encoding, mapping=given)
            return preview_import(desk, who, asked)

        self._said.say(Para(_("Looking…"), "$text-muted"))
        self.read(look, self._looked, refused=self._not_looked)

    def _not_looked(self, refusal: Refusal) -> None:
        self._show("choose")
        if refusal.field not in ("path", "encoding"):
            refusal = Refusal(
                f"{refusal.field}: {refusal.message}", refusal.hint, field="map", code=refusal.code
            )
        self.refused(refusal)

    def _looked(self, found: ImportPreview) -> None:
        self.found = found
        if found.problem is not None:
            self._not_looked(found.problem)
            self._said.say(*lines_of(found))
            return
        if found.stopped is not None:
            self._how.value = GO_ON
        self._show("look")
        self._said.say(*lines_of(found))
        self.query_one("#import-scroll").focus()

    def action_keep_mapping(self) -> None:
        """Keep the mapping beside the list, so that it can be mended and used again."""
        if self.phase != "look" or self.found is None:
            return
        path = self.found.read.path.with_suffix(".map.toml")
        text = mappings.written(self.found.mapping)

        def keep() -> str:
            try:
                write_whole(path, text.encode(), over=False)
            except OSError as error:
                raise Refusal(
                    _("The file {path} cannot be written.").format(path=path),
                    error.strerror or "",
                ) from error
            return str(path)

        self.ask(keep, lambda kept: self.desk_app.tell(_("Kept as {path}.").format(path=kept)))

    # -- the import --------------------------------------------------------------------------

    def _begin(self) -> None:
        from desk.services.importing import run_import

        assert self.found is not None
        form = self._form(
            mapping=self.found.mapping,
            file_wins=bool(self._wins.value),
            resume=self.found.stopped is not None and self._how.value == GO_ON,
        )
        self._stop.clear()

        def told(done: Imported) -> None:
            self.post_message(Came(done))

        def run(desk: "Desk", who: "Actor") -> Imported:
            return run_import(desk, who, form, told=told, stop=self._stop.is_set)

        self._show("run")
        self._bar.update(total=max(self.found.read.rows_about, 1), progress=0)
        self._said.say(Para(_("Esc stops it; what is kept by then stays."), "$text-muted"))
        if not self.write(run, self._over, refused=self._broke_off):
            self._show("look")

    def on_came(self, message: Came) -> None:
        run = message.done.run
        self._bar.update(total=max(message.done.rows_about, 1), progress=run.rows_read)
        self._said.say(
            Para(counted(run), "bold"),
            Para(_("Esc stops it; what is kept by then stays."), "$text-muted"),
        )

    def _broke_off(self, refusal: Refusal) -> None:
        self._show("over")
        self._said.say(
            Para(refusal.message, "bold $error", "✗ "),
            Para(refusal.hint),
            Para(_("What was kept by then stays; the same list can be gone on with.")),
        )

    def _over(self, done: Imported) -> None:
        self._show("over")
        stopped = done.run.state is ImportState.STOPPED
        paras = [
            Para(_("Stopped.") if stopped else _("The list is taken in."), "bold"),
            Para(counted(done.run)),
        ]
        if done.refused_file is not None:
            words = _("What a person should look at stands in {path}.")
            paras.append(Para(words.format(path=done.refused_file)))
        if stopped:
            paras.append(Para(_("Choose the same list again to go on with it.")))
        self._said.say(*paras, Para(""), Para(_("Ctrl+S closes this."), "$text-muted"))

    def action_cancel(self) -> None:
        if self.phase == "run" and self.busy:
            self._stop.set()
            self._said.say(Para(_("Stopping behind this batch…"), "bold"))
        elif self.phase == "look":
            self._show("choose")
            self._path.focus()
        else:
            self.dismiss(None)


def _text_of(path: Path) -> str:
    try:
        with path.open(encoding="utf-8-sig") as file:
            return file.read(mappings.LARGEST + 1)
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal(
            _("The mapping {path} cannot be read.").format(path=path),
            _("Check its name; it is a TOML file in UTF-8."),
            field="map",
            code="file_unreadable",
        ) from error
