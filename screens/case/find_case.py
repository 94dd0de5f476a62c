"""A field for another case: by its number, or found by words while one types."""

from textual import events, on
from textual.widgets import Input

from desk.i18n import _
from desk.refusals import Refusal
from desk.services import lists
from desk.views import FoundRow
from screens.dialogs.find import PAUSE, masked
from screens.dialogs.form import FormDialog
from screens.widgets.field import ClerkInput
from screens.widgets.paged import Column, PagedList
from screens.widgets.row import FieldRow

MOST = 6
"""Hits below the field."""


class FindsCase(FormDialog):
    """Yield `other` in a row named `other_field`, and `hits` below it."""

    other_field = "other"

    def __init__(self, title: str, subject: str, *, intro: str = "") -> None:
        super().__init__(title, subject, intro=intro)
        self.other = ClerkInput(limit=60, placeholder=_("its number, or words; Enter takes one"))
        self.hits = PagedList[FoundRow](
            [
                Column(_("Number"), 19),
                Column(_("Customer"), 8, grows=1),
                Column(_("Matter"), 16, grows=3),
            ],
            lambda row: (row.reference, masked(row), (row.excerpt, "faint")),
        )
        self.hits.can_focus = False
        self.hits.display = False
        self._asked = ""
        self._answered = ""
        self._wanted = False

    def on_mount(self) -> None:
        self._pause = self.set_timer(PAUSE, self._look, pause=True)
        super().on_mount()

    def typed(self) -> None:
        super().typed()
        if self.other.text != self._asked:
            self._asked = self.other.text
            self._wanted = False
            self._pause.stop()
            self._pause = self.set_timer(PAUSE, self._look)

    def _look(self) -> None:
        text = self._asked
        if text:
            self.read(
                lambda desk, who: lists.find(desk, who, text),
                lambda rows: self._found(text, rows),
                group="find",
            )
        else:
            self.forget("find")
            self._found("", [])

    def _found(self, text: str, rows: list[FoundRow]) -> None:
        self._answered = text
        cases = [r for r in rows if r.kind == "case" and r.reference != self.subject][:MOST]
        taken = any(row.reference == self.other.text.upper() for row in cases)
        self.hits.show(cases)
        self.hits.styles.height = len(cases) + 1
        self.hits.display = bool(cases) and not taken
        if self._wanted:
            self._wanted = False
            self._choose()

    def on_key(self, event: events.Key) -> None:
        if self.focused is self.other and self.hits.display and event.key in ("up", "down"):
            event.stop()
            self.hits.cursor += 1 if event.key == "down" else -1

    @on(Input.Submitted)
    def _take(self, event: Input.Submitted) -> None:
        if event.input is not self.other:
            return
        waits = bool(self._asked) and self._answered != self._asked
        if waits or (self.hits.display and self.hits.marked is not None):
            # In the last field enter would save: the number is to be read first.
            event.stop()
            event.prevent_default()
        if waits:
            # What the list shows answers what was typed before.
            self._wanted = True
        elif self.hits.display:
            self._choose()

    def _choose(self) -> None:
        if self.hits.display and self.hits.marked is not None:
            self._asked = self._answered = self.other.value = self.hits.marked.reference
            self.hits.display = False
        if [row for row in self.query(FieldRow) if row.display][-1].control is not self.other:
            self.focus_next()

    def refused(self, refusal: Refusal) -> None:
        if refusal.code == "no_such_case":
            refusal = replace_field(refusal, self.other_field)
        super().refused(refusal)


def replace_field(refusal: Refusal, field: str) -> Refusal:
    """The same words beside another field."""
    return Refusal(refusal.message, refusal.hint, field=field, code=refusal.code)
