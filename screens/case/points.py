"""The points on the left, each with the state of its answer."""

from collections.abc import Collection, Sequence

from desk.bars import level
from desk.enums import LetterState
from desk.i18n import _
from desk.point import IssuePoint
from desk.progress import is_answered
from desk.views import CaseFile
from screens.plain import shown
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

    def show_points(self, points: Sequence[IssuePoint], at: int | None) -> None:
        """Show the points of a case, the one at position `at` marked; the title counts them."""
        self.show(points, same=lambda point: point.position == at)
        done = sum(map(is_answered, points))
        told = f"  {level(done, len(points))}{done}/{len(points)}" if points else ""
        self.border_title = shown(f"{_('Points')}{told}")

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


def remarks_on(file: CaseFile | None, position: int) -> list[str]:
    """What the approver remarked on a point, while the letter that came back is mended."""
    shared = from_incident(file, position)
    letter = file.reply if file is not None else None
    if file is None or letter is None or letter.state is not LetterState.DRAFT:
        return shared
    last = [one for one in file.returns if one.letter_id == letter.id][-1:]
    return shared + [
        _("↩ {name}: {remark}").format(name=file.names.get(given.staff_id, "?"), remark=remark.text)
        for given in last
        for remark in given.remarks
        if remark.position == position and not (remark.done or remark.answer)
    ]


def from_incident(file: CaseFile | None, position: int) -> list[str]:
    """That an answer still says just what its incident shares with every case of it."""
    points = file.points if file is not None else ()
    return [
        _("● From incident {number}; change what is different here.").format(number=one.number)
        for point in points
        for one in (file.incidents if file is not None else ())
        if point.position == position
        and one.finding
        and (point.finding, point.remedy) == (one.finding, one.remedy)
    ]
