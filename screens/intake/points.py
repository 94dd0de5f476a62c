"""The points of a case: proposed by Desk, set right by the clerk, every key on sight."""

from typing import ClassVar

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input, Static

from desk.forms import PointForm
from desk.i18n import _
from desk.labels import label
from desk.refusals import Refusal
from desk.text import clean_line
from screens.intake import point_ops as ops
from screens.plain import shown
from screens.widgets.field import ClerkInput
from screens.widgets.row import ErrorLine

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


class PointList(Widget, can_focus=True):
    """Points under their numbers, with a mark; the line after the last adds one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "mark(-1)", show=False),
        Binding("down", "mark(1)", show=False),
        Binding("left", "turn(-1)", show=False),
        Binding("right,space", "turn(1)", show=False),
        Binding("enter", "edit", show=False),
        Binding("insert,plus", "add", show=False),
        Binding("delete", "delete", show=False),
        Binding("backspace", "join", show=False),
        Binding("ctrl+k", "split", show=False),
        Binding("pageup,shift+up", "shift(-1)", show=False),
        Binding("pagedown,shift+down", "shift(1)", show=False),
        *(Binding(str(n + 1), f"kind({n})", show=False) for n in range(len(ops.KINDS))),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"points--mark", "points--kind", "points--faint"}
    DEFAULT_CSS = """
    PointList { height: auto; }
    PointList > .points--mark { text-style: bold; }
    PointList:focus > .points--mark { background: $primary; color: $background; }
    PointList > .points--kind { color: $primary; text-style: bold; }
    PointList > .points--faint { color: $text-muted; }
    """

    mark: reactive[int] = reactive(0)

    class Edit(Message):
        """The marked point shall be written anew."""

    class Changed(Message):
        """The clerk changed the points."""

    def __init__(self) -> None:
        super().__init__(id="point-list")
        self.points: ops.Points = ()
        self.proposed: tuple[PointForm, ...] = ()
        self.seen: tuple[str, ...] = ()
        self.taken = False
        self.wrong = -1

    @property
    def shown_points(self) -> ops.Points:
        """The clerk's points, or the proposal while none is taken."""
        return self.points if self.taken else self.proposed

    def validate_mark(self, mark: int) -> int:
        return max(0, min(mark, len(self.shown_points)))

    def watch_mark(self) -> None:
        self._in_sight()

    def on_focus(self) -> None:
        self.refresh(layout=True)
        self._in_sight()

    def on_blur(self) -> None:
        self.refresh(layout=True)

    def _in_sight(self) -> None:
        """Bring the marked lines into sight, wherever the form is scrolled to."""
        if not self.has_focus or not self.is_attached:
            return
        lines = self._lines(self.content_size.width or 40)
        top = self.region.y + sum(len(line) for line in lines[: self.mark])
        for node in self.ancestors:
            if isinstance(node, VerticalScroll):
                place = Region(self.region.x, top, 1, len(lines[self.mark]))
                moved = place.translate(node.scroll_offset - node.region.offset)
                node.scroll_to_region(moved, animate=False, force=True)
                return

    # -- changing --------------------------------------------------------------------------

    def set(self, points: ops.Points, *, taken: bool, seen: tuple[str, ...]) -> None:
        """Show what a draft held."""
        self.points, self.taken, self.seen = points, taken, seen
        self.mark = 0
        self.refresh(layout=True)

    def propose(self, proposed: tuple[PointForm, ...]) -> None:
        """Another proposal from the narrative; what the clerk has taken stays as it is."""
        if proposed != self.proposed:
            self.proposed = proposed
            self.mark = self.validate_mark(self.mark)
            self.refresh(layout=True)

    @property
    def fresh(self) -> ops.Points:
        """Proposals that came after the clerk took the others."""
        if not self.taken:
            return self.proposed
        # Whoever took every point out may want the proposal back.
        return ops.fresh(self.points, self.proposed, self.seen if self.points else ())

    def take_all(self) -> int:
        """Take every proposal; how many were taken."""
        count = len(self.fresh)
        if count:
            self._take()
            self.changed()
        return count

    def _take(self) -> None:
        self.points = (*self.points, *self.fresh)
        matters = (point.matter for point in self.proposed)
        self.seen = tuple(dict.fromkeys([*self.seen, *matters]))
        self.taken = True

    def own(self) -> None:
        """What is proposed is the clerk's own from here on, because they work on it."""
        if not self.taken:
            self._take()

    def become(self, done: ops.Done) -> None:
        """Show what came of a change."""
        self.points, mark = done
        self.wrong = -1
        self.set_reactive(PointList.mark, self.validate_mark(mark))
        self.changed()
        self._in_sight()

    def changed(self) -> None:
        """Draw anew, and say so."""
        self.refresh(layout=True)
        self.post_message(self.Changed())

    @property
    def on_point(self) -> bool:
        """Whether the mark stands on a point, not on the line that adds one."""
        return self.mark < len(self.shown_points)

    def action_mark(self, step: int) -> None:
        to = self.mark + int(step)
        if to < 0:
            self.screen.focus_previous()
        elif to > len(self.shown_points):
            self.screen.focus_next()
        else:
            self.mark = to

    def action_turn(self, step: int) -> None:
        if self.on_point:
            self.own()
            self.become(ops.turn(self.points, self.mark, int(step)))

    def action_kind(self, number: int) -> None:
        if self.on_point:
            self.own()
            self.become(ops.set_kind(self.points, self.mark, ops.KINDS[int(number)]))

    def action_delete(self) -> None:
        if self.on_point:
            self.own()
            self.become(ops.delete(self.points, self.mark))

    def action_join(self) -> None:
        if self.on_point:
            self.own()
            self.become(ops.join(self.points, self.mark))

    def action_split(self) -> None:
        if not self.on_point:
            return
        self.own()
        done = ops.split(self.points, self.mark)
        if done[0] == self.points:
            # Nothing in it says where: the clerk shows the place.
            self.post_message(self.Edit())
        else:
            self.become(done)

    def action_shift(self, step: int) -> None:
        if self.on_point:
            self.own()
            self.become(ops.move(self.points, self.mark, int(step)))

    def action_edit(self) -> None:
        self.own()
        self.post_message(self.Edit())

    def action_add(self) -> None:
        self.own()
        self.mark = len(self.points)
        self.post_message(self.Edit())

    def on_click(self, event: events.Click) -> None:
        at = event.get_content_offset(self)
        if at is None:
            return
        y = 0
        for number, lines in enumerate(self._lines(self.content_size.width)):
            y += len(lines)
            if at.y < y:
                if number == self.mark and event.chain > 1:
                    self.action_edit()
                self.mark = number
                return

    # -- drawing ---------------------------------------------------------------------------

    def _lines(self, width: int) -> list[list[str]]:
        """Every point, and the adding line, as the lines it takes."""
        lines = []
        for point in self.shown_points:
            lines.append(wrapped(clean_line(point.matter), max(8, width - self._indent)))
        lines.append([""])
        return lines

    @property
    def _indent(self) -> int:
        return 4 + max(cell_len(label(kind)) for kind in ops.KINDS) + 1

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return sum(len(lines) for lines in self._lines(width))

    def render(self) -> Content:
        marked = self.get_visual_style("points--mark")
        kinds = self.get_visual_style("points--kind")
        faint = self.get_visual_style("points--faint")
        indent = self._indent
        width = self.content_size.width or 40
        out: list[Content] = []
        for number, lines in enumerate(self._lines(width)):
            on_mark = number == self.mark and self.has_focus
            if number == len(self.shown_points):
                words = _("+ add a point")
                out.append(Content.styled(words, marked if on_mark else faint))
                continue
            point = self.shown_points[number]
            word = label(point.kind)
            gap = " " * (indent - 4 - cell_len(word))
            sign = "✗" if number == self.wrong else " " if self.taken else "?"
            head = f"{number + 1:>2}{sign} "
            for row, text in enumerate(lines):
                left = f"{head}{word}{gap}" if row == 0 else " " * indent
                if on_mark:
                    space = " " * max(0, width - cell_len(left) - cell_len(text))
                    out.append(Content.styled(f"{left}{text}{space}", marked))
                elif row == 0:
                    out.append(
                        Content.assemble(
                            (head, faint), (f"{word}{gap}", kinds), shown(text, self._look)
                        )
                    )
                else:
                    out.append(shown(f"{left}{text}", self._look))
        return Content("\n").join(out)

    @property
    def _look(self) -> str:
        return "" if self.taken else "italic"


def wrapped(text: str, width: int) -> list[str]:
    """Text cut into lines of at most `width` cells, between any two characters."""
    lines, line, used = [], "", 0
    for char in text:
        size = cell_len(char)
        if used + size > width and line:
            lines.append(line)
            line, used = "", 0
        line += char
        used += size
    return [*lines, line]


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
        fresh = len(points.fresh)
        if not points.taken and fresh:
            words = _("Points: {n} proposed, Ctrl+Y takes them").format(n=fresh)
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
        self._editing = True
        self.editor.display = True
        self.editor.focus()

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
        self._editing = False
        self.editor.display = False
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
        if not self.list.taken and self.list.fresh:
            hint = _("Ctrl+Y takes the points that are proposed.")
        self.error.say(refusal.message, hint)
        self.list.refresh()
        self.list.focus()
