"""The list of points: a mark, the keys that work on it, and how it is drawn."""

from collections.abc import Collection
from functools import partial
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from desk.forms import PointForm
from desk.i18n import _
from desk.labels import label
from desk.letter.plain import wrap
from desk.text import clean_line
from screens.intake import point_ops as ops
from screens.plain import fit, shown
from screens.undo import note

Stood = tuple[ops.Points, tuple[str, ...], bool, int]
"""The points, the proposals dealt with, whether they were taken, the mark."""


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
    PointList.-editing > .points--mark { color: $primary; }
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
        self._stood: Stood = ((), (), False, 0)
        self.editing = False
        """Whether the words of the marked point are being written below the list."""

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
        self._stood = self._state
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

    def leave_out(self, matters: Collection[str]) -> None:
        """Take the points out that say nothing but this."""
        left = tuple(point for point in self.points if point.matter not in matters)
        if left != self.points:
            self.points = left
            self.mark = self.validate_mark(self.mark)
            self.changed()

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
        if self._stood[:3] != self._state[:3]:
            note(self, partial(self._put_back, self._stood))
        self._say_changed()

    def _say_changed(self) -> None:
        self._stood = self._state
        self.refresh(layout=True)
        self.post_message(self.Changed())

    @property
    def _state(self) -> Stood:
        return self.points, self.seen, self.taken, self.mark

    def _put_back(self, stood: Stood) -> None:
        self.points, self.seen, self.taken, mark = stood
        self.set_reactive(PointList.mark, self.validate_mark(mark))
        self._say_changed()

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
            lines.append(wrap(clean_line(point.matter), max(8, width - self._indent)))
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
            on_mark = number == self.mark and (self.has_focus or self.editing)
            if number == len(self.shown_points):
                words = _("+ add a point")
                if on_mark:
                    words = fit(words, width)
                out.append(Content.styled(words, marked if on_mark else faint))
                continue
            point = self.shown_points[number]
            word = label(point.kind)
            gap = " " * (indent - 4 - cell_len(word))
            sign = "✗" if number == self.wrong else " " if self.taken else "?"
            number_ = f"{number + 1:>2}"
            head = f"{number_.replace(' ', '▸') if on_mark else number_}{sign} "
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
