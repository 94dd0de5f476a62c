"""Bars by their weight, with the line of what they reach together."""

from dataclasses import dataclass

from rich.cells import cell_len

from desk.bars import bar
from screens.plain import fit

Row = list[tuple[str, str]]
"""One line: pieces of text, each with the name of a component class of the chart or none."""
MARK = 0.8
"""Where the line of a Pareto picture is marked: the few that make most of it end there."""


@dataclass(frozen=True, slots=True)
class Part:
    """A bar of a Pareto picture; `reached` is 0 to 1, the texts stand beside it."""

    name: str
    count: int
    share: str
    reached: float
    reached_told: str


@dataclass(frozen=True, slots=True)
class Pareto:
    """Bars by their weight, beside them the line of what they reach together."""

    parts: tuple[Part, ...]
    others: str = ""
    """What the parts are called that have no room, with `{n}` for how many they are."""

    @property
    def empty(self) -> bool:
        return not self.parts


def draw_pareto(picture: Pareto, width: int, height: int) -> list[Row]:
    """A bar a line, the heaviest on top, and the line of what they reach together.

    What has no room stands together in the last line; nothing is left out.
    """
    parts = list(picture.parts)
    if len(parts) > max(1, height):
        rest = parts[max(1, height) - 1 :]
        name = picture.others.format(n=len(rest))
        parts[max(1, height) - 1 :] = [
            Part(name, sum(p.count for p in rest), "", rest[-1].reached, rest[-1].reached_told)
        ]
    name_wide = min(max(cell_len(part.name) for part in parts), max(8, width // 3))
    count_wide = max(len(str(part.count)) for part in parts)
    share_wide = max(cell_len(part.share) for part in parts)
    told_wide = max(cell_len(part.reached_told) for part in parts)
    left = width - name_wide - count_wide - share_wide - told_wide - 5
    track = max(6, min(24, left * 2 // 5))
    bars = max(1, left - track)
    most = max(part.count for part in parts)
    rows: list[Row] = []
    for part in parts:
        at = min(track - 1, int(part.reached * track))
        line = ["·"] * track
        line[min(track - 1, int(MARK * track))] = "┆"
        line[at] = "●"
        rows.append(
            [
                (fit(part.name, name_wide) + " ", ""),
                (bar(part.count, most, bars) + " ", "chart--one"),
                (fit(str(part.count), count_wide, right=True) + " ", "chart--strong"),
                (fit(part.share, share_wide, right=True) + " ", ""),
                ("".join(line) + " ", "chart--two"),
                (fit(part.reached_told, told_wide, right=True), ""),
            ]
        )
    return rows
