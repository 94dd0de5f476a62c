"""A list of any length: draws only the lines on sight, asks for the next page near the end."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, ClassVar, NamedTuple, TypeVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from desk.i18n import _
from desk.text import clean_line
from screens.plain import fit
from screens.widgets.picks import PICKING, Picks

R = TypeVar("R")


SOON = 0.4
"""Seconds that an answer may take before the list says that it waits for one."""


class Wait(Enum):
    """Whether the rows that a room is about were read."""

    SHORT = 1
    LONG = 2
    OVER = 3


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, its least width in cells, and its share of the room that is left."""

    head: str
    width: int
    grows: int = 0
    right: bool = False
    wide_only: bool = False
    """Left out where the list is narrower than 90 cells."""


class MarkedText(NamedTuple):
    """Text with the name of a component class, and from where to where it is marked as found."""

    text: str
    name: str
    spans: tuple[tuple[int, int], ...] = ()


Cell = str | tuple[str, str] | MarkedText
"""Text, or text with the name of a component class of the list, e.g. ("late", "late")."""


GUTTER = 2
"""Cells before a row for the sign that it is picked."""

FOUND = Style(bold=True, underline=True)
"""What was found is told from its neighbours on a marked line and without colours too."""


def _parts(item: Cell) -> MarkedText:
    if isinstance(item, str):
        return MarkedText(clean_line(item), "")
    line = clean_line(item[0])
    spans = item.spans if isinstance(item, MarkedText) else ()
    # Where a character had to go the places are no longer those of the text.
    return MarkedText(line, item[1], spans if line == item[0] else ())


def _segments(
    text: str, spans: Sequence[tuple[int, int]], style: Style, found: Style
) -> list[Segment]:
    """A cell that may be cut, its marked pieces in another style."""
    segments, at = [], 0
    for start, end in spans:
        segments += [Segment(text[at:start], style), Segment(text[start:end], found)]
        at = end
    return [piece for piece in (*segments, Segment(text[at:], style)) if piece.text]


