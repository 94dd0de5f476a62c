"""Bars of blocks for screens and lists of text: exactly as wide as asked, never more than full."""

from collections.abc import Sequence

EIGHTHS = " ▏▎▍▌▋▊▉█"
"""A cell filled from the left by so many eighths."""
LEVELS = " ▁▂▃▄▅▆▇█"
"""A cell filled from below by so many eighths."""


def eighths(value: float, most: float, cells: int) -> int:
    """How many eighths of `cells` a value takes of `most`.

    Anything above nothing shows, and only what reaches `most` is full.
    """
    whole = cells * 8
    if value <= 0 or most <= 0 or cells <= 0:
        return 0
    if value >= most:
        return whole
    return min(max(1, int(value * whole / most)), whole - 1)


def bar(value: float, most: float, cells: int) -> str:
    """A bar lying in `cells` cells."""
    full, rest = divmod(eighths(value, most, cells), 8)
    text = EIGHTHS[8] * full + (EIGHTHS[rest] if rest else "")
    return text.ljust(max(0, cells))


def level(value: float, most: float) -> str:
    """A bar standing in one cell."""
    return LEVELS[eighths(value, most, 1)]


def places(least: Sequence[int], room: int, most: int) -> list[int]:
    """Widths of places beside each other, a cell between two: `least` each, then as many more.

    What is left of the room goes to all alike, the first ones first, up to `most` each; where
    the least does not fit, it is the least all the same.
    """
    widths = list(least)
    left = room - sum(widths) - max(0, len(widths) - 1)
    while left > 0 and (open_ := [n for n, width in enumerate(widths) if width < most]):
        for n in open_[:left]:
            widths[n] += 1
        left -= min(left, len(open_))
    return widths
