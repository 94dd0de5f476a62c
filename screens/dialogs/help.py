"""Help for where you are: what the place is for, then all its keys."""

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from desk.i18n import _, current
from screens.base import DeskDialog
from screens.keys import Key, spoken, table
from screens.plain import fit, shown

_HERE = Path(__file__).parent.parent / "help"


def help_text(scope: str, language: str) -> str:
    """The page about a room, in Markdown's simplest form: headings, lists, paragraphs."""
    page = _HERE / language / f"{scope}.md"
    return page.read_text(encoding="utf-8") if page.is_file() else ""


def page_content(text: str) -> Content:
    """A page as it is shown: "# …" stands out, the rest as it is written."""
    lines = []
    for line in text.splitlines():
        if line.startswith("#"):
            lines.append(shown(line.lstrip("# "), "bold $primary"))
        elif line.startswith("- "):
            lines.append(shown(f"· {line[2:]}"))
        else:
            lines.append(shown(line))
    return Content("\n").join(lines)


def key_lines(keys: Iterable[Key]) -> Content:
    """A table of keys: how they are called, what they do."""
    lines = []
    for key in keys:
        names = " / ".join(spoken(name) for name in key.all_keys[:3])
        lines.append(
            Content.assemble(
                (fit(names, 18), "bold $primary"),
                shown(f"{_(key.word)}: ", "bold"),
                shown(_(key.tip)),
            )
        )
    return Content("\n").join(lines)


class Help(DeskDialog[None]):
    """The page of `scope` and its keys, then those that work everywhere."""

    BINDINGS: ClassVar[list[BindingType]] = [("enter", "accept", "")]

    def __init__(self, scope: str) -> None:
        super().__init__(_("Help"))
        self._scope = scope
        self.add_class("-tall")

    def body(self) -> Iterable[Widget]:
        parts: list[Widget] = []
        if text := help_text(self._scope, current()):
            parts.append(Static(page_content(text), classes="help-page"))
        if self._scope != "everywhere" and table(self._scope):
            parts.append(Static(shown(_("Keys here"), "bold"), classes="help-head"))
            parts.append(Static(key_lines(table(self._scope))))
        parts.append(Static(shown(_("Keys everywhere"), "bold"), classes="help-head"))
        parts.append(Static(key_lines(table("everywhere"))))
        yield VerticalScroll(*parts, classes="dialog-scroll")