# The first base alone gives a widget its looks, its scroll bar among them.
class PagedList(ScrollView, Picks[R], can_focus=True):
    """Rows of plain text in columns that line up whatever the script.

    `cells` gives a row's texts, one a column; all of it is shown literally. `show` sets the
    rows, `extend` adds a page. When the mark comes near the end of an unfinished list,
    `EndNear` is posted once; answer it with `extend`. A menu goes `round_`: up from its first line
    is its last. Where rows have a name by `pick`, space and shift with an arrow pick several.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "edge(False)", show=False),
        Binding("end", "edge(True)", show=False),
        Binding("enter", "choose", show=False),
        *PICKING,
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "list--head",
        "list--mark",
        "list--late",
        "list--soon",
        "list--good",
        "list--faint",
        "list--strong",
    }
    DEFAULT_CSS = """
    PagedList { height: 1fr; background: $background; }
    PagedList > .list--head { color: $text-muted; text-style: underline; }
    PagedList > .list--mark { background: $primary-muted; color: $foreground; text-style: bold; }
    PagedList:focus > .list--mark { background: $primary; color: $background; }
    PagedList > .list--late { color: $error; text-style: bold; }
    PagedList > .list--soon { color: $warning; text-style: bold; }
    PagedList > .list--good { color: $success; }
    PagedList > .list--faint { color: $text-muted; }
    PagedList > .list--strong { text-style: bold; }
    """
    AHEAD = 40
    """How many rows before the end the next page is asked for."""

    cursor: reactive[int] = reactive(0)

    class Marked(Message):
        """The mark moved to another row, or the row under it changed.

        `row` is what is under the mark when the message is read, None in an empty list: a mark
        that went on meanwhile is not brought back by who follows it with something else.
        """

        def __init__(self, source: "PagedList[Any]") -> None:
            super().__init__()
            self.source = source

        @property
        def row(self) -> Any:
            return self.source.marked

        @property
        def control(self) -> "PagedList[Any]":
            return self.source

    class Chosen(Message):
        """Enter, or a second click, on a row."""

        def __init__(self, source: "PagedList[Any]", row: Any) -> None:
            super().__init__()
            self.source = source
            self.row = row

        @property
        def control(self) -> "PagedList[Any]":
            return self.source

    class EndNear(Message):
        """More rows are wanted after the last one."""

        def __init__(self, source: "PagedList[Any]", last: Any) -> None:
            super().__init__()
            self.source = source
            self.last = last

        @property
        def control(self) -> "PagedList[Any]":
            return self.source

    def __init__(
        self,
        columns: Sequence[Column],
        cells: Callable[[R], Sequence[Cell]],
        *,
        empty: str = "",
        empty_key: str = "",
        round_: bool = False,
        pick: Callable[[R], str] | None = None,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._columns = list(columns)
        self._cells = cells
        self.rows: list[R] = []
        self._complete = True
        self._asked = False
        # The list of a room is filled by an answer; others may stand empty for a question.
        self._wait = Wait.SHORT if "main-list" in (classes or "") else Wait.OVER
        self.empty = empty
        self.empty_key = empty_key
        self._round = round_
        self.by = pick

    # -- rows ------------------------------------------------------------------------------

    @property
    def marked(self) -> R | None:
        """The row under the mark."""
        return self.rows[self.cursor] if 0 <= self.cursor < len(self.rows) else None

    def show(
        self,
        rows: Sequence[R],
        *,
        complete: bool = True,
        same: Callable[[R], bool] | None = None,
        otherwise: int = 0,
    ) -> None:
        """Set the rows; the mark goes to the first for which `same` holds, else to `otherwise`."""
        self.rows = list(rows)
        self._wait = Wait.OVER
        self._complete = complete
        self._asked = False
        self.keep_picks()
        at = next((n for n, row in enumerate(self.rows) if same is not None and same(row)), None)
        at = self.validate_cursor(otherwise if at is None else at)
        self.set_reactive(PagedList.cursor, at)
        self._grown()
        self._keep_in_sight()
        self.post_message(self.Marked(self))

    def on_mount(self) -> None:
        if self._wait is Wait.SHORT:
            self.set_timer(SOON, self._still_waiting)

    def _still_waiting(self) -> None:
        if self._wait is Wait.SHORT:
            self._wait = Wait.LONG
            self.refresh()

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Other columns; `cells` then gives as many texts."""
        self._columns = list(columns)
        self.refresh()

    def extend(self, rows: Sequence[R], *, complete: bool) -> None:
        """Add a page below."""
        was_empty = not self.rows
        self.rows.extend(rows)
        self._complete = complete
        self._asked = False
        self._grown()
        if was_empty:
            self.post_message(self.Marked(self))

    def replace(self, row: R, same: Callable[[R], bool]) -> None:
        """Show a row that changed in the place of the one for which `same` holds."""
        for number, old in enumerate(self.rows):
            if same(old):
                self.rows[number] = row
                self.refresh()
                if number == self.cursor:
                    self.post_message(self.Marked(self))
                return

    def _grown(self) -> None:
        self.virtual_size = Size(0, len(self.rows) + 1)
        self.refresh()

    # -- moving ----------------------------------------------------------------------------

    def validate_cursor(self, cursor: int) -> int:
        return max(0, min(cursor, len(self.rows) - 1))

    def watch_cursor(self, old: int, new: int) -> None:
        if old == new:
            return
        self._keep_in_sight()
        self.refresh()
        self.post_message(self.Marked(self))
        if not self._complete and not self._asked and new >= len(self.rows) - self.AHEAD:
            self._asked = True
            self.post_message(self.EndNear(self, self.rows[-1]))

    def _keep_in_sight(self) -> None:
        visible = max(1, self.size.height - 1)
        top = round(self.scroll_y)
        if self.cursor < top:
            self.scroll_to(y=self.cursor, animate=False, force=True, immediate=True)
        elif self.cursor >= top + visible:
            below = self.cursor - visible + 1
            self.scroll_to(y=below, animate=False, force=True, immediate=True)

    def on_resize(self) -> None:
        self._keep_in_sight()

    def action_move(self, step: int) -> None:
        """Move the mark by rows; past an end of a short list that goes round, to the other end."""
        to = self.cursor + step
        self.cursor = to % len(self.rows) if self._round and self.rows else to

    def action_page(self, step: int) -> None:
        """Move the mark by what is on sight."""
        self.cursor += step * max(1, self.size.height - 2)

    def action_edge(self, end: bool) -> None:
        """Go to the last row that is here, or to the first."""
        self.cursor = len(self.rows) - 1 if end else 0

    def action_choose(self) -> None:
        """Open the row under the mark."""
        row = self.marked
        if row is not None:
            self.post_message(self.Chosen(self, row))

    def on_click(self, event: events.Click) -> None:
        at = event.get_content_offset(self)
        if at is None or at.y == 0:
            return
        number = round(self.scroll_y) + at.y - 1
        if number < len(self.rows):
            if number == self.cursor and event.chain > 1:
                self.action_choose()
            self.cursor = number

    # -- drawing ---------------------------------------------------------------------------

    def _widths(self, room: int) -> list[int]:
        """Width of each column, 0 for one that is left out; a cell stands between two."""
        columns = self._columns
        shown_ = [not (column.wide_only and room < 90) for column in columns]
        widths = [c.width if s else 0 for c, s in zip(columns, shown_, strict=True)]
        left = room - sum(widths) - max(0, sum(shown_) - 1)
        shares = sum(c.grows for c, s in zip(columns, shown_, strict=True) if s)
        if shares and left > 0:
            for number, column in enumerate(columns):
                if shown_[number] and column.grows:
                    widths[number] += left * column.grows // shares
        return widths

    def _line(self, texts: Sequence[Cell], base: Style, *, plain: bool, sign: str = " ") -> Strip:
        room = self.scrollable_content_region.width
        segments: list[Segment] = []
        if self.picks:
            # A sign before the row: a colour alone tells nothing.
            segments.append(Segment(fit(sign, GUTTER), base))
        first = len(segments)
        for column, width, item in zip(
            self._columns, self._widths(room - first * GUTTER), texts, strict=True
        ):
            if not width:
                continue
            text, name, spans = _parts(item)
            style = base
            if name and not plain:
                style = base + self.get_component_rich_style(f"list--{name}", partial=True)
            if len(segments) > first:
                segments.append(Segment(" ", base))
            fitted = fit(text, width, right=column.right)
            segments += _segments(fitted, spans, style, style + FOUND)
        return Strip(segments).adjust_cell_length(room, base).crop(0, room)

    def render_line(self, y: int) -> Strip:
        base = self.rich_style
        if y == 0:
            head = base + self.get_component_rich_style("list--head", partial=True)
            heads = [column.head for column in self._columns]
            return self._line(heads, head, plain=True, sign=str(len(self.picks)))
        number = round(self.scroll_y) + y - 1
        if not self.rows:
            return self._empty_line(y, base)
        if number >= len(self.rows):
            return Strip.blank(self.size.width, base)
        row = self.rows[number]
        sign = "✓" if self.is_picked(row) else " "
        if number == self.cursor:
            marked = base + self.get_component_rich_style("list--mark", partial=True)
            return self._line(self._cells(row), marked, plain=True, sign=sign)
        return self._line(self._cells(row), base, plain=False, sign=sign)

    def _empty_line(self, y: int, base: Style) -> Strip:
        room = self.size.width
        lines = {2: (self.empty, ""), 3: (self.empty_key, "list--faint")}
        if self._wait is not Wait.OVER:
            # Nothing is said of what is not known yet, and for a moment nothing at all.
            lines = {2: (_("Reading…"), "list--faint")} if self._wait is Wait.LONG else {}
        words = lines.get(y, ("", ""))
        text, name = clean_line(words[0]), words[1]
        space = max(0, (room - cell_len(text)) // 2)
        style = base + self.get_component_rich_style(name, partial=True) if name else base
        return Strip([Segment(fit(" " * space + text, room), style)])

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self.rows) + 1
