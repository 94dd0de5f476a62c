"""The left panel: what the check found, worst first, then the points and how each stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.message import Message

from desk.i18n import _
from desk.labels import label
from desk.letter.finding import Finding
from desk.letter.returned import Remark
from desk.point import IssuePoint
from desk.progress import is_answered
from desk.services.returns import RemarkRow
from screens.reply.places import Cure, Place, place_of
from screens.widgets.flow import Flow, Para
from screens.widgets.paged import Cell, Column, PagedList


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a finding, a returned letter's comment, or a point."""

    finding: Finding | None = None
    point: IssuePoint | None = None
    comment: str = ""
    by: str = ""
    remark: RemarkRow | None = None
    part: str = ""
    """"result", "advice" or "text": a part of the letter that is written here."""
    text: str = ""
    """What stands in that part."""

    @property
    def key(self) -> tuple[str, ...]:
        """What makes it the same line after the check ran again."""
        if self.finding is not None:
            return ("finding", self.finding.code, self.finding.field, self.finding.why)
        if self.remark is not None:
            return ("remark", str(self.remark.number))
        return ("point", str(self.point.position)) if self.point is not None else (self.part,)

    @property
    def place(self) -> Place:
        """Where enter leads."""
        if self.finding is not None:
            return place_of(self.finding)
        if self.remark is not None:
            return place_on(self.remark.remark)
        if self.point is not None:
            return Place(Cure.POINT, f"points.{self.point.position}", self.point.position)
        if self.part == "asked":
            return Place(Cure.ASKED, self.part)
        if self.part in ("result", "advice"):
            return Place(Cure.WORDS, self.part)
        return Place(Cure.TEXT, "text")

    def cells(self) -> tuple[Cell, Cell, Cell]:
        """Sign, where, what."""
        if self.finding is not None:
            looks = ("✗", "late") if self.finding.blocks else ("!", "soon")
            return looks, self.finding.where, self.finding.why
        if self.remark is not None:
            row = self.remark
            looks = ("✓", "good") if row.settled else ("↩", "late")
            answer = f" → {row.remark.answer}" if row.remark.answer else ""
            return looks, _("Remark: {where}").format(where=row.where), row.remark.text + answer
        if self.point is not None:
            done = is_answered(self.point)
            kind = label(self.point.kind)
            end = f" → {label(self.point.conclusion)}" if self.point.conclusion else ""
            sign = ("✓", "good") if done else ("○", "faint")
            where = _("Point {number}").format(number=self.point.position)
            return (
                sign,
                where,
                _("{kind}: {matter}").format(kind=kind, matter=self.point.matter) + end,
            )
        if self.part:
            sign = ("✓", "good") if self.text else ("·", "faint")
            return sign, self._part_name(), self.text or (_("may stay empty"), "faint")
        return ("↩", "late"), _("Returned"), self.comment

    def _part_name(self) -> str:
        names = {
            "result": _("Overall result"),
            "advice": _("Advice"),
            "text": _("Wording"),
            "asked": _("Reason and date"),
        }
        return names[self.part]

    def detail(self) -> tuple[Para, ...]:
        """All of it, and what cures it."""
        if self.finding is not None:
            found = self.finding
            return (
                Para(_("{where}: {why}").format(where=found.where, why=found.why), "bold"),
                Para(found.cure, "$success", "→ "),
            )
        if self.remark is not None:
            row = self.remark
            state = _("Mended, ticked or answered.") if row.settled else _("Still to be done.")
            lines = [Para(row.remark.text, "bold"), Para(state, "", "→ ")]
            if row.remark.answer:
                lines.append(Para(row.remark.answer, "", "  "))
            hint = _("Enter: go there, tick it as mended, or answer it.")
            return (*lines, Para(hint, "$text-muted"))
        if self.point is not None:
            point = self.point
            state = (
                _("Answered: {conclusion}").format(conclusion=label(point.conclusion))
                if is_answered(point) and point.conclusion
                else _("Not answered yet: finding, conclusion and remedy.")
            )
            return Para(point.matter, "bold"), Para(state, "", "→ ")
        if self.part:
            return Para(self._part_name(), "bold"), Para(self.text or _("may stay empty"))
        return Para(_("Returned by {name}:").format(name=self.by), "bold $error"), Para(
            self.comment
        )


