"""Somebody else answered meanwhile: both versions side by side, and the person decides."""

from collections.abc import Iterable, Mapping

from textual import on
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Static

from desk.i18n import _
from screens.base import DeskDialog
from screens.case.content import Content as Answer
from screens.plain import shown


class ChangedMeanwhile(DeskDialog[str]):
    """Gives "mine" to go on with what was typed, "theirs" to take what is on record."""

    def __init__(
        self, who: str, mine: Answer, theirs: Answer, names: Mapping[str, str], fields: list[str]
    ) -> None:
        super().__init__(_("Changed meanwhile by {name}").format(name=who))
        self._mine, self._theirs = mine, theirs
        self._names, self._fields = names, fields

    def body(self) -> Iterable[Widget]:
        yield Static(
            shown(_("Nothing was overwritten. Compare, then say which text goes on.")),
            classes="dialog-text",
        )
        lines: list[Content] = []
        for field in self._fields:
            lines.append(shown(self._names.get(field, field), "bold $primary"))
            lines.append(
                Content.assemble(
                    shown(_("On record: "), "$text-muted"), shown(_text(self._theirs[field]))
                )
            )
            lines.append(
                Content.assemble(
                    shown(_("Yours: "), "$text-muted"), shown(_text(self._mine[field]))
                )
            )
        yield VerticalScroll(Static(Content("\n").join(lines)), classes="dialog-scroll")
        mine = Button(shown(_("Go on with mine")), id="mine", compact=True)
        theirs = Button(shown(_("Take what is on record")), id="theirs", compact=True)
        yield Horizontal(mine, theirs, classes="buttons")

    def on_mount(self) -> None:
        self.query_one("#mine", Button).focus()

    def accept(self) -> None:
        self.dismiss("mine")

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id)


def _text(value: str | list[str]) -> str:
    text = "、".join(value) if isinstance(value, list) else value
    return text or "—"
