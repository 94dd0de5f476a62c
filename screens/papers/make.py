"""From the key to the paper: choose a kind, say what it needs, get it drafted or printed."""

from typing import TYPE_CHECKING, Any

from desk.enums import LetterKind, LetterState
from desk.forms import LetterForm
from desk.i18n import _
from desk.labels import label
from desk.letter.kinds import ANSWERING, KINDS, Way
from desk.letter.life import Letter
from desk.services import letters, outgoing, slips
from desk.services.letter_sense import Choice, letter_kinds

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.services.pages import Page
    from desk.staff.model import Actor
    from screens.app import DeskApp
    from screens.base import DeskScreen

_SLIPS = {
    LetterKind.ACKNOWLEDGEMENT: slips.acknowledge,
    LetterKind.REGISTRATION_RECORD: slips.make_record,
    LetterKind.FOLLOW_UP_CARD: slips.make_card,
}


def choose_paper(app: "DeskApp", room: "DeskScreen", reference: str) -> None:
    """Ask which kind of letter, then make it."""
    from screens.papers.choose import ChoosePaper

    def chosen(choice: Choice | None) -> None:
        if choice is not None:
            make(app, room, reference, choice)

    def show(choices: list[Choice]) -> None:
        app.push_screen(ChoosePaper(reference, choices), chosen)

    room.read(lambda desk, who: letter_kinds(desk, who, reference), show, group="kinds")


def make(app: "DeskApp", room: "DeskScreen", reference: str, choice: Choice) -> None:
    """Make a slip at once, or draft a letter and open it; one that was sent in is only opened."""
    kind = choice.kind
    if choice.state in (LetterState.SUBMITTED, LetterState.APPROVED):
        app.go("reply", subject_of(reference, kind))
    elif KINDS[kind].way is Way.SLIP:
        _slip(app, room, reference, kind)
    elif KINDS[kind].asks:
        ask_beside(app, room, reference, kind)
    else:
        room.write(
            lambda desk, who: letters.draft_letter(desk, who, reference, kind),
            lambda letter: open_letter(app, reference, letter),
        )


def _slip(app: "DeskApp", room: "DeskScreen", reference: str, kind: LetterKind) -> None:
    from screens.dialogs.paper import PutOnPaper

    issue = _SLIPS[kind]

    def done(letter: Letter) -> None:
        def page(desk: "Desk", who: "Actor") -> "Page":
            return outgoing.letter_page(desk, who, letter.id)

        title = f"{label(kind)} {letter.number}"
        app.push_screen(PutOnPaper(title, page, app.papers))

    room.write(lambda desk, who: issue(desk, who, reference), done)


def ask_beside(app: "DeskApp", room: "DeskScreen", reference: str, kind: LetterKind) -> None:
    """Ask for what the letter says beside the record, as it was said before."""
    from screens.papers.said import SayBeside

    def done(letter: Any) -> None:
        if isinstance(letter, Letter):
            open_letter(app, reference, letter)

    def show(said: LetterForm) -> None:
        app.push_screen(SayBeside(reference, kind, said), done)

    room.read(lambda desk, who: letters.said_beside(desk, who, reference, kind), show)


def open_letter(app: "DeskApp", reference: str, letter: Letter) -> None:
    """Open the room in which a letter is written."""
    app.go("reply", subject_of(reference, letter.kind))
    app.tell(_("{kind}: read it, then submit it with Ctrl+Y.").format(kind=label(letter.kind)))


def subject_of(reference: str, kind: LetterKind) -> str:
    """What the reply room is opened for: the case, and the kind where it answers nothing."""
    return reference if kind in ANSWERING else f"{reference} {kind}"


def parts_of(subject: str) -> tuple[str, LetterKind | None]:
    """A subject of the reply room as reference and kind; None means the answer."""
    reference, _space, kind = subject.partition(" ")
    return reference, LetterKind(kind) if kind else None
