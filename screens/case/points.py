"""The points on the left, each with the state of its answer."""

from collections.abc import Collection

from desk.i18n import _
from desk.point import IssuePoint
from desk.progress import is_answered
from screens.widgets.paged import Cell, Column, PagedList


class PointList(PagedList[IssuePoint]):
    """`✓` answered, `◐` begun, `○` open, `✎` typed but not saved."""

    def __init__(self) -> None:
        super().__init__(
            [Column("", 3), Column(_("PgUp / PgDn"), 8, grows=1)],
            self._point,
            empty=_("No point is written down yet."),
            empty_key=_("Ctrl+N adds one."),
            id="points",
            classes="panel",
        )
        self._unsaved: Collection[int] = ()

    def mark_unsaved(self, positions: Collection[int]) -> None:
        """Which points hold something that is not saved."""
        self._unsaved = positions
        self.refresh()

    def _point(self, point: IssuePoint) -> list[Cell]:
        done = is_answered(point)
        begun = point.finding or point.conclusion or point.remedy
        sign = "✓" if done else "◐" if begun else "○"
        name = "good" if done else ""
        if point.position in self._unsaved:
            sign, name = "✎", "soon"
        return [(f"{sign}{point.position}", name), (point.matter, name)]
