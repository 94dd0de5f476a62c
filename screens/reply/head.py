"""What stands above the work: whose letter it is, how far it is, what comes next."""

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from desk.enums import LetterKind, LetterState
from desk.i18n import _, current
from desk.labels import label
from desk.letter.life import Letter
from desk.masks import mask_name
from desk.saying import relative
from desk.views import CaseFile
from screens.plain import fit, shown
from screens.widgets.flow import Flow, Para
from screens.widgets.track import Track

if TYPE_CHECKING:
    from desk.services.base import Desk

STEPS = (
    LetterState.DRAFT,
    LetterState.SUBMITTED,
    LetterState.APPROVED,
    LetterState.ISSUED,
    LetterState.PRINTED,
    LetterState.DELIVERED,
    LetterState.COUNTERSIGNED,
)


class Head(Vertical):
    """Three lines: the case, the way of the letter, the next step."""

    DEFAULT_CSS = """
    Head { height: auto; padding: 0 1; background: $panel; }
    Head > Static { height: auto; }
    Head > #head-next { max-height: 3; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._case = Static(id="head-case")
        self._track = Track(id="head-track")
        self._next = Flow(id="head-next")
        self._parts = ("", "", False)

    def compose(self) -> ComposeResult:
        yield self._case
        yield self._track
        yield self._next

    def show(self, file: CaseFile, letter: Letter | None, desk: "Desk") -> None:
        """The case and its letter."""
        who = file.complainant
        # A unit is greeted by its name.
        greeted = "" if who.salutation == who.name else who.salutation
        name = f"{mask_name(who.name)} {greeted}".strip()
        what = letter.number if letter is not None else ""
        topic = label(file.case.topic)
        if letter is not None and letter.kind is not LetterKind.REPLY:
            topic = label(letter.kind)
        words = f"{file.case.reference}  {name} · {what or topic}"
        due, late = due_words(file, desk)
        self._parts = (words, due, late)
        self._lay()
        if letter is not None and letter.state in STEPS:
            self._track.show_steps([label(state) for state in STEPS], STEPS.index(letter.state))

    def say(self, words: str, *, wrong: bool = False, good: bool = False) -> None:
        """The next step, or what stands in its way."""
        style = "bold $error" if wrong else "bold $success" if good else "bold"
        self._next.say(Para(words, style))

    def on_resize(self) -> None:
        self._lay()

    def _lay(self) -> None:
        words, due, late = self._parts
        room = self.content_size.width - cell_len(due) - 2
        self._case.update(
            Content.assemble(
                shown(fit(words, max(room, 10)), "bold"),
                "  ",
                shown(due, "bold $error" if late else "$text-muted"),
            )
        )


def due_words(file: CaseFile, desk: "Desk") -> tuple[str, bool]:
    """When the case falls due in words with a sign, and whether it is late."""
    due = file.case.due_at
    if due is None:
        return "", False
    now = desk.clock.now()
    words = relative(due, now, current(), calendar=desk.calendar, zone=desk.branch.timezone)
    return (f"! {words}", True) if due < now else (f"◷ {words}", False)


def next_words(letter: Letter, blocking: int, unanswered: int) -> tuple[str, bool, bool]:
    """The next step of a letter for its author: words, whether wrong, whether good."""
    match letter.state:
        case LetterState.DRAFT if unanswered:
            words = _("Points without an answer: {n}. Mark one and press Enter.")
            return words.format(n=unanswered), True, False
        case LetterState.DRAFT if blocking:
            words = _("To mend before it can be submitted: {n}. Mark one and press Enter.")
            return words.format(n=blocking), True, False
        case LetterState.DRAFT:
            return _("Ready: read it once more, then submit it with Ctrl+Y."), False, True
        case LetterState.SUBMITTED if letter.approver_id:
            return (
                _("A shift lead has agreed; the manager has to agree as well (F7)."),
                False,
                False,
            )
        case LetterState.SUBMITTED:
            words = _("Waits for a shift lead: in F7, or here at your counter with Ctrl+A.")
            return words, False, False
        case LetterState.APPROVED:
            words = _("Approved: a shift lead gives it its number in F7, or here with Ctrl+A.")
            return words, False, True
        case LetterState.ISSUED:
            return _("It has its number: press F7, then Ctrl+E to print it."), False, True
        case LetterState.PRINTED:
            return (
                _("The paper lies there: hand it over, then note it with F7 and Ctrl+D."),
                False,
                True,
            )
        case LetterState.DELIVERED:
            words = _("Delivered. When the signed receipt comes back: F7, then Ctrl+A.")
            return words, False, True
        case LetterState.COUNTERSIGNED:
            return _("The customer has signed for it."), False, True
        case _:
            return _("This letter is void; a new one is written from the record."), True, False
