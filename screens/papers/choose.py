"""Every kind of letter in one list: which make sense on this case now, and why others do not."""

from collections.abc import Iterable, Sequence

from textual import events, on
from textual.widget import Widget

from desk.i18n import _
from desk.labels import label
from desk.services.letter_sense import Choice
from screens.base import DeskDialog
from screens.dialogs.key_menu import AROUND, MARKS
from screens.widgets.flow import Flow, Para
from screens.widgets.paged import Cell, Column, PagedList


class ChoosePaper(DeskDialog[Choice]):
    """Gives the kind that was chosen; what makes no sense now says why, and is not chosen."""

    def __init__(self, reference: str, choices: Sequence[Choice]) -> None:
        super().__init__(_("Letters and slips of {reference}").format(reference=reference))
        self._choices = sorted(choices, key=lambda one: not one.possible)
        self._why = Flow(classes="dialog-text")
        self._list = PagedList[Choice](
            [
                Column("", 2, right=True),
                Column(_("Kind"), 20),
                Column(_("Now"), 20, grows=1),
            ],
            self._cells,
        )
        self.add_class("-menu")

    def _cells(self, choice: Choice) -> list[Cell]:
        mark = MARKS[self._choices.index(choice)]
        if not choice.possible:
            return [(mark, "faint"), (label(choice.kind), "faint"), (choice.why, "faint")]
        return [mark, (label(choice.kind), "strong"), _standing(choice)]

    def body(self) -> Iterable[Widget]:
        room = self.app.size.height - AROUND - 3
        self._list.styles.height = min(len(self._choices) + 1, room)
        yield self._list
        yield self._why

    def on_mount(self) -> None:
        self._list.show(self._choices)
        self._list.focus()

    @on(PagedList.Marked)
    def _marked(self) -> None:
        choice = self._list.marked
        if choice is None:
            return
        if choice.possible:
            self._why.say(Para(_("Enter makes it, or opens what is begun."), "$text-muted"))
        else:
            self._why.say(Para(choice.why, "bold"), Para(choice.hint, "$success", "→ "))

    def on_key(self, event: events.Key) -> None:
        if event.character and event.character in MARKS:
            at = MARKS.index(event.character)
            if at < len(self._choices):
                event.stop()
                self._choose(self._choices[at])

    @on(PagedList.Chosen)
    def accept(self) -> None:
        if self._list.marked is not None:
            self._choose(self._list.marked)

    def _choose(self, choice: Choice) -> None:
        if choice.possible:
            self.dismiss(choice)
        else:
            self.desk_app.tell(choice.why, choice.hint)


def _standing(choice: Choice) -> str:
    if choice.state is None:
        return _("not made yet")
    return f"{choice.number} {label(choice.state)}".strip()
