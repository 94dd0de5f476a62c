"""The lower half of the letters: the letter, its case, what changed; two of them where it fits."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.containers import Horizontal, VerticalScroll

from desk.enums import LetterState
from desk.i18n import N_, _, current
from desk.letter.finding import Finding
from desk.letter.life import Letter
from desk.services import agreeing, letters, lists, returns
from desk.services.agreeing import Agreement
from desk.services.returns import Difference
from desk.views import CaseFile, LetterRow
from screens.approvals.beside import beside
from screens.approvals.changed import changed
from screens.reply.paper import Paper
from screens.widgets.flow import Flow

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor

LETTER, CASE, CHANGED = "letter", "case", "changed"
_NAMES = {
    LETTER: N_("The letter"),
    CASE: N_("The case"),
    CHANGED: N_("What changed"),
}
_CHECKED = (LetterState.DRAFT, LetterState.SUBMITTED, LetterState.APPROVED)


@dataclass(frozen=True, slots=True)
class Look:
    """A letter with its case and how far it is, read at one moment."""

    letter: Letter
    file: CaseFile
    findings: tuple[Finding, ...]
    agreement: Agreement
    difference: Difference | None


def look_at(desk: "Desk", who: "Actor", row: LetterRow) -> Look:
    """Read a letter, its case, what the check says of it, what changed since it came back."""
    file = lists.case_file(desk, who, row.reference)
    letter = next(one for one in file.letters if one.id == row.letter_id)
    checked = letter.state in _CHECKED
    return Look(
        letter,
        file,
        tuple(letters.lint_letter(desk, who, letter.id)) if checked else (),
        agreeing.agreement(desk, who, letter.id),
        returns.difference(desk, who, letter.id) if checked else None,
    )


class Panels(Horizontal):
    """On a wide screen the letter and what is turned to beside it, on a narrow one one of them."""

    def __init__(self) -> None:
        self._beside, self._changes = Flow(), Flow()
        self._case = VerticalScroll(self._beside, id="beside", classes="panel")
        self._changed = VerticalScroll(self._changes, id="changed", classes="panel")
        self.paper = Paper(id="paper", classes="panel")
        super().__init__(self._case, self._changed, self.paper, id="side-by-side")
        self.side = LETTER
        self._different = False
        self._name = ""

    def on_mount(self) -> None:
        self._turn(LETTER)

    def on_resize(self) -> None:
        self._title()

    def show(self, look: Look, desk: "Desk") -> None:
        """Show another letter: its changes first where it came back, else as it was turned."""
        found = look.difference
        self._different = found is not None
        self._name = look.letter.number
        self._beside.say(*beside(look.file, look.letter, look.findings, desk, look.agreement))
        self._changes.say(*(changed(found, desk, current()) if found is not None else ()))
        for panel in (self._case, self._changed):
            panel.scroll_home(animate=False)
        self.paper.show(look.letter.markdown, from_top=True)
        if self._different and look.letter.state is LetterState.SUBMITTED:
            self._turn(CHANGED)
        else:
            self._turn(LETTER if self.side == CHANGED else self.side)

    def clear(self) -> None:
        """Nothing is marked."""
        self._different, self._name = False, ""
        self._beside.say()
        self._changes.say()
        self.paper.say("")

    def turn(self) -> None:
        """Show what comes next in turn."""
        self._turn(self._next())

    def _next(self) -> str:
        wide = self.screen.has_class("-wide")
        turns = [CASE if wide else LETTER, *([] if wide else [CASE])]
        turns += [CHANGED] if self._different else []
        side = CASE if wide and self.side == LETTER else self.side
        return turns[(turns.index(side) + 1) % len(turns)] if side in turns else turns[0]

    def _turn(self, side: str) -> None:
        self.side = side
        for one in (LETTER, CASE, CHANGED):
            self.set_class(one == side, f"-{one}")
        self._title()

    def _title(self) -> None:
        if not self.is_mounted:
            return
        following = self._next()
        turned = self.side if following != self.side else ""
        words = _("F9 turns to: {panel}").format(panel=_(_NAMES[following])) if turned else ""
        wide = self.screen.has_class("-wide")
        for side, panel in ((LETTER, self.paper), (CASE, self._case), (CHANGED, self._changed)):
            panel.border_title = _(_NAMES[side])
            hinted = not (wide and side == LETTER)
            panel.border_subtitle = words if hinted and following != side else ""
        if self._name:
            self.paper.border_title = self._name
