"""Painting whole lines, because a Chinese character is two cells wide.

Textual paints only what changed, from cell to cell. Where such a piece ends in the middle of a
wide character, half of it is painted over with a space and the character is gone until the line
is painted again: 今日到期 turns into 今  到期 when a dialog or a toast stood near.
"""

from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region


class WholeLines(Compositor):
    """Paints each line that changed from edge to edge."""

    def render_partial_update(self) -> ChopsUpdate | None:
        width = self.size.width
        self._dirty_regions = {
            Region(0, region.y, width, region.height) for region in self._dirty_regions
        }
        return super().render_partial_update()
