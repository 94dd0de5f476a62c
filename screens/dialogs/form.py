"""A form in a dialog that saves while it is still open: a refusal stands beside its field."""

from abc import abstractmethod
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from textual import on
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from desk.i18n import _
from desk.refusals import Refusal
from screens.base import DeskDialog
from screens.drafts import DraftKeeper
from screens.plain import shown
from screens.widgets.choice import Choice
from screens.widgets.reading import content_of, fill, words_of
from screens.widgets.row import FieldRow
from screens.widgets.ticks import Ticks

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor


WAS = "was"
"""What had stood in the fields of a draft when it was begun."""


class FormDialog(DeskDialog[Any]):
    """Fields, then one act of a service; closes with what the service returned.

    Give `rows()` and `work()`. What was typed into the rows is kept as a draft of form `draft` on
    `subject`, or on `kept_as` where one subject has several such forms. It survives esc and a
    crash, and is offered when the dialog is opened again. What stands in rows that nobody touched
    is no part of it: somebody else may have put it right meanwhile.
    """

    draft = ""

    def __init__(self, title: str, subject: str, *, intro: str = "", kept_as: str = "") -> None:
        super().__init__(title)
        self.subject = subject
        self._intro = intro
        self._first: dict[str, Any] = {}
        self._kept_before = False
        self._restored = Static(
            shown(_("What you had typed before stands here again.")), classes="form-restored"
        )
        self._restored.display = False
        self._keeper = DraftKeeper(self, self.draft, kept_as or subject, self._as_draft)
        self.add_class("-form")

    # -- for the dialogs -------------------------------------------------------------------

    def rows(self) -> Iterable[Widget]:
        """The fields, as FieldRows, and whatever stands between them."""
        return ()

    @abstractmethod
    def work(self) -> "Callable[[Desk, Actor], object]":
        """What to do with what was typed; raises a Refusal that names a field."""

    def typed(self) -> None:
        """Something was typed or chosen: show and hide what depends on it."""

    # --------------------------------------------------------------------------------------

    def body(self) -> Iterable[Widget]:
        parts: list[Widget] = []
        if self._intro:
            parts.append(Static(shown(self._intro), classes="dialog-text"))
        parts.append(self._restored)
        parts += self.rows()
        scroll = VerticalScroll(*parts, classes="dialog-scroll")
        scroll.can_focus = False
        yield scroll

    def on_mount(self) -> None:
        self._first = self.gather()
        self.typed()
        if self.draft:
            self._keeper.offer(self._restore)

    def gather(self) -> dict[str, Any]:
        """What stands in every field, by its name; never what a field hides as it is typed."""
        rows = (row for row in self.query(FieldRow) if row.field)
        return {
            row.field: content_of(row.control)
            for row in rows
            if not (isinstance(row.control, Input) and row.control.password)
        }

    def _as_draft(self) -> dict[str, Any]:
        """What was changed in the rows, and under `WAS` what had stood there."""
        now = self.gather()
        changed = {name: value for name, value in now.items() if value != self._first.get(name)}
        return {**changed, WAS: {name: self._first.get(name) for name in changed}}

    def _restore(self, content: dict[str, Any]) -> None:
        self._kept_before = True
        if self.gather() != self._first:
            # The person has begun anew already.
            return
        was = content.get(WAS, {})
        # Twice: what a row offers may hang on what another one holds.
        for _time in range(2):
            for row in self.query(FieldRow):
                if row.field in content:
                    fill(row.control, content[row.field])
            self.typed()
        self._restored.display = True
        for row in self.query(FieldRow):
            stands = self._first.get(row.field)
            if row.field in was and stands != was[row.field]:
                self._say_changed(row, stands)

    def stands_now(self, now: Mapping[str, Any]) -> None:
        """Another state is on record by now: rows nobody touched show it, the others say it."""
        for row in self.query(FieldRow):
            if row.field not in now or now[row.field] == self._first.get(row.field):
                continue
            if content_of(row.control) == self._first.get(row.field):
                fill(row.control, now[row.field])
            else:
                self._say_changed(row, now[row.field])
        self._first.update({name: value for name, value in now.items() if name in self._first})

    def _say_changed(self, row: FieldRow, stands: Any) -> None:
        words = _("Changed meanwhile. On record now: {value}")
        said = words.format(value=words_of(row.control, stands) or "—")
        # Once what was filled in has been heard of: a change takes away what was said before.
        self.call_after_refresh(row.say, said, _("Yours stands here and is not kept yet."))

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Choice.Changed)
    @on(Ticks.Changed)
    def _changed(self) -> None:
        self.typed()
        if not self.draft:
            return
        if self.gather() != self._first:
            self._kept_before = True
            self._keeper.touch()
        elif self._kept_before:
            self._kept_before = False
            self._keeper.drop()

    @on(Input.Submitted)
    def _enter(self, event: Input.Submitted) -> None:
        event.stop()
        event.prevent_default()
        rows = [row for row in self.query(FieldRow) if row.display]
        if rows and rows[-1].control is self.focused:
            self.accept()
        else:
            self.focus_next()

    def accept(self) -> None:
        for row in self.query(FieldRow):
            row.say("")
        try:
            job = self.work()
        except Refusal as refusal:
            self.refused(refusal)
            return
        self.write(job, self._done)

    def _done(self, result: object) -> None:
        if self.draft and self._kept_before:
            self._keeper.end()
        self.dismiss(result)


def needed(text: str, field: str) -> str:
    """The text itself; refuses an empty one."""
    if not text:
        raise Refusal(_("This must not stay empty."), field=field, code="missing")
    return text