def place_on(remark: Remark) -> Place:
    """Where what a remark stands on is written."""
    if remark.position:
        return Place(Cure.POINT, remark.on, remark.position)
    if remark.on in ("result", "advice"):
        return Place(Cure.WORDS, remark.on)
    return Place(Cure.TEXT, "text")


class CheckPanel(Vertical):
    """Findings and points in one list, and below it the marked one in full.

    `Asked` says that the person wants to go where a line leads, `Marked` which line is marked.
    """

    DEFAULT_CSS = """
    CheckPanel > PagedList { height: 1fr; min-height: 4; }
    CheckPanel > #check-detail {
        height: auto; max-height: 40%; border-top: solid $border-blurred; padding: 0;
        overflow-y: auto;
    }
    """

    class Asked(Message):
        """Enter on a line."""

        def __init__(self, line: Line) -> None:
            super().__init__()
            self.line = line

    class Marked(Message):
        """The person moved the mark."""

        def __init__(self, line: Line) -> None:
            super().__init__()
            self.line = line

    def __init__(self) -> None:
        super().__init__(classes="panel", id="check")
        self.findings: tuple[Finding, ...] = ()
        self._marked: tuple[str, ...] = ()
        self._list = PagedList[Line](
            [Column("", 1), Column(_("Where"), 14, grows=1), Column(_("What"), 10, grows=3)],
            Line.cells,
            id="check-list",
        )
        self._detail = Flow()
        self._under = VerticalScroll(self._detail, id="check-detail", can_focus=False)

    def compose(self) -> ComposeResult:
        yield self._list
        yield self._under

    @property
    def blocking(self) -> int:
        """How many findings keep the letter from being submitted."""
        return sum(one.blocks for one in self.findings)

    @property
    def position(self) -> int:
        """The number of the point that the marked line is about, 0 for none."""
        line = self._list.marked
        if line is None or line.part or line.comment:
            return 0
        return line.place.position

    def show(
        self,
        findings: Sequence[Finding],
        points: Sequence[IssuePoint],
        *,
        comment: str = "",
        by: str = "",
        remarks: Sequence[RemarkRow] = (),
        parts: Sequence[tuple[str, str]] = (),
    ) -> None:
        """Show the outcome of a check; the mark stays on its line if that is still there.

        `parts` are the parts written here with what stands in them.
        """
        was_clean = not self.blocking
        self.findings = tuple(findings)
        lines = [Line(comment=comment, by=by)] if comment else []
        lines += [Line(finding=one) for one in findings]
        for one in points:
            lines.append(Line(point=one))
            lines += [Line(remark=row) for row in remarks if row.remark.position == one.position]
        lines += [Line(part=part, text=text) for part, text in parts]
        here = {one.position for one in points}
        lines += [Line(remark=row) for row in remarks if row.remark.position not in here]
        marked = self._list.marked
        # Something that has begun to block is what the person wants to see.
        key = marked.key if marked is not None and not (was_clean and self.blocking) else None
        self._list.show(lines, same=lambda line: line.key == key)
        self._marked = self._list.marked.key if self._list.marked is not None else ()
        self.border_title = self.words()

    def words(self) -> str:
        """The outcome in a few words."""
        advice = len(self.findings) - self.blocking
        if self.blocking:
            said = _("Check: {n} to mend").format(n=self.blocking)
        else:
            said = _("Check: nothing to mend")
        return said + (_(", hints: {n}").format(n=advice) if advice else "")

    def choose(self) -> None:
        """Go where the marked line leads, as enter does."""
        self._list.action_choose()

    @property
    def remark(self) -> RemarkRow | None:
        """The remark that is marked, else the first that is not dealt with, else the first."""
        marked = self._list.marked
        if marked is not None and marked.remark is not None:
            return marked.remark
        found = [line.remark for line in self._list.rows if line.remark is not None]
        return next((row for row in found if not row.settled), found[0] if found else None)

    def focus_list(self) -> None:
        """Bring the cursor here."""
        self._list.focus()

    @on(PagedList.Chosen)
    def _chosen(self, message: PagedList.Chosen) -> None:
        message.stop()
        self.post_message(self.Asked(message.row))

    @on(PagedList.Marked)
    def _moved(self, message: PagedList.Marked) -> None:
        message.stop()
        line: Line | None = message.row
        self._detail.say(*(line.detail() if line is not None else ()))
        self._under.scroll_home(animate=False)
        if line is not None and line.key != self._marked:
            self._marked = line.key
            self.post_message(self.Marked(line))
