"""Charts of blocks and dots that say the same without colour: signs, patterns, figures beside.

Each picture is drawn anew for the room there is. The lines come from plotille, which is loaded
with the first chart that needs them; every word is set here, where Chinese has its width.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from screens.plain import fit, shown
from screens.widgets.bar import Pareto, Row, draw_pareto

BLANK = "\u2800"
"""A braille cell without dots."""
BOTH = "◎"
"""Stands where two lines have the same value."""


@dataclass(frozen=True, slots=True)
class Series:
    """Values with a sign and a name; `dashed` tells its line from another's."""

    name: str
    sign: str
    values: tuple[int, ...]
    style: str = ""
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Columns:
    """Values side by side over their labels; as lines, or stacked on each other."""

    labels: tuple[str, ...]
    series: tuple[Series, ...]
    stacked: bool = False
    more: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Further rows below the figures: a name, and a text for each label."""

    @property
    def empty(self) -> bool:
        return not any(value for one in self.series for value in one.values)


Picture = Columns | Pareto


def columns_that_fit(picture: Columns, room: int) -> tuple[int, int, int]:
    """Width of the margin, of each column, and how many fit; the latest are kept.

    One column at least is shown, however narrow the room.
    """
    figures = [str(value) for one in picture.series for value in one.values]
    texts = [text for _name, row in picture.more for text in row]
    highest = _highest(picture)
    heads = [str(highest), *(one.sign for one in picture.series), *(n for n, _row in picture.more)]
    margin = max(map(cell_len, heads)) + 1
    least = max(map(cell_len, [*picture.labels, *figures, *texts])) + 1
    fits = max(1, min(len(picture.labels), (room - margin) // least))
    return margin, max(least, (room - margin) // fits), fits


def _highest(picture: Columns) -> int:
    if picture.stacked:
        stacks = zip(*(one.values for one in picture.series), strict=True)
        return max((sum(stack) for stack in stacks), default=0)
    return max((value for one in picture.series for value in one.values), default=0)


def draw_columns(picture: Columns, width: int, height: int) -> list[Row]:
    """The picture in exactly `height` lines of `width` cells, or more where that is too low."""
    margin, each, fits = columns_that_fit(picture, width)
    kept = Columns(
        picture.labels[-fits:],
        tuple(
            Series(one.name, one.sign, one.values[-fits:], one.style, one.dashed)
            for one in picture.series
        ),
        picture.stacked,
        tuple((name, row[-fits:]) for name, row in picture.more),
    )
    below = [
        [("".ljust(margin), ""), *((fit(label, each), "") for label in kept.labels)],
        *(
            [
                (fit(one.sign, margin), one.style),
                *((fit(str(value), each), one.style) for value in one.values),
            ]
            for one in kept.series
        ),
        *(
            [(fit(name, margin), "chart--faint"), *((fit(text, each), "") for text in row)]
            for name, row in kept.more
        ),
    ]
    high = max(2, height - len(below) - 1)
    area = _stacks(kept, each, high) if kept.stacked else _lines(kept, each, high)
    highest = _highest(kept)
    axis = {0: str(highest), high - 1: "0"}
    if high > 4 and highest > 1:
        # A stack fills its line, a sign stands in the middle of it.
        whole, above = (high, 0) if kept.stacked else (high - 1, 1)
        axis[high // 2] = str(round(highest * (high - above - high // 2) / whole))
    drawn: list[Row] = [
        [
            (fit(axis.get(y, ""), margin - 1, right=True), "chart--faint"),
            ("│", "chart--faint"),
            *row,
        ]
        for y, row in enumerate(area)
    ]
    legend: Row = [
        (" " * margin, ""),
        *((f"{one.sign} {one.name}   ", one.style) for one in kept.series),
    ]
    if any(BOTH in text for row in area for text, _style in row):
        legend.append((f"{BOTH} {'/'.join(one.name for one in kept.series)}", "chart--faint"))
    return [legend, *drawn, *below]


def _stacks(picture: Columns, each: int, high: int) -> list[Row]:
    """Stacked columns: each value at least one line where there is any, none above the top."""
    highest = max(1, _highest(picture))
    thick = min(6, max(1, each - 1))
    area: list[Row] = [[] for _line in range(high)]
    for values in zip(*(one.values for one in picture.series), strict=True):
        rows = stack_rows(values, highest, high)
        cells = [
            (one.sign * thick, one.style)
            for one, count in zip(picture.series, rows, strict=True)
            for _line in range(count)
        ]
        for line in range(high):
            text, style = cells[line] if line < len(cells) else ("", "")
            area[high - 1 - line].append((text.ljust(each), style))
    return area


def stack_rows(values: Sequence[int], highest: int, high: int) -> list[int]:
    """How many lines each value of a stack takes; together as many as the whole of it.

    What there is any of has a line as long as there are as many lines as values; the last one
    before the others, because it stands for what went wrong.
    """
    whole = sum(values)
    if whole <= 0:
        return [0 for _value in values]
    lines = min(high, max(1, round(whole * high / max(highest, 1))))
    found = [0 for _value in values]
    for at in range(len(values) - 1, -1, -1):
        if values[at] and sum(found) < lines:
            found[at] = 1
    left = lines - sum(found)
    exact = [value * lines / whole for value in values]
    while left > 0:
        at = max(range(len(values)), key=lambda n: exact[n] - found[n])
        found[at] += 1
        left -= 1
    return found


def _lines(picture: Columns, each: int, high: int) -> list[Row]:
    """Lines from value to value; signs stand on the values, the first series in front."""
    from plotille import Canvas

    wide = each * len(picture.labels)
    highest = max(1, _highest(picture))
    cells: list[list[tuple[str, str]]] = [[(" ", "")] * wide for _line in range(high)]
    signs: dict[tuple[int, int], tuple[str, str]] = {}
    for one in reversed(picture.series):
        canvas = Canvas(wide, high, 0, 0, wide * 2, high * 4)
        dots = [
            (n * each * 2 + each - each % 2, value * (high * 4 - 1) // highest)
            for n, value in enumerate(one.values)
        ]
        for (x0, y0), (x1, y1) in pairwise(dots):
            if not one.dashed:
                canvas.line(x0, y0, x1, y1)
                continue
            for x in range(x0, x1, 3):
                canvas.point(x, y0 + (y1 - y0) * (x - x0) / (x1 - x0))
        for y, line in enumerate(canvas.plot(linesep="\n").split("\n")):
            for x, char in enumerate(line):
                if char != BLANK:
                    cells[y][x] = (_merged(cells[y][x][0], char), one.style)
        for x, y in dots:
            place = (high - 1 - y // 4, x // 2)
            signs[place] = (BOTH if place in signs else one.sign, one.style)
    for (y, x), sign in signs.items():
        cells[y][x] = sign
    return [_joined(row) for row in cells]


def _merged(under: str, over: str) -> str:
    """The dots of two braille cells in one."""
    return over if under == " " else chr(ord(under) | ord(over))


def _joined(row: Sequence[tuple[str, str]]) -> Row:
    """Neighbours of one style as one piece."""
    pieces: Row = []
    for text, style in row:
        if pieces and pieces[-1][1] == style:
            pieces[-1] = (pieces[-1][0] + text, style)
        else:
            pieces.append((text, style))
    return pieces


class Chart(Widget):
    """Draws a picture as large as it may be; without anything to draw it says so."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "chart--one",
        "chart--two",
        "chart--bad",
        "chart--faint",
        "chart--strong",
    }
    DEFAULT_CSS = """
    Chart { height: 1fr; }
    Chart > .chart--one { color: $primary; }
    Chart > .chart--two { color: $foreground; text-style: bold; }
    Chart > .chart--bad { color: $error; text-style: bold; }
    Chart > .chart--faint { color: $text-muted; }
    Chart > .chart--strong { text-style: bold; }
    """

    def __init__(
        self,
        *,
        empty: str = "",
        waiting: str = "",
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(id=id)
        self._empty, self._waiting = empty, waiting
        self.picture: Picture | None = None

    def show(self, picture: Picture | None) -> None:
        """Draw another picture; without one say that it is awaited."""
        self.picture = picture
        self.refresh()

    def rows(self) -> list[Row]:
        """The lines as they are drawn now."""
        width, height = self.content_size
        picture = self.picture
        if width < 1 or height < 1:
            return []
        if picture is None or picture.empty:
            words = self._waiting if picture is None else self._empty
            space = " " * max(0, (width - cell_len(words)) // 2)
            return [[("", "")], [(space + words, "chart--faint")]]
        if isinstance(picture, Pareto):
            return draw_pareto(picture, width, height)
        return draw_columns(picture, width, height)

    def render(self) -> Content:
        lines = []
        for row in self.rows():
            pieces = [
                Content.styled(text, self.get_visual_style(style)) if style else shown(text)
                for text, style in row
            ]
            lines.append(Content("").join(pieces).truncate(self.content_size.width))
        return Content("\n").join(lines)
