"""What each step of the tour waits for: how the screen and the case are, never which key came."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from textual.widget import Widget

from desk.enums import HandoverState, LetterState

if TYPE_CHECKING:
    from desk.custody import Handover
    from desk.letter.life import Letter
    from desk.views import CaseFile
    from screens.app import DeskApp


W = TypeVar("W", bound=Widget)


@dataclass(frozen=True, slots=True)
class Scene:
    """The application and, once it is registered, the case of the tour."""

    app: "DeskApp"
    file: "CaseFile | None" = None

    @property
    def scope(self) -> str:
        """The room a person is in; "" while they sign in."""
        room = self.app.room
        return room.scope if room is not None and not self.app.locked else ""

    @property
    def front(self) -> str:
        """Which kind of dialog or room stands in front."""
        return type(self.app.screen).__name__

    def within(self, scope: str) -> bool:
        """Whether the room of the tour's case is the one on the screen, with nothing before it."""
        room = self.app.room
        return self.scope == scope and self.app.screen is room

    @property
    def staff_id(self) -> str:
        """Who sits there."""
        actor = self.app.actor
        return actor.staff_id if actor is not None and not self.app.locked else ""

    @property
    def handover(self) -> "Handover | None":
        """The handover that was offered last."""
        return self.file.handovers[-1] if self.file is not None and self.file.handovers else None

    @property
    def letter(self) -> "Letter | None":
        """The letter that was begun last, of what answers the case."""
        letters = self.file.letters if self.file is not None else ()
        replies = [one for one in letters if one.kind.value == "reply"]
        return replies[-1] if replies else None

    def inside(self, scope: str, kind: type[W]) -> list[W]:
        """The widgets of one kind in the room of this scope; none while another is in front."""
        room = self.app.room
        return list(room.query(kind)) if room is not None and self.scope == scope else []

    def letter_is(self, *states: LetterState) -> bool:
        """Whether the reply has one of these states."""
        return self.letter is not None and self.letter.state in states


def _somebody_chosen(scene: Scene) -> bool:
    from screens.intake.sheet import Who
    from screens.intake.who import WhoPanel

    return any(panel.who is not Who.NOBODY for panel in scene.inside("intake", WhoPanel))


def _words_written(scene: Scene) -> bool:
    from screens.intake.form import IntakeForm

    return any(len(form.narrative.text.strip()) > 5 for form in scene.inside("intake", IntakeForm))


def _points_taken(scene: Scene) -> bool:
    from screens.intake.form import IntakeForm

    forms = scene.inside("intake", IntakeForm)
    return any(form.points.list.taken and form.points.list.points for form in forms)


def _procedure_chosen(scene: Scene) -> bool:
    from screens.notice.screen import NoticeScreen

    room = scene.app.room
    return isinstance(room, NoticeScreen) and room.work.procedure is not None


def _materials_listed(scene: Scene) -> bool:
    from screens.notice.materials import MaterialList

    return any(part.rows for part in scene.inside("notice", MaterialList))


def _concluded(scene: Scene) -> bool:
    from screens.case.form import AnswerPanel

    return any(form.content().get("conclusion") for form in scene.inside("case", AnswerPanel))


def _offered(scene: Scene) -> bool:
    known = (HandoverState.OFFERED, HandoverState.ACCEPTED)
    return scene.handover is not None and scene.handover.state in known


def _receiver_sits_there(scene: Scene) -> bool:
    return (
        bool(scene.staff_id)
        and scene.handover is not None
        and (scene.staff_id == scene.handover.receiver_id)
    )


def _accepted(scene: Scene) -> bool:
    return scene.handover is not None and scene.handover.state is HandoverState.ACCEPTED


def _answered(scene: Scene) -> bool:
    from desk.progress import is_answered

    return scene.file is not None and all(is_answered(point) for point in scene.file.points)


_PAST = (LetterState.PRINTED, LetterState.DELIVERED, LetterState.COUNTERSIGNED)
_NUMBERED = (LetterState.ISSUED, *_PAST)
_AGREED = (LetterState.APPROVED, *_NUMBERED)

SEEN: dict[str, Callable[[Scene], bool]] = {
    "sign_in": lambda scene: bool(scene.staff_id),
    "new_case": lambda scene: scene.scope == "intake",
    "who": _somebody_chosen,
    "words": _words_written,
    "points": _points_taken,
    "register": lambda scene: scene.file is not None,
    "notice": lambda scene: scene.scope == "notice",
    "procedure": _procedure_chosen,
    "answers": _materials_listed,
    "make": lambda scene: scene.file is not None and bool(scene.file.notices),
    "given": lambda scene: scene.within("case"),
    "hand_over": _offered,
    "switch": _receiver_sits_there,
    "accept": _accepted,
    "finding": _concluded,
    "answer": _answered,
    "letter": lambda scene: scene.within("reply") and scene.letter is not None,
    "submit": lambda scene: scene.letter_is(LetterState.SUBMITTED, *_AGREED),
    "approve": lambda scene: scene.letter_is(*_AGREED),
    "number": lambda scene: scene.letter_is(*_NUMBERED),
    "tray": lambda scene: scene.within("approvals"),
    "print": lambda scene: scene.letter_is(*_PAST),
    "stands": lambda scene: scene.front == "Tell",
    "end": lambda scene: False,
}
"""Step → whether it is done. What comes after the last of them is nothing."""

LASTING = frozenset(
    {
        *("register", "make", "hand_over", "accept", "answer"),
        *("submit", "approve", "number", "print"),
    }
)
"""Steps that stand in the book: where a later one of them is done, all before it are."""


def reached(order: Sequence[str], at: int, scene: Scene) -> int:
    """The place of the step that is next, from the one at `at`; never one before it."""
    done = [place for place, name in enumerate(order) if name in LASTING and SEEN[name](scene)]
    at = max([at, *(place + 1 for place in done)])
    while at < len(order) - 1 and SEEN[order[at]](scene):
        at += 1
    return at
