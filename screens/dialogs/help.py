"""Help for where you are: what the place is for, then all its keys."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from desk.i18n import _, current
from screens.base import DeskDialog
from screens.keys import Key, name_of, spoken, table
from screens.plain import fit, shown
from screens.widgets.flow import Flow, Para

_TOKEN = re.compile(r"\{([a-z_.]+)\}")
_HERE = Path(__file__).parent.parent / "help"


def help_source(page: str, language: str) -> str:
    """A page as it is written, each key of the tables by its id: {board.open}."""
    path = _HERE / language / f"{page}.md"
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def help_text(page: str, language: str) -> str:
    """The page of a room or dialog, in Markdown's simplest form: headings, lists, paragraphs."""
    return _TOKEN.sub(lambda found: name_of(found[1]), help_source(page, language))


def page_lines(text: str) -> list[Para]:
    """A page as it is shown: "# …" stands out, the rest as it is written."""
    lines = []
    for line in text.splitlines():
        if line.startswith("## "):
            lines.append(Para(line[3:], "bold"))
        elif line.startswith("# "):
            lines.append(Para(line[2:], "bold $primary"))
        elif line.startswith("- "):
            lines.append(Para(line[2:], lead="· "))
        else:
            lines.append(Para(line))
    return lines


def key_lines(keys: Iterable[Key]) -> list[Para]:
    """A table of keys: how they are called, what they do."""
    lines = []
    for key in keys:
        names = " / ".join(spoken(name) for name in key.all_keys[:3])
        lines.append(
            Para(f"{_(key.word)}: {_(key.tip)}", lead=fit(names, 18), strong=len(_(key.word)))
        )
    return lines


class Help(DeskDialog[None]):
    """The page of the dialog in front, if any, that of the room and its keys, then the others."""

    BINDINGS: ClassVar[list[BindingType]] = [("enter", "accept", ""), ("f5", "tour", "")]

    def __init__(self, scope: str, dialog: str = "") -> None:
        super().__init__(_("Help"))
        self._scope = scope
        self._dialog = dialog
        self.add_class("-tall")

    def body(self) -> Iterable[Widget]:
        parts: list[Widget] = []
        if self.desk_app.guide is not None:
            words = _("F5 begins the tour of five minutes, or takes it up again.")
            parts.append(Static(shown(words, "bold"), classes="help-page"))
        for page in filter(None, (self._dialog, self._scope)):
            if text := help_text(page, current()):
                parts.append(Flow(page_lines(text), classes="help-page"))
        if self._scope != "everywhere" and table(self._scope):
            parts.append(Static(shown(_("Keys here"), "bold"), classes="help-head"))
            parts.append(Flow(key_lines(table(self._scope))))
        parts.append(Static(shown(_("Keys everywhere"), "bold"), classes="help-head"))
        parts.append(Flow(key_lines(table("everywhere"))))
        yield VerticalScroll(*parts, classes="dialog-scroll")

    def action_tour(self) -> None:
        """From here into the tour, where there is one."""
        if self.desk_app.guide is not None:
            self.dismiss(None)
            self.app.call_later(self.desk_app.action_tour)
