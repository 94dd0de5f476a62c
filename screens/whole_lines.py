"""Painting whole lines and whole characters, because a Chinese one is two cells wide.

Textual paints only what changed, from cell to cell. Where such a piece ends in the middle of a
wide character, half of it is painted over with a space and the character is gone until the line
is painted again: 今日到期 turns into 今  到期 when a dialog or a toast stood near.
And it cuts every line wherever any widget on it begins or ends, hidden ones too: a toast above
the border between two panels lost the character that lay across that border.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import cast

from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region
from textual.strip import Strip

_NOTHING = Strip([])


class WholeLines(Compositor):
    """Paints each line that changed from edge to edge, and cuts only what is covered."""

    def render_partial_update(self) -> ChopsUpdate | None:
        width = self.size.width
        self._dirty_regions = {
            Region(0, region.y, width, region.height) for region in self._dirty_regions
        }
        return super().render_partial_update()

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
