"""The letter templates: whose text is in force, the site's file tried, put in force, taken back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget

from desk.i18n import N_, _
from desk.letter.site_folder import copy_out, read_text_file
from desk.refusals import Refusal
from desk.services import site_templates
from desk.staff.permissions import May
from screens.approvals.agree import by_whoever_may
from screens.base import DeskScreen
from screens.dialogs.confirm import Confirm
from screens.kept_file import keep_file
from screens.keys import bindings
from screens.outside import open_outside
from screens.plain import shown
from screens.widgets.flow import Flow, Para
from screens.widgets.paged import Cell, Column, PagedList

if TYPE_CHECKING:
    from desk.letter.life import TemplateAdoption
    from desk.letter.sandbox import TemplateFault
    from desk.services.base import Desk
    from desk.services.site_templates import TemplateState
    from desk.staff.model import Actor


@dataclass(frozen=True, slots=True)
class Line:
    """One template; `file` is the site's own, `differs` from what is in force."""

    state: "TemplateState"
    file: Path | None
    differs: bool


def lines_of(desk: "Desk", who: "Actor", folder: Path) -> list[Line]:
    """Every template with the site's file, if it has one; for threads."""
    found = []
    for state in site_templates.templates(desk, who):
        path = folder / state.name
        if path.is_file():
            _name, text = site_templates.template_text(desk, who, state.name)
            found.append(Line(state, path, read_text_file(path) != text))
        else:
            found.append(Line(state, None, False))
    return found


