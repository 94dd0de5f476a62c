"""The points of a case: proposed by Desk, set right by the clerk, every key on sight."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, Static

from desk.forms import PointForm
from desk.i18n import _
from desk.refusals import Refusal
from desk.slots import SLOT
from screens.intake import point_ops as ops
from screens.intake.point_list import PointList
from screens.plain import shown
from screens.widgets.field import ClerkInput
from screens.widgets.row import ErrorLine
from screens.working import WorkScreen

LONGEST = 1000


class PointEditor(ClerkInput):
    """The words of one point. Enter and leaving keep them, esc does not, ctrl+k cuts here."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+k", "cut", show=False, priority=True),
        Binding("escape", "give_up", show=False),
        Binding("up", "keep(-1)", show=False),
        Binding("down", "keep(1)", show=False),
    ]

    class Ended(Message):
        """The editing ended; `step` is where to go in the list, `cut` where to cut the point."""

        def __init__(self, *, keep: bool, step: int = 0, cut: int | None = None) -> None:
            super().__init__()
            self.keep = keep
            self.step = step
            self.cut = cut

    class Left(Message):
        """The cursor went elsewhere."""

    def on_blur(self) -> None:
        # A terminal that is no longer in front takes the focus too, but nobody left the field.
        if self.app.app_focus:
            self.post_message(self.Left())

    def action_cut(self) -> None:
        self.post_message(self.Ended(keep=True, cut=self.cursor_position))

    def action_give_up(self) -> None:
        self.post_message(self.Ended(keep=False))

    def action_keep(self, step: int) -> None:
        self.post_message(self.Ended(keep=True, step=int(step)))


class PointsPanel(Vertical):
    """The list with its editor, and words about what may be done."""

    def __init__(self) -> None:
        super().__init__(id="points", classes="section")
        self.list = PointList()
        self.editor = PointEditor(limit=LONGEST, id="point-editor")
        self.error = ErrorLine()
        self._keys = Static(id="point-keys")
        self._editing = False

    def compose(self) -> ComposeResult:
        yield self.list
        yield self.editor
        yield self._keys
        yield self.error

    def on_mount(self) -> None:
        self.editor.display = False
        self.tell()

    def tell(self) -> None:
        """Say how many points there are, and which keys work on them while one is there."""
        points = self.list
        fresh = sum(not SLOT.search(point.matter) for point in points.fresh)
        if not points.taken and fresh:
            words = _("Points: {n} proposed, registered as they stand here").format(n=fresh)
        elif points.taken and fresh:
            words = _("Points: {n}, {fresh} more proposed, Ctrl+Y adds them").format(
                n=len(points.points), fresh=fresh
            )
        else:
            words = _("Points: {n}").format(n=len(points.points))
        self.border_title = shown(words)
        if self._editing:
            keys = _("Enter keep · Ctrl+K cut here · Esc leave as it was")
        elif points.has_focus:
            keys = _(
                "Enter edit · ←→ kind · Del · Backspace join up · Ctrl+K split · PgUp/PgDn move"
            )
        else:
            keys = ""
        self._keys.update(shown(keys))
        self._keys.display = bool(keys)

    def on_descendant_focus(self) -> None:
        self.tell()

    def on_descendant_blur(self) -> None:
        self.tell()

    @on(PointList.Changed)
    def _changed(self) -> None:
        self.error.say("")
        self.tell()

    @on(PointList.Edit)
    def edit(self) -> None:
        """Open the editor for the marked point, or for a new one."""
        points, at = self.list.points, self.list.mark
        with self.prevent(Input.Changed):
            self.editor.value = points[at].matter if at < len(points) else ""
        self.editor.cursor_position = len(self.editor.value)
        self._set_editing(True)
        self.editor.focus()

    def _set_editing(self, editing: bool) -> None:
        self._editing = self.list.editing = editing
        if isinstance(self.screen, WorkScreen):
            # What was typed belongs to the point that was being written.
            self.screen.edits.forget(self.editor)
        self.editor.display = editing
        self.list.set_class(editing, "-editing")
        self.list.refresh(layout=True)

    @on(Input.Submitted, "#point-editor")
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        # A new point is mostly followed by another one.
        new = self.list.mark >= len(self.list.points) and bool(self.editor.text)
        self._end(PointEditor.Ended(keep=True))
        if new:
            self.list.mark = len(self.list.points)

    @on(PointEditor.Ended)
    def _ended(self, message: PointEditor.Ended) -> None:
        message.stop()
        self._end(message)

    @on(PointEditor.Left)
    def _left(self, message: PointEditor.Left) -> None:
        message.stop()
        self._end(PointEditor.Ended(keep=True), focus=False)

    def _end(self, ended: PointEditor.Ended, *, focus: bool = True) -> None:
        if not self._editing:
            return
        self._set_editing(False)
        points = self.list
        if ended.keep:
            text, at = self.editor.value, points.mark
            if ended.cut is not None and text[: ended.cut].strip() and text[ended.cut :].strip():
                written, at = ops.write(points.points, at, text)
                # The place is one of the words as typed, so these are what is cut.
                point = PointForm(kind=written[at].kind, matter=text)
                points.become(ops.split((*written[:at], point, *written[at + 1 :]), at, ended.cut))
            else:
                points.become(ops.write(points.points, at, text))
                points.mark += ended.step
        if focus:
            points.focus()
        self.tell()

    @property
    def as_typed(self) -> ops.Points:
        """The clerk's points, with what stands in the editor: for a draft."""
        points = self.list.points
        if not self._editing or not self.editor.text:
            return points
        return ops.write(points, self.list.mark, self.editor.text)[0]

    def settle(self) -> None:
        """Keep what stands in the editor, before everything is gathered."""
        if self._editing:
            self._end(PointEditor.Ended(keep=True), focus=False)

    def refuse(self, refusal: Refusal) -> None:
        """Show a refusal, at the point it is about where it names one."""
        parts = refusal.field.split(".")
        if len(parts) > 1 and parts[1].isdigit():
            self.list.wrong = int(parts[1])
            self.list.mark = int(parts[1])
        hint = refusal.hint
        if self.list.fresh:
            hint = _("Ctrl+Y takes the points that are proposed.")
        self.error.say(refusal.message, hint)
        self.list.refresh()
        self.list.focus()
