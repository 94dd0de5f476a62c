"""Painting whole lines and whole characters, and only lines that read differently from before.

Textual paints only what changed, from cell to cell. Where such a piece ends in the middle of a
wide character, half of it is painted over with a space and the character is gone until the line
is painted again: 今日到期 turns into 今  到期 when a dialog or a toast stood near.
And it cuts every line wherever any widget on it begins or ends, hidden ones too: a toast above
the border between two panels lost the character that lay across that border.

What changed is for Textual all that was told to refresh: a list that was read again and says the
same is painted from top to bottom. A terminal far away flickers then, so lines that stand there
already are left out.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast
from weakref import WeakKeyDictionary

from rich.control import Control
from textual._compositor import ChopsUpdate, Compositor, LayoutUpdate
from textual.app import App
from textual.geometry import Region
from textual.strip import Strip

_NOTHING = Strip([])

if TYPE_CHECKING:
    from rich.console import Console
    from textual.screen import Screen

Lines = dict[int, str]
"""What stands in lines of the terminal, as it was written there."""

_PAINTED: "WeakKeyDictionary[App[Any], Lines]" = WeakKeyDictionary()


def painted_over(app: App[Any]) -> None:
    """Say that nobody knows any more what stands on the terminal: it was resized, or lent."""
    _PAINTED.pop(app, None)


class WholeScreen(LayoutUpdate):
    """Everything, and from now on it is known to stand there."""

    lines: Lines

    def render_segments(self, console: "Console") -> str:
        self.lines.clear()
        for y, strips in enumerate(self.strips, self.region.y):
            begins = Control.move_to(0, y).segment.text
            self.lines[y] = "".join([begins, *(strip.render(console) for strip in strips)])
        return super().render_segments(console)


class ChangedLines(ChopsUpdate):
    """Of lines that were told to refresh those that read differently from what stands there."""

    def __init__(self, update: ChopsUpdate, lines: Lines, console: "Console") -> None:
        super().__init__(update.chops, update.spans, update.chop_ends)
        self.lines = lines
        told = {y: self._line(y, console) for y in sorted({y for y, _from, _to in update.spans})}
        self.changed = {y: line for y, line in told.items() if lines.get(y) != line}

    def _line(self, y: int, console: "Console") -> str:
        pieces, gap = [], True
        for x, strip in self.chops[y].items():
            if strip is not None:
                # What nothing was drawn for stays as it is.
                pieces += [Control.move_to(x, y).segment.text] if gap else []
                pieces.append(strip.render(console))
            gap = strip is None
        return "".join(pieces)

    def render_segments(self, console: "Console") -> str:
        self.lines |= self.changed
        return "".join(self.changed.values())


class WholeLines(Compositor):
    """Paints each line that changed from edge to edge, and cuts only what is covered."""

    def __init__(self, screen: "Screen[Any]") -> None:
        super().__init__()
        self._screen = screen

    @property
    def _lines(self) -> Lines:
        return _PAINTED.setdefault(self._screen.app, {})

    def render_full_update(self, simplify: bool = False) -> LayoutUpdate:
        update = super().render_full_update(simplify)
        whole = WholeScreen(update.strips, update.region)
        whole.lines = self._lines
        return whole

    def render_partial_update(self) -> ChopsUpdate | None:
        width = self.size.width
        self._dirty_regions = {
            Region(0, region.y, width, region.height) for region in self._dirty_regions
        }
        update = super().render_partial_update()
        if update is None:
            return None
        app = self._screen.app
        changed = ChangedLines(update, self._lines, app.console)
        moved = app.cursor_position != app._previous_cursor_position
        return changed if changed.changed or moved else None

    def _render_chops(
        self, crop: Region, is_rendered_line: Callable[[int], bool]
    ) -> Sequence[Mapping[int, Strip]]:
        """Pieces of each line by where they begin: front to back, each as long as it is seen.

        Every place of `cuts` has its key, because whoever writes them out counts on it; behind
        the first key of a piece the others hold nothing.
        """
        cuts = self.cuts
        lines: list[dict[int, Strip | None]] = [dict.fromkeys(places[:-1]) for places in cuts]
        for region, clip, strips in self._get_renders(crop):
            seen = region.intersection(clip)
            first, last = seen.column_span
            for y, strip in zip(seen.line_range, strips, strict=False):
                if is_rendered_line(y):
                    line = lines[y]
                    for start, end in _free(line, first, last):
                        line[start] = strip.crop(start - first, end - first)
        return cast("Sequence[Mapping[int, Strip]]", lines)


def _free(line: dict[int, Strip | None], first: int, last: int) -> list[tuple[int, int]]:
    """The stretches between two columns that nothing in front covers; they are taken at once."""
    found: list[tuple[int, int]] = []
    start = -1
    for place, taken in line.items():
        if place < first:
            continue
        if place >= last:
            break
        if taken is None:
            line[place] = _NOTHING
            start = place if start < 0 else start
        elif start >= 0:
            found.append((start, place))
            start = -1
    if start >= 0:
        found.append((start, last))
    return found