class TemplatesScreen(DeskScreen):
    """The templates, one a line; keys act on the one that is marked."""

    CSS_PATH = "templates.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("templates")]
    AUTO_FOCUS = "#templates"
    scope = "templates"
    heading = N_("Letter templates")

    def __init__(self, subject: str = "") -> None:
        super().__init__(subject)
        self._list = PagedList[Line](
            [
                Column(_("Letter"), 22, grows=1),
                Column(_("In force"), 14),
                Column(_("Put in force by"), 15),
                Column(_("On"), 11),
                Column(_("Your file"), 10),
            ],
            self._cells,
            id="templates",
            classes="main-list",
        )
        self._list.border_title = shown(_(self.heading))
        self._about = Flow()
        # What the last check said, and of which template: it stays while that one is marked.
        self._verdict: tuple[str, list[Para]] | None = None
        self._panel = VerticalScroll(self._about, id="about", classes="detail")

    def body(self) -> Iterable[Widget]:
        yield self._list
        yield self._panel

    def arrived(self, *, again: bool) -> None:
        self._list.focus()
        self._verdict = None
        self.load()

    def load(self) -> None:
        """Read what is in force and what lies in the folder."""
        folder = self.desk_app.site_templates

        def show(found: list[Line]) -> None:
            kept = self.line.state.name if self.line else ""
            self._list.show(found, same=lambda one: one.state.name == kept)

        self.read(lambda desk, who: lines_of(desk, who, folder), show)

    @property
    def line(self) -> Line | None:
        """The template that is marked."""
        return self._list.marked

    def _cells(self, line: Line) -> list[Cell]:
        state, desk = line.state, self.desk_app.desk
        on = ""
        if state.at is not None and desk is not None:
            on = desk.hours.local(state.at).strftime("%m-%d %H:%M")
        force: Cell = _("shipped")
        if state.own:
            version = _("your version {number}").format(number=state.version)
            force = (f"! {version}", "late") if state.fault else (version, "strong")
        file = ""
        if line.file:
            file = _("differs") if line.differs else _("same as in force")
        return [state.title, force, state.by, on, file]

    @on(PagedList.Marked)
    def _marked(self) -> None:
        self.refresh_keys()
        self.forget("check")
        line = self.line
        if line is None:
            self._about.say()
            return
        if self._verdict is not None and self._verdict[0] == line.state.name:
            self._about.say(*self._verdict[1])
            return
        self._verdict = None
        told = [Para(line.state.name)]
        if line.state.fault:
            said = _("Not used, the shipped one takes its place: {why}")
            told.append(Para(said.format(why=line.state.fault), "$error"))
        if line.file is None:
            told.append(Para(_("Ctrl+D copies it into your folder, to be edited there.")))
        else:
            told.append(Para(str(line.file)))
            if line.differs:
                told.append(Para(_("Enter checks your file, Ctrl+Y puts it in force.")))
        self._about.say(*told)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        line = self.line
        if action in ("copy", "preview", "check", "adopt", "back"):
            if line is None:
                return False
            own = {"copy": line.file is None, "back": line.state.own, "preview": True}
            return own.get(action, line.file is not None)
        return True

    # -- what is done ----------------------------------------------------------------------

    def action_copy(self) -> None:
        line, folder = self.line, self.desk_app.site_templates
        if line is None or line.file is not None:
            return
        name = line.state.name

        def copy(desk: "Desk", who: "Actor") -> Path:
            found, text = site_templates.template_text(desk, who, name)
            return copy_out(folder, found, text)

        def done(path: Path) -> None:
            self.desk_app.tell(
                _("Copied to {path}.").format(path=path),
                _("Edit it with any editor, then come back and check it."),
            )
            self.load()

        self.read(copy, done, group="copy")

    @on(PagedList.Chosen)
    def action_check(self) -> None:
        line = self.line
        if line is None or line.file is None:
            return
        name, path = line.state.name, line.file
        self._about.say(Para(_("Checking {name}…").format(name=name)))
        self.read(
            lambda desk, who: site_templates.check_templates(
                desk, who, {name: read_text_file(path)}
            ),
            lambda faults: self._checked(name, faults),
            group="check",
        )

    def _checked(self, name: str, faults: "Sequence[TemplateFault]") -> None:
        if faults:
            verdict = [Para(one.said, "$error", lead="! ") for one in faults]
        else:
            said = _("Nothing is wrong with it. Ctrl+K shows a page, Ctrl+Y puts it in force.")
            verdict = [Para(said, "$success")]
        self._about.say(*verdict)
        self._panel.scroll_home(animate=False)
        # The file may be another by now than when the list was read.
        self._verdict = (name, verdict)
        self.load()

    def action_preview(self) -> None:
        line = self.line
        if line is None:
            return
        name, file = line.state.name, line.file
        passing = self.desk_app.passing

        def make(desk: "Desk", who: "Actor") -> tuple[Path, bool]:
            text = read_text_file(file) if file else None
            pdf = site_templates.preview_template(desk, who, name, text)
            path = passing.folder() / f"{name.removesuffix('.j2')}.pdf"
            keep_file(path, pdf)
            return path, open_outside(path)

        def done(kept: tuple[Path, bool]) -> None:
            path, seen = kept
            hint = "" if seen else _("No program here can show it: open the file elsewhere.")
            self.desk_app.tell(_("Kept as {path}.").format(path=path), hint)

        self.read(make, done, group="preview")

    def action_adopt(self) -> None:
        line = self.line
        if line is None or line.file is None:
            return
        name, path = line.state.name, line.file

        def go(actor: "Actor | None") -> None:
            self._about.say(Para(_("Checking {name}…").format(name=name)))
            self.write(
                lambda desk, who: site_templates.adopt_templates(
                    desk, who, {name: read_text_file(path)}
                ),
                done,
                who=actor,
                refused=refused,
            )

        def refused(refusal: Refusal) -> None:
            self.refused(refusal)
            # Every fault stays to be read, not the first alone.
            self.action_check()

        def done(made: "Sequence[TemplateAdoption]") -> None:
            self._verdict = None
            words = _("{name} is in force as version {version}.")
            self.desk_app.tell(words.format(name=name, version=made[0].version))
            self.load()

        by_whoever_may(self, May.SET_TEMPLATES, _("A shift lead puts a template in force."), go)

    def action_back(self) -> None:
        line = self.line
        if line is None or not line.state.own:
            return
        name = line.state.name

        def go(actor: "Actor | None") -> None:
            self.write(
                lambda desk, who: site_templates.back_to_shipped(desk, who, name), done, who=actor
            )

        def done(_made: object) -> None:
            self._verdict = None
            self.desk_app.tell(_("{name} is the shipped one again.").format(name=name))
            self.load()

        def answer(yes: bool | None) -> None:
            if yes:
                words = _("A shift lead takes a template back.")
                by_whoever_may(self, May.SET_TEMPLATES, words, go)

        question = _("From now on letters are worded by the shipped {name} again. Take yours back?")
        self.app.push_screen(Confirm(question.format(name=line.state.title)), answer)

    def action_reload(self) -> None:
        self._verdict = None
        self.load()
